#pragma once

#include "domain/async.h"
#include "domain/result.h"

#include <QByteArray>
#include <QUrl>

#include <utility>
#include <vector>

namespace convoy::sync {

struct HttpRequest {
    QByteArray method; //!< GET or POST
    QUrl url;
    std::vector<std::pair<QByteArray, QByteArray>> headers {};
    QByteArray body {};
};

struct HttpReply {
    int status = 0;
    QByteArray body;
    QByteArray retryAfter; //!< the header as it came
    qint64 wireBytes = 0; //!< of the body as transferred; where the server does not say, after decompression
};

//! Carries one request to a server and its JSON answer back, whatever its status; a login page, a redirect or no answer
//! at all is an Error. Every future ends: each request has a time limit. Store thread. A port so that the account and
//! the remote share one transport, and tests can stand in for it.
class Http {
public:
    virtual ~Http() = default;
    virtual QFuture<Result<HttpReply>> send(const HttpRequest& request) = 0;
    virtual void abort() = 0; //!< ends what is under way as Cancelled
};

} // namespace convoy::sync
