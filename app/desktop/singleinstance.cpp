#include "app/desktop/singleinstance.h"

#include "domain/jsonvalues.h"

#include <QLocalSocket>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

SingleInstance::SingleInstance(const QString& dataDirectoryName, QObject* parent)
    : QObject(parent)
    , m_name(dataDirectoryName + "-window"_L1)
    , m_server(m_name, [this](const QJsonObject& request, const PeerServer::Answer& answer) {
        Q_EMIT raised({ request.value(u"capture"_s).toBool(), request.value(u"text"_s).toString(), request.value(u"link"_s).toString() });
        answer({ { u"raised"_s, true } });
    })
{
}

bool SingleInstance::handOver(const Wish& wish) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(300))
        return false;
    socket.write(compactJson(QJsonObject { { u"capture"_s, wish.capture }, { u"text"_s, wish.text }, { u"link"_s, wish.link } }) + '\n');
    // An answer proves that the other one is alive and not just a socket.
    return socket.waitForReadyRead(2000);
}

void SingleInstance::listen()
{
    // Without a socket the program still works; only raising from a second start does not.
    std::ignore = m_server.listen();
}

} // namespace convoy::app
