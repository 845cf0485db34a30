#include "app/desktop/notifications.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

} // namespace

DesktopNotifications::DesktopNotifications(QObject* parent)
    : Notifier(parent)
{
    auto bus = QDBusConnection::sessionBus();
    bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint, QString)));
    bus.connect(service, path, service, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
}

void DesktopNotifications::show(RowKey task, const QString& title, const QString& body)
{
    if (!QDBusConnection::sessionBus().isConnected()) { // a call without a bus is never answered, not even by an error
        QMetaObject::invokeMethod(this, [this, task, title, body] { Q_EMIT unavailable(task, title, body); }, Qt::QueuedConnection);
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    const QStringList actions = !task ? QStringList { u"default"_s, tr("Open"), u"open"_s, tr("Open") }
                                      : QStringList { u"default"_s, tr("Open"), u"done"_s, tr("Done"), u"snooze"_s, tr("In 15 minutes"), u"open"_s, tr("Open") };
    const QVariantMap hints { { u"desktop-entry"_s, u"io.github.convoy.Convoy"_s }, { u"category"_s, task ? u"x-convoy.reminder"_s : u"x-convoy.sync"_s } };
    // Services take a little markup in the body: what a person wrote must not be taken for it.
    call.setArguments({ u"Convoy"_s, 0u, u"io.github.convoy.Convoy"_s, title, body.toHtmlEscaped(), actions, hints, -1 });
    auto* waiting = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 5000), this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, [this, waiting, task, title, body] {
        waiting->deleteLater();
        const QDBusPendingReply<uint> reply = *waiting;
        if (reply.isError())
            Q_EMIT unavailable(task, title, body);
        else
            m_shown.insert(reply.value(), task);
    });
}

void DesktopNotifications::onActionInvoked(uint id, const QString& action)
{
    const auto shown = m_shown.constFind(id);
    if (shown == m_shown.constEnd())
        return; // other programs' notes are announced to everyone too
    Q_EMIT acted(*shown, action == "done"_L1 ? NoteAction::Done : action == "snooze"_L1 ? NoteAction::Snooze : NoteAction::Open);
}

void DesktopNotifications::onClosed(uint id, uint) { m_shown.remove(id); }

} // namespace convoy::app
