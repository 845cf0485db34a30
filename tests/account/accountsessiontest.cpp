#include "sync/account/accountsession.h"
#include "sync/account/plainsecrets.h"
#include "tests/support/await.h"
#include "tests/support/fakehttp.h"
#include "tests/support/manualclock.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::account;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using Kind = Error::Kind;

namespace {

QByteArray sessionBody(int n)
{
    return "{\"access_token\":\"access-" + QByteArray::number(n) + "\",\"refresh_token\":\"refresh-"
        + QByteArray::number(n) + "\",\"expires_in\":3600,\"user\":{\"id\":\"user-1\",\"email\":\"anna@example.org\"}}";
}

//! Secrets that can refuse to be written, and note when they were.
class WatchedSecrets final : public sync::SecretStore {
public:
    QFuture<Result<QByteArray>> read(const QString& name) override { return inner.read(name); }
    QFuture<Status> write(const QString& name, const QByteArray& secret) override
    {
        if (refuse)
            return readyFuture(Status(Error { Kind::Keychain, {} }));
        written << sessionFromSecret(secret).refreshToken;
        return inner.write(name, secret);
    }
    QFuture<Status> remove(const QString& name) override { return inner.remove(name); }

    SessionSecrets inner;
    QList<QByteArray> written;
    bool refuse = false;
};

class AccountSessionTest : public ::testing::Test {
protected:
    void signIn()
    {
        http.answerNext(200, sessionBody(1));
        const auto session = await(account.signIn(u"anna@example.org"_s, u"secret"_s));
        ASSERT_TRUE(session) << session.error().detail.toStdString();
        http.requests.clear();
    }
    void expire() { clock.advance(3'600'000'000); }

    ManualClock clock;
    FakeHttp http;
    WatchedSecrets secrets;
    AccountSession account { GoTrue(QUrl(u"https://x.supabase.co/"_s), "anon", http), secrets, u"session"_s, clock };
};

} // namespace

TEST_F(AccountSessionTest, GivesOutTheTokenOfASignInWithoutAskingAgain)
{
    signIn();
    EXPECT_EQ(*await(account.accessToken()), "access-1");
    EXPECT_TRUE(http.requests.empty());
    EXPECT_EQ(secrets.written, QList<QByteArray> { "refresh-1" });
}

TEST_F(AccountSessionTest, RefreshesAnExpiredTokenOnceForAllAskers)
{
    signIn();
    expire();
    http.answerNext(200, sessionBody(2));
    http.hold();
    const auto first = account.accessToken();
    const auto second = account.accessToken();
    const auto third = account.renewed("access-1");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !http.requests.empty(); }));
    http.release();
    EXPECT_EQ(*await(first), "access-2");
    EXPECT_EQ(*await(second), "access-2");
    EXPECT_EQ(*await(third), "access-2");
    ASSERT_EQ(http.requests.size(), 1u);
    EXPECT_EQ(http.requests[0].url.toString(), u"https://x.supabase.co/auth/v1/token?grant_type=refresh_token"_s);
    EXPECT_TRUE(http.requests[0].body.contains("refresh-1"));
}

TEST_F(AccountSessionTest, RenewsATokenThatTheServerRefusedThoughItHasNotExpired)
{
    signIn();
    http.answerNext(200, sessionBody(2));
    EXPECT_EQ(*await(account.renewed("access-1")), "access-2");
    EXPECT_EQ(*await(account.renewed("access-1")), "access-2") << "whoever asks late gets the newer one";
    EXPECT_EQ(http.requests.size(), 1u);
}

TEST_F(AccountSessionTest, StoresANewRefreshTokenBeforeAnythingUsesIt)
{
    signIn();
    expire();
    http.answerNext(200, sessionBody(2));
    secrets.refuse = true;
    const auto token = await(account.accessToken());
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().kind, Kind::Keychain);
    secrets.refuse = false;
    EXPECT_EQ(*await(account.accessToken()), "access-2") << "it was not thrown away";
    EXPECT_EQ(http.requests.size(), 1u) << "and the void token is not used again";
    EXPECT_EQ(secrets.written.last(), "refresh-2");
}

TEST_F(AccountSessionTest, OfflineIsNotSignedOut)
{
    signIn();
    expire();
    http.answerNext(Error { Kind::Offline, {} });
    EXPECT_EQ(await(account.accessToken()).error().kind, Kind::Offline);
    http.answerNext(200, sessionBody(2));
    EXPECT_EQ(*await(account.accessToken()), "access-2");
}

TEST_F(AccountSessionTest, ARefusedRefreshTokenEndsTheSession)
{
    for (const QByteArray& body : { QByteArray(R"({"error_code":"refresh_token_already_used","msg":"x"})"),
             QByteArray(R"({"error":"invalid_grant","error_description":"x"})"),
             QByteArray(R"({"msg":"what is this"})") }) {
        signIn();
        expire();
        http.answerNext(400, body);
        EXPECT_EQ(await(account.accessToken()).error().kind, Kind::Unauthorized) << body.toStdString();
    }
}

TEST_F(AccountSessionTest, AKeyThatIsNotTakenAnyMoreWantsANewSignInAndKeepsTheSession)
{
    signIn();
    expire();
    http.answerNext(401, R"({"message":"Invalid API key"})");
    EXPECT_EQ(await(account.accessToken()).error().kind, Kind::Unauthorized);
    http.answerNext(200, sessionBody(2));
    EXPECT_EQ(*await(account.accessToken()), "access-2");
}

TEST_F(AccountSessionTest, TroubleOfTheServerDoesNotEndTheSession)
{
    signIn();
    expire();
    http.answerNext(500, "{}");
    EXPECT_EQ(await(account.accessToken()).error().kind, Kind::ServerFault);
    http.answerNext(429, "{}");
    EXPECT_EQ(await(account.accessToken()).error().kind, Kind::RateLimited);
}

TEST_F(AccountSessionTest, FindsTheSessionOfAnEarlierRunWithoutARequest)
{
    signIn();
    AccountSession next(GoTrue(QUrl(u"https://x.supabase.co"_s), "anon", http), secrets, u"session"_s, clock);
    EXPECT_EQ(*await(next.accessToken()), "access-1");
    EXPECT_TRUE(http.requests.empty());
}

TEST_F(AccountSessionTest, TakesOverWhatAnotherProcessHasRenewed)
{
    signIn();
    expire();
    auto newer = *sessionFrom(sessionBody(7), clock.wallMicros());
    (void)secrets.inner.write(u"session"_s, secretFrom(newer));
    EXPECT_EQ(*await(account.accessToken()), "access-7");
    EXPECT_TRUE(http.requests.empty());
}

TEST_F(AccountSessionTest, SignOutForgetsTheSessionEvenOffline)
{
    signIn();
    EXPECT_TRUE(await(account.signOut()));
    EXPECT_EQ(await(account.accessToken()).error().kind, Kind::Unauthorized);
    ASSERT_EQ(http.requests.size(), 1u);
    EXPECT_TRUE(http.requests[0].url.toString().endsWith(u"/auth/v1/logout?scope=local"_s));
}
