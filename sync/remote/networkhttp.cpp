#include "sync/remote/networkhttp.h"

#include <QNetworkReply>
#include <QTimer>

namespace convoy::remote {

namespace {

using namespace Qt::Literals::StringLiterals;
using sync::HttpReply;
using sync::HttpRequest;

// Why a reply was ended before its time, kept with the reply as a property.
constexpr auto endedBecause = "convoyEndedBecause";

Error transportError(const QNetworkReply& reply)
{
    const auto because = reply.property(endedBecause);
    if (because.isValid())
        return { static_cast<Error::Kind>(because.toInt()), reply.url().host() };
    const auto detail = reply.errorString();
    switch (reply.error()) {
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // how QNetworkAccessManager reports its transfer timeout
    case QNetworkReply::ProxyTimeoutError:
        return { Error::Kind::Timeout, detail };
    case QNetworkReply::SslHandshakeFailedError:
        return { Error::Kind::ServerFault, detail, {}, u"tls"_s };
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::UnknownContentError:
        return { Error::Kind::Malformed, detail };
    default: // whatever else kept the request from being answered: no route, refused, reset, name not found, proxy
        return { Error::Kind::Offline, detail };
    }
}

void endBecause(QNetworkReply& reply, Error::Kind kind)
{
    reply.setProperty(endedBecause, int(kind));
    reply.abort();
}

Result<HttpReply> outcomeOf(QNetworkReply& reply)
{
    const auto status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto cutOff = reply.error() != QNetworkReply::NoError && reply.error() < QNetworkReply::ContentAccessDenied;
    if (status == 0 || cutOff || reply.property(endedBecause).isValid())
        return transportError(reply);
    HttpReply answer { status, reply.readAll(), reply.rawHeader("Retry-After"), 0 };
    bool stated = false;
    const auto length = reply.rawHeader("Content-Length").toLongLong(&stated);
    answer.wireBytes = stated ? length : answer.body.size();
    if (auto foreign = foreignAnswer(status, reply.rawHeader("Content-Type"), answer.body))
        return *foreign;
    return answer;
}

void guard(QNetworkReply& reply, const HttpLimits& limits)
{
    auto* watchdog = new QTimer(&reply);
    watchdog->setSingleShot(true);
    QObject::connect(watchdog, &QTimer::timeout, &reply, [&reply] { endBecause(reply, Error::Kind::Timeout); });
    watchdog->start(limits.total);
    QObject::connect(
        &reply, &QNetworkReply::downloadProgress, &reply, [&reply, most = limits.bytes](qint64 received, qint64) {
            if (received > most)
                endBecause(reply, Error::Kind::Malformed);
        });
}

} // namespace

std::optional<Error> foreignAnswer(int status, const QByteArray& contentType, const QByteArray& body)
{
    if ((status >= 300 && status < 400) || status == 511)
        return Error { Error::Kind::CaptivePortal, u"status %1"_s.arg(status) };
    const auto isPage = contentType.startsWith("text/html") || body.trimmed().startsWith('<');
    if (!isPage || status >= 500 || status == 413) // a proxy's own page for a broken server or a large request is no portal
        return std::nullopt;
    if (status == 404 || status == 405)
        return Error { Error::Kind::Malformed, u"a web page answered instead of the server: check the address"_s };
    return Error { Error::Kind::CaptivePortal, u"a web page answered with status %1"_s.arg(status) };
}

NetworkHttp::NetworkHttp(HttpLimits limits, QObject* parent) : QObject(parent), m_limits(limits)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setTransferTimeout(int(m_limits.silence.count()));
    m_network.setAutoDeleteReplies(true);
}

NetworkHttp::~NetworkHttp() { NetworkHttp::abort(); }

QFuture<Result<HttpReply>> NetworkHttp::send(const HttpRequest& request)
{
    QNetworkRequest networkRequest(request.url);
    for (const auto& [name, value] : request.headers)
        networkRequest.setRawHeader(name, value);
    auto* reply = m_network.sendCustomRequest(networkRequest, request.method, request.body);
    guard(*reply, m_limits);
    auto promise = std::make_shared<QPromise<Result<HttpReply>>>();
    promise->start();
    connect(reply, &QNetworkReply::finished, reply, [reply, promise] {
        promise->addResult(outcomeOf(*reply));
        promise->finish();
    });
    return promise->future();
}

void NetworkHttp::abort()
{
    for (auto* reply : m_network.findChildren<QNetworkReply*>()) {
        if (!reply->isFinished())
            endBecause(*reply, Error::Kind::Cancelled);
    }
}

void NetworkHttp::forgetConnections() { m_network.clearConnectionCache(); }

} // namespace convoy::remote
