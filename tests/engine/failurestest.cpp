#include "sync/engine/failures.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::sync;
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
