#pragma once

#include "domain/ids.h"

#include <QHash>
#include <QObject>

namespace convoy::app {

//! What a person did with a notification.
enum class NoteAction : quint8 { Open, Done, Snooze };

//! Where reminders are shown; a seam, so that tests need no bus.
class Notifier : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    //! Without a task it is about the program: then it can only be opened.
    virtual void show(RowKey task, const QString& title, const QString& body) = 0;

Q_SIGNALS:
    void acted(convoy::RowKey task, convoy::app::NoteAction action);
    void unavailable(convoy::RowKey task, const QString& title, const QString& body); //!< nobody showed it: show it yourself
};

//! org.freedesktop.Notifications on the session bus, with buttons for done, snooze and open where the service has buttons. Where
//! there is no service each note comes back as unavailable. Interface thread; owned by the composition.
class DesktopNotifications final : public Notifier {
    Q_OBJECT

public:
    explicit DesktopNotifications(QObject* parent = nullptr);
    void show(RowKey task, const QString& title, const QString& body) override;

private:
    Q_SLOT void onActionInvoked(uint id, const QString& action);
    Q_SLOT void onClosed(uint id, uint reason);

    QHash<uint, RowKey> m_shown;
};

} // namespace convoy::app
