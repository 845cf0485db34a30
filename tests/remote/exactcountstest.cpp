// What a sync costs, counted on the wire of the real server.
#include "tests/support/realdevice.h"

#include <QElapsedTimer>

using namespace convoy;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

//! What one cycle puts on the wire, both ways.
struct Cost {
    qint64 requests;
    qint64 bytes; // bodies of requests and answers
};

Cost costOf(RealDevice& device)
{
    const auto before = device.api.traffic();
    device.sync();
    const auto after = device.api.traffic();
    return { after.requests - before.requests,
        after.bytesSent - before.bytesSent + after.bytesReceived - before.bytesReceived };
}

} // namespace

TEST_F(RealServer, NothingNewCostsOneRequestAndLessThanOneKilobyteForTwentyWorkspaces)
{
    const auto a = device(u"laptop"_s, true);
    for (int i = 1; i <= 20; ++i)
        ASSERT_TRUE(a->store->apply(workspaceCreated(u"Workspace number %1"_s.arg(i))));
    a->sync();
    a->sync();
    ASSERT_EQ(a->store->replica().cursors()->size(), 20u);
    const Cost nothing = costOf(*a);
    EXPECT_EQ(nothing.requests, 1);
    EXPECT_LT(nothing.bytes, 1024);
    RecordProperty("bytes", int(nothing.bytes));

    const auto b = device(u"phone"_s, false);
    b->sync();
    EXPECT_EQ(costOf(*b).requests, 1) << "also on a device that made none of them";
    a->addTask(u"Something new"_s);
    a->sync();
    EXPECT_EQ(b->sync().received, 2) << "the task and its entry in the feed";
}

TEST_F(RealServer, AThousandQueuedEditsGoOutInThreeRequestsAndDoNotComeBack)
{
    const auto a = device(u"laptop"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    a->sync();
    a->sync();
    for (int i = 0; i < 1000; ++i)
        a->addTask(u"Task %1"_s.arg(i));
    ASSERT_EQ(a->store->reads().outboxCounts()->waiting, 1000);
    EXPECT_LE(costOf(*a).requests, 3);
    EXPECT_EQ(a->report->sent, 1000);
    EXPECT_EQ(a->report->received, 0);
    EXPECT_EQ(a->store->reads().outboxCounts()->pending(), 0);
    EXPECT_EQ(costOf(*a).requests, 1);
    EXPECT_EQ(a->report->received, 0) << "nobody else wrote: an own write does not come back";
    EXPECT_TRUE(a->store->reads().incoming()->empty()) << "and nothing came from another device";
}

TEST_F(RealServer, AThousandChangedTasksGoOutInThreeRequestsToo)
{
    const auto a = device(u"laptop"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    a->sync();
    a->sync();
    std::vector<RowKey> tasks;
    for (int i = 0; i < 1000; ++i)
        tasks.push_back(a->addTask(u"Task %1"_s.arg(i)));
    a->sync();
    for (const RowKey task : tasks)
        a->set(task, u"title"_s, u"Another %1"_s.arg(task.value));
    QElapsedTimer took;
    took.start();
    const Cost cost = costOf(*a);
    EXPECT_EQ(a->report->sent, 1000);
    // A push stops after two seconds of work, and the rest goes with the next: on a server without time it may take more.
    EXPECT_LE(cost.requests, std::max<qint64>(3, 2 + took.elapsed() / 1000));
    RecordProperty("requests", int(cost.requests));
    EXPECT_EQ(a->store->reads().outboxCounts()->pending(), 0);
    EXPECT_EQ(costOf(*a).requests, 1);
    EXPECT_EQ(a->report->received, 0);
}

TEST_F(RealServer, WhatAnotherDeviceChangedSaysWhoWhereAndFromWhatAndCanBeTakenBack)
{
    const auto a = device(u"Laptop"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    const auto pump = a->addTask(u"Fix pump"_s);
    a->sync();
    const auto b = device(u"Phone"_s, false);
    b->sync();
    const auto there = b->task(*a->store->reads().uidOf(pump));
    b->set(there, u"title"_s, u"Fix the pump"_s);
    b->set(there, u"labels"_s, QJsonArray { u"red"_s });
    b->sync();
    a->sync();
    const auto changes = *a->store->reads().incoming({ .task = pump });
    ASSERT_EQ(changes.size(), 2u);
    std::vector<qint64> ids;
    for (const auto& change : changes) {
        EXPECT_EQ(change.device, u"Phone"_s);
        EXPECT_FALSE(change.author.isEmpty());
        EXPECT_TRUE(change.standing);
        EXPECT_EQ(change.cycleMicros, a->store->reads().syncRuns(1)->front().startedMicros);
        ids.push_back(change.id);
    }
    const auto reverting = a->store->reads().revertOf(ids);
    ASSERT_TRUE(reverting);
    ASSERT_TRUE(a->store->apply(reverting->gesture));
    a->sync();
    b->sync();
    EXPECT_EQ(b->store->reads().task(there)->title, u"Fix pump"_s);
    EXPECT_TRUE(b->store->reads().task(there)->labels.isEmpty());
    EXPECT_FALSE(b->store->reads().incoming({ .task = there })->empty()) << "which the other device is told, too";
}
