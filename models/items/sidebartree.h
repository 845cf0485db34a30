#pragma once

#include "items/sidebarmodel.h"

#include <QDate>
#include <QElapsedTimer>
#include <QTimer>

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

constexpr int recountMilliseconds = 200; // behind a change: more of them may follow

//! The tree, and the lines whose open tasks are still to be counted (sidebarcounts.cpp).
struct SidebarModel::Parts {
    const store::Reads& reads;
    store::ReadThread& thread;
    Editing& editing;
    Node root {};
    SavedViews* saved = nullptr;
    QDate today = QDate::currentDate();
    QTimer countTimer {};
    std::vector<Node*> toCount {}; //!< in the order of the question that the reading thread has
    bool counts = true;
    bool countAgain = false; //!< a task changed meanwhile
    QTimer savedTimer {}; //!< also the one who asks how many tasks the saved views hold
    QElapsedTimer savedAsked {};
    qint64 savedCost = 0; //!< milliseconds that the last answer took

    [[nodiscard]] std::optional<Node> read() const;
    [[nodiscard]] Node* nodeAt(const QModelIndex& index)
    {
        return index.isValid() ? static_cast<Node*>(index.internalPointer()) : &root;
    }
    void forgetCounts(const SidebarModel& model);
    void recount(const SidebarModel& model, int delay);
};

} // namespace convoy::items
