#pragma once

#include "domain/async.h"
#include "sync/port/remoteapi.h"

#include <functional>

namespace convoy::test {

//! The real remote, which says of some requests that they took the server too long.
class StumblingRemote final : public sync::RemoteApi {
public:
    explicit StumblingRemote(sync::RemoteApi& real) : m_real(real) { }

    std::function<bool(const PullRequest&)> tooMuchToPull {};
    std::function<bool(const RowsRequest&)> tooManyRows {};
    bool takesNothing = false;

    QFuture<Result<PullAnswer>> pull(const PullRequest& request) override
    {
        return tooMuchToPull && tooMuchToPull(request) ? tooMuch<PullAnswer>() : m_real.pull(request);
    }
    QFuture<Result<RowsAnswer>> pullRows(const RowsRequest& request) override
    {
        return tooManyRows && tooManyRows(request) ? tooMuch<RowsAnswer>() : m_real.pullRows(request);
    }
    QFuture<Result<PushAnswer>> push(const PushRequest& request) override
    {
        return takesNothing ? tooMuch<PushAnswer>() : m_real.push(request);
    }
    QFuture<Result<WorkspaceCreateAnswer>> createWorkspace(const WorkspaceCreateRequest& request) override { return m_real.createWorkspace(request); }
    QFuture<Result<ReferenceAnswer>> pullReference() override { return m_real.pullReference(); }
    QFuture<Result<QJsonObject>> taskContext(const Uid& task) override { return m_real.taskContext(task); }
    QFuture<Result<QJsonObject>> taskActivity(const Uid& task, const OlderThan& than) override { return m_real.taskActivity(task, than); }
    void abort() override { m_real.abort(); }

private:
    template <class Answer> static QFuture<Result<Answer>> tooMuch()
    {
        return readyFuture(Result<Answer>(Error { Error::Kind::Busy, {}, {}, QStringLiteral("57014") }));
    }

    sync::RemoteApi& m_real;
};

} // namespace convoy::test
