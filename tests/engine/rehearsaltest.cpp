#include "sync/engine/rehearsal.h"
#include "store/access.h"
#include "tests/support/syncfixture.h"

#include <QCryptographicHash>

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using Fate = RehearsedEdit::Fate;

namespace {

const Uid home = u"aaaaaaaa-0000-4000-8000-000000000001"_s;
Uid taskId(int n) { return u"bbbbbbbb-0000-4000-8000-%1"_s.arg(n, 12, 10, QChar(u'0')); }

//! Every row of every table.
QByteArray contentOf(store::Database& database)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    store::Access access(database);
    QStringList tables;
    access.each("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name",
        [&](store::Statement& row) { tables << row.text(0); });
    for (const QString& table : tables) {
        hash.addData(table.toUtf8());
        int columns = 0;
        access.each("SELECT count(*) FROM pragma_table_info(?)",
            [&](store::Statement& row) { columns = int(row.integer(0)); }, table);
        const QByteArray sql = "SELECT * FROM " + table.toUtf8();
        access.each(sql.constData(), [&](store::Statement& row) {
            for (int i = 0; i < columns; ++i)
                hash.addData(QByteArray(row.bytes(i) + '|'));
        });
    }
    EXPECT_TRUE(access.ok());
    return hash.result();
}

Result<Rehearsed> rehearse(Device& device, FakeRemote& server)
{
    auto rehearsal = Rehearsal::stage(*device.store, server, device.clock);
    if (!rehearsal)
        return std::move(rehearsal).error();
    std::optional<Result<Rehearsed>> done;
    (*rehearsal)->run([&](const Result<Rehearsed>& result) { done = result; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return done.has_value(); }, 20'000));
    return *done;
}

} // namespace

TEST(ARehearsal, NamesTheWorkspacesThatWouldLeaveAndCountsTheEditsThatWouldBeKeptAside)
{
    FakeRemote server;
    server.addWorkspace(home, u"Home"_s);
    server.put(home, Entity::Task, taskId(1), { { u"title"_s, u"Task"_s } });
    Device device(server);
    device.sync();
    device.set(*device.store->reads().keyOf(taskId(1)), u"title"_s, u"Mine"_s);
    server.workspaces.erase(home); // the membership was taken back
    const auto rehearsed = rehearse(device, server);
    ASSERT_TRUE(rehearsed);
    EXPECT_EQ(rehearsed->leaving, QStringList { u"Home"_s });
    EXPECT_EQ(rehearsed->keptAside, 1);
    EXPECT_EQ(rehearsed->newWorkspaces, 0);
    EXPECT_EQ(device.store->reads().workspaces()->size(), 1u);
}

TEST(ARehearsal, SaysWhatWouldComeInGoOutMergeAndConflictAndTouchesNothing)
{
    FakeRemote server;
    server.addWorkspace(home, u"Home"_s);
    for (int i = 1; i <= 4; ++i) {
        server.put(home, Entity::Task, taskId(i),
            { { u"title"_s, u"Task %1"_s.arg(i) }, { u"description"_s, u"a\nb\nc\nd\n"_s }, { u"labels"_s, QJsonArray() } });
    }
    Device device(server);
    device.sync();
    const auto key = [&](int n) { return *device.store->reads().keyOf(taskId(n)); };
    device.set(key(1), u"title"_s, u"Mine"_s);
    device.set(key(2), u"description"_s, u"A\nb\nc\nd\n"_s);
    device.set(key(3), u"priority"_s, u"high"_s);
    device.addTask(u"New here"_s);
    server.put(home, Entity::Task, taskId(1), { { u"title"_s, u"Theirs"_s } });
    server.put(home, Entity::Task, taskId(2), { { u"description"_s, u"a\nb\nc\nD\n"_s } });
    for (int i = 10; i < 40; ++i)
        server.put(home, Entity::Task, taskId(i), { { u"title"_s, u"Task %1"_s.arg(i) } });

    const QByteArray before = contentOf(device.store->database());
    const auto head = server.workspaces[home].head;
    const auto done = rehearse(device, server);
    ASSERT_TRUE(done) << done.error().detail.toStdString();
    EXPECT_EQ(contentOf(device.store->database()), before);
    EXPECT_EQ(server.workspaces[home].head, head);
    EXPECT_EQ(server.count(FakeRemote::Call::Push), 0);

    const Rehearsed& rehearsed = *done;
    EXPECT_EQ(rehearsed.report.received, 32) << "all that is there, not a first page";
    ASSERT_EQ(rehearsed.edits.size(), 4u);
    EXPECT_EQ(rehearsed.edits[1].fate, Fate::Merges);
    EXPECT_EQ(rehearsed.edits[1].values[u"description"_s], u"A\nb\nc\nD\n"_s);
    EXPECT_EQ(rehearsed.edits[2].fate, Fate::Goes);
    EXPECT_EQ(rehearsed.edits[3].fate, Fate::Goes);
    EXPECT_NE(rehearsed.edits[0].fate, Fate::Goes) << "both changed the title";
    EXPECT_EQ(rehearsed.edits[0].merged + rehearsed.edits[0].lost, QStringList { u"title"_s });
    const auto title = std::find_if(rehearsed.incoming.begin(), rehearsed.incoming.end(),
        [&](const auto& change) { return change.row == key(1) && change.field == u"title"_s; });
    ASSERT_NE(title, rehearsed.incoming.end());
    EXPECT_EQ(title->before, u"Task 1"_s);
    EXPECT_EQ(title->after, u"Theirs"_s);
}

TEST(ARehearsal, GoesByTheServersTimeAndKnowsWhatWasThrownAway)
{
    FakeRemote server;
    server.addWorkspace(home, u"Home"_s);
    for (int i = 1; i <= 2; ++i)
        server.put(home, Entity::Task, taskId(i), { { u"title"_s, u"Task %1"_s.arg(i) } });
    Device device(server);
    device.clock.setWall(*timestampMicros(u"2026-11-23T01:42:07+00:00"_s)); // nine hours behind
    device.sync();
    device.clock.advance(1'000'000);
    for (int i = 1; i <= 2; ++i) {
        device.set(*device.store->reads().keyOf(taskId(i)), u"title"_s, u"Mine"_s);
        server.put(home, Entity::Task, taskId(i), { { u"title"_s, u"Theirs"_s } });
    }
    server.put(home, Entity::Task, taskId(2), {}).deletedAt = u"2026-11-23T10:42:07+00:00"_s;
    const auto done = rehearse(device, server);
    ASSERT_TRUE(done);
    const auto& edits = done->edits;
    ASSERT_EQ(edits.size(), 2u);
    EXPECT_TRUE(edits[0].lost.isEmpty()) << "later than theirs, whatever the clock says";
    EXPECT_EQ(edits[0].merged, QStringList { u"title"_s });
    EXPECT_EQ(edits[1].fate, Fate::Merges);
    EXPECT_TRUE(edits[1].merged.contains(u"deleted_at"_s)) << "it comes back";
}

TEST(ARehearsal, KnowsWhatKeepsAProject)
{
    FakeRemote server;
    server.addWorkspace(home, u"Home"_s);
    for (int i = 1; i <= 2; ++i) {
        server.put(home, Entity::Project, taskId(i), { { u"name"_s, u"Project"_s } });
        server.put(home, Entity::Task, taskId(10 + i), { { u"title"_s, u"Task"_s }, { u"project_id"_s, taskId(i) } });
    }
    Device device(server);
    device.sync();
    const auto key = [&](int n) { return *device.store->reads().keyOf(taskId(n)); };
    device.set(key(11), u"title"_s, u"Mine"_s);
    ASSERT_TRUE(device.store->apply({ .text = u"Away"_s, .changes = { { .entity = Entity::Project, .row = key(2), .action = Action::Delete } } }));
    server.put(home, Entity::Project, taskId(1), {}).deletedAt = u"2026-11-23T10:42:07+00:00"_s;
    server.put(home, Entity::Task, taskId(12), { { u"title"_s, u"Theirs"_s } });

    const auto done = rehearse(device, server);
    ASSERT_TRUE(done);
    ASSERT_EQ(done->edits.size(), 2u);
    EXPECT_EQ(done->edits[0].fate, Fate::Merges);
    EXPECT_EQ(done->edits[0].merged, QStringList { u"deleted_at"_s });
    EXPECT_EQ(done->edits[1].fate, Fate::Conflicts);
    EXPECT_EQ(done->edits[1].lost, QStringList { u"deleted_at"_s });
}

TEST(ARehearsal, WithoutTheServerSaysWhyAndTouchesNothing)
{
    FakeRemote server;
    server.addWorkspace(home, u"Home"_s);
    Device device(server);
    device.sync();
    device.addTask(u"Kept"_s);
    const QByteArray before = contentOf(device.store->database());
    server.failNext({ FakeRemote::Call::Pull });
    const auto done = rehearse(device, server);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, Error::Kind::Offline);
    EXPECT_EQ(contentOf(device.store->database()), before);
}
