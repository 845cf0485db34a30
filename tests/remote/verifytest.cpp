// Comparing every row with the real server: what is alike is found alike, what is not is put right, and no edit is lost.
#include "store/database.h"
#include "store/reads.h"
#include "tests/support/realdevice.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using Outcome = SyncReport::Outcome;

namespace {

class Verify : public RealServer {
protected:
    void SetUp() override
    {
        RealServer::SetUp();
        if (IsSkipped())
            return;
        a = device(u"laptop-a"_s, true);
        a->sync();
        ASSERT_TRUE(a->store->ensureDefaults(u"Home"_s));
        pump = a->addTask(u"Pump"_s);
        a->set(pump, u"description"_s, u"ä✓😀 \"quotes\" \\ and\ttabs\nlines \u0001"_s);
        a->set(pump, u"labels"_s, QJsonArray { u"b, \"c\""_s, u"ä/\\"_s });
        hose = a->addTask(u"Hose"_s);
        a->set(hose, u"parent_id"_s, pump.value);
        a->sync();
    }

    SyncReport verify(RealDevice& device)
    {
        device.cycle(Depth::Everything);
        EXPECT_FALSE(device.report->error) << device.report->error->detail.toStdString();
        EXPECT_TRUE(device.report->verified);
        return *device.report;
    }
    //! What a faulty disk or a bug would have done.
    void tamper(RealDevice& device, const char* sql) { ASSERT_TRUE(device.store->database().run(sql)); }

    std::unique_ptr<RealDevice> a;
    RowKey pump;
    RowKey hose;
};

} // namespace

TEST_F(Verify, DevicesThatAreInStepHaveTheSameInEachRow)
{
    const auto b = device(u"laptop-b"_s, false);
    b->sync();
    a->set(hose, u"title"_s, u"Mine"_s);
    a->set(pump, u"due_date"_s, u"2027-01-05"_s);
    a->set(pump, u"due_time"_s, u"08:00"_s);
    ASSERT_TRUE(a->store->apply(projectCreated(a->store->reads().workspaces()->front().key, u"Garden"_s, {}, u"n"_s)));
    ASSERT_TRUE(a->store->apply(dependencyAdded(*a->store->reads().task(pump), *a->store->reads().task(hose))));
    b->set(b->task(*a->store->reads().uidOf(hose)), u"title"_s, u"Theirs"_s); // the loser is a conflict, with JSON in it
    b->set(b->task(*a->store->reads().uidOf(hose)), u"labels"_s, QJsonArray { u"x"_s });
    for (RealDevice* device : { a.get(), b.get(), a.get(), b.get() })
        device->sync();
    for (RealDevice* device : { a.get(), b.get() }) {
        const auto done = verify(*device);
        EXPECT_EQ(done.outcome, Outcome::Synced);
        EXPECT_EQ(done.verified->buckets, 0);
        EXPECT_EQ(done.verified->workspaces, 1);
        EXPECT_GT(done.verified->rows, 10);
        EXPECT_EQ(done.requests, 1) << "the checksums come with the pull";
    }
}

TEST_F(Verify, AValueThatChangedHereUnderTheSameSeqIsPutRight)
{
    tamper(*a, "UPDATE tasks SET title='Rotten' WHERE title='Pump'");
    EXPECT_EQ(a->sync().received, 0) << "a sync cannot see it";
    const auto done = verify(*a);
    EXPECT_EQ(done.verified->buckets, 1);
    EXPECT_EQ(done.verified->repaired, 1);
    EXPECT_EQ(done.verified->remaining, 0);
    EXPECT_EQ(a->store->reads().task(pump)->title, u"Pump"_s);
    EXPECT_EQ(verify(*a).verified->buckets, 0);
}

TEST_F(Verify, AServerThatHasNoTimeForAllThatDiffersIsAskedForFewerPartsAtOnce)
{
    tamper(*a, "UPDATE tasks SET title='Rotten '||key");
    size_t most = 0;
    a->stumbling.tooManyRows = [&](const RowsRequest& request) {
        most = std::max(most, request.buckets.at(Entity::Task).size());
        return request.buckets.at(Entity::Task).size() > 1;
    };
    const auto done = verify(*a);
    EXPECT_EQ(most, size_t(done.verified->buckets));
    EXPECT_EQ(done.verified->repaired, 2);
    EXPECT_EQ(done.verified->remaining, 0);
    EXPECT_EQ(a->store->reads().task(hose)->title, u"Hose"_s);
}

TEST_F(Verify, AServerThatHasNoTimeForAllChecksumsIsAskedForSomeAfterTheOther)
{
    for (int i = 0; i < 30; ++i)
        a->addTask(u"Task %1"_s.arg(i));
    a->sync();
    const auto whole = verify(*a);
    tamper(*a, "UPDATE tasks SET title='Rotten '||key");
    std::vector<BucketRange> asked;
    a->stumbling.tooMuchToPull = [&](const PullRequest& request) {
        const bool tooMuch = request.verify && request.verify->end - request.verify->from > 16;
        if (request.verify && !tooMuch)
            asked.push_back(*request.verify);
        return tooMuch;
    };
    const auto done = verify(*a);
    EXPECT_EQ(asked.front(), (BucketRange { 0, 16 }));
    EXPECT_EQ(asked.back().end, bucketCount);
    EXPECT_EQ(asked.size(), 8u) << "each quarter twice: before and after what differed came";
    EXPECT_EQ(done.verified->rows, whole.verified->rows);
    EXPECT_EQ(done.verified->repaired, 32);
    EXPECT_EQ(done.verified->remaining, 0);
    EXPECT_EQ(a->store->reads().task(hose)->title, u"Hose"_s);
}

TEST_F(Verify, ARowThatHasATemporaryIdHereForEverIsNoDifference)
{
    // Its create was given up here before it was answered, and other rows of the server name it.
    const QByteArray sql = "UPDATE ids SET uid='tmp-' || uid WHERE key=" + QByteArray::number(pump.value);
    tamper(*a, sql.constData());
    EXPECT_EQ(verify(*a).verified->buckets, 0);
}

TEST_F(Verify, ARowThatIsMissingHereComesBack)
{
    tamper(*a, "DELETE FROM tasks WHERE title='Hose'");
    EXPECT_EQ(verify(*a).verified->repaired, 1);
    ASSERT_TRUE(a->store->reads().task(hose));
    EXPECT_EQ(a->store->reads().task(hose)->parent, pump);
}

TEST_F(Verify, EditsUnderWaySurviveOnTopOfWhatWasPutRight)
{
    a->set(pump, u"title"_s, u"Typed offline"_s);
    const RowKey fresh = a->addTask(u"Made offline"_s);
    tamper(*a, "UPDATE base_rows SET row=json_set(row, '$.priority', 'high') WHERE entity=5");
    tamper(*a, "UPDATE tasks SET priority='high' WHERE title='Typed offline'");
    const auto done = verify(*a);
    EXPECT_EQ(done.verified->repaired, 1);
    EXPECT_EQ(done.verified->keptAside, 0);
    EXPECT_EQ(done.outcome, Outcome::Synced);
    EXPECT_EQ(done.sent, 2) << "after the comparison they went out";
    const auto b = device(u"laptop-b"_s, false);
    b->sync();
    EXPECT_EQ(b->titles(), (QStringList { u"Hose"_s, u"Made offline"_s, u"Typed offline"_s }));
    EXPECT_EQ(a->store->reads().task(pump)->priority, Priority::None);
    EXPECT_EQ(a->titles(), b->titles());
    EXPECT_TRUE(a->store->reads().task(fresh)->number);
    EXPECT_EQ(verify(*a).verified->buckets, 0);
}

TEST_F(Verify, ATaskThatOnlyThisDeviceKnowsGoesIntoTheBoxAndCanBePutBack)
{
    tamper(*a, "INSERT INTO ids(entity, uid) VALUES(5, '0badc0de-0000-4000-8000-000000000001');"
               "INSERT INTO tasks(key, workspace_id, seq, title, status, created_at)"
               " SELECT max(i.key), (SELECT workspace_id FROM cursors), 7, 'Stray', 'todo', '' FROM ids i");
    const auto done = verify(*a);
    EXPECT_EQ(done.verified->keptAside, 1);
    EXPECT_EQ(done.verified->remaining, 0);
    EXPECT_EQ(done.outcome, Outcome::Attention);
    EXPECT_EQ(a->titles(), (QStringList { u"Hose"_s, u"Pump"_s }));
    const auto kept = *a->store->reads().keptAside();
    ASSERT_EQ(kept.size(), 1u);
    EXPECT_EQ(kept.front().reason, u"verify"_s);
    ASSERT_TRUE(a->store->putBack(kept.front().group));
    a->sync();
    EXPECT_EQ(a->titles(), (QStringList { u"Hose"_s, u"Pump"_s, u"Stray"_s }));
    EXPECT_EQ(verify(*a).verified->buckets, 0);
}

TEST_F(Verify, ADeletionThatWasMissedIsCarriedOut)
{
    const auto b = device(u"laptop-b"_s, false);
    b->sync();
    ASSERT_TRUE(a->store->apply(tasksDeleted({ *a->store->reads().task(hose) })));
    a->sync();
    b->sync();
    tamper(*b, "UPDATE tasks SET deleted_at=NULL WHERE title='Hose'");
    ASSERT_EQ(b->titles().size(), 2);
    EXPECT_EQ(verify(*b).verified->repaired, 1);
    EXPECT_EQ(b->titles(), QStringList { u"Pump"_s });
    EXPECT_TRUE(b->store->reads().keptAside()->empty());
}

TEST_F(Verify, AComparisonThatIsCutOffChangesNothingAndTheNextOneDoesIt)
{
    tamper(*a, "UPDATE tasks SET title='Rotten' WHERE title='Pump'");
    a->report.reset();
    a->engine->run(u"verify"_s, Depth::Everything);
    ASSERT_TRUE(QTest::qWaitFor([&] { return a->engine->phase() == SyncEngine::Phase::Verifying; }, 10'000));
    a->engine->cancel();
    EXPECT_TRUE(a->report->error);
    EXPECT_EQ(a->store->reads().task(pump)->title, u"Rotten"_s);
    EXPECT_EQ(verify(*a).verified->repaired, 1);
    EXPECT_EQ(a->store->reads().task(pump)->title, u"Pump"_s);
}
