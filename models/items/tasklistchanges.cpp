#include "items/tasklistparts.h"

#include <QSet>

#include <algorithm>

namespace convoy::items {

void TaskListModel::Parts::showAgain(TaskNode* node)
{
    Q_EMIT model.dataChanged(indexOf(node), indexOf(node, Column(int(Column::Count) - 1)));
}

void TaskListModel::Parts::showAllAgain()
{
    rows.clear();
    std::vector<TaskNode*> parents { tree.root() };
    while (!parents.empty()) {
        TaskNode* parent = parents.back();
        parents.pop_back();
        if (parent->children.empty())
            continue;
        Q_EMIT model.dataChanged(indexOf(parent->children.front().get()),
            indexOf(parent->children.back().get(), Column(int(Column::Count) - 1)));
        for (const auto& child : parent->children)
            parents.push_back(child.get());
    }
}

//! The tasks whose line or place may differ now; `structure` when names or visibility of many may.
std::vector<RowKey> TaskListModel::Parts::tasksIn(const ChangeSet& changes, bool& structure) const
{
    QSet<RowKey> tasks;
    for (const ChangedRow& changed : changes.rows) {
        switch (changed.entity) {
        case Entity::Task: {
            tasks.insert(changed.row);
            if (const TaskNode* node = tree.find(changed.row); node && node->parent->key)
                tasks.insert(node->parent->key);
            if (const auto task = reads.task(changed.row); task && task->parent)
                tasks.insert(task->parent);
            for (const Dependency& waiting : reads.blockedBy(changed.row).value_or(std::vector<Dependency> {}))
                tasks.insert(waiting.task);
            break;
        }
        case Entity::TaskDependency:
        case Entity::Activity:
        case Entity::Conflict:
            if (const auto task = reads.taskOf(changed.entity, changed.row))
                tasks.insert(*task);
            break;
        case Entity::Workspace:
        case Entity::WorkspaceMember:
        case Entity::Project:
        case Entity::Milestone:
            structure = true;
            break;
        case Entity::Workflow:
        case Entity::Pattern:
        case Entity::BestPractice:
            break;
        }
    }
    return { tasks.begin(), tasks.end() };
}

void TaskListModel::Parts::take(const ChangeSet& changes)
{
    bool structure = changes.everything;
    std::vector<RowKey> keys;
    if (changes.rows.size() > oneByOne * 8)
        structure = true;
    else
        keys = tasksIn(changes, structure);
    if (isListed && (structure || !keys.empty()))
        scheduleCompare();
    else if (structure)
        return scheduleCompare();
    if (changes.outbox)
        takeMarks(keys);
    takeRows(keys);
}

//! Marks only go from one state to the next: a row that was in sync until now is among the changed ones.
void TaskListModel::Parts::takeMarks(const std::vector<RowKey>& changed)
{
    for (const RowKey key : rows.keys()) {
        const store::SyncMark mark = rows.object(key)->mark;
        if (mark == store::SyncMark::Synced || std::find(changed.begin(), changed.end(), key) != changed.end()
            || reads.syncMark(key).value_or(mark) == mark)
            continue;
        rows.remove(key);
        if (TaskNode* node = tree.find(key))
            showAgain(node);
    }
}

void TaskListModel::Parts::takeRows(const std::vector<RowKey>& keys)
{
    std::vector<RowKey> moved;
    for (const RowKey key : keys) {
        rows.remove(key);
        if (editing.isSaving(key) && leftAlone.contains(key))
            continue;
        if (!isListed && !isInPlace(key))
            moved.push_back(key);
    }
    if (moved.size() > 1)
        scheduleCompare();
    else if (moved.size() == 1)
        place(moved.front());
    for (const RowKey key : keys) {
        if (TaskNode* node = tree.find(key))
            showAgain(node);
    }
}

bool TaskListModel::Parts::hasTheseBelow(const TaskNode* parent, const std::vector<RowKey>& keys) const
{
    return std::equal(keys.begin(), keys.end(), parent->children.begin(), parent->children.end(),
        [](RowKey key, const auto& child) { return child->key == key; });
}

//! The loaded parent below which the query's tree shows the task; nullptr: none.
TaskNode* TaskListModel::Parts::parentFor(RowKey key) const
{
    const auto task = reads.task(key);
    TaskNode* parent = task && isTree(query) ? tree.find(task->parent) : nullptr;
    const std::vector<RowKey> keys = parent ? keysBelow(parent) : std::vector<RowKey> {};
    return std::find(keys.begin(), keys.end(), key) != keys.end() ? parent : nullptr;
}

std::vector<RowKey> TaskListModel::Parts::keysBelow(const TaskNode* parent) const
{
    return reads.children(query, parent->key).value_or(std::vector<RowKey> {});
}

//! Whether the tree has the task where the database says it belongs.
bool TaskListModel::Parts::isInPlace(RowKey key)
{
    const auto anchor = reads.anchorOf(query, key);
    if (!anchor)
        return true;
    TaskNode* node = tree.find(key);
    if (anchor->belongs)
        return node ? node->parent == tree.root() && isInOrder(node, *anchor) : isBehindLoaded(*anchor);
    TaskNode* parent = parentFor(key);
    if (node)
        return node->parent == parent && hasTheseBelow(parent, keysBelow(parent));
    return !parent || parent->below == TaskNode::Below::Unread;
}

bool TaskListModel::Parts::isBehindLoaded(const store::TaskAnchor& anchor) const
{
    const auto& top = tree.root()->children;
    if (complete || top.empty())
        return false;
    const auto last = reads.anchorOf(query, top.back()->key);
    return last && last->belongs && store::isBefore(*last, anchor);
}

bool TaskListModel::Parts::isInOrder(TaskNode* node, const store::TaskAnchor& anchor) const
{
    const auto& top = tree.root()->children;
    const size_t row = size_t(tree.rowOf(node));
    const auto anchorAt = [&](size_t at) { return reads.anchorOf(query, top[at]->key); };
    if (row > 0) {
        const auto before = anchorAt(row - 1);
        if (before && before->belongs && !store::isBefore(*before, anchor))
            return false;
    }
    if (row + 1 < top.size()) {
        const auto after = anchorAt(row + 1);
        if (after && after->belongs && !store::isBefore(anchor, *after))
            return false;
    }
    return true;
}

} // namespace convoy::items
