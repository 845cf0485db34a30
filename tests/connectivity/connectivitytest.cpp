#include "sync/connectivity/systemconnectivity.h"

#include <QDBusInterface>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::connectivity;
using namespace Qt::Literals::StringLiterals;
using Reach = sync::Connectivity::Reach;

namespace {

void mock(const QString& method, quint32 value)
{
    QDBusInterface manager(u"org.freedesktop.NetworkManager"_s, u"/org/freedesktop/NetworkManager"_s,
        u"org.freedesktop.DBus.Mock"_s, QDBusConnection::systemBus());
    ASSERT_NE(manager.call(method, value).type(), QDBusMessage::ErrorMessage)
        << manager.lastError().message().toStdString();
}

void network(bool up)
{
    mock(u"SetGlobalConnectionState"_s, up ? 70 : 20);
    mock(u"SetConnectivity"_s, up ? 4 : 1);
}

} // namespace

TEST(WithNetworkManager, DownAndUpReachTheThreadOfTheEngine)
{
    ASSERT_NO_FATAL_FAILURE(network(true));
    QThread thread;
    auto* target = new SystemConnectivity;
    std::vector<Reach> seen; // written on the other thread, read after it has ended
    QThread* emittedOn = nullptr;
    QObject::connect(target, &sync::Connectivity::reachChanged, target, [&](Reach reach) {
        seen.push_back(reach);
        emittedOn = QThread::currentThread();
    });
    std::atomic<int> count = 0;
    QObject::connect(target, &sync::Connectivity::reachChanged, target, [&] { ++count; });
    target->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, target, &QObject::deleteLater);
    thread.start();
    {
        SystemWatch watch(*target);
        ASSERT_TRUE(watch.hasBackend());
        ASSERT_TRUE(QTest::qWaitFor([&] { return count >= 1; })) << "the state at the start";
        auto before = count.load();
        network(false);
        ASSERT_TRUE(QTest::qWaitFor([&] { return count > before; })) << "down";
        QTest::qWait(200);
        before = count.load();
        network(true);
        ASSERT_TRUE(QTest::qWaitFor([&] { return count > before; })) << "up";
        QTest::qWait(200);
        before = count.load();
        mock(u"SetConnectivity"_s, 2);
        ASSERT_TRUE(QTest::qWaitFor([&] { return count > before; })) << "a login page";
        QTest::qWait(200);
    }
    thread.quit();
    thread.wait();
    EXPECT_EQ(emittedOn, &thread);
    EXPECT_NE(std::find(seen.begin(), seen.end(), Reach::Offline), seen.end());
    const auto online = std::find(seen.rbegin(), seen.rend(), Reach::Online);
    EXPECT_NE(online, seen.rend());
    EXPECT_EQ(seen.back(), Reach::CaptivePortal);
}

TEST(Alone, WithoutASystemServiceNothingIsKnown)
{
    SystemConnectivity target;
    SystemWatch watch(target);
    QTest::qWait(300);
    EXPECT_TRUE(target.reach() == Reach::Unknown || target.reach() == Reach::Online) << int(target.reach());
    EXPECT_FALSE(target.metered());
}
