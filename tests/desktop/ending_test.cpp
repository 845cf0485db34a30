#include "app/signing.h"
#include "sync/account/accountsession.h"
#include "sync/account/plainsecrets.h"
#include "tests/desktop/desktopfixture.h"
#include "tests/support/httpserver.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/widgets/growingedit.h"

#include <QMessageBox>
#include <QSessionManager>
#include <QTcpSocket>
#include <QTimer>

#include <csignal>

using namespace convoy;
using namespace convoy::app;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

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
