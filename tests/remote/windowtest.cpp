// The history window on the real server: what was finished long ago need not be on a device, and comes back when it is wanted.
#include "store/access.h"
#include "store/reads.h"
#include "tests/support/realdevice.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using Outcome = SyncReport::Outcome;

namespace {

class HistoryWindow : public RealServer {
protected:
    void SetUp() override
    {
        RealServer::SetUp();
        if (IsSkipped())
            return;
        a = device(u"laptop-a"_s, true);
        a->sync();
        ASSERT_TRUE(a->store->ensureDefaults(u"Home"_s));
        a->addTask(u"open"_s);
        lastYear = finished(u"done last year"_s, 400);
        finished(u"done last month"_s, 30);
        const RowKey parent = finished(u"old parent"_s, 400);
        const RowKey child = a->addTask(u"open child"_s);
        a->set(child, u"parent_id"_s, parent.value);
        a->sync();
    }

    RowKey finished(const QString& title, int daysAgo)
    {
        const RowKey task = a->addTask(title);
        const auto when = timestampText(a->clock.wallMicros() - qint64(daysAgo) * 86'400'000'000);
        EXPECT_TRUE(a->store->apply({ .text = u"Done"_s,
            .changes = { { .entity = Entity::Task, .row = task, .fields = { { u"status"_s, u"done"_s }, { u"current_stage"_s, u"done"_s }, { u"completion_date"_s, when } } } } }));
        return task;
    }
    //! All tasks that are here, also finished ones.
    static QStringList here(RealDevice& device)
    {
        QStringList titles;
        store::Access access(device.store->database());
        access.each("SELECT title FROM tasks WHERE deleted_at IS NULL ORDER BY title", [&](store::Statement& row) { titles += row.text(0); });
        return titles;
    }
    void keep(RealDevice& device, int days) { ASSERT_TRUE(device.store->setHistoryDays(days)); }
    static VerifySummary verified(RealDevice& device)
    {
        device.cycle(Depth::Everything);
        EXPECT_FALSE(device.report->error) << device.report->error->detail.toStdString();
        return device.report->verified.value_or(VerifySummary { .buckets = -1 });
    }

    const QStringList recent { u"done last month"_s, u"old parent"_s, u"open"_s, u"open child"_s };
    const QStringList all { u"done last month"_s, u"done last year"_s, u"old parent"_s, u"open"_s, u"open child"_s };
    std::unique_ptr<RealDevice> a;
    RowKey lastYear;
};

} // namespace

TEST_F(HistoryWindow, AWindowThatIsChosenAnewWhileTheFirstPageIsUnderWayIsTheOneThatCounts)
{
    const auto b = device(u"phone"_s, false);
    keep(*b, 180);
    int changed = 0;
    b->stumbling.tooMuchToPull = [&](const PullRequest& request) {
        if (!request.workspaces.empty() && !request.workspaces.front().cutoff.isEmpty() && ++changed == 1)
            keep(*b, 0);
        return false;
    };
    b->sync();
    EXPECT_EQ(changed, 1);
    EXPECT_EQ(here(*b), all) << "the page without the older ones was not taken for everything";
    EXPECT_EQ(verified(*b).buckets, 0);
}

TEST_F(HistoryWindow, AFirstFillLeavesOutWhatIsOlderButBringsWhatHangsOnIt)
{
    const auto b = device(u"phone"_s, false);
    keep(*b, 180);
    b->sync();
    EXPECT_EQ(here(*b), recent);
    EXPECT_EQ(b->sync().requests, 1) << "and what was left out is not asked for again";
    const auto done = verified(*b);
    EXPECT_EQ(done.buckets, 0) << "what the window leaves out is no difference";
    EXPECT_EQ(here(*b), recent);
}

TEST_F(HistoryWindow, NarrowingItEvictsAndWideningItBringsEverythingBack)
{
    keep(*a, 180);
    a->sync();
    EXPECT_EQ(here(*a), recent);
    EXPECT_EQ(verified(*a).buckets, 0);
    keep(*a, 20);
    a->sync();
    EXPECT_EQ(here(*a), (QStringList { u"old parent"_s, u"open"_s, u"open child"_s }));
    keep(*a, 180);
    a->sync();
    EXPECT_EQ(here(*a), recent);
    EXPECT_EQ(a->sync().requests, 1);
    keep(*a, 0);
    a->sync();
    EXPECT_EQ(here(*a), all);
    EXPECT_EQ(a->sync().requests, 1);
    EXPECT_EQ(verified(*a).buckets, 0) << "now every row is compared, and is here";
}

TEST_F(HistoryWindow, AServerThatHasNoTimeForASecondFillIsAskedForLessAtOnce)
{
    keep(*a, 180);
    a->sync();
    ASSERT_EQ(here(*a), recent);
    std::vector<int> limits;
    a->stumbling.tooMuchToPull = [&](const PullRequest& request) {
        if (request.onlyWhetherNew || request.workspaces.front().had.isEmpty())
            return false;
        limits.push_back(request.limit);
        return request.limit > 600;
    };
    keep(*a, 0);
    a->sync();
    EXPECT_EQ(limits, (std::vector { 2000, 1000, 500 }));
    EXPECT_EQ(here(*a), all);
}

TEST_F(HistoryWindow, AServerThatHasNoTimeForTheTasksThatOthersNameIsAskedForFewerAtOnce)
{
    const RowKey older = finished(u"done even earlier"_s, 500);
    a->sync();
    const auto b = device(u"phone"_s, false);
    keep(*b, 180);
    b->sync();
    ASSERT_EQ(here(*b), recent);
    const RowKey fresh = a->addTask(u"waits for two"_s);
    for (const RowKey old : { lastYear, older })
        ASSERT_TRUE(a->store->apply(dependencyAdded(*a->store->reads().task(fresh), *a->store->reads().task(old))));
    a->sync();
    std::vector<qsizetype> asked;
    b->stumbling.tooManyRows = [&](const RowsRequest& request) {
        asked.push_back(request.ids.at(Entity::Task).size());
        return asked.back() > 1;
    };
    b->sync();
    EXPECT_EQ(asked, (std::vector<qsizetype> { 2, 1, 1 }));
    EXPECT_TRUE(here(*b).contains(u"done last year"_s) && here(*b).contains(u"done even earlier"_s));
    EXPECT_EQ(b->sync().requests, 1);
}

TEST_F(HistoryWindow, ActivityThatItLeftOutIsTheServersToGive)
{
    a->set(lastYear, u"priority"_s, u"high"_s);
    a->sync();
    const Uid uid = *a->store->reads().uidOf(lastYear);
    const auto all = await(a->api.taskActivity(uid, { timestampText(a->clock.wallMicros() + 60'000'000), {} }));
    ASSERT_TRUE(all) << all.error().detail.toStdString();
    const auto entries = all->value(u"activity"_s).toArray();
    ASSERT_EQ(entries.size(), 2) << "it was made, and it was changed";
    EXPECT_FALSE(all->value(u"more"_s).toBool());
    const auto first = entries.first().toObject();
    const auto behind = await(a->api.taskActivity(uid, { first[u"created_at"_s].toString(), first[u"id"_s].toString() }));
    ASSERT_TRUE(behind);
    EXPECT_EQ(behind->value(u"activity"_s).toArray().size(), entries.size() - 1);
    EXPECT_EQ(await(a->api.taskActivity(uuidText(QUuid::createUuid()), {})).error().kind, Error::Kind::NotFound);
}

TEST_F(HistoryWindow, AnEditUnderWayKeepsItsTaskAndReachesTheServer)
{
    const RowKey old = finished(u"done, then renamed"_s, 400);
    a->sync();
    a->set(old, u"title"_s, u"renamed late"_s);
    keep(*a, 180);
    a->engine->run(u"manual"_s); // offline as far as the push goes: the eviction comes behind it
    ASSERT_TRUE(QTest::qWaitFor([&] { return !a->engine->isRunning(); }, 30'000));
    EXPECT_FALSE(here(*a).contains(u"renamed late"_s)) << "sent, confirmed, and then no longer kept here";
    const auto b = device(u"phone"_s, false);
    b->sync();
    EXPECT_TRUE(here(*b).contains(u"renamed late"_s));
}

TEST_F(HistoryWindow, AnOldTaskThatSomebodyPicksUpAgainComesBack)
{
    const auto b = device(u"phone"_s, false);
    keep(*b, 180);
    b->sync();
    ASSERT_EQ(here(*b), recent);
    const RowKey fresh = a->addTask(u"waits for the old one"_s);
    ASSERT_TRUE(a->store->apply(dependencyAdded(*a->store->reads().task(fresh), *a->store->reads().task(lastYear))));
    a->sync();
    b->sync();
    EXPECT_TRUE(here(*b).contains(u"done last year"_s)) << "a task that is here names it";
    EXPECT_EQ(b->store->reads().blockersOf(b->task(*a->store->reads().uidOf(fresh)))->size(), 1u);
    EXPECT_EQ(b->sync().requests, 1);
}

TEST_F(HistoryWindow, AFullReadingAnewLosesNothingAndEvictsAgain)
{
    keep(*a, 180);
    a->sync();
    ASSERT_EQ(here(*a), recent);
    const RowKey offline = a->addTask(u"typed offline"_s);
    ASSERT_TRUE(a->store->database().run("UPDATE cursors SET epoch='00000000-0000-4000-8000-000000000000'"));
    a->sync();
    EXPECT_EQ(here(*a), (QStringList { u"done last month"_s, u"old parent"_s, u"open"_s, u"open child"_s, u"typed offline"_s }));
    EXPECT_TRUE(a->store->reads().task(offline)->number);
    EXPECT_TRUE(a->store->reads().keptAside()->empty());
    EXPECT_EQ(verified(*a).buckets, 0);
}
