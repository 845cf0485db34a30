#include "items/sidebarmodel.h"
#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/widgets/namedialog.h"
#include "ui/window/windowparts.h"

#include <QLineEdit>
#include <QTimer>
#include <QTreeView>

namespace convoy::ui {

using enum ActionId;
using items::SidebarModel;
using items::TaskView;

void MainWindow::Parts::askForName(
    const QString& title, const QString& label, std::function<void(const QString&)> named, const QString& verb)
{
    auto* dialog = new NameDialog(title, label, &window, verb);
    connect(dialog, &NameDialog::named, &window, std::move(named));
    dialog->open();
}

void MainWindow::Parts::newProject()
{
    const auto add = [this](RowKey workspace) {
        askForName(MainWindow::tr("New project"), MainWindow::tr("Name of the project"), [this, workspace](const QString& name) {
            with.workbench.editing().addProject(workspace, name, [this](const items::Editing::Keys& made) {
                if (!made.empty()) // the sidebar has its line in the next turn of the event loop
                    QTimer::singleShot(50, &window, [this, key = made.front()] { sidebar->selectRow(key); });
            });
        });
    };
    if (const RowKey workspace = sidebar->currentWorkspace()) {
        add(workspace);
        return;
    }
    with.workbench.editing().addWorkspace(MainWindow::tr("Personal"), [add](const items::Editing::Keys& made) {
        if (!made.empty())
            add(made.front());
    });
}

void MainWindow::Parts::newMilestone()
{
    const RowKey project = sidebar->currentProject();
    if (!project) {
        window.report(MainWindow::tr("A milestone belongs to a project. Choose a project at the left first."));
        return;
    }
    askForName(MainWindow::tr("New milestone"), MainWindow::tr("Name of the milestone"),
        [this, project](const QString& name) { with.workbench.editing().addMilestone(project, name); });
}

void MainWindow::Parts::removePlace()
{
    const QModelIndex at = sidebar->tree().currentIndex();
    const auto kind = SidebarModel::Kind(at.data(SidebarModel::KindRole).toInt());
    const QString name = at.data().toString();
    if (!at.isValid() || kind == SidebarModel::Kind::View)
        return;
    if (kind == SidebarModel::Kind::SavedView) {
        removeView(sidebar->currentView());
        return;
    }
    if (kind == SidebarModel::Kind::Workspace) {
        window.report(MainWindow::tr("A workspace cannot be moved to the trash; its projects can."));
        return;
    }
    ++toastsDue;
    const auto row = at.data(SidebarModel::KeyRole).value<RowKey>();
    const bool project = kind == SidebarModel::Kind::Project;
    sidebar->select(TaskView::All);
    with.workbench.editing().remove(project ? Entity::Project : Entity::Milestone, row,
        project ? MainWindow::tr("Moved the project '%1' to the trash").arg(name)
                : MainWindow::tr("Moved the milestone '%1' to the trash").arg(name));
}

void MainWindow::Parts::connectPlaceCommands()
{
    const std::pair<ActionId, TaskView> views[] { { ViewInbox, TaskView::Inbox }, { ViewToday, TaskView::Today },
        { ViewUpcoming, TaskView::Upcoming }, { ViewReady, TaskView::Ready }, { ViewAll, TaskView::All }, { ViewDone, TaskView::Done },
        { ViewTrash, TaskView::Trash } };
    for (const auto& [id, view] : views) {
        actions.on(id, &window, [this, view = view] {
            sidebar->select(view);
            pane->focusTasks();
        });
    }
    actions.on(NewProject, &window, [this] { newProject(); });
    actions.on(NewMilestone, &window, [this] { newMilestone(); });
    actions.on(NewWorkspace, &window, [this] {
        askForName(MainWindow::tr("New workspace"), MainWindow::tr("Name of the workspace"),
            [this](const QString& name) { with.workbench.editing().addWorkspace(name); });
    });
    actions.on(RenamePlace, &window, [this] { sidebar->renameCurrent(); });
    actions.on(RemovePlace, &window, [this] { removePlace(); });
    connect(sidebar, &Sidebar::menuRequested, &window, [this](const QPoint& at) { showPlaceMenu(at); });
    actions.on(NextPane, &window, [this] { focusNextPane(1); });
    actions.on(PreviousPane, &window, [this] { focusNextPane(-1); });
    actions.on(Back, &window, [this] { back(); });
    actions.on(FindHere, &window, [this] {
        search->setFocus(Qt::ShortcutFocusReason);
        search->selectAll();
    });
    connect(&actions[ToggleSidebar], &QAction::toggled, sidebar, [this](bool on) { sidebar->setVisible(on); });
    actions.on(TogglePanel, &window, [this] { showPanel(actions[TogglePanel].isChecked()); });
}

} // namespace convoy::ui
