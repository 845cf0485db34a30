#include "sync/remote/supabaseapi.h"

#include "sync/remote/answers.h"
#include "sync/remote/classify.h"
#include "sync/remote/requests.h"

namespace convoy::remote {

namespace {

using namespace Qt::Literals::StringLiterals;
using sync::HttpReply;
using sync::HttpRequest;

HttpRequest requestFor(const Project& project, QLatin1String function, const QByteArray& body, const QByteArray& token)
{
    auto url = project.url;
    auto path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + "/rest/v1/rpc/"_L1 + function);
    return { "POST", url,
        { { "apikey", project.anonKey }, { "Authorization", "Bearer " + token }, { "Content-Type", "application/json" },
            { "Accept", "application/json" } },
        body };
}

void note(PullAnswer& answer, const HttpReply& reply) { answer.bytes = reply.wireBytes; }
void note(RowsAnswer& answer, const HttpReply& reply) { answer.bytes = reply.wireBytes; }
void note(PushAnswer& answer, const HttpReply& reply) { answer.bytes = reply.wireBytes; }
template <class Answer> void note(Answer&, const HttpReply&) { }

} // namespace

sync::HttpRequest acceptInvitations(const Project& project, const QByteArray& token)
{
    return requestFor(project, "invitations_accept"_L1, emptyBody(), token);
}

SupabaseApi::SupabaseApi(Project project, sync::Http& http, sync::TokenSource& tokens, QObject* parent)
    : QObject(parent)
    , m_project(std::move(project))
    , m_http(http)
    , m_tokens(tokens)
{
}

QFuture<Result<PullAnswer>> SupabaseApi::pull(const PullRequest& request)
{
    return call("sync_pull"_L1, pullBody(request), parsePull);
}

QFuture<Result<RowsAnswer>> SupabaseApi::pullRows(const RowsRequest& request)
{
    return call("sync_rows"_L1, rowsBody(request), parseRows);
}

QFuture<Result<PushAnswer>> SupabaseApi::push(const PushRequest& request)
{
    return call("sync_push"_L1, pushBody(request), parsePush);
}

QFuture<Result<WorkspaceCreateAnswer>> SupabaseApi::createWorkspace(const WorkspaceCreateRequest& request)
{
    return call("workspace_create"_L1, workspaceCreateBody(request), parseWorkspaceCreate);
}

QFuture<Result<ReferenceAnswer>> SupabaseApi::pullReference()
{
    return call("reference_pull"_L1, emptyBody(), parseReference);
}

QFuture<Result<QJsonObject>> SupabaseApi::taskContext(const Uid& task)
{
    return call("task_context"_L1, taskContextBody(task), parseTaskContext);
}

QFuture<Result<QJsonObject>> SupabaseApi::taskActivity(const Uid& task, const OlderThan& than)
{
    return call("task_activity"_L1, taskActivityBody(task, than), parseTaskActivity);
}

void SupabaseApi::abort() { m_http.abort(); }

template <class Answer>
QFuture<Result<Answer>> SupabaseApi::call(
    QLatin1String function, const QByteArray& body, Result<Answer> (*parse)(const QByteArray&))
{
    auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    authorize(function, body, [promise, parse](const Result<HttpReply>& reply) {
        if (!reply) {
            promise->addResult(reply.error());
        } else {
            auto answer = parse(reply->body);
            if (answer)
                note(*answer, *reply);
            promise->addResult(std::move(answer));
        }
        promise->finish();
    });
    return promise->future();
}

void SupabaseApi::authorize(QLatin1String function, const QByteArray& body, Done done)
{
    whenDone(m_tokens.accessToken(), this, [this, function, body, done](const Result<QByteArray>& token) {
        if (!token)
            return done(token.error());
        send(function, body, *token, Attempt::First, done);
    });
}

void SupabaseApi::send(
    QLatin1String function, const QByteArray& body, const QByteArray& token, Attempt attempt, Done done)
{
    ++m_traffic.requests;
    m_traffic.bytesSent += body.size();
    whenDone(m_http.send(requestFor(m_project, function, body, token)), this,
        [this, function, body, token, attempt, done](
            const Result<HttpReply>& reply) { receive(function, body, token, attempt, reply, done); });
}

void SupabaseApi::receive(QLatin1String function, const QByteArray& body, const QByteArray& token, Attempt attempt,
    const Result<HttpReply>& reply, Done done)
{
    if (!reply)
        return done(reply.error());
    m_traffic.bytesReceived += reply->wireBytes;
    if (reply->status >= 200 && reply->status < 300)
        return done(reply);
    const auto error = errorOf(*reply);
    if (error.kind != Error::Kind::Unauthorized || attempt == Attempt::AfterRenewal)
        return done(error);
    whenDone(m_tokens.renewed(token), this, [this, function, body, done](const Result<QByteArray>& fresh) {
        if (!fresh)
            return done(fresh.error());
        send(function, body, *fresh, Attempt::AfterRenewal, done);
    });
}

} // namespace convoy::remote
