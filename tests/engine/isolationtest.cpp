#include "sync/engine/isolation.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::sync;

namespace {

store::PushBatch batchOf(const std::vector<GroupId>& groups, int attempts = 0)
{
    store::PushBatch batch;
    for (const auto& group : groups) {
        OutboxEntry entry {};
        entry.group = group;
        entry.attempts = attempts;
        batch.entries.push_back(entry);
    }
    return batch;
}

const Error poison { Error::Kind::ServerFault, {}, {}, QStringLiteral("XX000") };

} // namespace

TEST(Isolation, HalvesUntilAGroupIsAlone)
{
    Isolation isolation({ 500, 1024 });
    const GroupId a = QUuid::createUuid(), b = QUuid::createUuid();
    EXPECT_FALSE(isSingleGroup(batchOf({ a, b })));
    EXPECT_TRUE(isSingleGroup(batchOf({ a, a })));
    isolation.failedTogether(batchOf(std::vector<GroupId>(8, a)));
    EXPECT_EQ(isolation.limits().operations, 4);
    isolation.failedTogether(batchOf(std::vector<GroupId>(3, a)));
    EXPECT_EQ(isolation.limits().operations, 1);
    isolation.failedTogether(batchOf({ a, b }));
    EXPECT_EQ(isolation.limits().operations, 1);
    isolation.succeeded();
    EXPECT_EQ(isolation.limits().operations, 2) << "what goes through lets the next be larger";
}

TEST(Isolation, ParksAGroupAfterFiveFailuresOfItsOwn)
{
    Isolation isolation({ 500, 1024 });
    const GroupId bad = QUuid::createUuid();
    for (int cycle = 1; cycle <= 5; ++cycle) {
        isolation.beginCycle();
        isolation.failedAlone(batchOf({ bad }), poison);
        EXPECT_TRUE(isolation.isSuspect(batchOf({ bad })));
        EXPECT_EQ(isolation.toPark().size(), cycle == 5 ? 1u : 0u) << cycle;
    }
}

TEST(Isolation, BlamesTheServerWhenEverythingFails)
{
    Isolation isolation({ 500, 1024 });
    std::vector<GroupId> groups { QUuid::createUuid(), QUuid::createUuid(), QUuid::createUuid() };
    for (int cycle = 0; cycle < 20; ++cycle) {
        isolation.beginCycle();
        for (const auto& group : groups)
            isolation.failedAlone(batchOf({ group }, cycle), poison);
        EXPECT_TRUE(isolation.serverIsAtFault());
        EXPECT_TRUE(isolation.toPark().empty()) << "no edit is parked because a server is broken";
    }
    isolation.beginCycle();
    isolation.succeeded();
    for (const auto& group : groups)
        isolation.failedAlone(batchOf({ group }), poison);
    EXPECT_FALSE(isolation.serverIsAtFault());
}

TEST(Isolation, CountsAcrossRestartsByTheEntrysAttempts)
{
    Isolation fresh({ 500, 1024 }); // a command line lives for one cycle
    fresh.failedAlone(batchOf({ QUuid::createUuid() }, 14), poison);
    EXPECT_EQ(fresh.toPark().size(), 1u);
}
