#include "sync/engine/failures.h"
#include "sync/status/sentences.h"
#include "tests/support/syncfixture.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using Call = FakeRemote::Call;
using Fault = FakeRemote::Fault;
using Outcome = SyncReport::Outcome;

namespace {

const Uid home = u"aaaaaaaa-0000-4000-8000-000000000001"_s;

Uid taskId(int n) { return u"bbbbbbbb-0000-4000-8000-%1"_s.arg(n, 12, 10, QChar(u'0')); }

class SyncEngineTest : public ::testing::Test {
protected:
    SyncEngineTest() { server.addWorkspace(home, u"Home"_s); }

    void addRemoteTasks(int count)
    {
        for (int i = 1; i <= count; ++i)
            server.put(home, Entity::Task, taskId(i),
                { { u"title"_s, u"Task %1"_s.arg(i) }, { u"status"_s, u"todo"_s }, { u"position"_s, u"a"_s } });
    }

    QStringList remoteTitles() const
    {
        QStringList titles;
        for (const auto& row : server.rowsOf(Entity::Task))
            titles << row.fields.value(u"title"_s).toString();
        titles.sort();
        return titles;
    }

    void expectSettled(const Device& device) const
    {
        EXPECT_EQ(device.counts().pending(), 0);
        EXPECT_EQ(device.counts().needAttention(), 0);
    }

    FakeRemote server;
};

} // namespace

TEST_F(SyncEngineTest, FirstCycleFindsTheWorkspaceAndBringsItsRows)
{
    addRemoteTasks(3);
    Device device(server);
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced) << (report.error ? report.error->detail.toStdString() : "");
    EXPECT_EQ(report.requests, 2) << "one that brings the membership, one for its rows";
    EXPECT_EQ(report.received, 4);
    EXPECT_EQ(*device.store->reads().taskCount({}), 3);
}

TEST_F(SyncEngineTest, NothingNewIsOneRequest)
{
    for (int i = 2; i <= 20; ++i)
        server.addWorkspace(u"aaaaaaaa-0000-4000-8000-%1"_s.arg(i, 12, 10, QChar(u'0')), u"W%1"_s.arg(i));
    Device device(server);
    device.sync();
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced);
    EXPECT_EQ(report.requests, 1);
    EXPECT_EQ(server.pulls().back().workspaces.size(), 20u);
}

TEST_F(SyncEngineTest, PagesUntilTheHead)
{
    addRemoteTasks(25);
    EngineOptions options;
    options.pageRows = 10;
    Device device(server, options);
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced);
    EXPECT_EQ(report.received, 26);
    EXPECT_EQ(report.requests, 4);
    EXPECT_EQ(*device.store->reads().taskCount({}), 25);
}

TEST_F(SyncEngineTest, AsksForTheNextPageBeforeTheLastIsWritten)
{
    addRemoteTasks(1000);
    EngineOptions options;
    options.pageRows = 250;
    Device device(server, options);
    size_t askedAtSecondPage = 0;
    QObject::connect(device.store.get(), &store::Store::committed, device.engine.get(), [&] {
        const auto cursors = device.store->replica().cursors();
        if (!cursors->empty() && cursors->front().received == 500 && askedAtSecondPage == 0)
            askedAtSecondPage = server.pulls().size();
    });
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced);
    EXPECT_EQ(askedAtSecondPage, 4u) << "memberships, two pages, and the third ahead of its time";
    EXPECT_EQ(report.requests, 6);
    EXPECT_EQ(server.pulls().size(), 6u) << "none is asked for twice";
    EXPECT_EQ(report.received, 1001);
    EXPECT_EQ(*device.store->reads().taskCount({}), 1000);
}

TEST_F(SyncEngineTest, APageAskedForAheadThatFailsCostsNothingThatCame)
{
    addRemoteTasks(1000);
    EngineOptions options;
    options.pageRows = 250;
    Device device(server, options);
    bool failed = false;
    QObject::connect(device.store.get(), &store::Store::committed, device.engine.get(), [&] {
        if (server.pulls().size() == 4 && !std::exchange(failed, true))
            server.failNext({ Call::Pull });
    });
    EXPECT_EQ(device.sync().outcome, Outcome::Offline);
    EXPECT_EQ(device.store->replica().cursors()->front().received, 750);
    EXPECT_EQ(device.sync().outcome, Outcome::Synced);
    EXPECT_EQ(*device.store->reads().taskCount({}), 1000);
}

TEST_F(SyncEngineTest, AnEditGoesOutAndGetsItsNumberBack)
{
    Device device(server);
    device.sync();
    const auto task = device.addTask(u"Fix pump"_s);
    EXPECT_TRUE(isTemporary(*device.store->reads().uidOf(task)));
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced) << (report.error ? report.error->detail.toStdString() : "");
    EXPECT_EQ(report.sent, 1);
    EXPECT_EQ(report.requests, 2) << "one pull, one push; an own write does not come back";
    EXPECT_FALSE(isTemporary(*device.store->reads().uidOf(task)));
    EXPECT_EQ(device.store->reads().task(task)->number, 1);
    EXPECT_EQ(remoteTitles(), QStringList { u"Fix pump"_s });
    expectSettled(device);
    EXPECT_EQ(device.sync().requests, 1);
}

TEST_F(SyncEngineTest, AThousandEditsAreThreeRequestsAndAPull)
{
    Device device(server);
    device.sync();
    for (int i = 0; i < 1000; ++i)
        device.addTask(u"Task %1"_s.arg(i));
    const auto report = device.sync();
    EXPECT_EQ(report.sent, 1000);
    EXPECT_LE(report.requests, 4);
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 1000u);
    expectSettled(device);
}

TEST_F(SyncEngineTest, PullsOnceMoreWhenOthersWroteInBetween)
{
    Device device(server);
    device.sync();
    device.addTask(u"Mine"_s);
    server.refusePush = [this](const PushRequest&) -> std::optional<Error> {
        server.refusePush = {};
        server.put(home, Entity::Task, taskId(9), { { u"title"_s, u"Theirs"_s }, { u"status"_s, u"todo"_s } });
        return std::nullopt;
    };
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced);
    EXPECT_EQ(report.requests, 3);
    EXPECT_EQ(*device.store->reads().taskCount({}), 2);
}

TEST_F(SyncEngineTest, AWorkspaceMadeOfflineGoesFirstAndAlone)
{
    FakeRemote empty;
    Device device(empty);
    ASSERT_TRUE(device.store->apply(workspaceCreated(u"Garden"_s)));
    device.addTask(u"Dig"_s);
    device.addTask(u"Plant"_s);
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced) << (report.error ? report.error->detail.toStdString() : "");
    EXPECT_EQ(empty.count(Call::Create), 1);
    EXPECT_EQ(empty.count(Call::Push), 1);
    EXPECT_EQ(empty.rowsOf(Entity::Task).size(), 2u);
    expectSettled(device);
    EXPECT_EQ(device.sync().requests, 1);
}

TEST_F(SyncEngineTest, PushesOnlyAfterAFullPullOfTheWorkspace)
{
    addRemoteTasks(30);
    EngineOptions options;
    options.pageRows = 10;
    Device device(server, options);
    server.failNext({ Call::Pull, Fault::Kind::Refuse, { Error::Kind::Offline, {} } });
    device.sync();
    device.sync();
    EXPECT_EQ(server.count(Call::Push), 0);
    device.addTask(u"New"_s);
    server.failNext({ Call::Pull, Fault::Kind::Refuse, { Error::Kind::Offline, {} } });
    EXPECT_EQ(device.sync().outcome, Outcome::Offline);
    EXPECT_EQ(server.count(Call::Push), 0);
    EXPECT_EQ(device.sync().outcome, Outcome::Synced);
    EXPECT_EQ(server.count(Call::Push), 1);
}

TEST_F(SyncEngineTest, MergesATextThatOthersChangedAndPushesItAgain)
{
    server.put(home, Entity::Task, taskId(1),
        { { u"title"_s, u"T"_s }, { u"status"_s, u"todo"_s }, { u"description"_s, u"one\ntwo\nthree\nfour\n"_s } });
    Device device(server);
    device.sync();
    device.set(*device.store->reads().keyOf(taskId(1)), u"description"_s, u"ONE\ntwo\nthree\nfour\n"_s);
    server.refusePush = [this](const PushRequest&) -> std::optional<Error> {
        server.refusePush = {};
        server.put(home, Entity::Task, taskId(1), { { u"description"_s, u"one\ntwo\nthree\nFOUR\n"_s } });
        return std::nullopt;
    };
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced) << (report.error ? report.error->detail.toStdString() : "");
    EXPECT_EQ(server.rowsOf(Entity::Task).front().fields.value(u"description"_s), u"ONE\ntwo\nthree\nFOUR\n"_s);
    EXPECT_EQ(
        device.store->reads().task(*device.store->reads().keyOf(taskId(1)))->description, u"ONE\ntwo\nthree\nFOUR\n"_s);
    expectSettled(device);
}

TEST_F(SyncEngineTest, AnOverlapIsSentAsOneSoThatTheServersTextStands)
{
    server.put(home, Entity::Task, taskId(1),
        { { u"title"_s, u"T"_s }, { u"status"_s, u"todo"_s }, { u"description"_s, u"old\n"_s } });
    Device device(server);
    device.sync();
    device.set(*device.store->reads().keyOf(taskId(1)), u"description"_s, u"mine\n"_s);
    server.put(home, Entity::Task, taskId(1), { { u"description"_s, u"theirs\n"_s } });
    EXPECT_EQ(device.sync().outcome, Outcome::Synced);
    EXPECT_EQ(server.pushes().back().groups.front().ops.front().overlaps, QStringList { u"description"_s });
    EXPECT_EQ(server.pushes().back().groups.front().ops.front().fields.value(u"description"_s), u"mine\n"_s);
    EXPECT_EQ(server.rowsOf(Entity::Task).front().fields.value(u"description"_s), u"theirs\n"_s);
}

TEST_F(SyncEngineTest, ATextThatNeverStopsChangingEndsTheCycle)
{
    server.put(home, Entity::Task, taskId(1),
        { { u"title"_s, u"T"_s }, { u"status"_s, u"todo"_s }, { u"description"_s, u"a\nb\nc\nd\n0\n"_s } });
    Device device(server);
    device.sync();
    device.set(*device.store->reads().keyOf(taskId(1)), u"description"_s, u"A\nb\nc\nd\n0\n"_s);
    server.refusePush = [this, n = 0](const PushRequest&) mutable -> std::optional<Error> {
        server.put(home, Entity::Task, taskId(1), { { u"description"_s, u"a\nb\nc\nd\n%1\n"_s.arg(++n) } });
        return std::nullopt;
    };
    const auto report = device.sync();
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, Error::Kind::Busy);
    EXPECT_LT(report.requests, 12);
    EXPECT_EQ(device.counts().pending(), 1) << "and the edit is kept";
    server.refusePush = {};
    EXPECT_EQ(device.sync().outcome, Outcome::Synced);
}

TEST_F(SyncEngineTest, FetchesReferenceDataWhenTheManifestDiffersAndOnceADay)
{
    server.manifest = { 1, u"h1"_s };
    FakeRemote::Row workflow;
    workflow.entity = Entity::Workflow;
    workflow.id = u"cccccccc-0000-4000-8000-000000000001"_s;
    workflow.fields = { { u"name"_s, u"Standard"_s }, { u"stages"_s, QJsonArray() }, { u"is_default"_s, true } };
    server.reference = rowsFrom({ workflow });
    Device device(server);
    device.sync();
    EXPECT_EQ(server.count(Call::Reference), 1);
    device.sync();
    EXPECT_EQ(server.count(Call::Reference), 1);
    server.manifest.hash = u"h2"_s;
    device.sync();
    EXPECT_EQ(server.count(Call::Reference), 2);
    device.clock.advance(25LL * 3600 * 1'000'000);
    device.sync();
    EXPECT_EQ(server.count(Call::Reference), 3);
}

TEST_F(SyncEngineTest, TroubleWithReferenceDataDoesNotHoldEditsBack)
{
    Device device(server);
    device.sync();
    device.addTask(u"Important"_s);
    server.manifest = { 5, u"h"_s }; // the rows do not come to this count
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Failed);
    EXPECT_EQ(remoteTitles(), QStringList { u"Important"_s });
    expectSettled(device);
}

TEST_F(SyncEngineTest, StopsForAServerThatNeedsANewerProgramAndKeepsTheEdits)
{
    Device device(server);
    device.sync();
    device.addTask(u"Kept"_s);
    server.minSchema = 99;
    EXPECT_EQ(device.sync().outcome, Outcome::TooOld);
    EXPECT_EQ(device.counts().pending(), 1);
    server.minSchema = 1;
    EXPECT_EQ(device.sync().outcome, Outcome::Synced);
    EXPECT_EQ(remoteTitles(), QStringList { u"Kept"_s });
}

TEST_F(SyncEngineTest, AServerThatNeedsANewerProgramLeavesTheCursorWhereItWas)
{
    addRemoteTasks(1);
    Device device(server);
    device.sync();
    const auto before = device.store->replica().cursors()->front().after;
    server.put(home, Entity::Task, taskId(2), { { u"title"_s, u"New kind of task"_s } });
    server.minSchema = 99;
    EXPECT_EQ(device.sync().outcome, Outcome::TooOld);
    EXPECT_EQ(device.store->replica().cursors()->front().after, before);
    EXPECT_EQ(*device.store->reads().taskCount({}), 1);
}

TEST_F(SyncEngineTest, ALongAbsenceIsSummedUpBeforeAnythingIsSent)
{
    addRemoteTasks(5);
    Device device(server);
    device.sync();
    const auto key = [&](int n) { return *device.store->reads().keyOf(taskId(n)); };
    device.set(key(1), u"title"_s, u"Mine"_s);
    device.set(key(2), u"title"_s, u"Mine too"_s);
    device.set(key(3), u"priority"_s, u"high"_s);
    device.clock.advance(9LL * 24 * 3600 * 1'000'000);
    server.put(home, Entity::Task, taskId(1), { { u"title"_s, u"Theirs"_s } });
    server.put(home, Entity::Task, taskId(3), { { u"due_date"_s, u"2026-12-01"_s } });
    const auto report = device.sync();
    ASSERT_TRUE(report.absence);
    EXPECT_EQ(report.absence->edits, 3);
    EXPECT_EQ(report.absence->touched, 2);
    EXPECT_EQ(
        describeAbsence(*report.absence), u"9 days offline: 2 of your 3 edits touch things that others changed."_s);
    const auto kept = device.store->reads().absences(5);
    ASSERT_TRUE(kept && kept->size() == 1);
    ASSERT_EQ(kept->front().items.size(), 2u);
    EXPECT_EQ(kept->front().items[0].fields, QStringList { u"title"_s });
    EXPECT_TRUE(kept->front().items[1].fields.isEmpty()) << "they changed another field of it";
    EXPECT_FALSE(device.sync().absence) << "said once";
    device.set(key(4), u"title"_s, u"Soon"_s);
    device.clock.advance(3600LL * 1'000'000);
    EXPECT_FALSE(device.sync().absence) << "an hour is none";
}

TEST_F(SyncEngineTest, WhatWasSentBeforeTheServerWasRestoredHasSeenNothingOfItsNewLife)
{
    addRemoteTasks(1);
    Device device(server);
    device.sync();
    device.set(device.store->reads().taskKeys({}, 1)->front(), u"title"_s, u"Mine"_s);
    server.failNext({ FakeRemote::Call::Push, FakeRemote::Fault::Kind::Refuse, { Error::Kind::Offline, {} } });
    device.sync();
    ASSERT_EQ(device.counts().sent, 1);
    server.workspaces[home].epoch = u"epoch-2"_s;
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced) << (report.error ? report.error->detail.toStdString() : "");
    const PushOp& op = server.pushes().back().groups.front().ops.front();
    EXPECT_EQ(op.base[u"title"_s][u"seq"_s].toInteger(), 0);
    EXPECT_EQ(server.rowsOf(Entity::Task).front().fields[u"title"_s], u"Mine"_s);
    expectSettled(device);
}

TEST_F(SyncEngineTest, ResyncsWhenTheServerWasRestored)
{
    addRemoteTasks(3);
    Device device(server);
    device.sync();
    device.addTask(u"Mine"_s);
    server.workspaces[home].epoch = u"epoch-2"_s;
    const auto report = device.sync();
    EXPECT_EQ(report.outcome, Outcome::Synced) << (report.error ? report.error->detail.toStdString() : "");
    EXPECT_EQ(*device.store->reads().taskCount({}), 4);
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 4u);
    expectSettled(device);
}
