#include "items/sidebarmodel.h"
#include "tests/ui/sampledata.h"
#include "ui/sidebar/sidebar.h"
#include "ui/syncview/syncpanel.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/welcome/welcomepage.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/namedialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTreeView>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;
using items::TaskView;

namespace {

class Window : public ::testing::Test {
protected:
    void open(QSize size = { 1200, 760 })
    {
        world.openWindow(test::UiWorld::FirstRun::Answered, size);
        panel = world.window->findChild<ui::TaskPanel*>();
        pane = world.window->findChild<ui::TaskPane*>();
        sidebar = world.window->findChild<ui::Sidebar*>();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : world.window.get(), Qt::Key(key), modifiers);
        world.settle();
    }

    test::UiWorld world;
    ui::TaskPanel* panel = nullptr;
    ui::TaskPane* pane = nullptr;
    ui::Sidebar* sidebar = nullptr;
};

} // namespace

TEST_F(Window, GoesToViewsByKey)
{
    open();

    press(Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(pane->filter().query.view, TaskView::Today);
    press(Qt::Key_5, Qt::ControlModifier);

    EXPECT_EQ(pane->filter().query.view, TaskView::All);
}

TEST_F(Window, TurnsThePanelIntoAnOverlayWhenNarrow)
{
    world.addTask(u"Buy milk"_s);
    open({ 1200, 700 });
    EXPECT_TRUE(panel->isVisible());
    EXPECT_TRUE(qobject_cast<QSplitter*>(panel->parentWidget()));

    world.window->resize(800, 600);
    world.settle();
    EXPECT_FALSE(panel->isVisible());
    EXPECT_GE(pane->width(), 320);

    pane->tree().select(world.task(u"Buy milk"_s));
    pane->tree().setFocus();
    press(Qt::Key_Return);
    EXPECT_TRUE(panel->isVisible());
    EXPECT_FALSE(qobject_cast<QSplitter*>(panel->parentWidget()));
    EXPECT_EQ(panel->geometry().right(), panel->parentWidget()->width() - 1);
    press(Qt::Key_Escape); // out of the title
    press(Qt::Key_Escape);
    EXPECT_FALSE(panel->isVisible());

    world.window->resize(1200, 700);
    world.settle();
    EXPECT_TRUE(panel->isVisible());
    EXPECT_TRUE(qobject_cast<QSplitter*>(panel->parentWidget()));
}

TEST_F(Window, MovesBetweenPanesWithF6)
{
    world.addTask(u"Buy milk"_s);
    open();
    pane->tree().select(world.task(u"Buy milk"_s));
    pane->tree().setFocus();

    press(Qt::Key_F6);
    EXPECT_EQ(QApplication::focusWidget(), &panel->titleEdit());
    press(Qt::Key_F6);
    EXPECT_EQ(QApplication::focusWidget(), &sidebar->tree());
    press(Qt::Key_F6, Qt::ShiftModifier);

    EXPECT_EQ(QApplication::focusWidget(), &panel->titleEdit());
}

TEST_F(Window, RemembersItsShape)
{
    world.addTask(u"Buy milk"_s);
    open({ 1100, 640 });
    world.action(u"Task panel"_s)->trigger();
    world.action(u"Today"_s)->trigger();
    pane->setColumnShown(int(items::TaskListModel::Column::Stage), true);
    world.settle();
    world.closeWindow();

    world.window = std::make_unique<ui::MainWindow>(world.collaborators());
    world.window->show();
    world.settle();

    pane = world.window->findChild<ui::TaskPane*>();
    EXPECT_EQ(world.window->size(), QSize(1100, 640));
    EXPECT_FALSE(world.window->findChild<ui::TaskPanel*>()->isVisible());
    EXPECT_EQ(pane->filter().query.view, TaskView::Today);
    EXPECT_EQ(pane->shownColumns(), QVariantList { int(items::TaskListModel::Column::Stage) });
}

TEST_F(Window, AddsAProjectAndGoesThere)
{
    open();

    world.action(u"New project"_s)->trigger();
    auto* dialog = world.window->findChild<ui::NameDialog*>();
    ASSERT_TRUE(dialog);
    QTest::keyClicks(&dialog->line(), u"Boat"_s);
    QTest::keyClick(&dialog->line(), Qt::Key_Return);
    QTest::qWait(250);

    EXPECT_EQ(pane->filter().query.view, TaskView::Project);
    EXPECT_EQ(sidebar->currentTitle(), u"Boat"_s);
    world.window->startQuickAdd(u"Paint it"_s);
    QTest::keyClick(world.named<QLineEdit>(u"New task"_s), Qt::Key_Return);
    world.settle();
    ASSERT_TRUE(world.task(u"Paint it"_s));
    EXPECT_EQ(world.row(u"Paint it"_s)->project, pane->filter().query.project);
}

TEST_F(Window, ShowsTodaysTasksWhenMidnightPasses)
{
    world.addTask(u"Tomorrow's"_s, { .title = {}, .dueDate = QDateTime::fromMSecsSinceEpoch(world.clock.wallMicros() / 1000).date().addDays(1) });
    open();
    world.action(u"Today"_s)->trigger();
    world.settle();
    EXPECT_EQ(pane->model().rowCount(), 0);

    world.clock.advance(24 * 3600 * qint64(1'000'000));
    QEvent activation(QEvent::ActivationChange);
    QApplication::sendEvent(world.window.get(), &activation);
    world.settle();

    EXPECT_EQ(pane->model().rowCount(), 1);
}

TEST_F(Window, AsksANewPersonHowToBegin)
{
    world.openWindow(test::UiWorld::FirstRun::NotYet);
    auto* welcome = world.window->findChild<ui::WelcomePage*>();
    ASSERT_TRUE(welcome && welcome->isVisible());

    world.window->findChild<QCheckBox*>()->setChecked(false);
    world.named<QPushButton>(u"Start on this device"_s)->click();
    world.settle();
    EXPECT_FALSE(welcome->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), u"First"_s);
    press(Qt::Key_Return);
    EXPECT_TRUE(world.task(u"First"_s));
    world.closeWindow();

    world.window = std::make_unique<ui::MainWindow>(world.collaborators());
    world.window->show();
    EXPECT_FALSE(world.window->findChild<ui::WelcomePage*>());
}

TEST_F(Window, SyncsNowOnF5OnlyWithAnAccount)
{
    open();
    press(Qt::Key_F5);
    EXPECT_EQ(world.sync.syncs, 0);

    world.account.info = { u"https://x.supabase.co"_s, u"anna@example.com"_s, u"u"_s, true };
    world.sync.set({ .state = sync::SyncState::UpToDate, .account = u"anna@example.com"_s });
    press(Qt::Key_F5);

    EXPECT_EQ(world.sync.syncs, 1);
}

TEST_F(Window, SaysOnceThatItIsBackOnline)
{
    open();
    world.sync.set({ .state = sync::SyncState::OfflinePending, .pending = 3, .account = u"anna@example.com"_s });

    Q_EMIT world.sync.cycleFinished({ .outcome = sync::SyncReport::Outcome::Synced, .sent = 3, .received = 5 });
    const auto* toast = world.window->findChild<QFrame*>(u"toast"_s);
    ASSERT_TRUE(toast->isVisible());
    EXPECT_EQ(toast->findChild<QLabel*>()->text(), u"Back online. 3 sent, 5 received."_s);
}

TEST_F(Window, ListsPendingEditsInTheSyncPanel)
{
    world.addTask(u"Buy milk"_s);
    open();

    world.action(u"Sync details"_s)->trigger();
    world.settle();

    auto* dialog = world.window->findChild<ui::SyncPanel*>();
    ASSERT_TRUE(dialog);
    const auto* outbox = world.named<QTreeView>(u"Edits that wait for the server"_s);
    EXPECT_GE(outbox->model()->rowCount(), 1);
    dialog->close();
}

TEST_F(Window, ShowsTheSampleDataEverywhere)
{
    test::fillWithSamples(world);
    open();

    for (int view = 0; view < sidebar->model().rowCount(); ++view) {
        sidebar->tree().setCurrentIndex(sidebar->model().index(view, 0));
        world.settle();
    }
    EXPECT_TRUE(world.task(u"Fix the pump in the cellar"_s));
}

TEST_F(Window, HidesInTheTrayAndSaysSoOnce)
{
    // Given a desktop with a tray
    auto with = world.collaborators();
    bool tray = true;
    with.livesOn = [&tray] { return tray; };
    world.settings->setValue(u"welcome/answered"_s, true);
    world.window = std::make_unique<ui::MainWindow>(with);
    world.window->show();
    QSignalSpy said(world.window.get(), &ui::MainWindow::hiddenFirst);

    // When the window is closed twice
    EXPECT_FALSE(world.window->close());
    EXPECT_FALSE(world.window->isVisible());
    world.window->show();
    EXPECT_FALSE(world.window->close());

    // Then it is hidden both times, which is said once, and nothing is asked
    EXPECT_FALSE(world.window->isVisible());
    EXPECT_EQ(said.size(), 1);
    EXPECT_FALSE(world.window->findChild<QMessageBox*>());

    // And where an end was announced closing is closing
    world.window->show();
    world.window->prepareToEnd();
    EXPECT_TRUE(world.window->close());
}

TEST_F(Window, AsksOnceBeforeItEndsWhereThereIsNoTray)
{
    auto with = world.collaborators();
    with.livesOn = [] { return false; };
    world.settings->setValue(u"welcome/answered"_s, true);
    world.window = std::make_unique<ui::MainWindow>(with);
    world.window->show();

    EXPECT_FALSE(world.window->close());

    auto* question = world.window->findChild<QMessageBox*>();
    ASSERT_TRUE(question && question->isVisible());
    EXPECT_TRUE(world.window->isVisible());
    // "Keep it open" decides nothing: the next close asks again
    question->reject();
    EXPECT_TRUE(world.window->isVisible());
    EXPECT_FALSE(world.window->close());
}
