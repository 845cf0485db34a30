#pragma once

#include "app/peer.h"

namespace convoy::app {

//! What a start of the program was for.
struct Wish {
    bool capture = false; //!< the small window for a new task, instead of the main window
    QString text; //!< to begin that task with
    QString link; //!< convoy://task/<uuid>
};

//! One window per data directory: the second start hands its wishes to the first and ends. Interface thread.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString& dataDirectoryName, QObject* parent = nullptr);

    //! Hands the wish to a running Convoy; false when there is none. Waits for a moment: there is no window yet to freeze.
    [[nodiscard]] bool handOver(const Wish& wish) const;
    void listen();

Q_SIGNALS:
    void raised(const convoy::app::Wish& wish);

private:
    QString m_name;
    PeerServer m_server;
};

} // namespace convoy::app
