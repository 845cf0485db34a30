#include "app/desktop/singleinstance.h"
#include "tests/desktop/desktopfixture.h"
#include "ui/capture/capturewindow.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/welcome/startproblem.h"
#include "ui/widgets/growingedit.h"

#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

using namespace convoy;
using namespace convoy::app;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

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

TEST_F(Desktop, ACopyOfTheDataIsAnotherDevice)
{
    const QString mine = DataDirectory::open(path)->deviceId();
    EXPECT_EQ(DataDirectory::open(path)->deviceId(), mine);
    const QTemporaryDir elsewhere;
    ASSERT_TRUE(QFile::copy(path + u"/device.json"_s, elsewhere.filePath(u"device.json"_s)));
    const QString copys = DataDirectory::open(elsewhere.path())->deviceId();
    EXPECT_NE(copys, mine);
    EXPECT_EQ(DataDirectory::open(elsewhere.path())->deviceId(), copys);
    EXPECT_EQ(DataDirectory::open(path)->deviceId(), mine);
    ASSERT_TRUE(QFile::link(path, elsewhere.filePath(u"link"_s)));
    EXPECT_EQ(DataDirectory::open(elsewhere.filePath(u"link"_s))->deviceId(), mine) << "the same folder";
}

TEST_F(Desktop, TwoPeopleOnOneComputerAreTwoDevices)
{
    const auto directory = DataDirectory::open(path);
    const QString anns = directory->deviceIdFor({ .server = u"https://abc.supabase.co"_s, .userId = u"ann"_s });
    EXPECT_NE(directory->deviceIdFor({ .server = u"https://abc.supabase.co"_s, .userId = u"bob"_s }), anns);
    EXPECT_EQ(directory->deviceIdFor({ .server = u"https://abc.supabase.co"_s, .userId = u"ann"_s }), anns);
    EXPECT_FALSE(QUuid(anns).isNull());
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

TEST_F(Desktop, ADamagedWordOnWhoIsSignedInIsNotTakenForNobody)
{
    ASSERT_TRUE(DataDirectory::open(path));
    QFile file(path + u"/current.json"_s);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    file.close();
    const auto directory = DataDirectory::open(path);
    ASSERT_FALSE(directory);
    EXPECT_TRUE(directory.error().detail.contains(u"current.json"_s));
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
