#include "items/reviewmodel.h"

#include "domain/clock.h"
#include "domain/schema.h"
#include "items/fieldwords.h"
#include "items/linechange.h"
#include "items/opening.h"
#include "store/reads.h"
#include "store/review.h"

#include <QDateTime>

#include <algorithm>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

QDateTime localTime(const QString& stamp)
{
    const auto micros = timestampMicros(stamp);
    return micros ? QDateTime::fromMSecsSinceEpoch(*micros / 1000) : QDateTime();
}

QString whyOf(const ConflictItem& field)
{
    if (field.rule == "delete"_L1) {
        switch (field.entity) {
        case Entity::Project:
            return ReviewModel::tr("It, or something in it, was changed on another device meanwhile, so it was not deleted.");
        case Entity::Task:
            return ReviewModel::tr("It was changed on another device meanwhile, or got a comment there, so it was not deleted.");
        default:
            return ReviewModel::tr("It was changed on another device meanwhile, so it was not deleted.");
        }
    }
    if (field.rule == "text"_L1)
        return ReviewModel::tr("Both changed the same lines; the text that reached the server first stands.");
    if (field.rule == "server_wins"_L1)
        return ReviewModel::tr("What everyone in the workspace shares stays as it reached the server first.");
    return ReviewModel::tr("Both were changed without having seen each other; the later one stands.");
}

bool isLongText(const ConflictItem& field) { return field.field == "description"_L1 || field.field == "body"_L1; }

bool canEdit(const ConflictItem& field) { return store::canKeepBoth(field) && field.mine.isString(); }

} // namespace

ReviewModel::ReviewModel(const store::Reads& reads, QObject* parent)
    : QAbstractItemModel(parent)
    , m_reads(reads)
{
    reload();
}

std::optional<std::vector<ReviewModel::Item>> ReviewModel::read() const
{
    const auto open = m_reads.openConflicts();
    if (!open)
        return std::nullopt;
    std::vector<Item> items;
    for (const ConflictItem& field : *open) {
        auto item = std::find_if(items.begin(), items.end(),
            [&](const Item& each) { return each.entity == field.entity && each.row == field.row; });
        if (item == items.end()) {
            items.push_back({ field.row, openedFor(m_reads, field.entity, field.row), field.entity, store::subjectOf(m_reads, field), {} });
            item = items.end() - 1;
        }
        item->fields.push_back(field);
    }
    for (Item& item : items) {
        std::stable_sort(item.fields.begin(), item.fields.end(), [&](const ConflictItem& a, const ConflictItem& b) {
            return fieldIndex(item.entity, a.field).value_or(-1) < fieldIndex(item.entity, b.field).value_or(-1);
        });
    }
    return items;
}

void ReviewModel::applyChanges(const ChangeSet& changes)
{
    const auto concerns = [this](const ChangedRow& row) {
        return row.entity == Entity::Conflict || std::any_of(m_items.begin(), m_items.end(), [&](const Item& item) {
            return item.row == row.row || item.opened == row.row;
        });
    };
    if (changes.everything || std::any_of(changes.rows.begin(), changes.rows.end(), concerns))
        reload();
}

void ReviewModel::reload()
{
    auto items = read();
    if (items)
        replaceItems(*std::move(items));
    else
        Q_EMIT failed(tr("What is to review could not be read from this device. It is still there."));
}

void ReviewModel::replaceItems(std::vector<Item> items)
{
    const LineChange change = changeBetween(
        m_items, items, [](const Item& a, const Item& b) { return a.row == b.row && a.entity == b.entity; });
    if (change.removed > 0) {
        beginRemoveRows({}, change.first, change.first + change.removed - 1);
        m_items.erase(m_items.begin() + change.first, m_items.begin() + change.first + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.first, change.first + change.inserted - 1);
        m_items.insert(
            m_items.begin() + change.first, items.begin() + change.first, items.begin() + change.first + change.inserted);
        endInsertRows();
    }
    for (int i = 0; i < int(items.size()); ++i) {
        Item& mine = m_items[size_t(i)];
        if (mine == items[size_t(i)])
            continue;
        mine.opened = items[size_t(i)].opened;
        mine.subject = items[size_t(i)].subject;
        replaceFields(i, std::move(items[size_t(i)].fields));
        Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
    }
}

void ReviewModel::replaceFields(int item, std::vector<ConflictItem> fields)
{
    std::vector<ConflictItem>& mine = m_items[size_t(item)].fields;
    const QModelIndex parent = index(item, 0);
    const LineChange change = changeBetween(
        mine, fields, [](const ConflictItem& a, const ConflictItem& b) { return a.conflict == b.conflict; });
    if (change.removed > 0) {
        beginRemoveRows(parent, change.first, change.first + change.removed - 1);
        mine.erase(mine.begin() + change.first, mine.begin() + change.first + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows(parent, change.first, change.first + change.inserted - 1);
        mine.insert(
            mine.begin() + change.first, fields.begin() + change.first, fields.begin() + change.first + change.inserted);
        endInsertRows();
    }
    mine = std::move(fields);
    if (!mine.empty())
        Q_EMIT dataChanged(index(0, 0, parent), index(int(mine.size()) - 1, columnCount() - 1, parent));
}

int ReviewModel::openCount() const
{
    int count = 0;
    for (const Item& item : m_items)
        count += int(item.fields.size());
    return count;
}

QModelIndex ReviewModel::indexOf(RowKey row) const
{
    const auto item = std::find_if(
        m_items.begin(), m_items.end(), [&](const Item& each) { return each.row == row || each.opened == row; });
    return item == m_items.end() ? QModelIndex() : index(int(item - m_items.begin()), 0);
}

// An item's index carries 0, a field's the number of its item plus one.
QModelIndex ReviewModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(0));
}

QModelIndex ReviewModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, quintptr(0));
}

int ReviewModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_items.size());
    const bool isItem = parent.internalId() == 0 && parent.column() == 0;
    return isItem ? int(m_items[size_t(parent.row())].fields.size()) : 0;
}

int ReviewModel::columnCount(const QModelIndex&) const { return int(Column::Count); }

QVariant ReviewModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0) {
        const bool shown = index.column() == 0 || (role != Qt::DisplayRole && role != Qt::ToolTipRole);
        return shown ? itemData(m_items[size_t(index.row())], role) : QVariant();
    }
    const Item& item = m_items[size_t(index.internalId()) - 1];
    return fieldData(item.fields[size_t(index.row())], item, Column(index.column()), role);
}

QVariant ReviewModel::itemData(const Item& item, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return item.subject.isEmpty() ? tr("Something that is no longer here") : item.subject;
    case Qt::AccessibleTextRole:
        return tr("%1, %n value(s) to review", nullptr, int(item.fields.size())).arg(item.subject);
    case OpenedRole:
        return QVariant::fromValue(item.opened);
    case EntityRole:
        return int(item.entity);
    case CanKeepBothRole:
        return std::all_of(item.fields.begin(), item.fields.end(), store::canKeepBoth);
    case MineIsCutRole:
        return std::any_of(item.fields.begin(), item.fields.end(), [](const ConflictItem& each) { return each.mineIsCut; });
    case ConflictKeysRole: {
        std::vector<RowKey> keys;
        for (const ConflictItem& field : item.fields)
            keys.push_back(field.conflict);
        return QVariant::fromValue(keys);
    }
    default:
        return {};
    }
}

QString ReviewModel::words(const ConflictItem& field, const QJsonValue& value) const
{
    return valueInWords(m_reads, field.entity, field.row, field.field, value);
}

QVariant ReviewModel::fieldData(const ConflictItem& field, const Item& item, Column column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (column) {
        case Column::Field:
            return fieldName(field.field);
        case Column::Before:
            return words(field, field.base);
        case Column::Mine:
            return words(field, field.mine);
        case Column::Theirs:
            return words(field, field.theirs);
        case Column::Count:
            return {};
        }
        Q_UNREACHABLE();
    case Qt::AccessibleTextRole:
        return tr("%1: you wrote \"%2\", \"%3\" from %4 stands").arg(fieldName(field.field), words(field, field.mine),
            words(field, field.theirs), field.theirsDevice);
    case OpenedRole:
        return QVariant::fromValue(item.opened);
    case EntityRole:
        return int(item.entity);
    case ConflictKeysRole:
        return QVariant::fromValue(std::vector<RowKey> { field.conflict });
    case CanKeepBothRole:
        return store::canKeepBoth(field) && !field.mineIsCut;
    case CanEditRole:
        return canEdit(field);
    case IsTextRole:
        return isLongText(field);
    case BeforeRole:
        return words(field, field.base);
    case MineRole:
        return words(field, field.mine);
    case TheirsRole:
        return words(field, field.theirs);
    case MineDeviceRole:
        return field.mineDevice;
    case TheirsDeviceRole:
        return field.theirsDevice;
    case MineTimeRole:
        return localTime(field.mineStamp);
    case TheirsTimeRole:
        return localTime(field.theirsStamp);
    case WhyRole:
        return whyOf(field);
    case MineIsCutRole:
        return field.mineIsCut;
    default:
        return {};
    }
}

QVariant ReviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Field:
        return tr("Field");
    case Column::Before:
        return tr("Before");
    case Column::Mine:
        return tr("Yours");
    case Column::Theirs:
        return tr("Theirs, which stands");
    case Column::Count:
        return {};
    }
    return {};
}

} // namespace convoy::items
