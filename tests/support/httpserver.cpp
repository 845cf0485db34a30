#include "tests/support/httpserver.h"

#include <QHostAddress>
#include <QTcpSocket>

namespace convoy::test {

HttpServer::HttpServer(Script script) : m_script(std::move(script))
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (auto* socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no free local port");
}

QUrl HttpServer::url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }

void HttpServer::read(QTcpSocket& socket)
{
    QByteArray received = socket.property("received").toByteArray() + socket.readAll();
    const auto end = received.indexOf("\r\n\r\n");
    socket.setProperty("received", received);
    if (end < 0)
        return;
    const auto head = received.left(end);
    qsizetype length = 0;
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(15).trimmed().toLongLong();
    }
    if (received.size() < end + 4 + length)
        return;
    socket.setProperty("received", received.mid(end + 4 + length));
    m_requests.push_back({ head.left(head.indexOf('\r')), head, received.mid(end + 4, length) });
    m_script(Request(m_requests.back()), socket);
}

void HttpServer::answer(
    QTcpSocket& socket, int status, const QByteArray& body, const QByteArray& type, const QByteArray& headers)
{
    socket.write("HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Type: " + type
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body);
}

HttpServer::Script HttpServer::answering(
    int status, const QByteArray& body, const QByteArray& type, const QByteArray& headers)
{
    return [=](const Request&, QTcpSocket& socket) { answer(socket, status, body, type, headers); };
}

} // namespace convoy::test
