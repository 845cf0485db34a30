#include "sync/engine/statuspicture.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::sync;
using Kind = Error::Kind;
using Reach = Connectivity::Reach;

namespace {

constexpr qint64 hour = 3'600'000'000;

StatusFacts calm()
{
    StatusFacts facts;
    facts.hasAccount = true;
    facts.reach = Reach::Online;
    facts.nowMicros = 1'790'000'000'000'000;
    facts.lastSyncedMicros = facts.nowMicros - hour;
    return facts;
}

StatusFacts withPending(StatusFacts facts, qint64 pending = 3)
{
    facts.counts.waiting = pending;
    facts.counts.oldestMicros = facts.nowMicros - hour;
    return facts;
}

StatusFacts withError(StatusFacts facts, Kind kind)
{
    facts.lastError = Error { kind, {} };
    return facts;
}

} // namespace

TEST(StatusPicture, IsUpToDateOnlyWithAnEmptyOutboxAndACompletePull)
{
    EXPECT_EQ(stateFrom(calm()), SyncState::UpToDate);
    EXPECT_EQ(stateFrom(withPending(calm())), SyncState::Pending);
    auto never = calm();
    never.lastSyncedMicros = 0;
    EXPECT_EQ(stateFrom(never), SyncState::Pending);
    auto sent = calm();
    sent.counts.sent = 1;
    EXPECT_EQ(stateFrom(sent), SyncState::Pending) << "pending until the server has acknowledged";
}

TEST(StatusPicture, ShowsWhatRuns)
{
    auto running = calm();
    running.running = true;
    EXPECT_EQ(stateFrom(running), SyncState::Syncing);
    running.progress = { true, 12, 100 };
    EXPECT_EQ(stateFrom(running), SyncState::FirstDownload);
    EXPECT_EQ(statusFrom(running).total, 100);
}

TEST(StatusPicture, TellsTheServerFromTheNetwork)
{
    EXPECT_EQ(stateFrom(withError(calm(), Kind::Offline)), SyncState::ServerUnreachable) << "the network is there";
    auto unknown = withError(calm(), Kind::Offline);
    unknown.reach = Reach::Unknown;
    EXPECT_EQ(stateFrom(unknown), SyncState::Offline);
    EXPECT_EQ(stateFrom(withPending(unknown)), SyncState::OfflinePending);
    EXPECT_EQ(stateFrom(withError(calm(), Kind::ServerFault)), SyncState::ServerUnreachable);
    EXPECT_EQ(stateFrom(withError(calm(), Kind::CaptivePortal)), SyncState::CaptivePortal);
}

TEST(StatusPicture, ShowsTheMostPressingStateFirst)
{
    auto facts = withPending(calm());
    facts.running = true;
    facts.paused = true;
    EXPECT_EQ(stateFrom(facts), SyncState::Paused);
    facts.reach = Reach::Offline;
    EXPECT_EQ(stateFrom(facts), SyncState::OfflinePending);
    facts.lastError = Error { Kind::Timeout, {} };
    EXPECT_EQ(stateFrom(facts), SyncState::ServerUnreachable);
    facts.lastError = Error { Kind::TooOld, {} };
    EXPECT_EQ(stateFrom(facts), SyncState::TooOld);
    facts.lastError = Error { Kind::Unauthorized, {} };
    EXPECT_EQ(stateFrom(facts), SyncState::SignInExpired);
    facts.lastError = Error { Kind::DiskFull, {} };
    EXPECT_EQ(stateFrom(facts), SyncState::CannotSave);
}

TEST(StatusPicture, IsStaleAfterADayWithEditsWaiting)
{
    auto facts = withPending(calm());
    facts.lastSyncedMicros = facts.nowMicros - 25 * hour;
    EXPECT_EQ(stateFrom(facts), SyncState::Stale);
    facts.counts.waiting = 0;
    EXPECT_EQ(stateFrom(facts), SyncState::UpToDate) << "nothing waits";
    auto never = withPending(calm());
    never.lastSyncedMicros = 0;
    EXPECT_EQ(stateFrom(never), SyncState::Pending) << "the oldest edit is an hour old";
}

TEST(StatusPicture, KnowsNothingOfSyncWithoutAnAccount)
{
    auto facts = withPending(calm());
    facts.hasAccount = false;
    EXPECT_EQ(stateFrom(facts), SyncState::NoAccount);
    EXPECT_EQ(stateFrom(withError(facts, Kind::DiskFull)), SyncState::CannotSave);
}

TEST(StatusPicture, CountsWhatNeedsThePerson)
{
    auto facts = calm();
    facts.counts.refused = 1;
    facts.counts.held = 1;
    facts.counts.parked = 1;
    facts.toReview = 4;
    const auto status = statusFrom(facts);
    EXPECT_EQ(status.refused, 3);
    EXPECT_EQ(status.toReview, 4);
}
