#include "items/tasklistmodel.h"

#include "items/tasklistparts.h"

namespace convoy::items {

TaskListModel::Parts::Parts(TaskListModel& owner, const store::Reads& source, store::ReadThread& questions, Editing& edits)
    : model(owner)
    , reads(source)
    , thread(questions)
    , editing(edits)
{
    sliceTimer.setSingleShot(true);
    compareTimer.setSingleShot(true);
}

void TaskListModel::Parts::report(const Error& error) const
{
    Q_EMIT model.failed(TaskListModel::tr("The tasks could not be read from this device. %1").arg(error.detail));
}

QDate TaskListModel::Parts::today() const
{
    const QDate asked = model.m_filter.query.today;
    return asked.isValid() ? asked : QDate::currentDate();
}

std::vector<RowKey> TaskListModel::Parts::topKeys(int limit) const
{
    if (isListed)
        return { listed.begin(), listed.begin() + std::min(qsizetype(limit), qsizetype(listed.size())) };
    auto keys = reads.taskKeys(query, limit);
    if (!keys)
        report(keys.error());
    return keys ? *std::move(keys) : std::vector<RowKey> {};
}

void TaskListModel::Parts::load()
{
    tree.clear();
    rows.clear();
    compareTimer.stop();
    slice = firstScreen;
    const std::vector<RowKey> keys = topKeys(firstScreen);
    tree.insert(tree.root(), 0, keys);
    complete = int(keys.size()) < firstScreen;
    if (!complete)
        sliceTimer.start(0);
}

//! The keys behind those that are loaded; nothing when they cannot be had now.
std::optional<std::vector<RowKey>> TaskListModel::Parts::nextSlice()
{
    const auto& top = tree.root()->children;
    if (isListed) {
        const size_t from = std::min(top.size(), listed.size());
        return std::vector<RowKey>(listed.begin() + qsizetype(from), listed.begin() + qsizetype(std::min(from + size_t(slice), listed.size())));
    }
    const auto anchor = reads.anchorOf(query, top.back()->key);
    // The last row left the list a moment ago and its change is on its way: compare the whole instead.
    if (anchor && !anchor->belongs) {
        scheduleCompare();
        return std::nullopt;
    }
    const auto keys = anchor ? reads.taskKeys(query, slice, *anchor) : Result<std::vector<RowKey>>(anchor.error());
    if (!keys) {
        report(keys.error());
        return std::nullopt;
    }
    return *keys;
}

void TaskListModel::Parts::loadSlice()
{
    auto& top = tree.root()->children;
    if (complete || top.empty())
        return;
    slice = std::min(slice * 2, largestSlice);
    const auto keys = nextSlice();
    if (!keys)
        return;
    complete = int(keys->size()) < slice;
    std::vector<RowKey> fresh;
    for (const RowKey key : *keys) {
        if (!tree.find(key))
            fresh.push_back(key);
    }
    if (!fresh.empty()) {
        const int first = int(top.size());
        model.beginInsertRows({}, first, first + int(fresh.size()) - 1);
        tree.insert(tree.root(), first, fresh);
        model.endInsertRows();
    }
    if (!complete && int(top.size()) < eagerRows)
        sliceTimer.start(0);
}

bool TaskListModel::Parts::hasBelow(TaskNode* node)
{
    if (node->below == TaskNode::Below::Unknown) {
        const bool any = !isHeading(node->key) && reads.hasChildren(query, node->key).value_or(false);
        node->below = any ? TaskNode::Below::Unread : TaskNode::Below::Read;
    }
    return node->below == TaskNode::Below::Unread || !node->children.empty();
}

void TaskListModel::Parts::readBelow(TaskNode* node)
{
    node->below = TaskNode::Below::Read;
    const auto keys = reads.children(query, node->key);
    if (!keys)
        return report(keys.error());
    addMissing(node, *keys);
}

TaskNode* TaskListModel::Parts::nodeAt(const QModelIndex& index)
{
    return index.isValid() ? static_cast<TaskNode*>(index.internalPointer()) : tree.root();
}

QModelIndex TaskListModel::Parts::indexOf(TaskNode* node, Column column)
{
    return node == tree.root() ? QModelIndex() : model.createIndex(tree.rowOf(node), int(column), node);
}

const TaskRow* TaskListModel::Parts::rowOf(RowKey key)
{
    if (const TaskRow* kept = rows.object(key))
        return kept;
    auto found = reads.taskRows({ key });
    if (!found || found->empty())
        return nullptr;
    auto row = std::make_unique<TaskRow>(std::move(found->front()));
    editing.overlay(row->task);
    rows.insert(key, row.release());
    return rows.object(key);
}

TaskListModel::TaskListModel(const store::Reads& reads, store::ReadThread& thread, Editing& editing, QObject* parent)
    : QAbstractItemModel(parent)
    , m_parts(std::make_unique<Parts>(*this, reads, thread, editing))
{
    connect(&m_parts->sliceTimer, &QTimer::timeout, this, [this] { m_parts->loadSlice(); });
    connect(&m_parts->compareTimer, &QTimer::timeout, this, [this] { m_parts->isListed ? m_parts->ask() : m_parts->compare(); });
    connect(&editing, &Editing::failed, this, [this] { m_parts->scheduleCompare(); }); // back to where it was
    connect(&editing, &Editing::savingChanged, this, [this](const std::vector<RowKey>& rows) {
        for (const RowKey row : rows) {
            m_parts->rows.remove(row);
            if (!m_parts->editing.isSaving(row) && m_parts->leftAlone.remove(row))
                m_parts->catchUp();
            if (TaskNode* node = m_parts->tree.find(row))
                m_parts->showAgain(node);
        }
    });
}

TaskListModel::~TaskListModel() = default;

void TaskListModel::setFilter(const TaskFilter& filter)
{
    if (filter == m_filter && (m_parts->tree.size() > 0 || (m_parts->isListed && !m_parts->isAnswered)))
        return;
    TaskFilter aged = m_filter;
    aged.query.today = filter.query.today;
    const bool isAnotherDay = aged == filter && m_filter.query.today.isValid();
    m_filter = filter;
    isAnotherDay ? m_parts->beginDay() : m_parts->begin();
    Q_EMIT filterChanged();
}

void TaskListModel::applyChanges(const ChangeSet& changes) { m_parts->take(changes); }
bool TaskListModel::isComplete() const { return m_parts->complete; }
bool TaskListModel::isHeading(const QModelIndex& index) const { return index.isValid() && Parts::isHeading(m_parts->nodeAt(index)->key); }

std::optional<qint64> TaskListModel::taskCount() const
{
    return m_parts->isListed && m_parts->isAnswered ? std::optional(qint64(m_parts->listedTasks)) : std::nullopt;
}

RowKey TaskListModel::keyAt(const QModelIndex& index) const
{
    return index.isValid() && !isHeading(index) ? m_parts->nodeAt(index)->key : RowKey {};
}

QModelIndex TaskListModel::indexOf(RowKey task, Column column) const
{
    TaskNode* node = m_parts->tree.find(task);
    return node ? m_parts->indexOf(node, column) : QModelIndex();
}

QModelIndex TaskListModel::index(int row, int column, const QModelIndex& parent) const
{
    const TaskNode* node = m_parts->nodeAt(parent);
    if (row < 0 || column < 0 || column >= columnCount() || size_t(row) >= node->children.size() || parent.column() > 0)
        return {};
    return createIndex(row, column, node->children[size_t(row)].get());
}

QModelIndex TaskListModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? m_parts->indexOf(m_parts->nodeAt(child)->parent) : QModelIndex();
}

int TaskListModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : int(m_parts->nodeAt(parent)->children.size());
}

int TaskListModel::columnCount(const QModelIndex&) const { return int(Column::Count); }

bool TaskListModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return !m_parts->tree.root()->children.empty();
    return parent.column() == 0 && m_parts->hasBelow(m_parts->nodeAt(parent));
}

bool TaskListModel::canFetchMore(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return !m_parts->complete && int(m_parts->tree.root()->children.size()) >= eagerRows;
    return parent.column() == 0 && m_parts->hasBelow(m_parts->nodeAt(parent))
        && m_parts->nodeAt(parent)->below == TaskNode::Below::Unread;
}

void TaskListModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    if (parent.isValid())
        m_parts->readBelow(m_parts->nodeAt(parent));
    else
        m_parts->loadSlice();
}

} // namespace convoy::items
