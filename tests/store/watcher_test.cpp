#include "store/changewatcher.h"
#include "tests/support/taskdata.h"

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;
using test::TaskData;

namespace {

//! What a window has: a read-only connection and a watcher on it, with everything it announced.
struct Window {
    explicit Window(const QString& path)
        : database(std::move(*Database::open(path, Database::Mode::ReadOnly)))
        , watcher(*database)
    {
        QObject::connect(&watcher, &ChangeWatcher::changed, &watcher, [this](const ChangeSet& changes) {
            ++announcements;
            rows.insert(rows.end(), changes.rows.begin(), changes.rows.end());
            everything |= changes.everything;
            outbox |= changes.outbox;
        });
    }
    std::unique_ptr<Database> database;
    ChangeWatcher watcher;
    std::vector<ChangedRow> rows;
    int announcements = 0;
    bool everything = false;
    bool outbox = false;
};

void log(TaskData& data, int entity, int key)
{
    data.run("INSERT INTO change_log(entity, key) VALUES(" + QByteArray::number(entity) + ", " + QByteArray::number(key)
        + ")");
}

} // namespace

TEST(ChangeWatcher, AnotherConnectionsCommitArrivesByItself)
{
    TaskData data;
    Window window(data.path());
    log(data, 5, 42);
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.announcements > 0; }, 3000));
    EXPECT_EQ(window.rows, (std::vector { ChangedRow { Entity::Task, RowKey { 42 } } }));
    EXPECT_FALSE(window.everything);
    EXPECT_FALSE(window.outbox);
}

TEST(ChangeWatcher, AnotherProcessesCommitArrivesByItself)
{
    const QString shell = QStandardPaths::findExecutable(u"sqlite3"_s);
    if (shell.isEmpty())
        GTEST_SKIP() << "needs the sqlite3 shell";
    TaskData data;
    Window window(data.path());
    const int code = QProcess::execute(
        shell, { data.path(), u"INSERT INTO change_log(entity, key) VALUES(5, 7), (0, 0), (5, 7)"_s });
    ASSERT_EQ(code, 0);
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.announcements > 0; }, 3000));
    EXPECT_EQ(window.rows, (std::vector { ChangedRow { Entity::Task, RowKey { 7 } } }));
    EXPECT_TRUE(window.outbox);
}

TEST(ChangeWatcher, FollowsALogThatIsDeletedAndMadeAnew)
{
    TaskData data;
    Window window(data.path());
    const QString log = data.path() + u"-wal"_s;
    // What happens when a last connection closes and the next one opens, seen by a reader that stayed.
    data.run("PRAGMA wal_checkpoint(TRUNCATE)");
    for (int round = 1; round <= 3; ++round) {
        window.announcements = 0;
        QFile::rename(log, log + u".old"_s);
        QTest::qWait(50);
        QFile::rename(log + u".old"_s, log);
        QTest::qWait(50);
        data.run("INSERT INTO change_log(entity, key) VALUES(5, 1)");
        EXPECT_TRUE(QTest::qWaitFor([&] { return window.announcements > 0; }, 3000)) << round;
    }
}

TEST(ChangeWatcher, ManyCommitsAreFewAnnouncementsAndNoRowIsLost)
{
    TaskData data;
    Window window(data.path());
    for (int i = 0; i < 200; ++i)
        log(data, 5, i % 50 + 1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.rows.size() >= 50; }, 3000));
    QTest::qWait(100);
    EXPECT_LT(window.announcements, 20);
    EXPECT_FALSE(window.everything);
}

TEST(ChangeWatcher, SaysEverythingWhenTheLogWasClearedPastIt)
{
    TaskData data;
    log(data, 5, 1);
    Window window(data.path());
    window.watcher.check();
    EXPECT_EQ(window.announcements, 0) << "nothing is announced twice, and nothing from before";
    log(data, 5, 2);
    log(data, 5, 3);
    data.run("DELETE FROM change_log");
    window.watcher.check();
    EXPECT_TRUE(window.everything);
    window.everything = false;
    window.watcher.check();
    EXPECT_EQ(window.announcements, 1);
    log(data, 5, 4);
    window.watcher.check();
    EXPECT_FALSE(window.everything) << "a cleared log is no reason to read everything twice";
}

} // namespace convoy::store
