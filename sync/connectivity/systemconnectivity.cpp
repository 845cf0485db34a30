#include "sync/connectivity/systemconnectivity.h"

#include <QNetworkInformation>

namespace convoy::connectivity {

namespace {

using Reach = sync::Connectivity::Reach;

Reach reachOf(const QNetworkInformation& system)
{
    if (system.supports(QNetworkInformation::Feature::CaptivePortal) && system.isBehindCaptivePortal())
        return Reach::CaptivePortal;
    switch (system.reachability()) {
    case QNetworkInformation::Reachability::Unknown:
        return Reach::Unknown;
    case QNetworkInformation::Reachability::Disconnected:
        return Reach::Offline;
    case QNetworkInformation::Reachability::Local:
    case QNetworkInformation::Reachability::Site: // a server in the house may be within reach
        return Reach::Local;
    case QNetworkInformation::Reachability::Online:
        return Reach::Online;
    }
    return Reach::Unknown;
}

} // namespace

SystemConnectivity::SystemConnectivity(QObject* parent) : Connectivity(parent) { }

void SystemConnectivity::report(Reach reach, bool metered)
{
    m_mailbox.post([this, reach, metered] {
        const bool news = m_reach != reach || m_metered != metered;
        m_reach = reach;
        m_metered = metered;
        if (news)
            Q_EMIT reachChanged(reach);
    });
}

SystemWatch::SystemWatch(SystemConnectivity& target, QObject* parent)
    : QObject(parent)
    , m_target(target)
    , m_hasBackend(QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
{
    auto* system = QNetworkInformation::instance();
    if (!system)
        return;
    connect(system, &QNetworkInformation::reachabilityChanged, this, &SystemWatch::forward);
    connect(system, &QNetworkInformation::isBehindCaptivePortalChanged, this, &SystemWatch::forward);
    connect(system, &QNetworkInformation::isMeteredChanged, this, &SystemWatch::forward);
    forward();
}

void SystemWatch::forward()
{
    const auto& system = *QNetworkInformation::instance();
    m_target.report(reachOf(system), system.supports(QNetworkInformation::Feature::Metered) && system.isMetered());
}

} // namespace convoy::connectivity
