#pragma once

#include "items/sidebarmodel.h"

namespace convoy::items {

//! A line of the sidebar and what is below it.
struct SidebarModel::Node {
    Kind kind = Kind::View;
    TaskView view = TaskView::All;
    RowKey key {};
    QString name {};
    QString id {}; //!< of a saved view
    qint64 open = -1;
    Node* parent = nullptr;
    std::vector<std::unique_ptr<Node>> children {};

    [[nodiscard]] bool isSame(const Node& other) const
    {
        return kind == other.kind && view == other.view && key == other.key && id == other.id;
    }
    [[nodiscard]] int row() const
    {
        for (size_t i = 0; parent && i < parent->children.size(); ++i) {
            if (parent->children[i].get() == this)
                return int(i);
        }
        return 0;
    }
    Node* add(Kind childKind, TaskView childView, RowKey childKey, const QString& childName)
    {
        auto child = std::make_unique<Node>();
        child->kind = childKind;
        child->view = childView;
        child->key = childKey;
        child->name = childName;
        child->parent = this;
        children.push_back(std::move(child));
        return children.back().get();
    }
};

} // namespace convoy::items
