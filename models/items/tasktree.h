#pragma once

#include "domain/ids.h"

#include <QHash>

#include <memory>
#include <vector>

namespace convoy::items {

//! One task in a list: its key and where it stands; what it shows is read when it is painted.
struct TaskNode {
    RowKey key {};
    TaskNode* parent = nullptr;
    std::vector<std::unique_ptr<TaskNode>> children {};
    int row = 0; //!< where it was last seen; see TaskTree::rowOf
    enum class Below : quint8 { Unknown, Unread, Read } below = Below::Unknown; //!< whether there are subtasks, and whether they are in `children`
};

//! The nodes of a list, each task once, found by key. Knows nothing of models and databases.
class TaskTree final {
public:
    TaskTree() { m_root.below = TaskNode::Below::Read; }
    [[nodiscard]] TaskNode* root() const { return &m_root; }
    [[nodiscard]] TaskNode* find(RowKey key) const { return m_nodes.value(key); }
    [[nodiscard]] int size() const { return int(m_nodes.size()); }
    [[nodiscard]] int rowOf(TaskNode* node) const;
    [[nodiscard]] bool isWithin(const TaskNode* node, const TaskNode* ancestor) const;

    void insert(TaskNode* parent, int row, const std::vector<RowKey>& keys);
    void remove(TaskNode* parent, int first, int last);
    void move(TaskNode* node, TaskNode* parent, int row); //!< row as it counts before the move
    void arrange(TaskNode* parent, const std::vector<RowKey>& keys); //!< the same children in another order
    void clear();

private:
    void forget(const TaskNode& node);

    mutable TaskNode m_root;
    QHash<RowKey, TaskNode*> m_nodes;
};

} // namespace convoy::items
