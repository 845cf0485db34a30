#pragma once

#include "app/peer.h"

namespace convoy::app {

//! One window per data directory: the second start hands its wishes to the first and ends. Interface thread.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString& dataDirectoryName, QObject* parent = nullptr);

    //! Hands the wish to a running Convoy; false when there is none. Waits for a moment: there is no window yet to freeze.
    [[nodiscard]] bool handOver(const QString& quickAdd, const QString& link) const;
    void listen();

Q_SIGNALS:
    void raised(const QString& quickAdd, const QString& link);

private:
    QString m_name;
    PeerServer m_server;
};

} // namespace convoy::app
