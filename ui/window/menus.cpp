#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/theme/theme.h"
#include "ui/window/windowparts.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using enum ActionId;
using items::TaskOrder;
using items::TaskView;

namespace {

constexpr ActionId separator = ActionId::Count;

void fill(QMenu& menu, const ActionRegistry& actions, std::initializer_list<ActionId> ids)
{
    for (const ActionId id : ids) {
        if (id == separator)
            menu.addSeparator();
        else
            menu.addAction(&actions[id]);
    }
}

constexpr TaskOrder allOrders[] { TaskOrder::Position, TaskOrder::Due, TaskOrder::Priority, TaskOrder::Title, TaskOrder::Created,
    TaskOrder::Updated };

} // namespace

ActionId actionOf(TaskOrder order)
{
    switch (order) {
    case TaskOrder::Position: return OrderPosition;
    case TaskOrder::Due: return OrderDue;
    case TaskOrder::Priority: return OrderPriority;
    case TaskOrder::Title: return OrderTitle;
    case TaskOrder::Created: return OrderCreated;
    case TaskOrder::Updated: return OrderUpdated;
    case TaskOrder::Number:
    case TaskOrder::Stage:
    case TaskOrder::Project:
    case TaskOrder::Milestone:
    case TaskOrder::Labels:
    case TaskOrder::Assignee: break; // of listings only
    }
    return OrderPosition;
}

QString orderSetting(TaskView view) { return u"list/order%1"_s.arg(int(view)); }

void MainWindow::Parts::buildMenus()
{
    QMenuBar& bar = *window.menuBar();
    fill(*bar.addMenu(MainWindow::tr("&File")), actions,
        { NewTask, NewSubtask, separator, NewProject, NewMilestone, NewWorkspace, separator, ImportTasks, RemoveSample, separator, SignIn, SignOut, separator, CloseWindow, Quit });
    QMenu* edit = bar.addMenu(MainWindow::tr("&Edit"));
    fill(*edit, actions, { Undo, Redo, separator, SelectAll, FindHere, SearchAll, Palette, separator, Preferences });
    connect(edit, &QMenu::aboutToShow, &window, [this] {
        const auto& editing = with.workbench.editing();
        const QString undo = editing.undoText();
        const QString redo = editing.redoText();
        actions[Undo].setText(undo.isEmpty() ? MainWindow::tr("&Undo") : MainWindow::tr("&Undo: %1").arg(QString(undo).replace(u'&', u"&&"_s)));
        actions[Redo].setText(redo.isEmpty() ? MainWindow::tr("&Redo") : MainWindow::tr("&Redo: %1").arg(QString(redo).replace(u'&', u"&&"_s)));
    });
    QMenu* task = bar.addMenu(MainWindow::tr("&Task"));
    fill(*task, actions, { OpenTask, RenameTask, ToggleDone, separator });
    fill(*task->addMenu(MainWindow::tr("D&ue")), actions, { PickDue, SetDueToday, SetDueTomorrow, DueLater, DueEarlier, ClearDue });
    fill(*task->addMenu(MainWindow::tr("&Priority")), actions, { PriorityHigh, PriorityMedium, PriorityLow, PriorityNone });
    fill(*task, actions, { PickStatus, PickStage, PickLabels, PickAssignee, PickBlocker, PickPlace });
    fill(*task->addMenu(MainWindow::tr("A&rrange")), actions, { MoveUp, MoveDown, Indent, Outdent });
    fill(*task, actions, { separator, CopyMarkdown, Trash, Restore });
    QMenu* view = bar.addMenu(MainWindow::tr("&View"));
    fill(*view, actions, { ToggleSidebar, TogglePanel, ToggleBoard, separator, ShowDone, ExpandAll, CollapseAll });
    QMenu* order = view->addMenu(MainWindow::tr("&Order"));
    for (const TaskOrder each : allOrders)
        order->addAction(&actions[actionOf(each)]);
    fill(*view->addMenu(MainWindow::tr("Co&lours")), actions, { ThemeSystem, ThemeLight, ThemeDark });
    fill(*bar.addMenu(MainWindow::tr("&Go")), actions,
        { ViewInbox, ViewToday, ViewUpcoming, ViewReady, ViewAll, ViewDone, ViewTrash, separator, NextPane, PreviousPane, Back });
    fill(*bar.addMenu(MainWindow::tr("&Sync")), actions, { SyncNow, PauseSync, separator, SyncPanel });
    fill(*bar.addMenu(MainWindow::tr("&Help")), actions, { CheatSheet, separator, About });
}

void MainWindow::Parts::buildToolBar()
{
    auto* bar = new QToolBar(MainWindow::tr("Toolbar"), &window);
    bar->setObjectName(u"toolbar"_s);
    bar->setMovable(false);
    bar->toggleViewAction()->setVisible(false);
    const auto button = [&](ActionId id, Qt::ToolButtonStyle style) {
        auto* made = new QToolButton(bar);
        made->setDefaultAction(&actions[id]);
        made->setToolButtonStyle(style);
        made->setAccessibleName(actions[id].iconText());
        bar->addWidget(made);
    };
    button(ToggleSidebar, Qt::ToolButtonIconOnly);
    button(NewTask, Qt::ToolButtonTextBesideIcon);
    button(ToggleBoard, Qt::ToolButtonIconOnly);
    auto* stretch = new QWidget(bar);
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(stretch);
    search = new QLineEdit(bar);
    const auto nameKey = [this] {
        const QKeySequence key = actions[FindHere].shortcut();
        search->setPlaceholderText(key.isEmpty() ? MainWindow::tr("Search") : MainWindow::tr("Search (%1)").arg(key.toString(QKeySequence::NativeText)));
    };
    nameKey();
    connect(&actions[FindHere], &QAction::changed, search, nameKey);
    search->setAccessibleName(MainWindow::tr("Search"));
    search->setClearButtonEnabled(true);
    search->setMinimumWidth(160);
    search->setMaximumWidth(320);
    search->addAction(with.theme.icon("search"_L1, Tone::Muted), QLineEdit::LeadingPosition);
    bar->addWidget(search);
    button(TogglePanel, Qt::ToolButtonIconOnly);
    window.addToolBar(bar);
    toolBar = bar;

    auto* pause = new QTimer(&window); // not for each key of a word typed fast
    pause->setSingleShot(true);
    pause->setInterval(120);
    connect(search, &QLineEdit::textChanged, pause, [pause] { pause->start(); });
    connect(pause, &QTimer::timeout, &window, [this] { applyFilter(); });
    connect(search, &QLineEdit::returnPressed, &window, [this] { pane->focusTasks(); });
}

void MainWindow::Parts::showTaskMenu(const QPoint& at)
{
    QMenu menu(&window);
    if (place.query.view == TaskView::Trash) {
        fill(menu, actions, { OpenTask, Restore });
    } else {
        fill(menu, actions, { OpenTask, RenameTask, ToggleDone, NewSubtask, separator });
        fill(*menu.addMenu(MainWindow::tr("D&ue")), actions, { SetDueToday, SetDueTomorrow, DueLater, DueEarlier, ClearDue });
        fill(*menu.addMenu(MainWindow::tr("&Priority")), actions, { PriorityHigh, PriorityMedium, PriorityLow, PriorityNone });
        QMenu* move = menu.addMenu(MainWindow::tr("&Move to project"));
        const auto tasks = chosenTasks();
        connect(move->addAction(MainWindow::tr("Inbox")), &QAction::triggered, &window,
            [this, tasks] { with.workbench.editing().setProject(tasks, {}); });
        for (const Project& project : with.workbench.catalog().projects())
            connect(move->addAction(QString(project.name).replace(u'&', u"&&"_s)), &QAction::triggered, &window,
                [this, tasks, key = project.key] { with.workbench.editing().setProject(tasks, key); });
        fill(menu, actions, { separator, CopyMarkdown, Trash });
    }
    menu.exec(at);
}

void MainWindow::Parts::showPlaceMenu(const QPoint& at)
{
    QMenu menu(&window);
    fill(menu, actions, { NewProject, NewMilestone, NewWorkspace, separator, RenamePlace, RemovePlace });
    menu.exec(at);
}

void MainWindow::Parts::showListMenu(const QPoint& at)
{
    QMenu menu(&window);
    for (const TaskOrder order : items::ordersOf(place.query.view))
        menu.addAction(&actions[actionOf(order)]);
    menu.addSeparator();
    menu.addAction(&actions[ShowDone]);
    menu.addSeparator();
    QHeaderView* header = pane->tree().header();
    for (int column = 1; column < header->count(); ++column) {
        QAction* shown = menu.addAction(pane->model().headerData(column, Qt::Horizontal).toString());
        shown->setCheckable(true);
        shown->setChecked(!header->isSectionHidden(column));
        connect(shown, &QAction::toggled, &window, [this, column](bool on) { pane->setColumnShown(column, on); });
    }
    menu.exec(at);
}

void MainWindow::Parts::updateTaskActions()
{
    const bool some = !chosenTasks().empty();
    const bool inTrash = place.query.view == TaskView::Trash;
    for (const ActionId id : { OpenTask, CopyMarkdown })
        actions[id].setEnabled(some);
    for (const ActionId id : { RenameTask, ToggleDone, ActionId::Trash, NewSubtask, SetDueToday, SetDueTomorrow, DueLater, DueEarlier,
             ClearDue, PriorityHigh, PriorityMedium, PriorityLow, PriorityNone, PickStatus, PickStage, PickPriority, PickLabels, PickAssignee,
             PickDue, PickPlace, PickBlocker, MoveUp, MoveDown, Indent, Outdent })
        actions[id].setEnabled(some && !inTrash);
    actions[Restore].setEnabled(some && inTrash);
    actions[Restore].setVisible(inTrash);
}

void MainWindow::Parts::updateOrders()
{
    const auto possible = items::ordersOf(place.query.view);
    for (const TaskOrder order : allOrders)
        actions[actionOf(order)].setEnabled(std::find(possible.begin(), possible.end(), order) != possible.end());
    actions[actionOf(pane->filter().query.order)].setChecked(true);
    const TaskView view = place.query.view;
    actions[ShowDone].setEnabled(view == TaskView::Project || view == TaskView::Milestone || view == TaskView::All);
}

} // namespace convoy::ui
