#include "app/composition.h"
#include "app/datadirectory.h"
#include "app/desktop/singleinstance.h"
#include "app/signing.h"
#include "items/editing.h"
#include "store/adoption.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/store.h"
#include "sync/account/accountsession.h"
#include "sync/account/plainsecrets.h"
#include "tests/support/httpserver.h"
#include "ui/account/signindialog.h"
#include "ui/capture/capturewindow.h"
#include "ui/preferences/devicepage.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/welcome/startproblem.h"
#include "ui/widgets/growingedit.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSessionManager>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUuid>

#include <csignal>

using namespace convoy;
using namespace convoy::app;
using namespace Qt::Literals::StringLiterals;

namespace {

template <class Widget> Widget* topLevel()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* found = qobject_cast<Widget*>(widget); found && found->isVisible())
            return found;
    }
    return nullptr;
}

void press(QWidget& in, const QString& text)
{
    for (auto* button : in.findChildren<QAbstractButton*>()) {
        if (button->text() == text) {
            button->click();
            return;
        }
    }
    FAIL() << "no button " << text.toStdString();
}

class Desktop : public ::testing::Test {
protected:
    Desktop()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        path = folder.filePath(u"data"_s);
    }
    void start(const QString& link = {}) { start(Wish { .link = link }); }
    void start(const Wish& wish)
    {
        Invocation invocation;
        invocation.dataDirectory = path;
        invocation.wish = wish;
        invocation.periodicTimers = false;
        composition = std::make_unique<Composition>(invocation);
        composition->start();
    }
    ui::MainWindow* window()
    {
        std::ignore = QTest::qWaitFor([] { return topLevel<ui::MainWindow>() != nullptr; }, 10'000);
        return topLevel<ui::MainWindow>();
    }
    //! Puts a task into this device's own database before the program starts.
    Uid addTask(const QString& title)
    {
        const auto directory = DataDirectory::open(path);
        auto store = *store::Store::open(directory->localDatabase(), clock);
        std::ignore = store->ensureDefaults(u"Personal"_s);
        const RowKey workspace = store->reads().workspaces()->front().key;
        const auto receipt = store->apply({ .text = u"Added"_s,
            .changes = { { .entity = Entity::Task, .row = RowKey { -1 }, .action = Action::Create, .fields = { { u"title"_s, title } }, .workspace = workspace } } });
        return receipt ? bareUid(*store->reads().uidOf(receipt->created.front())) : Uid();
    }
    qint64 tasksIn(const QString& database)
    {
        const auto opened = store::Database::open(database, store::Database::Mode::ReadOnly);
        return opened ? store::contentCount(**opened).value_or(-1) : -1;
    }

    QTemporaryDir folder;
    QString path;
    SystemClock clock;
    std::unique_ptr<Composition> composition;
};

class SigningIn : public Desktop {
protected:
    void SetUp() override
    {
        if (qEnvironmentVariableIsEmpty("CONVOY_TEST_URL"))
            GTEST_SKIP() << "no server: tests/run starts one and sets CONVOY_TEST_URL and CONVOY_TEST_KEY";
        addTask(u"Buy milk"_s);
        addTask(u"Fix the pump"_s);
        start();
        ASSERT_TRUE(window());
    }
    ui::SignInDialog& dialog()
    {
        for (QAction* action : window()->findChildren<QAction*>()) {
            if (action->iconText() == u"Sign in"_s)
                action->trigger();
        }
        return *window()->findChild<ui::SignInDialog*>();
    }
    void signUp(ui::SignInDialog& dialog)
    {
        dialog.prefill(qEnvironmentVariable("CONVOY_TEST_URL"), qEnvironmentVariable("CONVOY_TEST_KEY"),
            u"anna-%1@example.com"_s.arg(QUuid::createUuid().toString(QUuid::WithoutBraces).left(12)));
        for (auto* line : dialog.findChildren<QLineEdit*>()) {
            if (line->echoMode() == QLineEdit::Password)
                line->setText(u"correct horse battery"_s);
        }
        for (auto* combo : dialog.findChildren<QComboBox*>())
            combo->setCurrentIndex(1); // until Convoy is closed: tests have no keychain
        press(dialog, u"Create an account instead"_s);
        press(dialog, u"Create account"_s);
    }
    std::optional<Account> waitForAccount()
    {
        const auto directory = DataDirectory::open(path);
        std::ignore = QTest::qWaitFor([&] { return directory->account().has_value(); }, 20'000);
        return directory->account();
    }
};

} // namespace

TEST_F(Desktop, SaysThatTheFolderCannotBeWrittenAndGoesOnWhenItCan)
{
    QFile inTheWay(path);
    ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();

    start();
    auto* problem = topLevel<ui::StartProblem>();
    ASSERT_TRUE(problem);
    EXPECT_FALSE(topLevel<ui::MainWindow>());
    inTheWay.remove();
    press(*problem, u"Try again"_s);

    EXPECT_TRUE(window());
    EXPECT_FALSE(topLevel<ui::StartProblem>());
}

TEST_F(Desktop, KeepsADamagedFileAsideAndStartsAnew)
{
    addTask(u"Buy milk"_s);
    const QString database = DataDirectory::open(path)->localDatabase();
    QFile file(database);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();

    start();
    auto* problem = topLevel<ui::StartProblem>();
    ASSERT_TRUE(problem);
    EXPECT_EQ(QFileInfo(database).size(), 8192) << "left as it is until the person decides";
    press(*problem, u"Set aside and start anew"_s);

    EXPECT_TRUE(window());
    const auto kept = QDir(path).entryList({ u"local.db.damaged-*"_s });
    ASSERT_FALSE(kept.isEmpty());
    QFile old(path + u'/' + kept.front());
    ASSERT_TRUE(old.open(QIODevice::ReadOnly));
    EXPECT_EQ(old.read(4), "xxxx");
}

TEST_F(Desktop, OpensTheTaskOfALink)
{
    const Uid uid = addTask(u"Buy milk"_s);

    start(u"convoy://task/"_s + uid);

    auto* panel = window()->findChild<ui::TaskPanel*>();
    EXPECT_TRUE(QTest::qWaitFor([&] { return panel->titleEdit().toPlainText() == u"Buy milk"_s; }, 5000));
}

TEST_F(Desktop, IsRaisedByASecondStartWithItsWish)
{
    const Uid uid = addTask(u"Buy milk"_s);
    start();
    ASSERT_TRUE(window());
    window()->hide();

    // The second one waits for an answer, so it must not sit on this thread.
    const QString name = DataDirectory::open(path)->socketName();
    bool handedOver = false;
    std::thread second([&] { handedOver = SingleInstance(name).handOver({ .link = u"convoy://task/"_s + uid }); });
    ui::MainWindow* raised = window();
    second.join();

    EXPECT_TRUE(handedOver);
    ASSERT_TRUE(raised);
    auto* panel = raised->findChild<ui::TaskPanel*>();
    EXPECT_TRUE(QTest::qWaitFor([&] { return panel->titleEdit().toPlainText() == u"Buy milk"_s; }, 5000));
}

TEST_F(Desktop, OpensOnlyTheSmallWindowForAQuickAddAndEndsWithIt)
{
    // Given convoy started by --quick-add where nothing runs
    start({ .capture = true, .text = u"Call Anna"_s });
    auto* capture = topLevel<ui::CaptureWindow>();
    ASSERT_TRUE(capture);
    EXPECT_FALSE(topLevel<ui::MainWindow>());

    // When the line is sent
    QTest::keyClick(capture->line().focusProxy(), Qt::Key_Return);
    QTimer::singleShot(15'000, qApp, [] { QApplication::exit(7); });
    const int code = QApplication::exec();

    // Then it is saved, said, and the program ends
    EXPECT_EQ(code, 0);
    composition.reset();
    EXPECT_EQ(tasksIn(DataDirectory::open(path)->localDatabase()), 1);
}

TEST_F(Desktop, HandsAQuickAddToTheRunningOne)
{
    start();
    ASSERT_TRUE(window());
    const QString name = DataDirectory::open(path)->socketName();
    bool handedOver = false;
    std::thread second([&] { handedOver = SingleInstance(name).handOver({ .capture = true, .text = u"Handed over"_s }); });
    EXPECT_TRUE(QTest::qWaitFor([] { return topLevel<ui::CaptureWindow>() != nullptr; }, 5000));
    second.join();

    EXPECT_TRUE(handedOver);
    auto* capture = topLevel<ui::CaptureWindow>();
    ASSERT_TRUE(capture);
    EXPECT_EQ(capture->line().draft().text, u"Handed over"_s);
    QTest::keyClick(capture->line().focusProxy(), Qt::Key_Escape);
    EXPECT_FALSE(topLevel<ui::CaptureWindow>());
    EXPECT_TRUE(topLevel<ui::MainWindow>()) << "goes on";
}

TEST(Invocation, TakesAQuickAddWithAndWithoutText)
{
    const auto bare = Invocation::fromArguments({ u"convoy"_s, u"--quick-add"_s });
    EXPECT_TRUE(bare.wish.capture && bare.wish.text.isEmpty());
    const auto text = Invocation::fromArguments({ u"convoy"_s, u"--quick-add"_s, u"Call Anna"_s, u"tomorrow"_s });
    EXPECT_EQ(text.wish.text, u"Call Anna tomorrow"_s);
    const auto link = Invocation::fromArguments({ u"convoy"_s, u"convoy://task/1"_s });
    EXPECT_FALSE(link.wish.capture);
    EXPECT_EQ(link.wish.link, u"convoy://task/1"_s);
}

TEST_F(Desktop, SaysOnceThatClosingEndsItWhereThereIsNoTray)
{
    start();
    ASSERT_TRUE(window());

    window()->close();
    auto* question = window()->findChild<QMessageBox*>();
    ASSERT_TRUE(question && question->isVisible());
    EXPECT_TRUE(window()->isVisible());
    press(*question, u"Close Convoy"_s);
    EXPECT_FALSE(topLevel<ui::MainWindow>());

    composition.reset();
    start();
    ASSERT_TRUE(window());
    window()->close();
    EXPECT_FALSE(topLevel<ui::MainWindow>());
}

namespace {

//! Somebody is in the middle of a sentence when the program is ended from outside.
class Ending : public Desktop {
protected:
    void typeOver(const QString& text)
    {
        milk = addTask(u"Buy milk"_s);
        start(u"convoy://task/"_s + milk);
        auto* panel = window()->findChild<ui::TaskPanel*>();
        ASSERT_TRUE(QTest::qWaitFor([&] { return panel->titleEdit().toPlainText() == u"Buy milk"_s; }, 5000));
        panel->focusTitle();
        panel->titleEdit().selectAll();
        QTest::keyClicks(&panel->titleEdit(), text);
    }
    //! The event loop after `end`; 7 when something held it up.
    int run(std::function<void()> end)
    {
        QTimer::singleShot(0, qApp, std::move(end));
        QTimer stuck;
        stuck.setSingleShot(true);
        QObject::connect(&stuck, &QTimer::timeout, qApp, [] { QApplication::exit(7); });
        stuck.start(15'000);
        return QApplication::exec();
    }
    QString titleOnDisk()
    {
        const auto opened = store::Database::open(DataDirectory::open(path)->localDatabase(), store::Database::Mode::ReadOnly);
        const store::Reads reads(**opened);
        return reads.task(*reads.keyOf(milk))->title;
    }

    Uid milk;
};

} // namespace

TEST_F(Ending, AQuitFromOutsideIsHeldUpByNoQuestionAndKeepsWhatIsTyped)
{
    typeOver(u"Buy oat milk"_s);

    EXPECT_EQ(run([] { QCoreApplication::quit(); }), 0);

    EXPECT_FALSE(topLevel<QMessageBox>());
    composition.reset();
    EXPECT_EQ(titleOnDisk(), u"Buy oat milk"_s);
}

TEST_F(Ending, AQuitComesBeforeAQuestionThatIsOpen)
{
    start();
    ASSERT_TRUE(window());
    window()->close();
    ASSERT_TRUE(window()->findChild<QMessageBox*>()->isVisible());

    EXPECT_EQ(run([] { QCoreApplication::quit(); }), 0);
}

TEST_F(Ending, ASignalEndsItInGoodOrder)
{
    typeOver(u"Buy oat milk"_s);

    EXPECT_EQ(run([] { ::raise(SIGTERM); }), 0);

    composition.reset();
    EXPECT_EQ(titleOnDisk(), u"Buy oat milk"_s);
}

TEST_F(Ending, TheSessionsEndSavesWhatIsTypedWhileTheProgramStillRuns)
{
    typeOver(u"Buy oat milk"_s);

    alignas(QSessionManager) std::array<char, sizeof(QSessionManager)> room {}; // nobody asks the session anything
    Q_EMIT qApp->commitDataRequest(reinterpret_cast<QSessionManager&>(room));

    EXPECT_TRUE(window());
    EXPECT_TRUE(QTest::qWaitFor([this] { return titleOnDisk() == u"Buy oat milk"_s; }, 5000));
}

TEST_F(Ending, QuitWaitsForAServerThatNeverAnswersOnlySoLong)
{
    // Given an account whose server takes every request and answers none
    test::HttpServer silent([](const auto&, QTcpSocket&) { });
    {
        auto directory = DataDirectory::open(path);
        const Account account { .server = silent.url().toString(), .anonKey = u"key"_s, .email = u"anna@example.org"_s,
            .userId = u"00000000-0000-4000-8000-000000000001"_s, .secrets = u"file:"_s + folder.filePath(u"secrets"_s) };
        ASSERT_TRUE(prepareDatabase(account, *directory, sync::SignInRequest::LocalTasks::KeepSeparate));
        account::FileSecrets secrets(folder.filePath(u"secrets"_s));
        const account::Session session { .accessToken = "access", .refreshToken = "refresh" };
        bool kept = false;
        QObject asker;
        whenDone(secrets.write(directory->secretName(account), account::secretFrom(session)), &asker, [&](const Status& status) { kept = bool(status); });
        ASSERT_TRUE(QTest::qWaitFor([&] { return kept; }));
        ASSERT_TRUE(directory->setAccount(account));
    }
    start();
    ASSERT_TRUE(window());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !silent.requests().empty(); }, 10'000)) << "a cycle is under way";

    // When the person quits
    EXPECT_EQ(run([this] { window()->quit(); }), 0);

    // Then the program ends, with the request still open
    composition.reset();
    EXPECT_FALSE(topLevel<ui::MainWindow>());
}

TEST_F(SigningIn, CountsAndAddsTheTasksOfThisDevice)
{
    ui::SignInDialog& asking = dialog();
    QStringList choices;
    for (const auto* choice : asking.findChildren<QRadioButton*>())
        choices.append(choice->text());
    EXPECT_TRUE(choices.join(u'\n').contains(u"2 tasks"_s)) << choices.join(u'\n').toStdString();

    signUp(asking);
    const auto account = waitForAccount();
    ASSERT_TRUE(account);

    EXPECT_EQ(tasksIn(DataDirectory::open(path)->databaseFor(*account)), 2);
    EXPECT_TRUE(window()) << "built anew on the account's data";
}

TEST_F(SigningIn, KeepsTheTasksOfThisDeviceSeparateWhenAsked)
{
    ui::SignInDialog& asking = dialog();
    press(asking, u"Keep them separate, on this device only"_s);

    signUp(asking);
    const auto account = waitForAccount();
    ASSERT_TRUE(account);

    EXPECT_EQ(tasksIn(DataDirectory::open(path)->databaseFor(*account)), 0);
    EXPECT_EQ(tasksIn(DataDirectory::open(path)->localDatabase()), 2);
}

TEST_F(SigningIn, AWorkspaceLeavesThisDeviceOnceItsEditsAreSentAndComesBack)
{
    // Given an account with two tasks and one that was just written, in the preferences
    signUp(dialog());
    const auto account = waitForAccount();
    ASSERT_TRUE(account);
    const QString database = DataDirectory::open(path)->databaseFor(*account);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window() && tasksIn(database) == 2; }, 20'000));
    auto* line = window()->findChild<ui::QuickAddLine*>();
    QTest::keyClicks(line->focusProxy(), u"Written last"_s);
    QTest::keyClick(line->focusProxy(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return tasksIn(database) == 3; }, 20'000));
    for (QAction* action : window()->findChildren<QAction*>()) {
        if (action->iconText() == u"Preferences"_s)
            action->trigger();
    }
    auto* preferences = window()->findChild<ui::PreferencesDialog*>();
    preferences->showPage(ui::PreferencesDialog::Page::Device);
    auto* workspaces = preferences->findChild<ui::DevicePage*>()->findChild<QListWidget*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return workspaces->count() == 1; }, 20'000));

    // When its workspace is switched off
    workspaces->setCurrentRow(0);
    QTest::keyClick(workspaces, Qt::Key_Space);

    // Then its tasks leave, and all three come back when it is on again
    ASSERT_TRUE(QTest::qWaitFor([&] { return tasksIn(database) == 0; }, 30'000));
    ASSERT_TRUE(QTest::qWaitFor([&] { return workspaces->isEnabled() && workspaces->item(0)->checkState() == Qt::Unchecked; }, 20'000));
    QTest::keyClick(workspaces, Qt::Key_Space);
    EXPECT_TRUE(QTest::qWaitFor([&] { return tasksIn(database) == 3; }, 30'000)) << tasksIn(database);
}
