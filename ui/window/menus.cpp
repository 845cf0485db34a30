#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/theme/theme.h"
#include "ui/window/windowparts.h"

#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using enum ActionId;
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

constexpr std::initializer_list<ActionId> sorting { OrderPosition, OrderDue, OrderPriority, OrderTitle, OrderCreated, OrderUpdated, OrderNumber,
    OrderStage, OrderProject, OrderMilestone, OrderLabels, OrderAssignee, separator, OrderDescending };
constexpr std::initializer_list<ActionId> grouping { GroupNone, GroupProject, GroupStage, GroupStatus, GroupPriority, GroupDue,
    GroupAssignee, GroupLabels };

} // namespace

//! The bar; what is in the menus comes behind the first picture.
void MainWindow::Parts::buildMenus()
{
    for (const QString& title : { MainWindow::tr("&File"), MainWindow::tr("&Edit"), MainWindow::tr("&Task"), MainWindow::tr("&View"), MainWindow::tr("&Go"),
             MainWindow::tr("&Sync"), MainWindow::tr("&Help") })
        menus.push_back(window.menuBar()->addMenu(title));
}

void MainWindow::Parts::fillMenus()
{
    fill(*menus[0], actions,
        { NewTask, NewSubtask, separator, NewProject, NewMilestone, NewWorkspace, separator, ImportTasks, RemoveSample, separator, SignIn, SignOut, separator, CloseWindow, Quit });
    QMenu* edit = menus[1];
    fill(*edit, actions, { Undo, Redo, separator, SelectAll, FindHere, SearchAll, Palette, separator, Preferences });
    connect(edit, &QMenu::aboutToShow, &window, [this] {
        const auto& editing = with.workbench.editing();
        const QString undo = editing.undoText();
        const QString redo = editing.redoText();
        actions[Undo].setText(undo.isEmpty() ? MainWindow::tr("&Undo") : MainWindow::tr("&Undo: %1").arg(QString(undo).replace(u'&', u"&&"_s)));
        actions[Redo].setText(redo.isEmpty() ? MainWindow::tr("&Redo") : MainWindow::tr("&Redo: %1").arg(QString(redo).replace(u'&', u"&&"_s)));
    });
    QMenu* task = menus[2];
    fill(*task, actions, { OpenTask, RenameTask, ToggleDone, separator });
    fill(*task->addMenu(MainWindow::tr("D&ue")), actions, { PickDue, SetDueToday, SetDueTomorrow, DueLater, DueEarlier, ClearDue });
    fill(*task->addMenu(MainWindow::tr("&Priority")), actions, { PriorityHigh, PriorityMedium, PriorityLow, PriorityNone });
    fill(*task, actions, { PickStatus, PickStage, PickLabels, PickAssignee, PickBlocker, PickPlace });
    fill(*task->addMenu(MainWindow::tr("A&rrange")), actions, { MoveUp, MoveDown, MoveLeft, MoveRight, Indent, Outdent });
    fill(*task, actions, { separator, CopyMarkdown, Trash, Restore });
    QMenu* view = menus[3];
    fill(*view, actions, { ToggleSidebar, TogglePanel, ToggleBoard, separator, AddFilter, ClearFilter, SaveView, UpdateView, separator, ShowDone, ExpandAll, CollapseAll });
    fill(*view->addMenu(MainWindow::tr("S&ort")), actions, sorting);
    fill(*view->addMenu(MainWindow::tr("&Group")), actions, grouping);
    fill(*view->addMenu(MainWindow::tr("Co&lours")), actions, { ThemeSystem, ThemeLight, ThemeDark });
    fill(*menus[4], actions, { ViewInbox, ViewToday, ViewUpcoming, ViewReady, ViewAll, ViewDone, ViewTrash, separator, NextPane, PreviousPane, Back });
    fill(*menus[5], actions, { SyncNow, PauseSync, separator, SyncPanel });
    fill(*menus[6], actions, { CheatSheet, separator, About });
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
    if (!sidebar->currentView().isEmpty())
        fill(menu, actions, { MoveViewUp, MoveViewDown });
    menu.exec(at);
}

void MainWindow::Parts::showListMenu(const QPoint& at)
{
    QMenu menu(&window);
    fill(*menu.addMenu(MainWindow::tr("S&ort")), actions, sorting);
    fill(*menu.addMenu(MainWindow::tr("&Group")), actions, grouping);
    menu.addSeparator();
    fill(menu, actions, { AddFilter, ClearFilter, SaveView, UpdateView, separator, ShowDone });
    menu.addSeparator();
    const QVariantList wanted = pane->shownColumns();
    for (int column = 1; column < pane->model().columnCount(); ++column) {
        QAction* shown = menu.addAction(pane->model().headerData(column, Qt::Horizontal).toString());
        shown->setCheckable(true);
        shown->setChecked(wanted.contains(column));
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
    for (const ActionId id : { MoveLeft, MoveRight })
        actions[id].setEnabled(some && pane->isBoardShown());
    actions[Restore].setEnabled(some && inTrash);
    actions[Restore].setVisible(inTrash);
}

} // namespace convoy::ui
