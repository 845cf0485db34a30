#include "tests/support/syncfixture.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using Call = FakeRemote::Call;
using Fault = FakeRemote::Fault;
using Kind = Error::Kind;
using Outcome = SyncReport::Outcome;

namespace {

const Uid home = u"aaaaaaaa-0000-4000-8000-000000000001"_s;
const Error statementTimeout { Kind::Busy, {}, {}, u"57014"_s };
const Error internal { Kind::ServerFault, u"oops"_s, {}, u"XX000"_s };

class FaultsTest : public ::testing::Test {
protected:
    FaultsTest()
    {
        server.addWorkspace(home, u"Home"_s);
        device = std::make_unique<Device>(server);
        device->sync();
    }

    //! However it was hurt: the next cycle gets everything there, once.
    void expectHealed(int tasks)
    {
        server.refusePush = {};
        device->clock.advance(3'600'000'000);
        const auto report = device->sync();
        EXPECT_EQ(report.outcome, Outcome::Synced) << (report.error ? report.error->detail.toStdString() : "");
        EXPECT_EQ(server.rowsOf(Entity::Task).size(), size_t(tasks));
        EXPECT_EQ(device->counts().pending(), 0);
        EXPECT_EQ(*device->store->reads().taskCount({}), tasks);
        const auto rows = device->store->reads().taskKeys({}, 100);
        ASSERT_TRUE(rows) << rows.error().detail.toStdString();
        for (const auto& row : *rows)
            EXPECT_FALSE(isTemporary(*device->store->reads().uidOf(row)));
    }

    FakeRemote server;
    std::unique_ptr<Device> device;
};

struct Named {
    const char* name;
    Kind kind;
    Outcome outcome;
};
constexpr Named passing[]
    = { { "offline", Kind::Offline, Outcome::Offline }, { "timeout", Kind::Timeout, Outcome::Offline },
          { "captive portal", Kind::CaptivePortal, Outcome::Offline }, { "fault", Kind::ServerFault, Outcome::Failed },
          { "garbage", Kind::Malformed, Outcome::Failed }, { "busy", Kind::Busy, Outcome::Failed },
          { "rate", Kind::RateLimited, Outcome::Failed }, { "token", Kind::Unauthorized, Outcome::SignIn } };

} // namespace

TEST_F(FaultsTest, AFailedPullEndsTheCycleAndLosesNothing)
{
    device->addTask(u"Mine"_s);
    for (const Named& fault : passing) {
        server.failNext({ Call::Pull, Fault::Kind::Refuse, { fault.kind, {} } });
        EXPECT_EQ(device->sync().outcome, fault.outcome) << fault.name;
        EXPECT_EQ(device->counts().pending(), 1) << fault.name;
    }
    expectHealed(1);
}

TEST_F(FaultsTest, AFailedPushLeavesItsEntriesSentAndResendsThemBeforeThePull)
{
    int tasks = 0;
    for (const Named& fault : passing) {
        device->addTask(QString::fromLatin1(fault.name));
        ++tasks;
        server.failNext({ Call::Push, Fault::Kind::Refuse, { fault.kind, {} } });
        EXPECT_EQ(device->sync().outcome, fault.outcome) << fault.name;
        EXPECT_EQ(device->counts().sent, 1) << fault.name;
        const auto lost = server.pushes().back();
        const auto pullsBefore = server.count(Call::Pull);
        server.failNext({ Call::Pull, Fault::Kind::Refuse, { Kind::Offline, {} } });
        device->sync();
        EXPECT_EQ(server.pushes().back().groups.front().ops.front().op, lost.groups.front().ops.front().op)
            << "the same op id";
        EXPECT_EQ(server.count(Call::Pull), pullsBefore + 1) << "the resend came first";
        EXPECT_EQ(device->counts().pending(), 0);
    }
    expectHealed(tasks);
}

TEST_F(FaultsTest, AnAnswerLostAfterTheCommitDoublesNothing)
{
    device->addTask(u"Once"_s);
    server.failNext({ Call::Push, Fault::Kind::LoseAnswer, { Kind::Timeout, {} } });
    EXPECT_EQ(device->sync().outcome, Outcome::Offline);
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 1u);
    expectHealed(1);
}

TEST_F(FaultsTest, ARequestThatArrivesTwiceDoublesNothing)
{
    device->addTask(u"Once"_s);
    server.failNext({ Call::Push, Fault::Kind::Duplicate, {} });
    EXPECT_EQ(device->sync().outcome, Outcome::Synced);
    expectHealed(1);
}

TEST_F(FaultsTest, AHangIsEndedByTheWatchdog)
{
    EngineOptions options;
    options.watchdog = std::chrono::milliseconds(200);
    device = std::make_unique<Device>(server, options);
    for (const Call call : { Call::Pull, Call::Push }) {
        device->sync();
        device->addTask(u"Mine"_s);
        server.failNext({ call, Fault::Kind::Hang, {} });
        const auto report = device->sync();
        ASSERT_TRUE(report.error);
        EXPECT_EQ(report.error->kind, Kind::Timeout);
        EXPECT_FALSE(server.hanging()) << "the request was aborted";
        EXPECT_FALSE(device->engine->isRunning());
    }
    expectHealed(2);
}

TEST_F(FaultsTest, AKillInEachPhaseLosesAndDoublesNothing)
{
    int tasks = 0;
    for (const Call call : { Call::Pull, Call::Push }) {
        for (const bool committed : { false, true }) {
            device->addTask(u"Task %1"_s.arg(++tasks));
            server.failNext({ call, committed ? Fault::Kind::LoseAnswer : Fault::Kind::Hang, { Kind::Offline, {} } });
            device->begin();
            const auto before = server.count(call);
            (void)QTest::qWaitFor(
                [&] { return server.count(call) > before || server.hanging() || device->report.has_value(); }, 2000);
            device->restart();
            server.abort();
            EXPECT_EQ(device->counts().pending(), 1);
            EXPECT_EQ(device->sync().outcome, Outcome::Synced);
        }
    }
    expectHealed(tasks);
}

TEST_F(FaultsTest, ACancelledCycleReportsOnceAndTheNextGoesOn)
{
    device->addTask(u"Mine"_s);
    server.failNext({ Call::Push, Fault::Kind::Hang, {} });
    device->begin();
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.hanging(); }));
    int reports = 0;
    QObject::connect(device->engine.get(), &SyncEngine::finished, device->engine.get(), [&] { ++reports; });
    device->engine->cancel();
    QTest::qWait(100);
    EXPECT_EQ(reports, 1);
    EXPECT_EQ(device->report->error->kind, Kind::Cancelled);
    expectHealed(1);
}

TEST_F(FaultsTest, AnEditMadeWhileAPushIsUnderWayIsKept)
{
    const auto task = device->addTask(u"First"_s);
    server.failNext({ Call::Push, Fault::Kind::LoseAnswer, { Kind::Offline, {} } });
    device->sync();
    device->set(task, u"title"_s, u"Second"_s);
    EXPECT_EQ(device->sync().outcome, Outcome::Synced);
    EXPECT_EQ(server.rowsOf(Entity::Task).front().fields.value(u"title"_s), u"Second"_s);
    expectHealed(1);
}

TEST_F(FaultsTest, AStatementTimeoutHalvesThePageAndGoesOnAtOnce)
{
    for (int i = 0; i < 200; ++i)
        server.put(home, Entity::Task, u"bbbbbbbb-0000-4000-8000-%1"_s.arg(i, 12, 10, QChar(u'0')),
            { { u"title"_s, u"T"_s }, { u"status"_s, u"todo"_s } });
    server.failNext({ Call::Pull, Fault::Kind::Refuse, statementTimeout });
    server.failNext({ Call::Pull, Fault::Kind::Refuse, statementTimeout });
    EXPECT_EQ(device->sync().outcome, Outcome::Synced);
    EXPECT_EQ(server.pulls().back().limit, 250);
    EXPECT_EQ(*device->store->reads().taskCount({}), 200);
}

TEST_F(FaultsTest, APoisonedGroupIsFoundByHalvingAndParkedAlone)
{
    for (int i = 0; i < 40; ++i)
        device->addTask(i == 17 ? u"Poison"_s : u"Good %1"_s.arg(i));
    const auto poisoned = [](const PushRequest& request) -> std::optional<Error> {
        for (const auto& group : request.groups) {
            for (const auto& op : group.ops) {
                if (op.fields.value(u"title"_s) == u"Poison"_s)
                    return internal;
            }
        }
        return std::nullopt;
    };
    server.refusePush = poisoned;
    const auto first = device->sync();
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 39u) << "the rest flows in the first cycle already";
    EXPECT_EQ(device->counts().pending(), 1);
    EXPECT_LT(first.requests, 40);
    ASSERT_TRUE(first.error) << "so that the scheduler tries again";
    int cycles = 1;
    while (device->counts().parked == 0 && cycles < 10) {
        device->clock.advance(600'000'000);
        device->sync();
        ++cycles;
    }
    EXPECT_EQ(cycles, 5) << "five failures of its own";
    const auto requests = server.count(Call::Push);
    EXPECT_EQ(device->sync().outcome, Outcome::Attention);
    EXPECT_EQ(server.count(Call::Push), requests) << "a parked group makes no request";
    server.refusePush = {};
    ASSERT_TRUE(device->store->outbox().retry(device->store->outbox().entries()->front().group));
    expectHealed(40);
}

//! Somebody on the way swallows every request with this in it, or its answer.
TEST_F(FaultsTest, AGroupThatNeverGetsAnAnswerHoldsUpNothingButItself)
{
    for (const auto way : { Kind::Timeout, Kind::CaptivePortal, Kind::ServerFault, Kind::Malformed, Kind::Busy }) {
        FakeRemote remote;
        remote.addWorkspace(home, u"Home"_s);
        Device other(remote, {});
        other.sync();
        for (int i = 0; i < 40; ++i)
            other.addTask(i == 17 ? u"Swallowed"_s : u"Good %1"_s.arg(i));
        remote.refusePush = [way](const PushRequest& request) -> std::optional<Error> {
            for (const auto& group : request.groups) {
                if (group.ops.front().fields.value(u"title"_s) == u"Swallowed"_s)
                    return Error { way, u"nothing came back"_s };
            }
            return std::nullopt;
        };
        int cycles = 0;
        while (remote.rowsOf(Entity::Task).size() < 39 && ++cycles < 30) {
            other.clock.advance(600'000'000);
            other.sync();
        }
        EXPECT_LE(cycles, 15) << int(way);
        EXPECT_EQ(remote.rowsOf(Entity::Task).size(), 39u);
        const Uid theirs = uuidText(QUuid::createUuid());
        remote.put(home, Entity::Task, theirs, { { u"title"_s, u"Somebody else's"_s } });
        other.clock.advance(600'000'000);
        EXPECT_EQ(other.sync().outcome, Outcome::Waiting);
        EXPECT_TRUE(other.store->reads().keyOf(theirs)) << "and others' edits arrive";
        EXPECT_EQ(other.counts().waiting, 1) << "not parked: nobody knows that it is wrong";
        EXPECT_GT(other.counts().nextAttemptMicros, 0);
        EXPECT_TRUE(other.store->outbox().discardPreview(other.store->outbox().entries()->front().group)) << "the person may give it up";

        remote.refusePush = {};
        other.clock.advance(600'000'000);
        EXPECT_EQ(other.sync().outcome, Outcome::Synced);
        EXPECT_EQ(remote.rowsOf(Entity::Task).size(), 41u);
    }
}

TEST_F(FaultsTest, AGroupThatNeverGetsAnAnswerIsFoundByProcessesOfOneCycleEach)
{
    for (int i = 0; i < 40; ++i)
        device->addTask(i == 17 ? u"Swallowed"_s : u"Good %1"_s.arg(i));
    server.refusePush = [](const PushRequest& request) -> std::optional<Error> {
        for (const auto& group : request.groups) {
            if (group.ops.front().fields.value(u"title"_s) == u"Swallowed"_s)
                return Error { Kind::Timeout, u"nothing came back"_s };
        }
        return std::nullopt;
    };
    int cycles = 0;
    while (server.rowsOf(Entity::Task).size() < 39 && ++cycles < 30) {
        device->restart();
        device->clock.advance(600'000'000);
        device->sync();
    }
    EXPECT_LE(cycles, 15);
    EXPECT_EQ(device->counts().waiting, 1);
    expectHealed(40);
}

TEST_F(FaultsTest, WhatWasDoneWithoutAnAnswerIsNotDoneAgainHoweverOftenItIsSent)
{
    device->addTask(u"Once"_s);
    device->addTask(u"Twice"_s);
    for (int cycle = 0; cycle < 8; ++cycle) {
        server.failNext({ Call::Push, Fault::Kind::LoseAnswer, { Kind::Timeout, {} } });
        device->clock.advance(600'000'000);
        device->sync();
    }
    EXPECT_EQ(*device->store->reads().taskCount({}), 2);
    expectHealed(2);
}

TEST_F(FaultsTest, ANetworkThatIsAwayDividesNothing)
{
    for (int i = 0; i < 4; ++i)
        device->addTask(u"Task %1"_s.arg(i));
    for (int cycle = 0; cycle < 20; ++cycle) {
        server.failNext({ Call::Push, Fault::Kind::Refuse, { Kind::Offline, {} } });
        device->clock.advance(600'000'000);
        device->sync();
        EXPECT_EQ(device->counts().sent, 4);
    }
    EXPECT_EQ(device->store->outbox().entries()->front().attempts, 0);
    const int pushes = server.count(Call::Push);
    EXPECT_EQ(device->sync().outcome, Outcome::Synced);
    EXPECT_EQ(server.count(Call::Push), pushes + 1);
}

TEST_F(FaultsTest, AnEditThatFailedAloneKeepsTheTimeOfItsNextAttemptHoweverSoonThatIs)
{
    Device other(server, { .random = [] { return 0.0; } });
    other.sync();
    other.addTask(u"Hard to swallow"_s);
    server.failNext({ Call::Push, Fault::Kind::Refuse, internal });
    const auto pushes = server.count(Call::Push);
    other.sync();
    EXPECT_EQ(other.counts().waiting, 1);
    EXPECT_EQ(other.counts().nextAttemptMicros, other.clock.wallMicros());
    EXPECT_EQ(other.store->outbox().entries()->front().attempts, 1) << "one failure is counted once";
    EXPECT_EQ(server.count(Call::Push), pushes + 1) << "not twice in one cycle";
    EXPECT_EQ(other.sync().outcome, Outcome::Synced);
}

TEST_F(FaultsTest, AWorkspaceThatTheServerLacksStaysHereAndWaitsUntilItIsThereAgain)
{
    device->addTask(u"Kept"_s);
    device->sync();
    const auto backup = server.workspaces;
    server.workspaces.clear();
    server.goneReason = u"missing"_s;
    device->addTask(u"Typed meanwhile"_s);
    for (int cycle = 0; cycle < 3; ++cycle) {
        const auto requests = server.requests();
        const auto report = device->sync();
        ASSERT_TRUE(report.error) << "a person has to hear of it";
        EXPECT_LE(server.requests() - requests, 2);
        EXPECT_EQ(*device->store->reads().taskCount({}), 2);
        EXPECT_EQ(device->counts().waiting, 1);
        EXPECT_TRUE(device->store->reads().keptAside()->empty());
    }
    server.workspaces = backup; // a newer backup
    expectHealed(2);
}

TEST_F(FaultsTest, AServerThatFailsEveryPushParksNothing)
{
    for (int i = 0; i < 10; ++i)
        device->addTask(u"Task %1"_s.arg(i));
    server.refusePush = [](const PushRequest&) { return std::optional<Error>(internal); };
    for (int cycle = 0; cycle < 12; ++cycle) {
        device->clock.advance(600'000'000);
        EXPECT_EQ(device->sync().outcome, Outcome::Failed);
    }
    EXPECT_EQ(device->counts().parked, 0);
    expectHealed(10);
}

TEST_F(FaultsTest, ARefusedGroupIsKeptForThePersonAndTheRestFlows)
{
    device->addTask(u"Bad"_s);
    device->addTask(u"Good"_s);
    server.refuseOp
        = [](const PushOp& op) { return op.fields.value(u"title"_s) == u"Bad"_s ? u"bad_value"_s : QString(); };
    EXPECT_EQ(device->sync().outcome, Outcome::Attention);
    EXPECT_EQ(device->counts().refused, 1);
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 1u);
}

TEST_F(FaultsTest, WhatTheServerHadNoTimeForIsSentAgain)
{
    for (int i = 0; i < 10; ++i)
        device->addTask(u"Task %1"_s.arg(i));
    server.processAtMost = 3;
    EXPECT_EQ(device->sync().outcome, Outcome::Synced);
    EXPECT_EQ(server.count(Call::Push), 4);
    server.processAtMost = 0;
    device->addTask(u"One more"_s);
    const auto report = device->sync();
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->kind, Kind::Busy);
    server.processAtMost = 100;
    expectHealed(11);
}
