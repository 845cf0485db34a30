#include "sync/engine/syncscheduler.h"
#include "tests/support/syncfixture.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Call = FakeRemote::Call;
using Fault = FakeRemote::Fault;
using Kind = Error::Kind;
using Reach = Connectivity::Reach;

namespace {

const Uid home = u"aaaaaaaa-0000-4000-8000-000000000001"_s;

class FakeConnectivity final : public Connectivity {
public:
    [[nodiscard]] Reach reach() const override { return m_reach; }
    void become(Reach reach)
    {
        m_reach = reach;
        Q_EMIT reachChanged(reach);
    }

    [[nodiscard]] bool metered() const override { return isMetered; }
    bool isMetered = false;

private:
    Reach m_reach = Reach::Online;
};

SchedulerOptions quick(bool periodic = true)
{
    SchedulerOptions options;
    options.periodic = periodic;
    options.editDelay = 20ms;
    options.period = 60'000ms;
    options.lockRetry = 50ms;
    options.quitLimit = 300ms;
    options.backoff = { 50ms, 400ms };
    options.random = [] { return 0.9; };
    return options;
}

class SyncSchedulerTest : public ::testing::Test {
protected:
    SyncSchedulerTest() { server.addWorkspace(home, u"Home"_s); }

    void start(const SchedulerOptions& options = quick())
    {
        lock = std::make_unique<store::SyncLock>(device.store->path());
        scheduler = std::make_unique<SyncScheduler>(
            *device.store, *device.engine, *lock, connectivity, device.clock, options);
        QObject::connect(scheduler.get(), &SyncScheduler::cycleFinished, scheduler.get(), [this] {
            ++cycles;
            EXPECT_TRUE(!options_periodic || !scheduler->waitsWithoutTimer())
                << "every waiting state owns an armed timer";
        });
        options_periodic = options.periodic;
        scheduler->setAccount(u"anna@example.org"_s, u"https://x"_s);
        scheduler->start();
    }
    bool cyclesReach(int count, int milliseconds = 5000)
    {
        return QTest::qWaitFor([&] { return cycles >= count; }, milliseconds);
    }

    FakeRemote server;
    Device device { server };
    FakeConnectivity connectivity;
    std::unique_ptr<store::SyncLock> lock;
    std::unique_ptr<SyncScheduler> scheduler;
    int cycles = 0;
    bool options_periodic = true;
};

} // namespace

TEST_F(SyncSchedulerTest, SyncsAtTheStartAndAfterAnEdit)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    EXPECT_EQ(scheduler->status().state, SyncState::UpToDate);
    device.addTask(u"Mine"_s);
    EXPECT_EQ(scheduler->status().state, SyncState::Pending);
    ASSERT_TRUE(cyclesReach(2));
    EXPECT_EQ(scheduler->status().state, SyncState::UpToDate);
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 1u);
    EXPECT_EQ(device.store->reads().syncRuns(1)->front().trigger, u"edit"_s);
}

TEST_F(SyncSchedulerTest, ABurstOfTypingIsOnePush)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    for (int i = 0; i < 10; ++i)
        device.addTask(u"Task %1"_s.arg(i));
    ASSERT_TRUE(cyclesReach(2));
    QTest::qWait(100);
    EXPECT_EQ(server.count(Call::Push), 1);
}

TEST_F(SyncSchedulerTest, ComesBackByItselfAfterEveryPassingFailure)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    for (const Kind kind : { Kind::Offline, Kind::Timeout, Kind::ServerFault, Kind::Busy, Kind::RateLimited,
             Kind::Malformed, Kind::CaptivePortal, Kind::Forbidden, Kind::Rejected }) {
        cycles = 0;
        server.failNext({ Call::Pull, Fault::Kind::Refuse, { kind, {} } });
        scheduler->request(Trigger::Manual);
        ASSERT_TRUE(cyclesReach(1)) << int(kind);
        EXPECT_FALSE(scheduler->waitsWithoutTimer()) << int(kind);
        EXPECT_GT(scheduler->status().nextAttemptMicros, 0) << int(kind);
        ASSERT_TRUE(cyclesReach(2)) << int(kind);
        EXPECT_EQ(scheduler->status().state, SyncState::UpToDate) << int(kind);
    }
}

TEST_F(SyncSchedulerTest, WaitsForThePersonWhenTheSignInHasEnded)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    device.addTask(u"Kept"_s);
    server.failNext({ Call::Pull, Fault::Kind::Refuse, { Kind::Unauthorized, {} } });
    ASSERT_TRUE(cyclesReach(2));
    EXPECT_EQ(scheduler->status().state, SyncState::SignInExpired);
    EXPECT_EQ(scheduler->status().pending, 1);
    QTest::qWait(300);
    EXPECT_EQ(cycles, 2) << "no use in asking again";
    scheduler->setAccount(u"anna@example.org"_s, u"https://x"_s);
    ASSERT_TRUE(cyclesReach(3));
    EXPECT_EQ(scheduler->status().pending, 0);
}

TEST_F(SyncSchedulerTest, HonoursTheServersWishUnlessThePersonAsks)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    server.failNext({ Call::Pull, Fault::Kind::Refuse, { Kind::RateLimited, {}, 60'000ms } });
    scheduler->request(Trigger::Manual);
    ASSERT_TRUE(cyclesReach(2));
    device.addTask(u"Mine"_s);
    QTest::qWait(300);
    EXPECT_EQ(cycles, 2) << "an edit does not hurry a server that asked for a pause";
    scheduler->request(Trigger::Manual);
    EXPECT_TRUE(cyclesReach(3));
}

TEST_F(SyncSchedulerTest, AnEditEndsAPauseThatHasGrownLong)
{
    SchedulerOptions options = quick();
    options.backoff = { 60ms, 60'000ms };
    start(options);
    ASSERT_TRUE(cyclesReach(1));
    for (int i = 0; i < 6; ++i)
        server.failNext({ Call::Pull, Fault::Kind::Refuse, { Kind::ServerFault, {} } });
    scheduler->request(Trigger::Manual);
    ASSERT_TRUE(cyclesReach(7, 10'000));
    server.failNext({ Call::Pull, Fault::Kind::Refuse, { Kind::ServerFault, {} } });
    device.addTask(u"Mine"_s);
    ASSERT_TRUE(cyclesReach(8, 1000)) << "the pause was over 1.5 s by now";
    EXPECT_TRUE(cyclesReach(9, 1000)) << "and begins anew";
}

TEST_F(SyncSchedulerTest, LookingAtTheWindowAndWakingUpAreReasonsToSync)
{
    SchedulerOptions options = quick(false);
    options.focusGap = 200ms;
    start(options);
    ASSERT_TRUE(cyclesReach(1));
    scheduler->request(Trigger::Focus);
    QTest::qWait(50);
    EXPECT_EQ(cycles, 1) << "it has only just synced";
    device.clock.advance(1'000'000);
    scheduler->request(Trigger::Focus);
    ASSERT_TRUE(cyclesReach(2));
    scheduler->request(Trigger::Resume);
    ASSERT_TRUE(cyclesReach(3)) << "without a gap: the network may be another one";
    EXPECT_EQ(device.store->reads().syncRuns(1)->front().trigger, u"resume"_s);
}

TEST_F(SyncSchedulerTest, TheNetworkComingUpStartsACycleWithAllPeriodicTimersOff)
{
    connectivity.become(Reach::Offline);
    start(quick(false));
    ASSERT_TRUE(cyclesReach(1));
    const auto before = server.requests();
    device.addTask(u"Written offline"_s);
    QTest::qWait(200);
    EXPECT_EQ(server.requests(), before);
    EXPECT_EQ(scheduler->status().state, SyncState::OfflinePending);
    connectivity.become(Reach::Online);
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.rowsOf(Entity::Task).size() == 1; }));
    ASSERT_TRUE(QTest::qWaitFor([&] { return scheduler->status().state == SyncState::UpToDate; }));
}

TEST_F(SyncSchedulerTest, FindsOutByItselfWhenTheSystemIsWrongAboutTheNetwork)
{
    connectivity.become(Reach::Offline);
    auto options = quick();
    options.editDelay = 10ms;
    start(options);
    ASSERT_TRUE(cyclesReach(1));
    device.addTask(u"Written offline"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.rowsOf(Entity::Task).size() == 1; }));
}

TEST_F(SyncSchedulerTest, RunsOnlyWhileItHoldsTheLockAndTakesItOver)
{
    auto other = std::make_unique<store::SyncLock>(device.store->path());
    ASSERT_TRUE(other->tryAcquire());
    start();
    EXPECT_FALSE(cyclesReach(1, 300));
    EXPECT_EQ(server.requests(), 0);
    EXPECT_FALSE(scheduler->waitsWithoutTimer());
    other.reset();
    EXPECT_TRUE(cyclesReach(1));
}

TEST_F(SyncSchedulerTest, PausedRunsOnlyWhenThePersonAsks)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    scheduler->setPaused(true);
    EXPECT_EQ(scheduler->status().state, SyncState::Paused);
    device.addTask(u"Mine"_s);
    QTest::qWait(200);
    EXPECT_EQ(cycles, 1);
    scheduler->setPaused(false);
    EXPECT_TRUE(cyclesReach(2));
}

TEST_F(SyncSchedulerTest, QuitSendsWhatWaitsButNotForEver)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    device.addTask(u"Last words"_s);
    int done = 0;
    scheduler->quit([&] { ++done; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return done == 1; }));
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 1u);

    scheduler->start();
    ASSERT_TRUE(cyclesReach(3));
    device.addTask(u"Too late"_s);
    server.failNext({ Call::Pull, Fault::Kind::Hang, {} });
    done = 0;
    scheduler->quit([&] { ++done; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return done == 1; }, 2000));
    QTest::qWait(100);
    EXPECT_EQ(done, 1);
    EXPECT_FALSE(device.engine->isRunning());
    EXPECT_EQ(device.counts().pending(), 1);
}

TEST_F(SyncSchedulerTest, OnAMeteredNetworkItWaitsWhereThePersonWantsThatAndGoesAheadWhenAsked)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    connectivity.isMetered = true;
    device.addTask(u"Sent all the same"_s);
    ASSERT_TRUE(cyclesReach(2));

    ASSERT_TRUE(scheduler->setWaitsOnMetered(true));
    device.addTask(u"Waits"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return scheduler->status().state == SyncState::Metered; }));
    EXPECT_TRUE(scheduler->status().waitsByChoice);
    EXPECT_EQ(device.counts().pending(), 1);
    EXPECT_EQ(cycles, 2);
    int done = 0;
    scheduler->quit([&] { ++done; }); // not even to quit
    EXPECT_EQ(done, 1);
    EXPECT_EQ(device.counts().pending(), 1);

    scheduler->start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return scheduler->status().state == SyncState::Metered; }));
    scheduler->request(Trigger::Manual);
    ASSERT_TRUE(cyclesReach(3));
    EXPECT_EQ(device.counts().pending(), 0);
    EXPECT_EQ(scheduler->status().state, SyncState::UpToDate);
}

TEST_F(SyncSchedulerTest, SyncsByItselfOnceTheNetworkIsUnmeteredOrThePersonMindsNoMore)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    connectivity.isMetered = true;
    ASSERT_TRUE(scheduler->setWaitsOnMetered(true));
    device.addTask(u"At home"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return scheduler->status().state == SyncState::Metered; }));

    connectivity.isMetered = false;
    connectivity.become(Reach::Online);
    ASSERT_TRUE(cyclesReach(2));
    EXPECT_EQ(device.counts().pending(), 0);

    connectivity.isMetered = true;
    device.addTask(u"Abroad"_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return scheduler->status().state == SyncState::Metered; }));
    ASSERT_TRUE(scheduler->setWaitsOnMetered(false));
    ASSERT_TRUE(cyclesReach(3));
    EXPECT_EQ(device.counts().pending(), 0);
}

TEST_F(SyncSchedulerTest, WorksOffTheTextIndexWhileIdle)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    device.addTask(u"Searchable"_s);
    ASSERT_TRUE(*device.store->hasDirtyText());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !*device.store->hasDirtyText(); }));
}

TEST_F(SyncSchedulerTest, WithoutAnAccountNothingIsAsked)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    scheduler->setAccount({}, {});
    const auto before = server.requests();
    scheduler->request(Trigger::Manual);
    device.addTask(u"Mine"_s);
    QTest::qWait(200);
    EXPECT_EQ(server.requests(), before);
    EXPECT_EQ(scheduler->status().state, SyncState::NoAccount);
}

TEST_F(SyncSchedulerTest, SendsWhatAnotherProcessPutIntoTheOutbox)
{
    start(quick(false));
    ASSERT_TRUE(cyclesReach(1));
    auto beside = store::Store::open(device.store->path(), device.clock, store::Store::Migrate::No);
    ASSERT_TRUE(beside);
    ASSERT_TRUE((*beside)->apply(taskCreated(device.workspace(), { { u"title"_s, u"From beside"_s } }, builtInWorkflow())));
    scheduler->lookForEdits();
    EXPECT_EQ(scheduler->status().pending, 1);
    ASSERT_TRUE(cyclesReach(2));
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 1u);
    scheduler->lookForEdits();
    EXPECT_FALSE(cyclesReach(3, 300)) << "an answer is no edit";
}

TEST_F(SyncSchedulerTest, AnEditThatFailedAloneIsTriedAgainByItselfAndAtOnceWhenThePersonAsks)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    server.failNext({ Call::Push, Fault::Kind::Refuse, { Kind::Rejected, u"500 XX000 planted"_s } });
    device.addTask(u"Hard to swallow"_s);
    ASSERT_TRUE(cyclesReach(2));
    ASSERT_EQ(device.counts().waiting, 1);
    ASSERT_GT(device.counts().nextAttemptMicros, 0);
    EXPECT_LT(scheduler->status().nextAttemptMicros, device.clock.wallMicros() + 60'000'000) << "not as late as the period";
    scheduler->request(Trigger::Manual);
    ASSERT_TRUE(QTest::qWaitFor([&] { return device.counts().pending() == 0; }, 2000));
    EXPECT_EQ(server.rowsOf(Entity::Task).size(), 1u);
}

TEST_F(SyncSchedulerTest, AComparisonIsAskedForOnceAndNeverPassesWithoutTheServersSums)
{
    start();
    ASSERT_TRUE(cyclesReach(1));
    EXPECT_FALSE(server.pulls().back().verify);
    scheduler->request(Trigger::Verify);
    ASSERT_TRUE(cyclesReach(2));
    EXPECT_TRUE(server.pulls().back().verify);
    EXPECT_FALSE(device.report->verified) << "this server has no sums: that is a failure, not a success";
    ASSERT_TRUE(device.report->error);
    EXPECT_EQ(device.report->error->kind, Kind::Malformed);
    scheduler->request(Trigger::Manual);
    ASSERT_TRUE(cyclesReach(3));
    EXPECT_FALSE(server.pulls().back().verify);
    EXPECT_FALSE(device.report->error);
}
