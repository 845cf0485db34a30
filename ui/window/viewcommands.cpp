#include "items/boardmodel.h"
#include "ui/board/boardview.h"
#include "ui/search/searchwindow.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/window/windowparts.h"

#include <QLabel>
#include <QSettings>
#include <QTimer>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using enum ActionId;

QString MainWindow::Parts::boardSetting() const
{
    return u"board/"_s + placeName();
}

void MainWindow::Parts::showBoardIfWanted()
{
    const bool possible = TaskPane::canBeBoard(place.query.view);
    const bool wanted = possible && with.settings.value(boardSetting()).toBool();
    actions[ToggleBoard].setEnabled(possible);
    actions[ToggleBoard].setChecked(wanted);
    pane->setBoardShown(wanted);
}

void MainWindow::Parts::openSearch()
{
    auto* dialog = new SearchWindow(with, {}, &window);
    connect(dialog, &SearchWindow::chosen, &window, [this](Entity entity, RowKey row) {
        if (entity == Entity::Task)
            openTask(row);
        else
            sidebar->selectRow(row);
    });
    dialog->open();
}

void MainWindow::Parts::connectViewCommands()
{
    actions.on(SearchAll, &window, [this] { openSearch(); });
    actions.on(ToggleBoard, &window, [this] {
        const RowKey task = pane->currentTask();
        if (actions[ToggleBoard].isChecked())
            with.settings.setValue(boardSetting(), true);
        else
            with.settings.remove(boardSetting());
        showBoardIfWanted();
        updateTaskActions();
        if (task)
            pane->select(task);
    });
    BoardView& board = pane->board();
    connect(&board, &BoardView::currentTaskChanged, showSoon, [this] { showSoon->start(); });
    connect(&board, &BoardView::selectedCountChanged, &window, [this](int count) {
        selection->setText(count > 1 ? MainWindow::tr("%n selected", nullptr, count) : QString());
        updateTaskActions();
    });
    connect(&board, &BoardView::checkKeyPressed, &window, [this] { toggleDone(pane->selectedTasks()); });
    connect(&board, &BoardView::menuRequested, &window, [this](const QPoint& at) { showTaskMenu(at); });
}

} // namespace convoy::ui
