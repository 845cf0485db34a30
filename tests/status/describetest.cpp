#include "sync/status/sentences.h"

#include <QDateTime>
#include <QLocale>
#include <QSet>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::sync;

namespace {

// 23 November 2026, a Monday, local time.
qint64 at(int hour, int minute, int day = 23)
{
    return QDateTime({ 2026, 11, day }, { hour, minute }).toMSecsSinceEpoch() * 1000;
}

SyncStatus in(SyncState state, qint64 pending = 0)
{
    SyncStatus status;
    status.state = state;
    status.pending = pending;
    status.lastSyncedMicros = at(10, 42);
    return status;
}

QString words(const SyncStatus& status) { return describe(status, at(12, 0)); }

} // namespace

TEST(Describe, SaysEachStateInTheWordsOfTheTable)
{
    EXPECT_EQ(words(in(SyncState::CannotSave)), u"Convoy cannot save on this device");
    EXPECT_EQ(words(in(SyncState::SignInExpired, 3)), u"Sign in again to sync. 3 changes are safe here.");
    EXPECT_EQ(words(in(SyncState::TooOld)), u"Update Convoy to keep syncing");
    EXPECT_EQ(words(in(SyncState::CaptivePortal)), u"This network wants you to sign in");
    EXPECT_EQ(words(in(SyncState::OfflinePending, 3)), u"Offline. 3 changes saved on this device");
    EXPECT_EQ(words(in(SyncState::Offline)), u"Offline. Up to date as of 10:42");
    EXPECT_EQ(words(in(SyncState::Metered)), u"Waiting for an unmetered network (large download)");
    EXPECT_EQ(words(in(SyncState::Paused)), u"Sync paused");
    EXPECT_EQ(words(in(SyncState::Pending, 3)), u"3 changes waiting");
    EXPECT_EQ(words(in(SyncState::UpToDate)), u"All changes synced 10:42");
    EXPECT_EQ(words(in(SyncState::NoAccount)), u"On this device only");
}

TEST(Describe, CountsOneEditOfManyAsOne)
{
    const AbsenceSummary absence { .sinceMicros = at(10, 0, 14), .untilMicros = at(10, 0, 23), .edits = 60, .touched = 1 };
    EXPECT_EQ(describeAbsence(absence), u"9 days offline: 1 of your 60 edits touches something that others changed.");
}

TEST(Describe, SaysWhyItWaitsOnAMeteredNetwork)
{
    auto status = in(SyncState::Metered);
    status.waitsByChoice = true;
    EXPECT_EQ(words(status), u"Waiting for an unmetered network");
    status.pending = 3;
    EXPECT_EQ(words(status), u"Waiting for an unmetered network. 3 changes are safe here.");
}

TEST(Describe, CountsDaysSinceTheLastSync)
{
    auto status = in(SyncState::Stale, 12);
    status.lastSyncedMicros = at(10, 42, 20);
    EXPECT_EQ(words(status), u"Not synced for 3 days. 12 changes wait here.");
    status.lastSyncedMicros = at(10, 42, 22);
    status.pending = 1;
    EXPECT_EQ(words(status), u"Not synced for 1 day. 1 change waits here.");
    status.lastSyncedMicros = 0;
    EXPECT_EQ(words(status), u"Not synced yet. 1 change waits here.");
}

TEST(Describe, CountsDownToTheNextAttempt)
{
    auto status = in(SyncState::ServerUnreachable);
    EXPECT_EQ(words(status), u"Server not reachable.");
    status.nextAttemptMicros = at(12, 0) + 40'000'000;
    EXPECT_EQ(words(status), u"Server not reachable. Trying again in 40 s");
    status.nextAttemptMicros = at(12, 5);
    EXPECT_EQ(words(status), u"Server not reachable. Trying again in 5 min");
    status.nextAttemptMicros = at(11, 59);
    EXPECT_EQ(words(status), u"Server not reachable. Trying again now");
}

TEST(Describe, ShowsProgressInGroupedNumbers)
{
    auto status = in(SyncState::FirstDownload);
    EXPECT_EQ(words(status), u"First download");
    status.done = 12'000;
    status.total = 100'000;
    EXPECT_EQ(words(status), u"First download, 12,000 of 100,000");
    status.state = SyncState::Syncing;
    status.done = 3;
    status.total = 12;
    EXPECT_EQ(words(status), u"Syncing 3 of 12");
    status.done = 13; // an edit made meanwhile was sent as well
    EXPECT_EQ(words(status), u"Syncing 12 of 12");
}

TEST(Describe, UsesTheSingularForOne)
{
    EXPECT_EQ(words(in(SyncState::Pending, 1)), u"1 change waiting");
    EXPECT_EQ(words(in(SyncState::OfflinePending, 1)), u"Offline. 1 change saved on this device");
    EXPECT_EQ(words(in(SyncState::SignInExpired, 1)), u"Sign in again to sync. 1 change is safe here.");
    EXPECT_EQ(words(in(SyncState::SignInExpired, 0)), u"Sign in again to sync.");
}

TEST(Describe, NamesTheDayWhenTheLastSyncWasNotToday)
{
    auto status = in(SyncState::Offline);
    status.lastSyncedMicros = at(10, 42, 21);
    EXPECT_EQ(words(status), u"Offline. Up to date as of 21/11/2026, 10:42");
}

TEST(DescribeBadge, IsEmptyUnlessThePersonIsNeeded)
{
    auto status = in(SyncState::UpToDate);
    EXPECT_TRUE(describeBadge(status).isEmpty());
    status.toReview = 1;
    EXPECT_EQ(describeBadge(status), u"1 edit to review");
    status.toReview = 0;
    status.refused = 2;
    EXPECT_EQ(describeBadge(status), u"2 changes need attention");
    status.toReview = 4;
    EXPECT_EQ(describeBadge(status), u"2 changes need attention, 4 edits to review");
}

TEST(Sentences, ExistOnceForEveryKindOfError)
{
    QSet<QString> seen;
    for (int kind = 0; kind <= int(Error::Kind::Cancelled); ++kind) {
        const auto sentence = sentenceFor(Error { static_cast<Error::Kind>(kind), {} });
        EXPECT_TRUE(sentence.endsWith(u'.')) << sentence.toStdString();
        EXPECT_GE(sentence.count(u'.') + sentence.count(u';'), 2)
            << "what happened, what is safe, what happens next: " << sentence.toStdString();
        EXPECT_FALSE(seen.contains(sentence)) << sentence.toStdString();
        seen.insert(sentence);
    }
}

TEST(Sentences, NeverShowTheDetailOfATechnicalError)
{
    const auto sentence = sentenceFor({ Error::Kind::ServerFault, QStringLiteral("XX000 at line 3") });
    EXPECT_FALSE(sentence.contains(u"XX000"));
    EXPECT_EQ(sentenceFor({ Error::Kind::Invalid, QStringLiteral("A title is needed.") }), u"A title is needed.");
}
