#include "tests/simulation/network.h"

#include "domain/clock.h"
#include "sync/remote/answers.h"
#include "sync/remote/classify.h"
#include "sync/remote/requests.h"

#include <algorithm>
#include <cstdio>

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

void Trace::line(qint64 now, const QString& text)
{
    if (m_wanted)
        std::printf("%s  %s\n", qPrintable(timestampText(now).mid(8, 15)), qPrintable(text));
}

Network::Network(Timeline& timeline, Random& random, Server& server, Trace& trace, QString seed)
    : m_timeline(timeline)
    , m_random(random)
    , m_server(server)
    , m_trace(trace)
    , m_seed(std::move(seed))
{
}

void Network::setReachable(const QString& device, bool reachable)
{
    if (reachable)
        m_unreachable.remove(device);
    else
        m_unreachable.insert(device);
}

void Network::heal()
{
    weather = { 0, 0, 0, 0, 0, 0, 0, 0 };
    m_unreachable.clear();
    poison.clear();
    swallowed.clear();
}

bool Network::isSwallowed(const QByteArray& body) const
{
    return std::any_of(swallowed.begin(), swallowed.end(), [&](const QString& each) { return body.contains(each.toUtf8()); });
}

qint64 Network::latency()
{
    return m_random.chance(weather.slowLine) ? m_random.between(1, 25) * aSecond : m_random.between(20, 400) * aMillisecond;
}

bool Network::console(const QString& sql)
{
    m_server.setStep(1);
    m_server.setMoment(m_timeline.now(), m_seed);
    return m_server.console(sql);
}

//! What a server says instead of doing the work.
std::optional<Reply> Network::trouble(const QByteArray& body)
{
    for (const QString& each : std::as_const(poison)) {
        if (body.contains(each.toUtf8()))
            return Reply { 500, R"({"code":"XX000","message":"internal error"})" };
    }
    if (isSwallowed(body) && m_random.chance(0.5))
        return Reply { 502, "<html>" };
    if (!m_random.chance(weather.busy))
        return std::nullopt;
    static const std::vector<Reply> troubles { { 503, R"({"code":"PT503","message":"busy","details":"Retry-After: 3"})" },
        { 429, "{}" }, { 500, "{}" }, { 502, "<html>" }, { 500, R"({"code":"57014","message":"canceling statement"})" },
        { 500, R"({"code":"XX000","message":"internal error"})" } };
    return m_random.of(troubles);
}

void Network::send(const QString& device, const Caller& caller, QLatin1String function, const QByteArray& body, Done done)
{
    if (m_unreachable.contains(device)) {
        m_timeline.in(5 * aMillisecond, [done] { done(Error { Error::Kind::Offline, u"no route"_s }); });
        return;
    }
    const qint64 travel = latency();
    if (m_random.chance(weather.dropped)) {
        m_trace.line(m_timeline.now(), u"%1 %2: the request is lost"_s.arg(device, function));
        m_timeline.in(travel + 30 * aSecond, [done] { done(Error { Error::Kind::Timeout, u"no answer"_s }); });
        return;
    }
    ++m_underWay;
    const auto refused = std::make_shared<bool>(false);
    m_timeline.in(travel, [=, this] { deliver(device, caller, function, body, refused, done); });
    if (m_random.chance(weather.twice)) {
        ++m_underWay;
        m_timeline.in(travel + m_random.between(1, 90'000) * aMillisecond, [=, this] {
            if (*refused) { // the ledger remembers what was committed, not what was refused: nobody may repeat that
                --m_underWay;
                return;
            }
            m_trace.line(m_timeline.now(), u"%1 %2: delivered once more"_s.arg(device, function));
            deliver(device, caller, function, body, refused, [](const Result<Reply>&) { });
        });
    }
}

void Network::deliver(const QString& device, const Caller& caller, QLatin1String function, const QByteArray& body, const std::shared_ptr<bool>& refused, Done done)
{
    --m_underWay;
    if (const auto instead = trouble(body)) {
        m_trace.line(m_timeline.now(), u"%1 %2: %3 %4"_s.arg(device, function, QString::number(instead->status), QString::fromUtf8(instead->body)));
        return answer(device, *instead, done);
    }
    m_server.setStep(m_random.chance(weather.slowServer) ? 700'000 : 1);
    m_server.setMoment(m_timeline.now(), m_seed);
    auto call = m_server.begin(caller, function, body);
    if (!call)
        return answer(device, Reply { 503, R"({"code":"PGRST003","message":"no connection"})" }, done);
    m_trace.line(m_timeline.now(), u"%1 %2 %3\n    -> %4 %5"_s.arg(device, function, QString::fromUtf8(body),
            QString::number(call->reply.status), QString::fromUtf8(call->reply.body)));
    *refused = call->reply.body.contains("\"refused\"");
    if (isSwallowed(body))
        call->reply = Reply { 502, "<html>" };
    if (function == "sync_pull"_L1 || !m_random.chance(weather.slowCommit)) {
        m_server.commit(call->connection);
        return answer(device, call->reply, done);
    }
    ++m_underWay;
    m_timeline.in(m_random.between(50, 5'000) * aMillisecond, [=, this] {
        --m_underWay;
        m_trace.line(m_timeline.now(), u"%1 %2: committed only now"_s.arg(device, function));
        m_server.commit(call->connection);
        answer(device, call->reply, done);
    });
}

void Network::answer(const QString& device, Result<Reply> reply, const Done& done)
{
    if (m_random.chance(weather.answerLost)) {
        m_trace.line(m_timeline.now(), u"%1: the answer is lost"_s.arg(device));
        m_timeline.in(30 * aSecond, [done] { done(Error { Error::Kind::Timeout, u"no answer"_s }); });
        return;
    }
    if (m_random.chance(weather.garbage) && reply) {
        reply->body = m_random.chance(0.5) ? reply->body.left(m_random.below(reply->body.size() + 1)) : QByteArray("{\"hello\": 1}");
        m_trace.line(m_timeline.now(), u"%1: the answer is mutilated"_s.arg(device));
    }
    m_timeline.in(latency(), [this, device, reply, done] {
        if (m_unreachable.contains(device))
            return done(Error { Error::Kind::Offline, u"connection reset"_s });
        done(reply);
    });
}

template <class Answer>
QFuture<Result<Answer>> Link::call(QLatin1String function, const QByteArray& body, Result<Answer> (*parse)(const QByteArray&))
{
    auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    m_network.send(m_device, m_caller, function, body, [promise, parse](const Result<Reply>& reply) {
        if (!reply)
            promise->addResult(reply.error());
        else if (reply->status >= 200 && reply->status < 300)
            promise->addResult(parse(reply->body));
        else
            promise->addResult(remote::errorOf({ reply->status, reply->body, {}, 0 }));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<PullAnswer>> Link::pull(const PullRequest& request)
{
    return call("sync_pull"_L1, remote::pullBody(request), remote::parsePull);
}

QFuture<Result<RowsAnswer>> Link::pullRows(const RowsRequest& request)
{
    return call("sync_rows"_L1, remote::rowsBody(request), remote::parseRows);
}

QFuture<Result<PushAnswer>> Link::push(const PushRequest& request)
{
    return call("sync_push"_L1, remote::pushBody(request), remote::parsePush);
}

QFuture<Result<WorkspaceCreateAnswer>> Link::createWorkspace(const WorkspaceCreateRequest& request)
{
    return call("workspace_create"_L1, remote::workspaceCreateBody(request), remote::parseWorkspaceCreate);
}

QFuture<Result<ReferenceAnswer>> Link::pullReference()
{
    return call("reference_pull"_L1, remote::emptyBody(), remote::parseReference);
}

QFuture<Result<QJsonObject>> Link::taskContext(const Uid& task)
{
    return call("task_context"_L1, remote::taskContextBody(task), remote::parseTaskContext);
}

QFuture<Result<QJsonObject>> Link::taskActivity(const Uid& task, const OlderThan& than)
{
    return call("task_activity"_L1, remote::taskActivityBody(task, than), remote::parseTaskActivity);
}

void Link::abort() { } // every request ends in the network by itself

} // namespace convoy::simulation
