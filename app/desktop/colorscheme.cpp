#include "app/desktop/colorscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr auto service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto scheme = "color-scheme"_L1;
}

ColorScheme::ColorScheme(QObject* parent)
    : QObject(parent)
    , m_dark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // Qt finds a slot's parameters by their names, and refuses to connect, silently, while it does not know one of them.
    qRegisterMetaType<QDBusVariant>();
    bus.connect(service, path, interface, u"SettingChanged"_s, this, SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    call << QString(appearance) << QString(scheme);
    // Asked without waiting: a portal that starts slowly must not hold up the first window.
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
        done->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (reply.isValid())
            take(reply.value().variant());
    });
}

void ColorScheme::onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value)
{
    if (space == appearance && key == scheme)
        take(value.variant());
}

void ColorScheme::take(const QVariant& value)
{
    // Read() wraps its answer in a second variant. 1 is "prefer dark", 2 "prefer light", 0 no preference.
    const QVariant plain = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    const bool dark = plain.toUInt() == 1;
    if (dark == m_dark)
        return;
    m_dark = dark;
    Q_EMIT changed(dark);
}

} // namespace convoy::app
