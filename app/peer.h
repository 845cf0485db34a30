#pragma once

#include "domain/result.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace convoy::app {

//! Answers other Convoy processes of the same person on the same data directory: the holder of the sync lock takes
//! "sync" requests, the desktop program takes "raise" and "quick-add". One JSON object per line each way. Lives on the
//! thread it is made on.
class PeerServer final : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(const QJsonObject&)>; //!< call once, now or later, from the same thread
    using Handler = std::function<void(const QJsonObject& request, Answer answer)>;

    PeerServer(QString name, Handler handler, QObject* parent = nullptr);
    ~PeerServer() override;
    Status listen(); //!< Locked when a living process listens already; a dead one's socket is taken over
    void close();

private:
    void onConnected();
    void readFrom(QLocalSocket* socket);

    QString m_name;
    Handler m_handler;
    std::unique_ptr<QLocalServer> m_server;
};

//! One question to a living peer. Calls back exactly once: the answer, Offline when nobody listens, or Timeout.
void askPeer(const QString& name, const QJsonObject& request, std::chrono::milliseconds patience, QObject* context,
    std::function<void(const Result<QJsonObject>&)> done);

} // namespace convoy::app
