#include "items/taskcells.h"
#include "items/tasklistparts.h"

#include <QMimeData>

#include <algorithm>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString& tasksMime()
{
    static const QString type = u"application/x-convoy-tasks"_s;
    return type;
}

} // namespace

TaskOrder TaskListModel::orderOf(Column column)
{
    switch (column) {
    case Column::Title:
        return TaskOrder::Title;
    case Column::Number:
        return TaskOrder::Number;
    case Column::Due:
        return TaskOrder::Due;
    case Column::Priority:
        return TaskOrder::Priority;
    case Column::Stage:
        return TaskOrder::Stage;
    case Column::Project:
        return TaskOrder::Project;
    case Column::Milestone:
        return TaskOrder::Milestone;
    case Column::Labels:
        return TaskOrder::Labels;
    case Column::Assignee:
        return TaskOrder::Assignee;
    case Column::Count:
        break;
    }
    Q_UNREACHABLE();
}

QVariant taskValue(const TaskRow& row, int role, bool saving, QDate today)
{
    const Task& task = row.task;
    switch (role) {
    case Qt::AccessibleTextRole:
        return sentenceOf(row, markOf(row, saving), today);
    case KeyRole:
        return QVariant::fromValue(task.key);
    case UidRole:
        return bareUid(task.uid);
    case RowRole:
        return QVariant::fromValue(row);
    case MarkRole:
        return int(markOf(row, saving));
    case StatusRole:
        return int(task.status);
    case StageRole:
        return task.stage;
    case PriorityRole:
        return int(task.priority);
    case DueRole:
        return task.dueDate;
    case OverdueRole:
        return isOverdue(task, today);
    case BlockedRole:
        return row.openBlockers > 0;
    case ProjectRole:
        return QVariant::fromValue(task.project);
    case LabelsRole:
        return task.labels;
    case ChildrenRole:
        return row.children;
    case OpenChildrenRole:
        return row.openChildren;
    case CommentsRole:
        return row.comments;
    default:
        return {};
    }
}

QVariant TaskListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RowKey key = keyAt(index);
    if (role == KeyRole)
        return QVariant::fromValue(key);
    if (isHeading(index))
        return index.column() == 0 ? m_parts->headingValue(m_parts->nodeAt(index)->key, role) : QVariant();
    const auto column = Column(index.column());
    const bool isTitle = column == Column::Title;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole && role < Qt::UserRole
        && !(isTitle && (role == Qt::EditRole || role == Qt::CheckStateRole)))
        return {};
    const TaskRow* row = m_parts->rowOf(key);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cellText(*row, column, m_parts->today());
    case Qt::EditRole:
        return row->task.title;
    case Qt::CheckStateRole:
        return isOpen(row->task.status) ? Qt::Unchecked : Qt::Checked;
    default:
        return taskValue(*row, role, m_parts->editing.isSaving(key), m_parts->today());
    }
}

QVariant TaskListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return columnTitle(Column(section));
}

bool TaskListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || Column(index.column()) != Column::Title)
        return false;
    const RowKey key = keyAt(index);
    if (role == Qt::EditRole) {
        m_parts->editing.rename(key, value.toString());
        return true;
    }
    if (role != Qt::CheckStateRole)
        return false;
    const bool checked = value.value<Qt::CheckState>() == Qt::Checked;
    m_parts->editing.setStatus({ key }, checked ? TaskStatus::Done : TaskStatus::Todo);
    return true;
}

Qt::ItemFlags TaskListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    if (isHeading(index))
        return Qt::ItemIsEnabled | Qt::ItemIsDropEnabled | Qt::ItemNeverHasChildren; // a stop of the keys, not of a selection
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled;
    if (m_filter.query.view == TaskView::Trash)
        return flags;
    flags |= Qt::ItemIsDropEnabled;
    if (Column(index.column()) == Column::Title)
        flags |= Qt::ItemIsEditable | Qt::ItemIsUserCheckable;
    return flags;
}

void TaskListModel::sort(int column, Qt::SortOrder order)
{
    TaskFilter sorted = m_filter;
    sorted.query.order = column < 0 ? ordersOf(m_filter.query.view).front() : orderOf(Column(column));
    sorted.query.descending = order == Qt::DescendingOrder;
    setFilter(sorted);
}

std::vector<RowKey> TaskListModel::keysOf(const QModelIndexList& indexes) const
{
    std::vector<RowKey> keys;
    QSet<RowKey> seen;
    for (const QModelIndex& index : indexes) {
        const RowKey key = keyAt(index);
        if (key && !seen.contains(key)) {
            seen.insert(key);
            keys.push_back(key);
        }
    }
    return keys;
}

QStringList TaskListModel::mimeTypes() const { return { tasksMime() }; }

QMimeData* TaskListModel::mimeData(const QModelIndexList& indexes) const
{
    QByteArrayList keys;
    QStringList titles;
    for (const RowKey key : keysOf(indexes)) {
        keys += QByteArray::number(key.value);
        if (const TaskRow* row = m_parts->rowOf(key))
            titles += row->task.title;
    }
    auto* data = new QMimeData;
    data->setData(tasksMime(), keys.join(' '));
    data->setText(titles.join(u'\n'));
    return data;
}

std::vector<RowKey> TaskListModel::keysOf(const QMimeData* data)
{
    std::vector<RowKey> keys;
    if (!data)
        return keys;
    for (const QByteArray& key : data->data(tasksMime()).split(' ')) {
        if (const qint64 value = key.toLongLong(); value > 0)
            keys.push_back(RowKey { value });
    }
    return keys;
}

bool TaskListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent)
{
    std::vector<RowKey> keys = keysOf(data);
    TaskNode* below = m_parts->nodeAt(parent);
    for (const RowKey key : keys) {
        // Nothing goes below itself.
        const TaskNode* moved = m_parts->tree.find(key);
        if (moved && m_parts->tree.isWithin(below, moved))
            return false;
    }
    if (keys.empty() || action != Qt::MoveAction)
        return false;
    if (const auto group = row < 0 && isHeading(parent) ? groupAt(parent) : std::nullopt) {
        m_parts->editing.moveToGroup(keys, m_filter, *group);
        return true;
    }
    if (row < 0 && parent.isValid()) {
        m_parts->editing.setParent(keys, below->key);
        return true;
    }
    return row >= 0 && m_parts->dropAmong(keys, below, row);
}

//! Between two rows. In another group that gives the value of the group; in the own one, or where there are none, it is a
//! place, if the order is the manual one.
bool TaskListModel::Parts::dropAmong(const std::vector<RowKey>& keys, TaskNode* below, int row)
{
    const auto& siblings = below->children;
    const bool grouped = below == tree.root() && !headings.isEmpty();
    if (grouped && row > 0) {
        const auto group = groupOf(siblings[std::min(size_t(row), siblings.size()) - 1].get());
        const auto isElsewhere = [&](RowKey key) { return tree.find(key) ? groupOf(tree.find(key)) != group : true; };
        if (group && std::any_of(keys.begin(), keys.end(), isElsewhere)) {
            editing.moveToGroup(keys, model.m_filter, *group);
            return true;
        }
    }
    if (model.m_filter.query.order != TaskOrder::Position)
        return false;
    const auto isMoved = [&keys](RowKey key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
    RowKey before, after;
    for (int i = row - 1; i >= 0 && !before && !isHeading(siblings[size_t(i)]->key); --i)
        before = isMoved(siblings[size_t(i)]->key) ? RowKey {} : siblings[size_t(i)]->key;
    for (size_t i = size_t(row); i < siblings.size() && !after && !isHeading(siblings[i]->key); ++i)
        after = isMoved(siblings[i]->key) ? RowKey {} : siblings[i]->key;
    editing.moveBetween(keys, before, after, isTree(query) ? std::optional(below->key) : std::nullopt);
    moveAtOnce(keys, below, after ? after : row < int(siblings.size()) && isHeading(siblings[size_t(row)]->key) ? siblings[size_t(row)]->key : RowKey {});
    return true;
}

//! So that the next stroke counts from here, however long the disk takes. `before`: the row in front of which they go.
void TaskListModel::Parts::moveAtOnce(const std::vector<RowKey>& keys, TaskNode* below, RowKey before)
{
    for (const RowKey key : keys) {
        TaskNode* node = tree.find(key);
        if (!node || node->parent != below)
            continue; // its parent changes: that is shown when it is so
        leftAlone.insert(key);
        TaskNode* next = before ? tree.find(before) : nullptr;
        moveTo(node, below, next && next->parent == below ? tree.rowOf(next) : int(below->children.size()));
    }
}

} // namespace convoy::items
