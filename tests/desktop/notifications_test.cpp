#include "app/desktop/notifications.h"

#include <QDBusInterface>
#include <QDBusReply>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::app;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;

QDBusInterface mock()
{
    return QDBusInterface(service, u"/org/freedesktop/Notifications"_s, u"org.freedesktop.DBus.Mock"_s);
}

//! As the service would when the person presses a button of the note.
void press(uint id, const QString& action)
{
    const QVariantList arguments { QVariant::fromValue(QDBusVariant(id)), QVariant::fromValue(QDBusVariant(action)) };
    auto daemon = mock();
    const QDBusMessage answer = daemon.call(u"EmitSignal"_s, service, u"ActionInvoked"_s, u"us"_s, QVariantList { id, action });
    ASSERT_NE(answer.type(), QDBusMessage::ErrorMessage) << answer.errorMessage().toStdString();
}

} // namespace

TEST(WithDaemon, ShowsANoteAndHearsItsButtons)
{
    DesktopNotifications notes;
    QSignalSpy acted(&notes, &Notifier::acted);
    QSignalSpy unavailable(&notes, &Notifier::unavailable);

    notes.show(RowKey { 7 }, u"Fix pump"_s, u"Due <today>"_s);
    QTest::qWait(500);
    press(2, u"done"_s); // another program's
    press(1, u"snooze"_s);
    press(1, u"done"_s);
    press(1, u"default"_s);
    for (int i = 0; i < 40 && acted.size() < 3; ++i)
        QTest::qWait(50);

    EXPECT_TRUE(unavailable.isEmpty());
    ASSERT_EQ(acted.size(), 3);
    EXPECT_EQ(acted[0][0].value<RowKey>(), RowKey { 7 });
    EXPECT_EQ(acted[0][1].value<NoteAction>(), NoteAction::Snooze);
    EXPECT_EQ(acted[1][1].value<NoteAction>(), NoteAction::Done);
    EXPECT_EQ(acted[2][1].value<NoteAction>(), NoteAction::Open);
}

TEST(Alone, GivesTheNoteBackSoThatTheWindowShowsIt)
{
    DesktopNotifications notes;
    QSignalSpy unavailable(&notes, &Notifier::unavailable);

    notes.show(RowKey { 7 }, u"Fix pump"_s, u"Reminder"_s);

    ASSERT_TRUE(unavailable.wait(5000));
    EXPECT_EQ(unavailable[0][1].toString(), u"Fix pump"_s);
}
