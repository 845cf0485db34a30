#include "items/tasktree.h"

#include <algorithm>

namespace convoy::items {

int TaskTree::rowOf(TaskNode* node) const
{
    // Rows shift when others come and go; they are numbered anew when one is found to be out of date.
    const auto& siblings = node->parent->children;
    if (size_t(node->row) < siblings.size() && siblings[size_t(node->row)].get() == node)
        return node->row;
    for (size_t i = 0; i < siblings.size(); ++i)
        siblings[i]->row = int(i);
    return node->row;
}

bool TaskTree::isWithin(const TaskNode* node, const TaskNode* ancestor) const
{
    for (; node; node = node->parent) {
        if (node == ancestor)
            return true;
    }
    return false;
}

void TaskTree::insert(TaskNode* parent, int row, const std::vector<RowKey>& keys)
{
    std::vector<std::unique_ptr<TaskNode>> fresh;
    fresh.reserve(keys.size());
    for (const RowKey key : keys) {
        auto node = std::make_unique<TaskNode>();
        node->key = key;
        node->parent = parent;
        node->row = row + int(fresh.size());
        m_nodes.insert(key, node.get());
        fresh.push_back(std::move(node));
    }
    parent->children.insert(
        parent->children.begin() + row, std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
}

void TaskTree::forget(const TaskNode& node)
{
    m_nodes.remove(node.key);
    for (const auto& child : node.children)
        forget(*child);
}

void TaskTree::remove(TaskNode* parent, int first, int last)
{
    for (int i = first; i <= last; ++i)
        forget(*parent->children[size_t(i)]);
    parent->children.erase(parent->children.begin() + first, parent->children.begin() + last + 1);
}

void TaskTree::move(TaskNode* node, TaskNode* parent, int row)
{
    const int from = rowOf(node);
    if (node->parent == parent && from < row)
        --row;
    auto& source = node->parent->children;
    std::unique_ptr<TaskNode> taken = std::move(source[size_t(from)]);
    source.erase(source.begin() + from);
    taken->parent = parent;
    taken->row = row;
    parent->children.insert(parent->children.begin() + row, std::move(taken));
}

void TaskTree::arrange(TaskNode* parent, const std::vector<RowKey>& keys)
{
    QHash<RowKey, int> places;
    for (size_t i = 0; i < keys.size(); ++i)
        places.insert(keys[i], int(i));
    std::stable_sort(parent->children.begin(), parent->children.end(),
        [&places](const auto& a, const auto& b) { return places.value(a->key) < places.value(b->key); });
}

void TaskTree::clear()
{
    m_root.children.clear();
    m_nodes.clear();
}

} // namespace convoy::items
