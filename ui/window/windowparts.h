#pragma once

#include "items/taskfilter.h"
#include "sync/status/syncstatus.h"
#include "ui/actions/actionregistry.h"
#include "ui/actions/palette.h"
#include "ui/tasklist/filterbar.h"
#include "ui/toasts/toaster.h"
#include "ui/window/collaborators.h"
#include "ui/welcome/sampleproject.h"
#include "ui/window/mainwindow.h"

class QFrame;
class QLabel;
class QLineEdit;
class QMenu;
class QModelIndex;
class QSplitter;
class QStackedWidget;
class QTimer;
class QToolBar;

namespace convoy::ui {

class Sidebar;
class SyncIndicator;
class SyncPanel;
class TaskPane;
class TaskPanel;
class TaskPickers;

//! The window's parts, for the files that connect them: layout and navigation (mainwindow.cpp), menus (menus.cpp), what
//! is done to tasks (taskcommands.cpp), to lists (filtercommands.cpp), to places (placecommands.cpp), to sync and account (synccommands.cpp), what
//! concerns the program (programcommands.cpp), the first run (firstrun.cpp), and what is remembered (windowmemory.cpp).
struct MainWindow::Parts {
    Parts(MainWindow& window, const Collaborators& with);

    MainWindow& window;
    Collaborators with;
    ActionRegistry actions;
    QStackedWidget* pages = nullptr; //!< the work, or the welcome
    QWidget* work = nullptr;
    QSplitter* splitter = nullptr;
    Sidebar* sidebar = nullptr;
    TaskPane* pane = nullptr;
    TaskPanel* panel = nullptr;
    std::vector<QMenu*> menus {}; //!< of the bar
    QToolBar* toolBar = nullptr;
    QLineEdit* search = nullptr;
    SyncIndicator* indicator = nullptr;
    QLabel* selection = nullptr;
    Toaster* toaster = nullptr;
    std::unique_ptr<TaskPickers> pickers;
    SampleProject sample;
    QFrame* sampleBar = nullptr; //!< offers to remove the sample project while it is looked at
    QTimer* midnight = nullptr;
    QTimer* showSoon = nullptr; //!< holding an arrow key reads the context once, where it stops

    items::TaskFilter place {}; //!< what the sidebar chose
    QString placeTitle;
    QString savedView; //!< id, where the place is one
    items::TaskConditions conditions; //!< that narrow it now
    std::function<void()> putViewBack; //!< while removing a saved view is the latest that was done
    int toastsDue = 0; //!< edits whose success is worth an undo toast
    bool overlay = false;
    bool panelWanted = true; //!< beside the list; over it the panel opens only when asked for
    bool restDue = true; //!< what the first picture does not need is still to be made
    bool wasOffline = false;
    bool quitting = false;

    // layout and navigation
    void build();
    void buildRest();
    void connectParts();
    void applyFilter();
    void showPanel(bool show);
    void adaptToWidth();
    void placeOverlay();
    void focusNextPane(int step);
    void back();
    void openTask(RowKey task);
    void scheduleMidnight();
    void showToday();
    [[nodiscard]] QDate today() const;
    // menus
    void buildMenus();
    void fillMenus();
    void buildToolBar();
    void showTaskMenu(const QPoint& at);
    void showPlaceMenu(const QPoint& at);
    void showListMenu(const QPoint& at);
    void updateTaskActions();
    void updateSorting();
    // commands
    void connectTaskCommands();
    void connectListSignals();
    void connectDateCommands();
    void connectPickers();
    void moveInList(int step);
    void moveToNextGroup(const QModelIndex& in);
    [[nodiscard]] QString foldSetting(items::TaskGroup group) const; //!< of the place and its groups
    void indent();
    void outdent();
    void showUnblocked(const std::vector<RowKey>& tasks);
    void connectPlaceCommands();
    void connectViewCommands();
    void connectSyncCommands();
    void connectProgramCommands();
    void connectFirstRun();
    [[nodiscard]] std::vector<RowKey> chosenTasks() const; //!< the selection, or the task in the panel
    void toggleDone(const std::vector<RowKey>& tasks);
    void moveDue(int days);
    void connectFilterCommands();
    void connectSorting();
    void recallSorting(items::TaskFilter& filter) const;
    void setSorting(items::TaskOrder order, bool descending, items::TaskGroup group);
    void setConditions(const items::TaskConditions& wanted);
    void clearFilter();
    [[nodiscard]] FilterBar::Keeping keepingOf(const items::TaskFilter& filter) const;
    void saveView();
    void updateView();
    void removeView(const QString& id);
    [[nodiscard]] QString placeName() const; //!< under which the place's choices are remembered
    [[nodiscard]] QString boardSetting() const; //!< of the place that is shown
    void showBoardIfWanted();
    void openSearch();
    void askForName(
        const QString& title, const QString& label, std::function<void(const QString&)> named, const QString& verb = {});
    void newProject();
    void newMilestone();
    void removePlace();
    void showSync(const sync::SyncStatus& status);
    void onCycle(const sync::SyncReport& report);
    SyncPanel& openSyncPanel();
    void signIn();
    void signOut();
    void openPalette();
    void openChoice(const PaletteChoice& choice);
    void openPreferences();
    void askBeforeEnding();
    void startHere(bool withSample);
    void importTasks();
    void leaveWelcome();
    [[nodiscard]] QWidget* makeSampleBar();
    void updateSample();
    void showWelcomeIfNew();
    // memory
    void restoreState();
    void saveState() const;
};

} // namespace convoy::ui
