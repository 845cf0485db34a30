#include "sync/account/gotrue.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::account;
using namespace Qt::Literals::StringLiterals;
using Kind = Error::Kind;

namespace {

Error error(int status, const QByteArray& body) { return signInError({ status, body, {}, 0 }); }

} // namespace

TEST(SignInError, HasASentenceForWhatWasTyped)
{
    const auto wrong
        = error(400, R"({"code":400,"error_code":"invalid_credentials","msg":"Invalid login credentials"})");
    EXPECT_EQ(wrong.kind, Kind::Invalid);
    EXPECT_EQ(wrong.detail, u"The e-mail address or the password is not right."_s);
    for (const char* code :
        { "email_not_confirmed", "user_already_exists", "weak_password", "signup_disabled", "validation_failed" }) {
        const auto one = error(422, QByteArray("{\"error_code\":\"") + code + "\"}");
        EXPECT_EQ(one.kind, Kind::Invalid) << code;
        EXPECT_TRUE(one.detail.endsWith(u'.')) << code;
    }
}

TEST(SignInError, ASignInWhoseKeyIsNotTakenHasEndedNothing)
{
    for (const char* body : { R"({"message":"Invalid API key","hint":"Double check your Supabase `anon` or `service_role` API key."})",
             R"({"message":"No API key found in request"})", R"({"message":"Unregistered API key"})", "{}", "" }) {
        const auto refused = error(401, body);
        EXPECT_EQ(refused.kind, Kind::Invalid) << body;
        EXPECT_TRUE(refused.detail.contains(u"does not take this key"_s)) << body;
    }
    EXPECT_EQ(error(400, R"({"error":"invalid_grant","error_description":"Invalid login credentials"})").detail,
        u"The e-mail address or the password is not right."_s);
    EXPECT_EQ(error(400, R"({"error_code":"user_banned","msg":"User is banned"})").kind, Kind::Invalid);
}

TEST(SignInError, HasAKindForEveryStatusAndBody)
{
    for (int status = 0; status < 700; ++status) {
        for (const char* body : { "", "garbage", "{}", R"({"error_code": 4})" })
            EXPECT_NE(error(status, body).kind, Kind::Cancelled);
    }
    EXPECT_EQ(error(503, "{}").kind, Kind::Busy);
    EXPECT_EQ(error(502, "<html>").kind, Kind::ServerFault);
}

TEST(Session, IsReadFromEitherForm)
{
    const auto session = sessionFrom(
        R"({"access_token":"a","refresh_token":"r","expires_in":100,"user":{"id":"u","email":"e"}})", 1'000'000);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->userId, u"u"_s);
    EXPECT_EQ(session->expiresMicros, 1'000'000 + 75'000'000) << "a margin, but never most of the lifetime";
    EXPECT_EQ(sessionFrom(R"({"id":"u","email":"e","confirmation_sent_at":"t"})", 0).error().kind, Kind::Invalid);
    EXPECT_EQ(sessionFrom("{}", 0).error().kind, Kind::Malformed);
    EXPECT_EQ(sessionFrom("garbage", 0).error().kind, Kind::Malformed);
}
