#include "items/activitymodel.h"

#include "domain/activitywords.h"
#include "domain/clock.h"
#include "items/linechange.h"
#include "store/reads.h"

#include <QDateTime>

#include <algorithm>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int page = 20;

//! The server stamps both times in the transaction that takes the comment.
bool wasEdited(const Activity& entry)
{
    const auto made = timestampMicros(entry.createdAt);
    const auto changed = timestampMicros(entry.updatedAt);
    return entry.seq > 0 && made && changed && *changed - *made > 1'000'000;
}

} // namespace

ActivityModel::ActivityModel(const store::Reads& reads, QObject* parent)
    : QAbstractListModel(parent)
    , m_reads(reads) { }

std::optional<std::vector<ActivityModel::Line>> ActivityModel::read(int limit) const
{
    std::vector<Line> lines;
    if (!m_task)
        return lines;
    const auto pending = m_reads.outbox(m_task);
    const auto entries = m_reads.activity(m_task, limit);
    const QString me = m_reads.meta(u"user_id"_s).value_or(QString());
    if (!pending || !entries)
        return std::nullopt;
    for (auto entry = pending->rbegin(); entry != pending->rend(); ++entry) {
        const bool repeated = !lines.empty() && lines.back().body == entry->text;
        if (!repeated)
            lines.push_back({ .pending = true, .when = timestampText(entry->wallMicros), .body = entry->text });
    }
    for (const Activity& entry : *entries) {
        const bool comment = entry.kind == "comment"_L1;
        lines.push_back({ entry.key, comment, entry.seq == 0, comment && (entry.authorId.isEmpty() || entry.authorId == me),
            comment && wasEdited(entry), entry.authorName, entry.deviceName, entry.createdAt, comment ? entry.body : activitySentence(entry) });
    }
    return lines;
}

void ActivityModel::show(std::vector<Line> lines)
{
    const auto isSame = [](const Line& a, const Line& b) { return a.key == b.key && (a.key || a.body == b.body); };
    const LineChange change = changeBetween(m_lines, lines, isSame);
    if (change.removed > 0) {
        beginRemoveRows({}, change.first, change.first + change.removed - 1);
        m_lines.erase(m_lines.begin() + change.first, m_lines.begin() + change.first + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.first, change.first + change.inserted - 1);
        m_lines.insert(m_lines.begin() + change.first, lines.begin() + change.first,
            lines.begin() + change.first + change.inserted);
        endInsertRows();
    }
    for (size_t i = 0; i < lines.size(); ++i) {
        if (m_lines[i] == lines[i])
            continue;
        m_lines[i] = lines[i];
        Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
}

void ActivityModel::setTask(RowKey task)
{
    beginResetModel();
    m_task = task;
    m_wanted = page;
    m_lines.clear();
    if (auto lines = read(m_wanted + 1))
        m_lines = *std::move(lines);
    else
        Q_EMIT failed(tr("The activity of this task could not be read from this device."));
    const auto recorded
        = std::count_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return bool(line.key); });
    m_more = recorded > m_wanted;
    if (m_more)
        m_lines.pop_back();
    endResetModel();
}

void ActivityModel::applyChanges(const ChangeSet& changes)
{
    const auto concerns = [this](const ChangedRow& row) { return row.entity == Entity::Activity || row.row == m_task; };
    if (!m_task
        || (!changes.everything && !changes.outbox && std::none_of(changes.rows.begin(), changes.rows.end(), concerns)))
        return;
    if (auto lines = read(m_wanted))
        show(*std::move(lines));
}

bool ActivityModel::canFetchMore(const QModelIndex& parent) const { return !parent.isValid() && m_more; }

void ActivityModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_wanted += page;
    auto lines = read(m_wanted + 1);
    if (!lines)
        return;
    const auto recorded = std::count_if(lines->begin(), lines->end(), [](const Line& line) { return bool(line.key); });
    m_more = recorded > m_wanted;
    if (m_more)
        lines->pop_back();
    show(*std::move(lines));
}

int ActivityModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }

QString ActivityModel::spoken(const Line& line) const
{
    const QString who = line.author.isEmpty() ? QString() : line.author + (line.comment ? u": "_s : u" "_s);
    return who + line.body + (line.pending ? tr(", waiting to sync") : QString());
}

QVariant ActivityModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines[size_t(index.row())];
    const auto micros = timestampMicros(line.when);
    const QDateTime when = micros ? QDateTime::fromMSecsSinceEpoch(*micros / 1000) : QDateTime();
    switch (role) {
    case Qt::DisplayRole:
    case BodyRole:
        return line.body;
    case Qt::AccessibleTextRole:
        return spoken(line);
    case KeyRole:
        return QVariant::fromValue(line.key);
    case IsCommentRole:
        return line.comment;
    case PendingRole:
        return line.pending;
    case OwnRole:
        return line.own;
    case EditedRole:
        return line.edited;
    case AuthorRole:
        return line.author;
    case DeviceRole:
        return line.device;
    case WhenRole:
        return when;
    default:
        return {};
    }
}

} // namespace convoy::items
