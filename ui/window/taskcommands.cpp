#include "context/taskcontextcontroller.h"
#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/window/windowparts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTimer>

namespace convoy::ui {

using enum ActionId;

std::vector<RowKey> MainWindow::Parts::chosenTasks() const
{
    std::vector<RowKey> tasks = pane->selectedTasks();
    const bool inPanel = panel->isAncestorOf(window.focusWidget());
    if ((tasks.empty() || inPanel) && panel->isVisible() && with.context.task())
        return { with.context.task() };
    return tasks;
}

void MainWindow::Parts::toggleDone(const std::vector<RowKey>& tasks)
{
    if (tasks.empty())
        return;
    bool allClosed = true;
    for (const RowKey key : tasks) {
        const auto task = with.workbench.catalog().task(key);
        allClosed = allClosed && task && !isOpen(task->status);
    }
    ++toastsDue;
    with.workbench.editing().setStatus(tasks, allClosed ? TaskStatus::Todo : TaskStatus::Done);
}

void MainWindow::Parts::moveDue(int days)
{
    with.workbench.editing().shiftDue(chosenTasks(), days, today());
}

void MainWindow::Parts::connectTaskCommands()
{
    auto& editing = with.workbench.editing();
    actions.on(NewTask, &window, [this] { window.startQuickAdd(); });
    actions.on(NewSubtask, &window, [this, &editing] {
        const auto tasks = chosenTasks();
        if (tasks.empty())
            return;
        items::NewTask task;
        task.title = MainWindow::tr("New subtask");
        task.parent = tasks.front();
        pane->tree().expand(pane->model().indexOf(tasks.front()));
        editing.addTask(task, [this, parent = tasks.front()](const items::Editing::Keys& made) {
            pane->tree().expand(pane->model().indexOf(parent));
            if (!made.empty()) // the model has its rows in the next turn of the event loop
                QTimer::singleShot(50, &window, [this, key = made.front()] { pane->tree().rename(key); });
        });
    });
    actions.on(OpenTask, &window, [this] {
        const auto tasks = chosenTasks();
        if (tasks.empty())
            return;
        openTask(tasks.front());
        panel->focusTitle();
    });
    actions.on(RenameTask, &window, [this] {
        if (const RowKey task = pane->currentTask())
            pane->rename(task);
    });
    actions.on(ToggleDone, &window, [this] { toggleDone(chosenTasks()); });
    actions.on(ActionId::Trash, &window, [this, &editing] {
        if (const auto tasks = chosenTasks(); !tasks.empty()) {
            ++toastsDue;
            editing.trash(tasks);
        }
    });
    actions.on(Restore, &window, [this, &editing] { editing.restore(chosenTasks()); });
    actions.on(Undo, &window, [this, &editing] {
        if (const auto back = putViewBack) // a copy: it forgets itself
            back();
        else
            editing.undo();
    });
    actions.on(Redo, &window, [&editing] { editing.redo(); });
    actions.on(SelectAll, &window, [this] { pane->tree().selectAll(); });
    actions.on(CopyMarkdown, &window, [this] {
        if (const auto tasks = chosenTasks(); !tasks.empty() && with.context.task() != tasks.front())
            with.context.show(tasks.front());
        QGuiApplication::clipboard()->setText(with.context.markdown());
        toaster->show({ .sentence = MainWindow::tr("Copied the task with its context as Markdown"), .milliseconds = 4000 });
    });
}

void MainWindow::Parts::connectListSignals()
{
    connect(&pane->tree(), &TaskTree::checkClicked, &window, [this](RowKey task) { toggleDone({ task }); });
    connect(&pane->tree(), &TaskTree::checkKeyPressed, &window, [this] { toggleDone(pane->selectedTasks()); });
    connect(panel, &TaskPanel::doneToggled, &window, [this](RowKey task) { toggleDone({ task }); });
    connect(&pane->tree(), &QWidget::customContextMenuRequested, &window, [this](const QPoint& at) {
        if (pane->tree().indexAt(at).isValid())
            showTaskMenu(pane->tree().viewport()->mapToGlobal(at));
    });
    connect(pane, &TaskPane::headMenuRequested, &window, [this](const QPoint& at) { showListMenu(at); });
    connect(pane, &TaskPane::emptyActed, &window, [this](Emptiness kind) {
        switch (kind) {
        case Emptiness::NothingYet: window.startQuickAdd(); break;
        case Emptiness::AllDone:
            if (actions[ShowDone].isEnabled())
                actions[ShowDone].setChecked(true);
            else
                actions[ViewDone].trigger();
            break;
        case Emptiness::FilteredOut: clearFilter(); break;
        case Emptiness::NotLoaded: actions[SyncNow].trigger(); break;
        }
    });
}

void MainWindow::Parts::connectDateCommands()
{
    auto& editing = with.workbench.editing();
    const auto due = [this, &editing](ActionId id, auto date) {
        actions.on(id, &window, [this, &editing, date] { editing.setDue(chosenTasks(), date()); });
    };
    due(SetDueToday, [this] { return today(); });
    due(SetDueTomorrow, [this] { return today().addDays(1); });
    due(ClearDue, [] { return QDate(); });
    actions.on(DueLater, &window, [this] { moveDue(1); });
    actions.on(DueEarlier, &window, [this] { moveDue(-1); });
    const std::pair<ActionId, Priority> priorities[] { { PriorityHigh, Priority::High }, { PriorityMedium, Priority::Medium },
        { PriorityLow, Priority::Low }, { PriorityNone, Priority::None } };
    for (const auto& [id, priority] : priorities)
        actions.on(id, &window, [this, &editing, priority = priority] { editing.setPriority(chosenTasks(), priority); });
    connect(&actions[ShowDone], &QAction::toggled, &window, [this] { applyFilter(); });
    const auto openAll = [this](bool open) {
        pane->model().setAllFolded(!open);
        open ? pane->tree().expandAll() : pane->tree().collapseAll();
    };
    actions.on(ExpandAll, &window, [openAll] { openAll(true); });
    actions.on(CollapseAll, &window, [openAll] { openAll(false); });
}

} // namespace convoy::ui
