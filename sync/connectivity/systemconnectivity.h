#pragma once

#include "domain/mailbox.h"
#include "sync/port/connectivity.h"

#include <memory>

namespace convoy::connectivity {

//! What the system says about the network, where the engine lives. QNetworkInformation has to be loaded in the main
//! thread; what it says travels here through a mailbox. Without a backend it stays Unknown, and the engine finds out by
//! trying. Lives on the store thread; SystemWatch feeds it.
class SystemConnectivity final : public sync::Connectivity {
    Q_OBJECT

public:
    explicit SystemConnectivity(QObject* parent = nullptr);
    [[nodiscard]] Reach reach() const override { return m_reach; }
    [[nodiscard]] bool metered() const override { return m_metered; }
    void report(Reach reach, bool metered); //!< from any thread

private:
    Reach m_reach = Reach::Unknown;
    bool m_metered = false;
    Mailbox m_mailbox { this }; // a child, so that it moves along to the store thread
};

//! The main thread's side: listens to QNetworkInformation and reports to one SystemConnectivity, which outlives it.
class SystemWatch final : public QObject {
    Q_OBJECT

public:
    explicit SystemWatch(SystemConnectivity& target, QObject* parent = nullptr);
    [[nodiscard]] bool hasBackend() const { return m_hasBackend; }

private:
    void forward();

    SystemConnectivity& m_target;
    bool m_hasBackend = false;
};

} // namespace convoy::connectivity
