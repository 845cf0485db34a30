#include "tests/store/storefixture.h"

#include "store/database.h"
#include "store/migrations.h"
#include "store/synclock.h"

#include <QFile>
#include <QProcess>

#include <sys/stat.h>
#include <unistd.h>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void runSql(const QString& path, const char* sql)
{
    auto database = Database::open(path, Database::Mode::ReadWrite);
    ASSERT_TRUE(database);
    ASSERT_TRUE((*database)->run(sql));
}

//! In a child process without a superuser's rights, so that permissions mean something.
template <class Fn>
int asNobody(Fn fn)
{
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(99);
        _exit(fn());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

} // namespace

class TheFile : public ::testing::Test {
protected:
    [[nodiscard]] Error::Kind kindOfOpening()
    {
        const auto opened = Store::open(path, clock);
        EXPECT_FALSE(opened) << "it was opened";
        return opened ? Error::Kind::Invalid : opened.error().kind;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"convoy.sqlite"_s);
    ManualClock clock;
};

TEST_F(TheFile, IsMadeWithItsFolderAndKeepsWhatWasSaved)
{
    path = folder.filePath(u"deep/er/convoy.sqlite"_s);
    {
        const auto opened = Store::open(path, clock);
        ASSERT_TRUE(opened);
        ASSERT_TRUE((*opened)->ensureDefaults(u"Home"_s));
    }
    const auto again = Store::open(path, clock);
    ASSERT_TRUE(again);
    Access access((*again)->database());
    EXPECT_EQ(access.number("SELECT count(*) FROM workspaces"), 1);
    EXPECT_EQ(access.text("PRAGMA journal_mode"), u"wal"_s);
    EXPECT_EQ(access.number("PRAGMA user_version"), databaseVersion());
}

TEST_F(TheFile, ThatIsNoDatabaseIsLeftAsItIs)
{
    const QByteArray letter = QByteArray("Dear diary, ").repeated(1000);
    writeFile(path, letter);
    EXPECT_EQ(kindOfOpening(), Error::Kind::NotADatabase);
    EXPECT_EQ(contentOf(path), letter);
}

TEST_F(TheFile, OfAnotherProgramIsLeftAsItIs)
{
    runSql(path, "CREATE TABLE songs(title TEXT)");
    const QByteArray before = contentOf(path);
    EXPECT_EQ(kindOfOpening(), Error::Kind::NotADatabase);
    EXPECT_EQ(contentOf(path), before);
}

TEST_F(TheFile, OfANewerConvoyIsLeftAsItIs)
{
    runSql(path, "CREATE TABLE tasks(title TEXT); PRAGMA application_id=1131312761; PRAGMA user_version=99");
    const QByteArray before = contentOf(path);
    EXPECT_EQ(kindOfOpening(), Error::Kind::NewerDatabase);
    EXPECT_EQ(contentOf(path), before);
}

TEST_F(TheFile, WhoseFirstPageIsDamagedIsReportedAsDamaged)
{
    ASSERT_TRUE(Store::open(path, clock));
    QByteArray content = contentOf(path);
    ASSERT_GT(content.size(), 4096);
    content.replace(100, 3000, QByteArray(3000, '\xee'));
    writeFile(path, content);
    EXPECT_EQ(kindOfOpening(), Error::Kind::NotADatabase);
}

TEST_F(TheFile, IsMigratedOnlyByWhoMay)
{
    const auto refused = Store::open(path, clock, Store::Migrate::No);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Locked);
    ASSERT_TRUE(Store::open(path, clock, Store::Migrate::Yes));
    EXPECT_TRUE(Store::open(path, clock, Store::Migrate::No));
}

TEST_F(TheFile, AMigrationThatIsCutOffStartsAgain)
{
    {
        auto database = Database::open(path, Database::Mode::ReadWrite);
        ASSERT_TRUE(database);
        auto transaction = Transaction::begin(**database, "test", Durability::Full);
        ASSERT_TRUE(transaction);
        ASSERT_TRUE((*database)->run("CREATE TABLE workspaces(half INTEGER)"));
    }
    EXPECT_TRUE(Store::open(path, clock));
}

TEST_F(TheFile, InAnUnwritableFolderIsReadOnly)
{
    const QByteArray name = QFile::encodeName(folder.path());
    ASSERT_EQ(chmod(name.constData(), 0555), 0);
    const int kind = asNobody([&] {
        const auto opened = Store::open(path, clock);
        return opened ? 97 : static_cast<int>(opened.error().kind);
    });
    EXPECT_EQ(kind, static_cast<int>(Error::Kind::ReadOnly));
    ASSERT_EQ(chmod(name.constData(), 0755), 0);
}

TEST_F(TheFile, ThatIsWriteProtectedIsReadOnlyAndStaysWhole)
{
    ASSERT_TRUE(Store::open(path, clock));
    const QByteArray before = contentOf(path);
    ASSERT_EQ(chmod(QFile::encodeName(path).constData(), 0444), 0);
    ASSERT_EQ(chmod(QFile::encodeName(folder.path()).constData(), 0555), 0);
    const int kind = asNobody([&] {
        const auto opened = Store::open(path, clock);
        return opened ? 97 : static_cast<int>(opened.error().kind);
    });
    EXPECT_EQ(kind, static_cast<int>(Error::Kind::ReadOnly));
    EXPECT_EQ(contentOf(path), before);
    ASSERT_EQ(chmod(QFile::encodeName(folder.path()).constData(), 0755), 0);
}

TEST_F(TheFile, WhoseFolderCannotBeMadeIsReadOnly)
{
    writeFile(folder.filePath(u"blocker"_s), "a file");
    path = folder.filePath(u"blocker/convoy.sqlite"_s);
    EXPECT_EQ(kindOfOpening(), Error::Kind::ReadOnly);
}

class TheDisk : public StoreFixture { };

TEST_F(TheDisk, WhenFullRefusesTheEditAndKeepsWhatWasSaved)
{
    const RowKey safe = addTask(u"Safe"_s);
    Access access(store->database());
    const auto pages = access.number("PRAGMA page_count");
    ASSERT_TRUE(pages);
    const QByteArray limit = "PRAGMA max_page_count=" + QByteArray::number(*pages + 2);
    ASSERT_TRUE(store->database().run(limit.constData()));
    const auto refused = store->apply(taskCreated(workspace,
        { { u"title"_s, u"Too much"_s }, { u"description"_s, QString(100'000, u'x') } }, builtInWorkflow()));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::DiskFull);
    EXPECT_EQ(title(safe), u"Safe"_s);
    EXPECT_EQ(entries().size(), 1u);
    ASSERT_TRUE(store->database().run("PRAGMA max_page_count=1000000"));
    addTask(u"Room again"_s);
    EXPECT_EQ(entries().size(), 2u);
}

TEST_F(TheDisk, AFileOfTheFirstVersionComesAlongWithItsEdits)
{
    addTask(u"Queued before the update"_s);
    for (const char* sql : { "INSERT INTO quarantine(workspace, reason, moved, entry) VALUES('w', 'revoked', 1, '{\"group\":\"g\"}')",
             "ALTER TABLE quarantine DROP COLUMN name", "ALTER TABLE quarantine DROP COLUMN group_id",
             "ALTER TABLE quarantine DROP COLUMN exported", "DROP TABLE incoming", "DROP TABLE absences",
             "ALTER TABLE cursors DROP COLUMN fill_head", "ALTER TABLE cursors DROP COLUMN window", "ALTER TABLE cursors DROP COLUMN evicting",
             "ALTER TABLE cursors DROP COLUMN widen_window", "ALTER TABLE cursors DROP COLUMN widen_after",
             "ALTER TABLE cursors DROP COLUMN widen_head", "ALTER TABLE outbox DROP COLUMN seen", "DROP TABLE absentees", "DROP TABLE remote_contexts", "PRAGMA user_version=1" })
        ASSERT_TRUE(store->database().run(sql)) << sql;
    reopen();
    Access access(store->database());
    EXPECT_EQ(access.number("PRAGMA user_version"), databaseVersion());
    EXPECT_EQ(access.text("SELECT group_id FROM quarantine"), u"g"_s);
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].fields[u"title"_s], u"Queued before the update"_s);
    addTask(u"And after it"_s);
}

TEST(SyncLock, HasOneHolderAtATime)
{
    QTemporaryDir folder;
    SyncLock first(folder.filePath(u"db"_s));
    SyncLock second(folder.filePath(u"db"_s));
    ASSERT_TRUE(first.tryAcquire());
    EXPECT_TRUE(first.tryAcquire());
    EXPECT_FALSE(second.tryAcquire());
    EXPECT_EQ(second.holderPid(), getpid());
    first.release();
    EXPECT_TRUE(second.tryAcquire());
}

TEST(SyncLock, OfADeadProcessIsFree)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"db"_s);
    const pid_t child = fork();
    if (child == 0) {
        auto* lock = new SyncLock(path); // leaked: the process dies holding it
        _exit(lock->tryAcquire() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_EQ(WEXITSTATUS(status), 0);
    EXPECT_TRUE(SyncLock(path).tryAcquire());
}

TEST_F(TheDisk, TwoConnectionsWriteInTurn)
{
    addTask(u"From the window"_s);
    {
        const auto other = Store::open(path(), clock, Store::Migrate::No);
        ASSERT_TRUE(other);
        ASSERT_TRUE((*other)->apply(taskCreated(workspace, { { u"title"_s, u"From the command line"_s } }, builtInWorkflow())));
    }
    addTask(u"From the window again"_s);
    EXPECT_EQ(entries().size(), 3u);
}

} // namespace convoy::test
