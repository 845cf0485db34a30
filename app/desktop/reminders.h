#pragma once

#include "app/desktop/notifications.h"
#include "domain/clock.h"
#include "domain/editport.h"

#include <QSet>
#include <QTimer>

#include <functional>

namespace convoy::items {
class Editing;
}
namespace convoy::store {
class Reads;
struct Reminder;
}

namespace convoy::app {

//! Shows each reminder once when its time has come: one timer, armed for the next one that the database knows of, armed anew
//! whenever tasks change (by whichever device), when it fires, and when the computer wakes up. Reminders missed while nothing
//! ran are shown for a day. Before one is shown it is claimed in the database, so that another process or the next start does
//! not show it again. Interface thread; owned by the composition.
class Reminders final : public QObject {
    Q_OBJECT

public:
    //! Answers, perhaps later, whether this process is the one to show it.
    using Claim = std::function<void(RowKey task, const QString& at, std::function<void(bool)> answer)>;

    Reminders(const store::Reads& reads, items::Editing& editing, const Clock& clock, Notifier& notifier, Claim claim,
        QObject* parent = nullptr);
    void setWanted(std::function<bool()> wanted); //!< asked at every check; while it says no, nothing is claimed or shown
    void applyChanges(const ChangeSet& changes);
    void check(); //!< shows what is due now and arms the timer for what comes
    [[nodiscard]] int millisecondsToNext() const { return m_timer.isActive() ? m_timer.remainingTime() : -1; }

Q_SIGNALS:
    void openRequested(convoy::RowKey task);

private:
    void show(const store::Reminder& reminder);
    void onActed(RowKey task, NoteAction action);

    const store::Reads& m_reads;
    items::Editing& m_editing;
    const Clock& m_clock;
    Notifier& m_notifier;
    Claim m_claim;
    std::function<bool()> m_wanted = [] { return true; };
    QTimer m_timer;
    QSet<std::pair<qint64, QString>> m_asked; //!< claimed by this process, or seen to be claimed by another
};

} // namespace convoy::app
