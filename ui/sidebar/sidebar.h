#pragma once

#include "items/taskfilter.h"
#include "ui/window/collaborators.h"

#include <QFrame>
#include <QSet>

class QTreeView;
class QToolButton;

namespace convoy::items {
class SavedViews;
class SidebarModel;
}

namespace convoy::ui {

class ActionRegistry;

//! The way through the tasks at the left: views, then workspaces with their projects and milestones. Remembers what is
//! folded. Owned by the window.
class Sidebar final : public QFrame {
    Q_OBJECT

public:
    Sidebar(const Collaborators& with, const ActionRegistry& actions, QWidget* parent);

    void select(items::TaskView view, RowKey subject = {});
    bool selectRow(RowKey row); //!< a workspace, project or milestone; false: none of these
    void selectView(const QString& savedView);
    void startCounting();
    void setToday(QDate today); //!< for what is chosen from now on
    [[nodiscard]] QString currentTitle() const;
    [[nodiscard]] RowKey currentWorkspace() const; //!< of the current line, else the one for what has no place; none: there is no workspace
    [[nodiscard]] RowKey currentProject() const; //!< of the current line; none elsewhere
    [[nodiscard]] QString currentView() const; //!< id of the saved view; empty elsewhere
    [[nodiscard]] items::SavedViews& views() const { return *m_views; }
    void renameCurrent();
    [[nodiscard]] QTreeView& tree() const { return *m_tree; }
    [[nodiscard]] items::SidebarModel& model() const { return *m_model; }
    void saveState() const;

Q_SIGNALS:
    void filterChosen(const convoy::items::TaskFilter& filter, const QString& title);
    void titleChanged(const QString& title); //!< of the current line, renamed here or on another device
    void menuRequested(const QPoint& globalPosition);

private:
    void showCurrent();
    void unfold();

    Collaborators m_with;
    items::SavedViews* m_views;
    items::SidebarModel* m_model;
    QTreeView* m_tree;
    QSet<RowKey> m_folded;
};

} // namespace convoy::ui
