#include "items/tasklistparts.h"

#include <QElapsedTimer>
#include <QSet>

#include <algorithm>

namespace convoy::items {

namespace {

constexpr int pauseForMoves = 30; // milliseconds; their answer comes sooner, as a rule

} // namespace

//! The row among the loaded top rows in front of which a task with this anchor stands.
int TaskListModel::Parts::topRowFor(const store::TaskAnchor& anchor, RowKey except)
{
    // The row itself is about to move: it is left out of the comparison.
    std::vector<const TaskNode*> others;
    const auto& top = tree.root()->children;
    others.reserve(top.size());
    for (const auto& node : top) {
        if (node->key != except)
            others.push_back(node.get());
    }
    const auto stands = std::partition_point(others.begin(), others.end(), [&](const TaskNode* node) {
        const auto there = reads.anchorOf(query, node->key);
        return there && there->belongs && store::isBefore(*there, anchor);
    });
    const int row = int(stands - others.begin());
    const TaskNode* moved = tree.find(except);
    const bool above = moved && moved->parent == tree.root() && tree.rowOf(tree.find(except)) < row;
    return above ? row + 1 : row; // as the rows count before the move
}

//! Takes over the new place of one task, when no other row moved with it.
void TaskListModel::Parts::place(RowKey key)
{
    const auto anchor = reads.anchorOf(query, key);
    TaskNode* node = tree.find(key);
    if (!anchor)
        return report(anchor.error());
    if (anchor->belongs) {
        if (isBehindLoaded(*anchor))
            return node ? removeNode(node) : void();
        const int row = topRowFor(*anchor, key);
        if (node) {
            moveTo(node, tree.root(), row);
            return;
        }
        model.beginInsertRows({}, row, row);
        tree.insert(tree.root(), row, { key });
        model.endInsertRows();
        return;
    }
    TaskNode* parent = parentFor(key);
    if (parent && parent->below == TaskNode::Below::Unknown)
        parent->below = TaskNode::Below::Unread; // nobody asked yet; now there is something to ask for
    if (parent && parent->below == TaskNode::Below::Read)
        return compareChildren(parent, keysBelow(parent));
    if (node)
        removeNode(node);
}

void TaskListModel::Parts::scheduleCompare()
{
    // Not more often than every tenth part of the time goes into it, however many changes come in.
    if (!compareTimer.isActive())
        compareTimer.start(int(std::min<qint64>(compareCost * 10, 1000)));
}

bool TaskListModel::Parts::waitsForMoves() const
{
    return std::any_of(leftAlone.begin(), leftAlone.end(), [this](RowKey key) { return editing.isSaving(key); });
}

void TaskListModel::Parts::catchUp()
{
    if (isListed)
        ask(); // in place of a question that may have been answered before
    else
        scheduleCompare();
}

void TaskListModel::Parts::compare()
{
    if (waitsForMoves()) {
        compareTimer.start(pauseForMoves);
        return;
    }
    QElapsedTimer clock;
    clock.start();
    rows.clear();
    const int limit = std::max(int(tree.root()->children.size()), firstScreen) + firstScreen;
    const std::vector<RowKey> keys = topKeys(limit);
    complete = int(keys.size()) < limit;
    std::vector<TaskNode*> parents { tree.root() };
    for (size_t i = 0; i < parents.size(); ++i) {
        for (const auto& child : parents[i]->children)
            parents.push_back(child.get());
    }
    std::vector<std::pair<RowKey, std::vector<RowKey>>> below;
    for (size_t i = 1; i < parents.size(); ++i) {
        if (parents[i]->below == TaskNode::Below::Read && isTree(query))
            below.emplace_back(parents[i]->key, keysBelow(parents[i]));
    }
    // Tasks that only change their parent are moved before anything is dropped, so that they stay selected.
    for (const auto& [key, children] : below)
        gather(tree.find(key), children);
    gather(tree.root(), keys);
    compareChildren(tree.root(), keys);
    for (const auto& [key, children] : below) {
        if (TaskNode* parent = tree.find(key))
            compareChildren(parent, children);
    }
    showAllAgain();
    compareCost = clock.elapsed();
}

//! Moves those of the keys here that stand below another parent.
void TaskListModel::Parts::gather(TaskNode* parent, const std::vector<RowKey>& keys)
{
    for (size_t i = 0; parent && i < keys.size(); ++i) {
        TaskNode* node = tree.find(keys[i]);
        if (node && node->parent != parent)
            moveTo(node, parent, int(std::min(i, parent->children.size())));
    }
}

void TaskListModel::Parts::compareChildren(TaskNode* parent, const std::vector<RowKey>& keys)
{
    if (hasTheseBelow(parent, keys))
        return;
    gather(parent, keys);
    dropMissing(parent, keys);
    arrange(parent, keys);
    addMissing(parent, keys);
}

void TaskListModel::Parts::dropMissing(TaskNode* parent, const std::vector<RowKey>& keys)
{
    const QSet<RowKey> wanted(keys.begin(), keys.end());
    for (int last = int(parent->children.size()) - 1; last >= 0; --last) {
        if (wanted.contains(parent->children[size_t(last)]->key))
            continue;
        int first = last;
        while (first > 0 && !wanted.contains(parent->children[size_t(first) - 1]->key))
            --first;
        model.beginRemoveRows(indexOf(parent), first, last);
        tree.remove(parent, first, last);
        model.endRemoveRows();
        last = first;
    }
}

//! Puts the children, all of which are wanted, into the order of the keys; persistent indexes go with them.
void TaskListModel::Parts::arrange(TaskNode* parent, const std::vector<RowKey>& keys)
{
    std::vector<RowKey> order;
    for (const RowKey key : keys) {
        if (const TaskNode* node = tree.find(key); node && node->parent == parent)
            order.push_back(key);
    }
    if (hasTheseBelow(parent, order))
        return;
    const QList<QPersistentModelIndex> parents { QPersistentModelIndex(indexOf(parent)) };
    Q_EMIT model.layoutAboutToBeChanged(parents);
    const QModelIndexList before = model.persistentIndexList();
    tree.arrange(parent, order);
    QModelIndexList after;
    for (const QModelIndex& index : before)
        after += indexOf(nodeAt(index), Column(index.column()));
    model.changePersistentIndexList(before, after);
    Q_EMIT model.layoutChanged(parents);
}

void TaskListModel::Parts::addMissing(TaskNode* parent, const std::vector<RowKey>& keys)
{
    int row = 0;
    for (size_t i = 0; i < keys.size();) {
        if (const TaskNode* node = tree.find(keys[i])) {
            row += node->parent == parent;
            ++i;
            continue;
        }
        std::vector<RowKey> run;
        while (i < keys.size() && !tree.find(keys[i]))
            run.push_back(keys[i++]);
        model.beginInsertRows(indexOf(parent), row, row + int(run.size()) - 1);
        tree.insert(parent, row, run);
        model.endInsertRows();
        row += int(run.size());
    }
}

bool TaskListModel::Parts::moveTo(TaskNode* node, TaskNode* parent, int row)
{
    if (tree.isWithin(parent, node))
        return false;
    const int from = tree.rowOf(node);
    if (!model.beginMoveRows(indexOf(node->parent), from, from, indexOf(parent), row))
        return false; // it is there already
    tree.move(node, parent, row);
    model.endMoveRows();
    return true;
}

void TaskListModel::Parts::removeNode(TaskNode* node)
{
    const int row = tree.rowOf(node);
    TaskNode* parent = node->parent;
    model.beginRemoveRows(indexOf(parent), row, row);
    tree.remove(parent, row, row);
    model.endRemoveRows();
}

} // namespace convoy::items
