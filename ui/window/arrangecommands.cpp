#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "ui/board/boardview.h"
#include "ui/pickers/taskpickers.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/window/windowparts.h"

#include <QItemSelectionModel>
#include <QMimeData>

#include <algorithm>
#include <memory>

namespace convoy::ui {

using enum ActionId;

void MainWindow::Parts::connectPickers()
{
    pickers = std::make_unique<TaskPickers>(with, window);
    using Pick = void (TaskPickers::*)(const TaskPickers::Keys&);
    const std::pair<ActionId, Pick> all[] { { PickStatus, &TaskPickers::status }, { PickStage, &TaskPickers::stage },
        { PickPriority, &TaskPickers::priority }, { PickLabels, &TaskPickers::labels }, { PickAssignee, &TaskPickers::assignee },
        { PickPlace, &TaskPickers::place }, { PickBlocker, &TaskPickers::blocker } };
    for (const auto& [id, pick] : all)
        actions.on(id, &window, [this, pick = pick] { (pickers.get()->*pick)(chosenTasks()); });
    actions.on(PickDue, &window, [this] { pickers->due(chosenTasks(), today()); });
    const auto move = [this](int step) {
        if (pane->isBoardShown())
            pane->board().moveSelected(step < 0 ? Qt::Key_Up : Qt::Key_Down);
        else
            moveInList(step);
    };
    actions.on(MoveUp, &window, [move] { move(-1); });
    actions.on(MoveDown, &window, [move] { move(1); });
    actions.on(MoveLeft, &window, [this] { pane->board().moveSelected(Qt::Key_Left); });
    actions.on(MoveRight, &window, [this] { pane->board().moveSelected(Qt::Key_Right); });
    actions.on(Indent, &window, [this] { indent(); });
    actions.on(Outdent, &window, [this] { outdent(); });
    // Behind the undo toast of the same edit, which is the more urgent one.
    connect(
        &with.workbench.editing(), &items::Editing::unblocked, &window, [this](const auto& tasks) { showUnblocked(tasks); },
        Qt::QueuedConnection);
}

namespace {

//! The chosen rows that stand below the same parent as the current one: their first and last.
struct Block {
    QModelIndex parent;
    int first = -1;
    int last = -1;
};

Block blockOf(const TaskTree& tree)
{
    const QModelIndex current = tree.currentIndex().siblingAtColumn(0);
    Block block { current.parent() };
    for (const QModelIndex& row : tree.selectionModel()->selectedRows()) {
        if (row.parent() != block.parent)
            continue;
        block.first = block.first < 0 ? row.row() : std::min(block.first, row.row());
        block.last = std::max(block.last, row.row());
    }
    return block;
}

} // namespace

void MainWindow::Parts::moveInList(int step)
{
    const Block block = blockOf(pane->tree());
    if (block.first < 0)
        return;
    auto& model = pane->model();
    const QModelIndex next = model.index(step < 0 ? block.first - 1 : block.last + 1, 0, block.parent);
    if (model.isHeading(next))
        return moveToNextGroup(step < 0 ? next.siblingAtRow(next.row() - 1) : next);
    if (pane->filter().query.order != items::TaskOrder::Position) {
        toaster->show({ .sentence = MainWindow::tr("This list is sorted. Choose \"My own order\" to move tasks by hand."), .milliseconds = 4000 });
        return;
    }
    // The same as dragging them there.
    const int row = step < 0 ? block.first - 1 : block.last + 2;
    if (row < 0 || row > model.rowCount(block.parent))
        return;
    const std::unique_ptr<QMimeData> tasks(model.mimeData(pane->tree().selectionModel()->selectedRows()));
    model.dropMimeData(tasks.get(), Qt::MoveAction, row, 0, block.parent);
}

//! At the edge of a group a step leads into the next one, as dropping on its heading does. `in`: its heading, or a row of it.
void MainWindow::Parts::moveToNextGroup(const QModelIndex& in)
{
    auto& model = pane->model();
    const auto group = in.isValid() ? model.groupAt(in) : std::nullopt;
    if (!group)
        return;
    ++toastsDue;
    with.workbench.editing().moveToGroup(pane->tree().selectedTasks(), pane->filter(), *group);
}

void MainWindow::Parts::indent()
{
    const Block block = blockOf(pane->tree());
    if (block.first < 1 || !items::isTree(pane->filter().query))
        return;
    const QModelIndex above = pane->model().index(block.first - 1, 0, block.parent);
    pane->tree().expand(above);
    with.workbench.editing().setParent(pane->tree().selectedTasks(), pane->model().keyAt(above));
}

void MainWindow::Parts::outdent()
{
    const Block block = blockOf(pane->tree());
    if (block.first < 0 || !block.parent.isValid())
        return;
    const QModelIndex outer = block.parent.parent();
    const QModelIndex next = block.parent.siblingAtRow(block.parent.row() + 1);
    auto& model = pane->model();
    with.workbench.editing().moveBetween(pane->tree().selectedTasks(), model.keyAt(block.parent), next.isValid() ? model.keyAt(next) : RowKey {},
        outer.isValid() ? model.keyAt(outer) : RowKey {});
}

void MainWindow::Parts::showUnblocked(const std::vector<RowKey>& tasks)
{
    const QString sentence = tasks.size() == 1 ? MainWindow::tr("1 task is now unblocked")
                                               : MainWindow::tr("%n tasks are now unblocked", nullptr, int(tasks.size()));
    toaster->show({ sentence, MainWindow::tr("Show"), [this, tasks] {
        if (tasks.size() > 1)
            actions[ViewReady].trigger();
        openTask(tasks.front());
        for (const RowKey task : tasks) {
            const QModelIndex index = pane->model().indexOf(task);
            if (index.isValid())
                pane->tree().selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    } });
}

} // namespace convoy::ui
