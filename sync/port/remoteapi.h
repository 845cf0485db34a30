#pragma once

#include "domain/async.h"
#include "domain/exchange.h"
#include "domain/remotecontext.h"
#include "domain/result.h"

#include <QJsonObject>

namespace convoy::sync {

//! What the engine asks of a server. Implemented over PostgREST by remote, and by fakes. Store thread. Every future ends:
//! each request has a timeout. An expired token is renewed and the request repeated inside; Unauthorized means the person has to sign in.
class RemoteApi {
public:
    virtual ~RemoteApi() = default;
    virtual QFuture<Result<PullAnswer>> pull(const PullRequest& request) = 0;
    virtual QFuture<Result<RowsAnswer>> pullRows(const RowsRequest& request) = 0;
    virtual QFuture<Result<PushAnswer>> push(const PushRequest& request) = 0;
    virtual QFuture<Result<WorkspaceCreateAnswer>> createWorkspace(const WorkspaceCreateRequest& request) = 0;
    virtual QFuture<Result<ReferenceAnswer>> pullReference() = 0;
    virtual QFuture<Result<QJsonObject>> taskContext(const Uid& task) = 0;
    virtual QFuture<Result<QJsonObject>> taskActivity(const Uid& task, const OlderThan& than) = 0;
    virtual void abort() = 0; //!< ends what is under way as Cancelled
};

} // namespace convoy::sync
