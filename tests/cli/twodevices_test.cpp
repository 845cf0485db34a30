#include "device.h"

#include "domain/jsonvalues.h"

#include <QDateTime>
#include <QDirIterator>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int taskCount = 200;
constexpr int sharedTasks = 50; // different fields of the same tasks
constexpr int contestedTasks = 10; // the same field of the same tasks

//! The server's own tables, without any of our code in between.
class ServerRows final {
public:
    explicit ServerRows(const QUrl& url)
    {
        m_database = QSqlDatabase::addDatabase(u"QPSQL"_s, u"server"_s);
        m_database.setHostName(url.host());
        m_database.setPort(url.port());
        m_database.setUserName(url.userName());
        m_database.setPassword(url.password());
        m_database.setDatabaseName(url.path().mid(1));
        EXPECT_TRUE(m_database.open()) << qPrintable(m_database.lastError().text());
        m_database.exec(u"set timezone to 'UTC'"_s);
    }
    ~ServerRows()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(u"server"_s);
    }

    //! The first column of each row, which is JSON.
    QJsonArray select(const QString& sql, const QString& value) const
    {
        QSqlQuery query(m_database);
        query.prepare(sql);
        query.addBindValue(value);
        EXPECT_TRUE(query.exec()) << qPrintable(query.lastError().text());
        QJsonArray rows;
        while (query.next())
            rows.append(QJsonDocument::fromJson(query.value(0).toByteArray()).object());
        return rows;
    }

private:
    QSqlDatabase m_database;
};

//! Every task of a workspace as "task list --json" should show it, in its order. What is left out there is left out
//! here.
const QString serverTasks = uR"(
    select json_build_object(
        'uid', t.id, 'number', t.number, 'title', t.title, 'description', coalesce(t.description, ''),
        'workspace', t.workspace_id, 'project', t.project_id, 'milestone', t.milestone_id, 'parent', t.parent_id,
        'stage', t.current_stage, 'status', t.status, 'priority', t.priority, 'labels', coalesce(to_jsonb(t.labels), '[]'),
        'start', t.start_date, 'due', t.due_date, 'position', t.position,
        'created_at', t.created_at,
        'updated_at', t.updated_at,
        'completion_date', t.completion_date,
        'blocked_by', (select coalesce(json_agg(d.blocked_by_id::text order by d.blocked_by_id::text), '[]')
                       from task_dependencies d where d.task_id = t.id and d.deleted_at is null),
        'comments', (select count(*) from activity_feed a
                     where a.task_id = t.id and a.kind = 'comment' and a.deleted_at is null))
    from tasks t where t.workspace_id = ?::uuid and t.deleted_at is null
    order by t.position collate "C", t.id::text)"_s;

const QString serverConflicts = uR"(
    select json_build_object('row', c.row_id, 'field', c.field, 'mine', c.mine_value, 'theirs', c.theirs_value)
    from sync_conflicts c where c.workspace_id = ?::uuid)"_s;

struct TwoDevices : ::testing::Test {
    Device a;
    Device b;
    QString email = u"anna-%1@example.org"_s.arg(QUuid::createUuid().toString(QUuid::Id128));

    void SetUp() override
    {
        if (qEnvironmentVariableIsEmpty("CONVOY_TEST_URL") || qEnvironmentVariableIsEmpty("CONVOY_TEST_DATABASE"))
            GTEST_SKIP() << "needs the server that tests/run starts";
    }

    Outcome signIn(const Device& device, const QStringList& options = {}) const
    {
        return device.signIn(email, options);
    }

    static QByteArray databaseBytes(const Device& device)
    {
        QByteArray bytes;
        QDirIterator files(device.dataDirectory(), { u"*.db"_s }, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            bytes += file.readAll();
        }
        EXPECT_FALSE(bytes.isEmpty());
        return bytes;
    }

    //! What a faulty disk or program would have done to a device's database.
    static void changeFile(const Device& device, const QString& sql)
    {
        QDirIterator files(device.dataDirectory(), { u"*.db"_s }, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"file"_s);
            database.setDatabaseName(files.next());
            EXPECT_TRUE(database.open());
            QSqlQuery query(database);
            EXPECT_TRUE(query.exec(sql)) << qPrintable(query.lastError().text());
        }
        QSqlDatabase::removeDatabase(u"file"_s);
    }

    //! Keys of all tasks on a device by title: titles are unique until they are contested.
    static QHash<QString, QString> keys(const Device& device)
    {
        QHash<QString, QString> keys;
        for (const QJsonValue& each : device.run({ u"task"_s, u"list"_s, u"--json"_s, u"--local"_s }).array()) {
            const QJsonObject task = each.toObject();
            keys.insert(task.value(u"title"_s).toString(), QString::number(task.value(u"key"_s).toInteger()));
        }
        return keys;
    }

    static Outcome list(const Device& device) { return device.run({ u"task"_s, u"list"_s, u"--json"_s }); }
};

void expectDone(const Outcome& run) { ASSERT_EQ(run.exitCode, 0) << qPrintable(run.err); }

//! A project and a milestone with 200 tasks, of which every fourth has three subtasks, 40 wait for another and 40 have
//! a comment.
void fill(const Device& device)
{
    expectDone(device.run({ u"project"_s, u"add"_s, u"Website"_s }));
    expectDone(device.run({ u"milestone"_s, u"add"_s, u"Launch"_s, u"--project"_s, u"Website"_s }));
    QByteArray lines;
    for (int i = 0; i < taskCount; ++i)
        lines += (i % 4 ? "  Task " : "Task ") + QByteArray::number(i) + '\n';
    expectDone(device.run(
        { u"task"_s, u"add"_s, u"--stdin"_s, u"--milestone"_s, u"Launch"_s, u"--label"_s, u"web"_s }, lines));
    const auto keys = TwoDevices::keys(device);
    for (int i = 1; i <= 40; ++i) {
        const QString key = keys.value(u"Task %1"_s.arg(i));
        expectDone(device.run({ u"task"_s, u"block"_s, key, u"--by"_s, keys.value(u"Task %1"_s.arg(i + 100)) }));
        expectDone(device.run({ u"task"_s, u"comment"_s, key, u"Comment *%1*"_s.arg(i) }));
    }
}

QStringList keysOfTasks(const QHash<QString, QString>& keys, int from, int count)
{
    QStringList some;
    for (int i = from; i < from + count; ++i)
        some += keys.value(u"Task %1"_s.arg(i));
    return some;
}

//! What a device does offline: one field of the shared tasks, the title of the contested ones.
void editOffline(const Device& device, const QString& field, const QString& name)
{
    const auto keys = TwoDevices::keys(device);
    expectDone(
        device.run(QStringList { u"task"_s, u"set"_s } + keysOfTasks(keys, 0, sharedTasks) + QStringList { field }));
    for (int i = 0; i < contestedTasks; ++i) {
        expectDone(device.run({ u"task"_s, u"set"_s, keys.value(u"Task %1"_s.arg(60 + i)),
            u"title=Task %1 by %2"_s.arg(60 + i).arg(name) }));
    }
}

QJsonObject only(const QJsonObject& object, const QStringList& names)
{
    QJsonObject some;
    for (const QString& name : names)
        some.insert(name, object.value(name));
    return some;
}

//! The list of a device against the rows of the server, field by field.
void expectSameRows(const QJsonArray& local, const QJsonArray& server)
{
    ASSERT_EQ(local.size(), server.size());
    for (qsizetype i = 0; i < server.size(); ++i) {
        const QJsonObject expected = server[i].toObject();
        const QJsonObject seen = only(local[i].toObject(), expected.keys());
        ASSERT_EQ(convoy::compactJson(seen).toStdString(), convoy::compactJson(expected).toStdString());
    }
}

//! Of two titles one stands; the other has to be in sync_conflicts.
void expectLosersKept(const QJsonArray& tasks, const QJsonArray& conflicts)
{
    int contested = 0;
    for (const QJsonValue& each : tasks) {
        const QString title = each.toObject().value(u"title"_s).toString();
        if (!title.contains(u" by "_s))
            continue;
        ++contested;
        const QString loser = title.section(u" by "_s, 0, 0) + (title.endsWith(u'A') ? u" by B"_s : u" by A"_s);
        const auto kept = std::any_of(conflicts.begin(), conflicts.end(), [&](const QJsonValue& conflict) {
            return conflict.toObject().value(u"field"_s) == u"title"_s && conflict.toObject().value(u"mine"_s) == loser
                && conflict.toObject().value(u"row"_s) == each.toObject().value(u"uid"_s);
        });
        EXPECT_TRUE(kept) << qPrintable(loser) << " is lost";
    }
    EXPECT_EQ(contested, contestedTasks);
}

} // namespace

TEST_F(TwoDevices, EditOfflineAndEndUpEqualWithNothingLost)
{
    expectDone(signIn(a, { u"--sign-up"_s }));
    expectDone(signIn(b));
    fill(a);
    expectDone(a.run({ u"sync"_s }));
    expectDone(b.run({ u"sync"_s }));
    ASSERT_EQ(list(a).array().size(), taskCount);
    ASSERT_EQ(list(a).out, list(b).out);
    ASSERT_EQ(
        a.run({ u"milestone"_s, u"list"_s, u"--json"_s }).out, b.run({ u"milestone"_s, u"list"_s, u"--json"_s }).out);

    editOffline(a, u"priority=high"_s, u"A"_s);
    editOffline(b, u"due=2026-12-24"_s, u"B"_s);
    for (int round = 0; round < 2; ++round) {
        for (const Device* device : { &a, &b })
            expectDone(device->run({ u"sync"_s }));
    }

    const Outcome listed = list(a);
    EXPECT_EQ(listed.out, list(b).out);
    EXPECT_FALSE(listed.out.contains("tmp-"));
    for (const Device* device : { &a, &b })
        EXPECT_EQ(device->run({ u"outbox"_s, u"list"_s, u"--json"_s }).array().size(), 0);
    int both = 0;
    for (const QJsonValue& task : listed.array())
        both += task.toObject().value(u"priority"_s) == u"high"_s && task.toObject().value(u"due"_s) == u"2026-12-24"_s;
    EXPECT_EQ(both, sharedTasks);

    const ServerRows server(QUrl(qEnvironmentVariable("CONVOY_TEST_DATABASE")));
    const QString workspace = listed.array().first().toObject().value(u"workspace"_s).toString();
    expectSameRows(listed.array(), server.select(serverTasks, workspace));
    expectLosersKept(listed.array(), server.select(serverConflicts, workspace));
    const qsizetype toReview = a.run({ u"review"_s, u"list"_s, u"--json"_s }).array().size();
    EXPECT_EQ(toReview, contestedTasks) << "the person whose value lost sees it";

    for (const Device* device : { &a, &b }) {
        const Outcome verified = device->run({ u"verify"_s, u"--json"_s });
        EXPECT_EQ(verified.exitCode, 0) << qPrintable(verified.err);
        EXPECT_EQ(verified.object().value(u"differing"_s).toInt(), 0) << verified.out.constData();
        EXPECT_GT(verified.object().value(u"rows"_s).toInt(), 2 * taskCount) << "tasks, their feed, and the conflicts";
    }
}

TEST_F(TwoDevices, AWorkspaceThatIsSwitchedOffSendsItsEditsFirstAndComesBackWhole)
{
    expectDone(signIn(a, { u"--sign-up"_s }));
    expectDone(a.run({ u"workspace"_s, u"add"_s, u"Garden"_s }));
    expectDone(a.run({ u"task"_s, u"add"_s, u"Dig"_s, u"--workspace"_s, u"Garden"_s }));
    expectDone(a.run({ u"sync"_s }));
    expectDone(a.run({ u"task"_s, u"add"_s, u"Plant"_s, u"--workspace"_s, u"Garden"_s }));
    expectDone(a.run({ u"workspace"_s, u"sync"_s, u"off"_s, u"--workspace"_s, u"Garden"_s }));
    EXPECT_EQ(list(a).array().size(), 0);
    const ServerRows server(QUrl(qEnvironmentVariable("CONVOY_TEST_DATABASE")));
    EXPECT_EQ(server.select(u"select to_json(t) from tasks t join auth.users u on u.id = t.created_by where u.email = ?"_s, email).size(), 2)
        << "what waited was sent before its rows left";
    const Outcome refused = a.run({ u"task"_s, u"add"_s, u"Nowhere"_s, u"--workspace"_s, u"Garden"_s });
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_TRUE(refused.err.contains(u"'Garden' does not sync on this device"_s)) << qPrintable(refused.err);
    expectDone(a.run({ u"workspace"_s, u"sync"_s, u"on"_s, u"--workspace"_s, u"Garden"_s }));
    EXPECT_EQ(list(a).array().size(), 2) << "at once, without another command";
}

TEST_F(TwoDevices, VerifyFindsAndMendsWhatASyncCannotSee)
{
    expectDone(signIn(a, { u"--sign-up"_s }));
    expectDone(a.run({ u"task"_s, u"add"_s, u"Sound"_s }));
    expectDone(a.run({ u"sync"_s }));
    changeFile(a, u"update tasks set title = 'Rotten'"_s);
    expectDone(a.run({ u"sync"_s }));
    EXPECT_EQ(list(a).array().first().toObject().value(u"title"_s), u"Rotten"_s);
    const Outcome mended = a.run({ u"verify"_s });
    expectDone(mended);
    EXPECT_TRUE(mended.text().contains(u"1 rows were put right"_s)) << mended.out.constData();
    EXPECT_EQ(list(a).array().first().toObject().value(u"title"_s), u"Sound"_s);
    EXPECT_EQ(b.run({ u"verify"_s }).exitCode, 5) << "nobody is signed in there";
}

TEST_F(TwoDevices, AReviewedValueReturnsOnBothDevices)
{
    expectDone(signIn(a, { u"--sign-up"_s }));
    expectDone(a.run({ u"task"_s, u"add"_s, u"Original"_s }));
    expectDone(a.run({ u"sync"_s }));
    expectDone(signIn(b));
    expectDone(a.run({ u"task"_s, u"set"_s, a.keyOf(u"Original"_s), u"title=From A"_s }));
    expectDone(b.run({ u"task"_s, u"set"_s, b.keyOf(u"Original"_s), u"title=From B"_s }));
    static_cast<void>(b.run({ u"sync"_s }));
    const Outcome synced = a.run({ u"sync"_s });
    EXPECT_EQ(synced.exitCode, 0) << qPrintable(synced.err);
    EXPECT_TRUE(synced.text().contains(u"1 edit to review"_s));
    const QJsonArray review = a.run({ u"review"_s, u"list"_s, u"--json"_s }).array();
    ASSERT_EQ(review.size(), 1);
    expectDone(a.run(
        { u"review"_s, u"resolve"_s, review.first().toObject().value(u"uid"_s).toString(), u"--keep"_s, u"mine"_s }));
    expectDone(a.run({ u"sync"_s }));
    expectDone(b.run({ u"sync"_s }));
    EXPECT_EQ(list(b).array().first().toObject().value(u"title"_s), review.first().toObject().value(u"mine"_s));
    EXPECT_EQ(list(a).out, list(b).out);
    EXPECT_EQ(b.run({ u"review"_s, u"list"_s, u"--json"_s }).out, QByteArray("[]\n"));
}

TEST_F(TwoDevices, TasksMadeBeforeTheSignInComeAlong)
{
    expectDone(a.run({ u"project"_s, u"add"_s, u"Home"_s }));
    expectDone(a.run({ u"task"_s, u"add"_s, u"--stdin"_s, u"--project"_s, u"Home"_s }, "Parent\n  Child\n"));
    expectDone(signIn(a, { u"--sign-up"_s }));
    expectDone(signIn(b));
    ASSERT_EQ(list(b).array().size(), 2);
    EXPECT_EQ(list(a).out, list(b).out);
    EXPECT_EQ(list(b).array().last().toObject().value(u"parent"_s), list(b).array().first().toObject().value(u"uid"_s));
}

TEST_F(TwoDevices, SignOutKeepsUnsentEditsAndSaysSo)
{
    expectDone(signIn(a, { u"--sign-up"_s }));
    expectDone(a.run({ u"task"_s, u"add"_s, u"Not sent"_s }));
    EXPECT_EQ(a.run({ u"sign-out"_s }).exitCode, 4);
    const QString file = a.dataDirectory() + u".export"_s;
    expectDone(a.run({ u"sign-out"_s, u"--keep-unsynced"_s, file }));
    EXPECT_EQ(a.run({ u"sync"_s }).exitCode, 5);
    EXPECT_EQ(list(a).array().size(), 0) << "this device's own database again";
    expectDone(signIn(a));
    EXPECT_EQ(list(a).array().first().toObject().value(u"title"_s), u"Not sent"_s);
}

TEST_F(TwoDevices, ADryRunTellsAndTouchesNothing)
{
    expectDone(signIn(a, { u"--sign-up"_s }));
    expectDone(a.run({ u"task"_s, u"add"_s, u"Waits here"_s }));
    const Outcome dry = a.run({ u"sync"_s, u"--dry-run"_s, u"--json"_s });
    expectDone(dry);
    EXPECT_EQ(dry.object().value(u"to_send"_s).toInt(), 1);
    EXPECT_EQ(
        a.run({ u"outbox"_s, u"list"_s, u"--json"_s }).array().first().toObject().value(u"state"_s), u"waiting"_s);
    expectDone(a.run({ u"sync"_s }));
    expectDone(signIn(b));
    expectDone(b.run({ u"task"_s, u"set"_s, b.keyOf(u"Waits here"_s), u"priority=low"_s }));
    expectDone(b.run({ u"sync"_s }));
    const ServerRows server(QUrl(qEnvironmentVariable("CONVOY_TEST_DATABASE")));
    const QString everything = u"select to_json(t) from tasks t where title = ? order by id"_s;
    const QJsonArray serverBefore = server.select(everything, u"Waits here"_s);
    const QByteArray before = databaseBytes(a);
    const QJsonObject rehearsed = a.run({ u"sync"_s, u"--dry-run"_s, u"--json"_s }).object();
    EXPECT_EQ(databaseBytes(a), before) << "byte for byte";
    EXPECT_EQ(server.select(everything, u"Waits here"_s), serverBefore);
    ASSERT_EQ(rehearsed.value(u"incoming"_s).toArray().size(), 1);
    const QJsonObject change = rehearsed.value(u"incoming"_s).toArray().first().toObject();
    EXPECT_EQ(change.value(u"field"_s), u"priority"_s);
    EXPECT_EQ(change.value(u"before"_s), u"none"_s);
    EXPECT_EQ(change.value(u"after"_s), u"low"_s);
    EXPECT_FALSE(change.value(u"device"_s).toString().isEmpty());
    EXPECT_EQ(list(a).array().first().toObject().value(u"priority"_s), u"none"_s) << "nothing was applied";
}

TEST_F(TwoDevices, AKeyStaysATasksNameWhenNumbersArrive)
{
    expectDone(signIn(a, { u"--sign-up"_s }));
    const QJsonObject first = a.added(u"First"_s);
    for (int i = 0; i < 12; ++i)
        static_cast<void>(a.added(u"Other %1"_s.arg(i)));
    expectDone(a.run({ u"sync"_s }));
    const QString key = QString::number(first.value(u"key"_s).toInteger());
    EXPECT_EQ(a.task(key).value(u"title"_s), u"First"_s);
    EXPECT_EQ(a.task(a.task(key).value(u"ref"_s).toString()).value(u"title"_s), u"First"_s);
}
