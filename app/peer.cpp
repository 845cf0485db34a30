#include "app/peer.h"

#include "domain/jsonvalues.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

namespace convoy::app {

namespace {

constexpr qsizetype longestLine = 64 * 1024;

QByteArray line(const QJsonObject& object) { return compactJson(object) + '\n'; }

bool someoneListens(const QString& name)
{
    QLocalSocket probe;
    probe.connectToServer(name);
    return probe.waitForConnected(200);
}

} // namespace

PeerServer::PeerServer(QString name, Handler handler, QObject* parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_handler(std::move(handler))
    , m_server(std::make_unique<QLocalServer>())
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &PeerServer::onConnected);
}

PeerServer::~PeerServer() = default;

Status PeerServer::listen()
{
    if (m_server->isListening() || m_server->listen(m_name))
        return ok();
    // A socket file may be left of a process that was killed; only one that answers is somebody.
    if (someoneListens(m_name))
        return Error { Error::Kind::Locked, m_name };
    QLocalServer::removeServer(m_name);
    if (!m_server->listen(m_name))
        return Error { Error::Kind::Storage, m_server->errorString() };
    return ok();
}

void PeerServer::close() { m_server->close(); }

void PeerServer::onConnected()
{
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readFrom(socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        readFrom(socket);
    }
}

void PeerServer::readFrom(QLocalSocket* socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > longestLine)
            socket->abort();
        return;
    }
    const QPointer<QLocalSocket> asker(socket); // may hang up before the answer is there
    m_handler(objectFromJson(socket->readLine(longestLine)), [asker](const QJsonObject& answer) {
        if (!asker)
            return;
        asker->write(line(answer));
        asker->flush();
        asker->disconnectFromServer();
    });
}

void askPeer(const QString& name, const QJsonObject& request, std::chrono::milliseconds patience, QObject* context,
    std::function<void(const Result<QJsonObject>&)> done)
{
    auto* socket = new QLocalSocket(context);
    auto* timer = new QTimer(socket);
    const auto finish = [socket, timer, done = std::move(done)](const Result<QJsonObject>& result) {
        timer->stop();
        socket->disconnect();
        socket->deleteLater();
        done(result);
    };
    QObject::connect(socket, &QLocalSocket::connected, socket, [socket, request] { socket->write(line(request)); });
    QObject::connect(socket, &QLocalSocket::readyRead, socket, [socket, finish] {
        if (socket->canReadLine())
            finish(objectFromJson(socket->readLine(longestLine)));
    });
    QObject::connect(socket, &QLocalSocket::errorOccurred, socket, [socket, finish](QLocalSocket::LocalSocketError) {
        finish(Error { Error::Kind::Offline, socket->errorString() });
    });
    QObject::connect(timer, &QTimer::timeout, socket, [finish, name] { finish(Error { Error::Kind::Timeout, name }); });
    timer->setSingleShot(true);
    timer->start(patience);
    socket->connectToServer(name);
}

} // namespace convoy::app
