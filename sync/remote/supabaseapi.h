#pragma once

#include "sync/port/http.h"
#include "sync/port/remoteapi.h"
#include "sync/port/tokens.h"

#include <QObject>

namespace convoy::remote {

struct TrafficCounters {
    int requests = 0;
    qint64 bytesSent = 0; //!< of bodies
    qint64 bytesReceived = 0; //!< as transferred
};

struct Project {
    QUrl url; //!< https://....supabase.co
    QByteArray anonKey;
};

//! Takes the workspaces that this person was invited to by address. Asked once, behind a sign-in.
[[nodiscard]] sync::HttpRequest acceptInvitations(const Project& project, const QByteArray& token);

//! RemoteApi over PostgREST's functions, as README.md describes them. Asks the TokenSource for a token per request; a
//! refused one is renewed once and the request repeated once. Owned by the composition, store thread.
class SupabaseApi final : public QObject, public sync::RemoteApi {
    Q_OBJECT

public:
    SupabaseApi(Project project, sync::Http& http, sync::TokenSource& tokens, QObject* parent = nullptr);

    QFuture<Result<PullAnswer>> pull(const PullRequest& request) override;
    QFuture<Result<RowsAnswer>> pullRows(const RowsRequest& request) override;
    QFuture<Result<PushAnswer>> push(const PushRequest& request) override;
    QFuture<Result<WorkspaceCreateAnswer>> createWorkspace(const WorkspaceCreateRequest& request) override;
    QFuture<Result<ReferenceAnswer>> pullReference() override;
    QFuture<Result<QJsonObject>> taskContext(const Uid& task) override;
    QFuture<Result<QJsonObject>> taskActivity(const Uid& task, const OlderThan& than) override;
    void abort() override;

    [[nodiscard]] const TrafficCounters& traffic() const { return m_traffic; }

private:
    using Done = std::function<void(Result<sync::HttpReply>)>;
    enum class Attempt : bool { First, AfterRenewal };

    template <class Answer>
    QFuture<Result<Answer>> call(
        QLatin1String function, const QByteArray& body, Result<Answer> (*parse)(const QByteArray&));
    void authorize(QLatin1String function, const QByteArray& body, Done done);
    void send(QLatin1String function, const QByteArray& body, const QByteArray& token, Attempt attempt, Done done);
    void receive(QLatin1String function, const QByteArray& body, const QByteArray& token, Attempt attempt,
        const Result<sync::HttpReply>& reply, Done done);

    Project m_project;
    sync::Http& m_http;
    sync::TokenSource& m_tokens;
    TrafficCounters m_traffic;
};

} // namespace convoy::remote
