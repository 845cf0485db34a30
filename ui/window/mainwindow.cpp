#include "ui/window/mainwindow.h"

#include "context/taskcontextcontroller.h"
#include "items/sidebarmodel.h"
#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "sync/status/synccontrol.h"
#include "ui/board/boardview.h"
#include "ui/sidebar/sidebar.h"
#include "ui/syncview/syncindicator.h"
#include "ui/pickers/taskpickers.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/growingedit.h"
#include "ui/window/windowparts.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::TaskView;

namespace {

constexpr int overlayBelow = 900; // the width at which the panel no longer fits beside the list

} // namespace

MainWindow::Parts::Parts(MainWindow& window, const Collaborators& with)
    : window(window)
    , with(with)
    , actions(window, with.theme, Shortcuts::read(with.settings))
    , sample(with.workbench, with.settings)
{
}

MainWindow::MainWindow(const Collaborators& with, QWidget* parent)
    : QMainWindow(parent)
    , m_parts(std::make_unique<Parts>(*this, with))
{
    setWindowTitle(tr("Convoy"));
    setMinimumSize(640, 440);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_parts->build();
    m_parts->buildMenus();
    m_parts->buildToolBar();
    m_parts->connectParts();
    m_parts->connectTaskCommands();
    m_parts->connectListSignals();
    m_parts->connectDateCommands();
    m_parts->connectPickers();
    m_parts->connectPlaceCommands();
    m_parts->connectFilterCommands();
    m_parts->connectSorting();
    m_parts->connectViewCommands();
    m_parts->connectSyncCommands();
    m_parts->connectProgramCommands();
    m_parts->connectFirstRun();
    m_parts->restoreState();
    m_parts->showSync(with.sync.status());
    m_parts->showWelcomeIfNew();
    m_parts->scheduleMidnight();
    m_parts->pane->focusTasks();
}

MainWindow::~MainWindow()
{
    m_parts->saveState();
    qDeleteAll(findChildren<QDialog*>(Qt::FindDirectChildrenOnly)); // while what they refer to is still there
    // Widgets speak when they are taken apart; by then nobody may listen.
    disconnect(&m_parts->with.context, nullptr, nullptr, nullptr);
}

void MainWindow::Parts::build()
{
    pages = new QStackedWidget(&window);
    work = new QWidget(pages); // where it stays: with a style sheet each change of parents polishes everything below anew
    splitter = new QSplitter(Qt::Horizontal, work);
    sidebar = new Sidebar(with, actions, splitter);
    pane = new TaskPane(with, actions, splitter);
    panel = new TaskPanel(with, actions, splitter);
    sidebar->setMinimumWidth(170);
    pane->setMinimumWidth(320);
    panel->setMinimumWidth(320);
    splitter->addWidget(sidebar);
    splitter->addWidget(pane);
    splitter->addWidget(panel);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({ 220, 560, 380 });
    auto* layout = new QVBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeSampleBar());
    layout->addWidget(splitter, 1);
    pages->addWidget(work);
    window.setCentralWidget(pages);

    indicator = new SyncIndicator(with.clock, with.theme, window.statusBar());
    selection = new QLabel(window.statusBar());
    selection->setProperty("tone", u"muted"_s);
    selection->setContentsMargins(0, 0, 12, 0);
    window.statusBar()->setSizeGripEnabled(false);
    window.statusBar()->addWidget(indicator, 1);
    window.statusBar()->addPermanentWidget(selection);
    toaster = new Toaster(window);
    midnight = new QTimer(&window);
    midnight->setSingleShot(true);
    showSoon = new QTimer(&window);
    showSoon->setSingleShot(true);
    showSoon->setInterval(30);
}

//! Behind the first picture, which it would hold up by as much time as the picture itself takes.
void MainWindow::Parts::buildRest()
{
    fillMenus();
    pane->startCounting();
    sidebar->startCounting();
    panel->build();
    showSoon->start();
    Q_EMIT window.painted();
}

void MainWindow::Parts::connectParts()
{
    connect(sidebar, &Sidebar::filterChosen, &window, [this](const items::TaskFilter& filter, const QString& title) {
        place = filter;
        placeTitle = title;
        savedView = sidebar->currentView();
        conditions = filter.conditions;
        const QSignalBlocker quiet(search);
        search->setText(filter.text);
        applyFilter();
    });
    connect(sidebar, &Sidebar::titleChanged, &window, [this](const QString& title) {
        placeTitle = title;
        pane->setTitle(title);
    });
    connect(&pane->tree(), &TaskTree::currentTaskChanged, showSoon, [this] {
        if (!restDue)
            showSoon->start();
    });
    connect(showSoon, &QTimer::timeout, &window, [this] {
        if (const RowKey task = pane->currentTask())
            with.context.show(task);
    });
    connect(&pane->tree(), &TaskTree::selectedCountChanged, &window, [this](int count) {
        selection->setText(count > 1 ? MainWindow::tr("%n selected", nullptr, count) : QString());
        updateTaskActions();
    });
    connect(panel, &TaskPanel::closeRequested, &window, [this] { showPanel(false); });
    connect(panel, &TaskPanel::taskRequested, &window, [this](RowKey task) { openTask(task); });
    connect(panel, &TaskPanel::taskLinkRequested, &window, [this](const QString& uid) { window.openTask(uid); });
    connect(&with.workbench, &items::Workbench::failed, &window, &MainWindow::report);
    connect(&with.workbench.editing(), &items::Editing::done, &window, [this](const QString& text) {
        if (toastsDue <= 0)
            return;
        --toastsDue;
        toaster->show({ text, MainWindow::tr("Undo"), [this] { with.workbench.editing().undo(); } });
    });
    connect(&with.workbench.editing(), &items::Editing::merged, &window, [this](const QString& sentence) {
        toaster->show({ sentence, MainWindow::tr("Undo"), [this] { with.workbench.editing().undo(); }, 10'000 });
    });
    connect(midnight, &QTimer::timeout, &window, [this] { showToday(); });
}

void MainWindow::Parts::applyFilter()
{
    items::TaskFilter filter = place;
    filter.text = search->text().trimmed();
    const TaskView view = filter.query.view;
    if (view == TaskView::Project || view == TaskView::Milestone || view == TaskView::All)
        filter.query.withDone = actions[ActionId::ShowDone].isChecked();
    filter.conditions = conditions;
    recallSorting(filter);
    const QStringList folded = with.settings.value(foldSetting(filter.group)).toStringList();
    pane->model().setFoldedAtNextFilter({ folded.begin(), folded.end() });
    pane->setFilter(filter, placeTitle, keepingOf(filter));
    showBoardIfWanted();
    updateSample();
    actions[ActionId::ShowDone].setEnabled(view == TaskView::Project || view == TaskView::Milestone || view == TaskView::All);
    updateSorting();
    updateTaskActions();
}

void MainWindow::Parts::showPanel(bool show)
{
    if (!overlay)
        panelWanted = show;
    if (!show && panel->isAncestorOf(window.focusWidget()))
        pane->focusTasks();
    panel->setVisible(show);
    actions[ActionId::TogglePanel].setChecked(show);
    placeOverlay();
}

void MainWindow::Parts::adaptToWidth()
{
    const bool narrow = window.width() < overlayBelow;
    if (narrow == overlay) {
        placeOverlay();
        return;
    }
    overlay = narrow;
    panel->setOverlay(narrow);
    if (narrow)
        panel->setParent(work);
    else
        splitter->addWidget(panel);
    showPanel(!narrow && panelWanted);
}

void MainWindow::Parts::placeOverlay()
{
    if (!overlay)
        return;
    const int width = std::min(400, std::max(300, work->width() - 120));
    panel->setGeometry(work->width() - width, 0, width, work->height());
    panel->raise();
}

void MainWindow::Parts::focusNextPane(int step)
{
    QWidget* tasks = pane->isBoardShown() ? static_cast<QWidget*>(&pane->board()) : &pane->tree();
    std::vector<QWidget*> panes { &sidebar->tree(), tasks };
    if (!pane->quickAdd().isHidden())
        panes.insert(panes.begin() + 1, &pane->quickAdd());
    if (panel->isVisible())
        panes.push_back(&panel->titleEdit());
    if (pane->isEmpty())
        panes.erase(std::find(panes.begin(), panes.end(), tasks));
    QWidget* now = window.focusWidget();
    int at = -1;
    for (size_t i = 0; i < panes.size(); ++i) {
        const bool inPanel = panes[i] == &panel->titleEdit() && panel->isAncestorOf(now);
        if (now && (inPanel || panes[i] == now || panes[i]->isAncestorOf(now)))
            at = int(i);
    }
    const int count = int(panes.size());
    QWidget* next = panes[size_t((at + step + count) % count)];
    if (next == &pane->board())
        pane->focusTasks();
    else
        next->setFocus(Qt::TabFocusReason);
}

void MainWindow::Parts::back()
{
    if (overlay && panel->isVisible())
        showPanel(false);
    else if (window.focusWidget() == &pane->tree() && !search->text().isEmpty())
        search->clear();
    pane->focusTasks();
}

void MainWindow::Parts::openTask(RowKey task)
{
    if (!task)
        return;
    pages->setCurrentWidget(work);
    pane->select(task);
    showSoon->stop();
    with.context.show(task);
    showPanel(true);
}

QDate MainWindow::Parts::today() const { return QDateTime::fromMSecsSinceEpoch(with.clock.wallMicros() / 1000).date(); }

void MainWindow::Parts::scheduleMidnight()
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(with.clock.wallMicros() / 1000);
    const QDateTime next(now.date().addDays(1), QTime(0, 0, 1));
    // A laptop that sleeps holds timers back; the window asks again whenever it is activated.
    midnight->start(int(std::min<qint64>(now.msecsTo(next), 3'600'000)));
}

void MainWindow::Parts::showToday()
{
    scheduleMidnight();
    if (pane->filter().query.today == today())
        return;
    place.query.today = today();
    sidebar->setToday(today());
    pane->setToday(today());
}

void MainWindow::openTask(RowKey task) { m_parts->openTask(task); }

void MainWindow::openTask(const Uid& uid)
{
    const RowKey task = m_parts->with.workbench.catalog().keyOf(uid);
    if (task) {
        m_parts->openTask(task);
        return;
    }
    m_parts->with.context.show(uid); // not on this device: the controller asks the server
    m_parts->showPanel(true);
}

void MainWindow::startQuickAdd(const QString& text)
{
    m_parts->pages->setCurrentWidget(m_parts->work);
    if (m_parts->pane->quickAdd().isHidden())
        m_parts->sidebar->select(TaskView::Inbox);
    m_parts->pane->quickAdd().start(text);
}

const Collaborators& MainWindow::collaborators() const { return m_parts->with; }

void MainWindow::report(const QString& sentence) { m_parts->toaster->show({ .sentence = sentence, .milliseconds = 10'000 }); }

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (!std::exchange(m_parts->restDue, false))
        return;
    auto* behind = new QTimer(this); // singleShot(0) would be a posted event, which may come before the picture is flushed
    behind->setSingleShot(true);
    connect(behind, &QTimer::timeout, this, [this] { m_parts->buildRest(); });
    behind->start(0);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_parts->adaptToWidth();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        m_parts->showToday();
        m_parts->with.sync.windowFocused();
    }
}

} // namespace convoy::ui
