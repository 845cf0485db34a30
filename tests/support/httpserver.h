#pragma once

#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace convoy::test {

//! A server of a few lines on a free local port: each request is handed to the script, which answers as it likes: raw
//! bytes, half of them, or nothing. Lives on the test's thread.
class HttpServer final : public QObject {
    Q_OBJECT

public:
    struct Request {
        QByteArray line;
        QByteArray head;
        QByteArray body;
    };
    using Script = std::function<void(const Request&, QTcpSocket&)>;

    explicit HttpServer(Script script);
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const std::vector<Request>& requests() const { return m_requests; }
    void setScript(Script script) { m_script = std::move(script); }

    //! A whole answer with length and type, as a script.
    static Script answering(int status, const QByteArray& body, const QByteArray& type = "application/json",
        const QByteArray& headers = {});
    static void answer(QTcpSocket& socket, int status, const QByteArray& body,
        const QByteArray& type = "application/json", const QByteArray& headers = {});

private:
    void read(QTcpSocket& socket);

    QTcpServer m_server;
    Script m_script;
    std::vector<Request> m_requests;
};

} // namespace convoy::test
