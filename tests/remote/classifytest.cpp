#include "sync/remote/classify.h"
#include "sync/remote/networkhttp.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::remote;
using Kind = Error::Kind;

namespace {

Error classify(
    int status, const QByteArray& code, const QByteArray& details = "null", const QByteArray& retryAfter = {})
{
    return errorOf(
        { status, R"({"code":")" + code + R"(","details":)" + details + R"(,"message":"m"})", retryAfter, 0 });
}

struct Row {
    int status;
    const char* code;
    Kind kind;
};

// As recorded from PostgREST 12, 13 and 14.
constexpr Row table[] = { { 401, "PGRST301", Kind::Unauthorized }, { 401, "PGRST303", Kind::Unauthorized },
    { 401, "42501", Kind::Unauthorized }, { 403, "42501", Kind::Forbidden }, { 500, "57014", Kind::Busy },
    { 503, "PT503", Kind::Busy }, { 503, "PGRST002", Kind::Busy }, { 500, "40P01", Kind::Busy },
    { 500, "55P03", Kind::Busy }, { 500, "53300", Kind::Busy }, { 500, "57P01", Kind::Busy },
    { 404, "PGRST202", Kind::ServerFault }, { 404, "42883", Kind::ServerFault }, { 404, "PT404", Kind::NotFound },
    { 429, "", Kind::RateLimited }, { 400, "22P05", Kind::Rejected }, { 400, "PGRST102", Kind::Rejected },
    { 409, "23503", Kind::Rejected }, { 413, "", Kind::Rejected }, { 500, "XX000", Kind::ServerFault },
    { 502, "", Kind::ServerFault }, { 504, "", Kind::Timeout }, { 418, "XX1", Kind::Rejected },
    { 404, "", Kind::Malformed } };

} // namespace

TEST(Classify, GoesByTheCodeBeforeTheStatus)
{
    for (const Row& row : table)
        EXPECT_EQ(classify(row.status, row.code).kind, row.kind) << row.status << ' ' << row.code;
}

TEST(Classify, HasAnAnswerForEveryStatusAndBody)
{
    for (int status = 0; status < 1000; ++status) {
        for (const char* body : { "", "garbage", "[]", "{}", R"({"code": 7})" })
            EXPECT_NE(errorOf({ status, body, {}, 0 }).kind, Kind::Cancelled);
    }
}

TEST(Classify, KeepsTheCodeAndTheServersWish)
{
    EXPECT_EQ(classify(500, "57014").code, QStringLiteral("57014"));
    EXPECT_EQ(classify(503, "PT503", "null", "7").retryAfter, std::chrono::seconds(7));
    EXPECT_EQ(classify(503, "PT503", R"("Retry-After: 2")").retryAfter, std::chrono::seconds(2));
    EXPECT_EQ(classify(503, "PT503", R"("3")").retryAfter, std::chrono::seconds(3));
    EXPECT_FALSE(classify(503, "PT503", R"x("Key (id)=(3)")x").retryAfter);
    EXPECT_FALSE(classify(400, "22P05", R"("3")").retryAfter);
}

TEST(ForeignAnswer, TellsALoginPageFromABrokenServer)
{
    EXPECT_EQ(foreignAnswer(200, "text/html; charset=utf-8", "x")->kind, Kind::CaptivePortal);
    EXPECT_EQ(foreignAnswer(200, "application/json", " <html>")->kind, Kind::CaptivePortal);
    EXPECT_EQ(foreignAnswer(302, "", "")->kind, Kind::CaptivePortal);
    EXPECT_EQ(foreignAnswer(511, "", "")->kind, Kind::CaptivePortal);
    EXPECT_EQ(foreignAnswer(404, "text/html", "")->kind, Kind::Malformed);
    EXPECT_FALSE(foreignAnswer(502, "text/html", "<html>"));
    EXPECT_FALSE(foreignAnswer(413, "text/html", "<html>")) << "a request that is too large for somebody on the way";
    EXPECT_FALSE(foreignAnswer(200, "application/json", "{}"));
}
