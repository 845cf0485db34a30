#include "items/outboxmodel.h"

#include "items/linechange.h"
#include "items/opening.h"
#include "store/reads.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace convoy::items {

QString stateText(OutboxState state)
{
    switch (state) {
    case OutboxState::Waiting:
        return QCoreApplication::translate("Outbox", "Waiting");
    case OutboxState::Sent:
        return QCoreApplication::translate("Outbox", "Being sent");
    case OutboxState::Answered:
        return QCoreApplication::translate("Outbox", "Synced");
    case OutboxState::Refused:
        return QCoreApplication::translate("Outbox", "Refused by the server");
    case OutboxState::Parked:
        return QCoreApplication::translate("Outbox", "Set aside after repeated failures");
    case OutboxState::Held:
        return QCoreApplication::translate("Outbox", "To review");
    }
    Q_UNREACHABLE();
}

OutboxModel::OutboxModel(const store::Reads& reads, QObject* parent) : QAbstractTableModel(parent), m_reads(reads)
{
    reload();
}

std::optional<std::vector<OutboxModel::Line>> OutboxModel::read() const
{
    const auto entries = m_reads.outbox();
    if (!entries)
        return std::nullopt;
    std::vector<Line> lines;
    for (const OutboxEntry& entry : *entries) {
        if (!lines.empty() && lines.back().gesture == entry.gesture) {
            // One line speaks for its gesture: the state that needs the person most.
            lines.back().state = std::max(lines.back().state, entry.state);
            if (lines.back().error.isEmpty())
                lines.back().error = entry.lastError;
            continue;
        }
        lines.push_back(
            { entry.gesture, entry.group, entry.text, entry.wallMicros, entry.state, entry.lastError, entry.entity, entry.row, entry.attempts });
    }
    return lines;
}

void OutboxModel::applyChanges(const ChangeSet& changes)
{
    if (changes.outbox || changes.everything)
        reload();
}

void OutboxModel::reload()
{
    const auto lines = read();
    if (!lines) {
        Q_EMIT failed(tr("The waiting edits could not be read from this device. They are still there."));
        return;
    }
    const LineChange change
        = changeBetween(m_lines, *lines, [](const Line& a, const Line& b) { return a.gesture == b.gesture; });
    if (change.removed > 0) {
        beginRemoveRows({}, change.first, change.first + change.removed - 1);
        m_lines.erase(m_lines.begin() + change.first, m_lines.begin() + change.first + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.first, change.first + change.inserted - 1);
        m_lines.insert(m_lines.begin() + change.first, lines->begin() + change.first,
            lines->begin() + change.first + change.inserted);
        endInsertRows();
    }
    for (size_t i = 0; i < lines->size(); ++i) {
        if (m_lines[i] == (*lines)[i])
            continue;
        m_lines[i] = (*lines)[i];
        Q_EMIT dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
    }
}

int OutboxModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }
int OutboxModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(Column::Count); }

QVariant OutboxModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines[size_t(index.row())];
    const QString when
        = QLocale().toString(QDateTime::fromMSecsSinceEpoch(line.wallMicros / 1000), QLocale::ShortFormat);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (Column(index.column())) {
        case Column::Edit:
            return role == Qt::ToolTipRole && !line.error.isEmpty() ? line.error : line.text;
        case Column::When:
            return when;
        case Column::State:
            return stateText(line.state);
        case Column::Count:
            return {};
        }
        Q_UNREACHABLE();
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(line.text, when, stateText(line.state));
    case GroupRole:
        return line.group;
    case StateRole:
        return int(line.state);
    case ErrorRole:
        return line.error;
    case OpenedRole:
        return QVariant::fromValue(openedFor(m_reads, line.entity, line.row));
    case AttemptsRole:
        return line.attempts;
    case MadeRole:
        return line.wallMicros;
    default:
        return {};
    }
}

QVariant OutboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Edit:
        return tr("Edit");
    case Column::When:
        return tr("When");
    case Column::State:
        return tr("State");
    case Column::Count:
        return {};
    }
    return {};
}

} // namespace convoy::items
