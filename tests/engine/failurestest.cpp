#include "sync/engine/failures.h"
#include "sync/engine/halving.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::sync;
using namespace Qt::Literals::StringLiterals;
using Kind = Error::Kind;
using Outcome = SyncReport::Outcome;

namespace {

Error error(Kind kind, const char* code = "") { return { kind, {}, {}, QString::fromLatin1(code) }; }

} // namespace

TEST(Failures, LeaveOpenWhatTheServerMayHaveDone)
{
    for (const Kind kind : { Kind::Offline, Kind::Timeout, Kind::CaptivePortal, Kind::Malformed, Kind::Cancelled,
             Kind::RateLimited, Kind::Unauthorized })
        EXPECT_FALSE(isDefinite(error(kind))) << int(kind);
    EXPECT_FALSE(isDefinite(error(Kind::ServerFault))) << "a proxy's 502 says nothing about the database";
    EXPECT_FALSE(isDefinite(error(Kind::ServerFault, "PGRST202"))) << "a missing function is no fault of the batch";
    EXPECT_FALSE(isDefinite(error(Kind::Busy, "PT503")));
}

TEST(Failures, AreDefiniteWhenTheDatabaseSaysNo)
{
    EXPECT_TRUE(isDefinite(error(Kind::Rejected, "22P05")));
    EXPECT_TRUE(isDefinite(error(Kind::Forbidden, "42501")));
    EXPECT_TRUE(isDefinite(error(Kind::ServerFault, "XX000")));
    EXPECT_TRUE(isDefinite(error(Kind::Busy, "57014")));
}

TEST(Failures, HaveARetryAndAnOutcomeForEveryKind)
{
    for (int kind = 0; kind <= int(Kind::Cancelled); ++kind) {
        const auto retry = retryFor(static_cast<Kind>(kind));
        EXPECT_EQ(retry == Retry::AfterSignIn, static_cast<Kind>(kind) == Kind::Unauthorized);
        EXPECT_NE(outcomeFor(static_cast<Kind>(kind)), Outcome::Synced);
    }
    EXPECT_EQ(outcomeFor(Kind::Timeout), Outcome::Offline);
    EXPECT_EQ(outcomeFor(Kind::Unauthorized), Outcome::SignIn);
    EXPECT_EQ(outcomeFor(Kind::TooOld), Outcome::TooOld);
    EXPECT_EQ(outcomeFor(Kind::ServerFault), Outcome::Failed);
}

TEST(Halving, DealsEveryNameToOneOfTwoRequests)
{
    RowsRequest request { u"w"_s, u"e"_s, 7, { { Entity::Task, { 1, 2, 3 } }, { Entity::Project, { 4 } } }, { { Entity::Task, { u"a"_s } } } };
    const auto halves = halved(request);
    ASSERT_TRUE(halves);
    EXPECT_EQ(halves->first.after, 7);
    EXPECT_EQ(halves->second.epoch, u"e"_s);
    RowsRequest together = halves->first;
    for (const auto& [entity, some] : halves->second.buckets)
        together.buckets[entity].insert(together.buckets[entity].end(), some.begin(), some.end());
    for (const auto& [entity, some] : halves->second.ids)
        together.ids[entity] += some;
    EXPECT_EQ(together.buckets, request.buckets);
    EXPECT_EQ(together.ids, request.ids);
    EXPECT_EQ(halves->first.buckets, (Buckets { { Entity::Project, { 4 } }, { Entity::Task, { 1 } } })) << "two of five";
    EXPECT_TRUE(halves->first.ids.empty());
}

TEST(Halving, EndsAtOneName)
{
    EXPECT_FALSE(halved({ u"w"_s, {}, 0, { { Entity::Task, { 1 } } }, {} }));
    EXPECT_FALSE(halved({ u"w"_s, {}, 0, {}, { { Entity::Task, { u"a"_s } } } }));
}
