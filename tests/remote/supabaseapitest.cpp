#include "sync/remote/supabaseapi.h"
#include "sync/remote/networkhttp.h"
#include "tests/support/await.h"
#include "tests/support/fixedtokens.h"
#include "tests/support/httpserver.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTimer>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::remote;
using namespace convoy::test;
using namespace std::chrono_literals;
using Kind = Error::Kind;

namespace {

const QByteArray nothingNew = R"({"server_time": "2026-11-23T10:42:07.123456+00:00", "schema": 1, "min_schema": 1,
  "reference": {"count": 0, "hash": ""}, "memberships": [], "workspaces": {}})";
const QByteArray expired = R"({"code":"PGRST303","details":null,"hint":null,"message":"JWT expired"})";

class SupabaseApiTest : public ::testing::Test {
protected:
    Result<PullAnswer> pull() { return await(api.pull({})); }
    Kind pullFailure()
    {
        const auto answer = pull();
        return answer ? Kind::Cancelled : answer.error().kind;
    }

    HttpServer server { HttpServer::answering(200, nothingNew) };
    NetworkHttp http { { 300ms, 1000ms, 1024 * 1024 } };
    FixedTokens tokens;
    SupabaseApi api { { server.url(), "anon-key" }, http, tokens };
};

} // namespace

TEST_F(SupabaseApiTest, CallsTheFunctionWithKeyAndToken)
{
    const auto answer = pull();
    ASSERT_TRUE(answer) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->bytes, nothingNew.size());
    ASSERT_EQ(server.requests().size(), 1u);
    const auto& request = server.requests()[0];
    EXPECT_EQ(request.line, "POST /rest/v1/rpc/sync_pull HTTP/1.1");
    EXPECT_TRUE(request.head.toLower().contains("\napikey: anon-key\r"));
    EXPECT_TRUE(request.head.contains("\nAuthorization: Bearer token-1\r"));
    EXPECT_TRUE(request.head.toLower().contains("\ncontent-type: application/json\r"));
    EXPECT_TRUE(request.head.toLower().contains("\naccept-encoding:")) << "compression is negotiated";
    EXPECT_TRUE(request.body.startsWith("{\"request\":{"));
    EXPECT_EQ(api.traffic().requests, 1);
    EXPECT_EQ(api.traffic().bytesReceived, nothingNew.size());
    EXPECT_EQ(api.traffic().bytesSent, request.body.size());
}

TEST_F(SupabaseApiTest, RenewsARefusedTokenOnceAndRepeatsTheRequestOnce)
{
    tokens.renewal = Result<QByteArray>(QByteArray("token-2"));
    server.setScript([](const HttpServer::Request& request, QTcpSocket& socket) {
        const bool fresh = request.head.contains("Bearer token-2");
        HttpServer::answer(socket, fresh ? 200 : 401, fresh ? nothingNew : expired);
    });
    EXPECT_TRUE(pull());
    EXPECT_EQ(tokens.renewals, 1);
    EXPECT_EQ(tokens.lastRefused, "token-1");
    EXPECT_EQ(server.requests().size(), 2u);
}

TEST_F(SupabaseApiTest, GivesUpWhenTheRenewedTokenIsRefusedAsWell)
{
    tokens.renewal = Result<QByteArray>(QByteArray("token-2"));
    server.setScript(HttpServer::answering(401, expired));
    EXPECT_EQ(pullFailure(), Kind::Unauthorized);
    EXPECT_EQ(server.requests().size(), 2u);
    EXPECT_EQ(tokens.renewals, 1);
}

TEST_F(SupabaseApiTest, ADeniedGrantIsNotADeadToken)
{
    server.setScript(HttpServer::answering(403, R"({"code":"42501","message":"permission denied"})"));
    EXPECT_EQ(pullFailure(), Kind::Forbidden);
    EXPECT_EQ(tokens.renewals, 0);
}

TEST_F(SupabaseApiTest, TellsFaultsApart)
{
    server.setScript(HttpServer::answering(500, R"({"code":"XX000","message":"oops"})"));
    EXPECT_EQ(pullFailure(), Kind::ServerFault);
    server.setScript(
        HttpServer::answering(503, R"({"code":"PT503","message":"busy"})", "application/json", "Retry-After: 4\r\n"));
    const auto busy = pull();
    ASSERT_FALSE(busy);
    EXPECT_EQ(busy.error().kind, Kind::Busy);
    EXPECT_EQ(busy.error().retryAfter, std::chrono::milliseconds(4s));
    server.setScript(HttpServer::answering(200, "garbage"));
    EXPECT_EQ(pullFailure(), Kind::Malformed);
    server.setScript(HttpServer::answering(200, "<html>Please log in</html>", "text/html"));
    EXPECT_EQ(pullFailure(), Kind::CaptivePortal);
    server.setScript(HttpServer::answering(302, {}, "text/plain", "Location: http://login.example/\r\n"));
    EXPECT_EQ(pullFailure(), Kind::CaptivePortal);
    EXPECT_EQ(server.requests().size(), 5u) << "a redirect is not followed";
    server.setScript(HttpServer::answering(502, "<html>bad gateway</html>", "text/html"));
    EXPECT_EQ(pullFailure(), Kind::ServerFault);
}

TEST_F(SupabaseApiTest, ATruncatedAnswerIsNoAnswer)
{
    server.setScript([](const HttpServer::Request&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n" + nothingNew);
        socket.disconnectFromHost();
    });
    EXPECT_EQ(pullFailure(), Kind::Offline);
}

TEST_F(SupabaseApiTest, AServerThatHangsEndsInTime)
{
    server.setScript([](const HttpServer::Request&, QTcpSocket&) {});
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(pullFailure(), Kind::Timeout);
    EXPECT_LT(timer.elapsed(), 3000);
}

TEST_F(SupabaseApiTest, AServerThatDripsIsEndedByTheWatchdog)
{
    server.setScript([](const HttpServer::Request&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n");
        auto* timer = new QTimer(&socket);
        QObject::connect(timer, &QTimer::timeout, &socket, [&socket] { socket.write(" "); });
        timer->start(50);
    });
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(pullFailure(), Kind::Timeout);
    EXPECT_GE(timer.elapsed(), 900) << "the silence limit alone must not have ended it";
    EXPECT_LT(timer.elapsed(), 5000);
}

TEST_F(SupabaseApiTest, AnEndlessAnswerIsCutOff)
{
    server.setScript([](const HttpServer::Request&, QTcpSocket& socket) {
        HttpServer::answer(socket, 200, QByteArray(3 * 1024 * 1024, ' '));
    });
    EXPECT_EQ(pullFailure(), Kind::Malformed);
}

TEST_F(SupabaseApiTest, AbortEndsWhatIsUnderWayAsCancelled)
{
    server.setScript([](const HttpServer::Request&, QTcpSocket&) {});
    const auto future = api.pull({});
    ASSERT_TRUE(QTest::qWaitFor([&] { return !server.requests().empty(); }));
    api.abort();
    const auto answer = await(future);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Kind::Cancelled);
}

TEST_F(SupabaseApiTest, NobodyListeningIsOffline)
{
    SupabaseApi nowhere({ QUrl(QStringLiteral("http://127.0.0.1:9")), "key" }, http, tokens);
    const auto answer = await(nowhere.pull({}));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Kind::Offline);
}
