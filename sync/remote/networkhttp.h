#pragma once

#include "sync/port/http.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <chrono>

class QNetworkReply;

namespace convoy::remote {

struct HttpLimits {
    std::chrono::milliseconds silence { 30'000 }; //!< without a byte in either direction
    std::chrono::milliseconds total { 180'000 }; //!< a server that drips is ended as well
    qint64 bytes = 256 * 1024 * 1024; //!< of one answer
};

//! Http over QNetworkAccessManager. Follows no redirects: Supabase sends none, a captive portal does. Compression is
//! the manager's business (it asks for it and undoes it). Owned by the composition, store thread.
class NetworkHttp final : public QObject, public sync::Http {
    Q_OBJECT

public:
    explicit NetworkHttp(HttpLimits limits = {}, QObject* parent = nullptr);
    ~NetworkHttp() override;

    QFuture<Result<sync::HttpReply>> send(const sync::HttpRequest& request) override;
    void abort() override;
    void forgetConnections(); //!< after a change of network or a resume: sockets of the old one only run into timeouts

private:
    HttpLimits m_limits;
    QNetworkAccessManager m_network;
};

//! Decides whether an answer with a status is our server's or somebody else's page. Pure.
[[nodiscard]] std::optional<Error> foreignAnswer(int status, const QByteArray& contentType, const QByteArray& body);

} // namespace convoy::remote
