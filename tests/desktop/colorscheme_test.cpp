#include "app/desktop/colorscheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QVariant>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

//! Says what the desktop wants, as xdg-desktop-portal does.
class Portal final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint wish = 1;

public Q_SLOTS:
    QDBusVariant Read(const QString&, const QString&) { return QDBusVariant(QVariant::fromValue(QDBusVariant(wish))); }
};

} // namespace

TEST(ColorScheme, FollowsTheDesktopWhileTheProgramRuns)
{
    QProcess bus;
    bus.start(u"dbus-daemon"_s, { u"--session"_s, u"--print-address"_s, u"--nofork"_s });
    if (!bus.waitForStarted(3000) || !bus.waitForReadyRead(3000))
        GTEST_SKIP() << "no dbus-daemon";
    const QString address = QString::fromUtf8(bus.readLine()).trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address.toUtf8());
    QDBusConnection desktop = QDBusConnection::connectToBus(address, u"desktop"_s);
    Portal portal;
    ASSERT_TRUE(desktop.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal, QDBusConnection::ExportAllSlots));
    ASSERT_TRUE(desktop.registerService(u"org.freedesktop.portal.Desktop"_s));
    {
        app::ColorScheme scheme;
        EXPECT_TRUE(QTest::qWaitFor([&] { return scheme.isDark(); }, 5000)) << "asked at the start";
        QSignalSpy changed(&scheme, &app::ColorScheme::changed);

        auto signal = QDBusMessage::createSignal(
            u"/org/freedesktop/portal/desktop"_s, u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
        signal << u"org.freedesktop.appearance"_s << u"color-scheme"_s << QVariant::fromValue(QDBusVariant(2u));

        // Sent again until it is heard: Qt may still be asking the bus who owns the portal's name.
        EXPECT_TRUE(QTest::qWaitFor([&] { return desktop.send(signal) && !scheme.isDark(); }, 5000)) << "told while running";
        EXPECT_EQ(changed.size(), 1);
    }
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    bus.terminate();
    bus.waitForFinished(2000);
}

#include "colorscheme_test.moc"
