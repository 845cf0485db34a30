#include "app/desktop/reminders.h"

#include "items/editing.h"
#include "schedule/dates.h"
#include "store/reads.h"

#include <QDateTime>
#include <QPointer>
#include <QTimeZone>

#include <algorithm>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 missedForHours = 24;
constexpr int snoozeMinutes = 15;
//! Wall time differs by up to 26 hours between zones, so that much earlier on this clock may still be to come elsewhere.
constexpr qint64 zonesApartHours = 27;
constexpr int mostAtOnce = 1000;
//! Timers stand still while the computer sleeps and clocks are set: never trust one for longer.
constexpr qint64 longestTimer = 3'600'000;

QString wallText(const QDateTime& moment) { return moment.toString(u"yyyy-MM-ddTHH:mm"_s); }

QDateTime momentOf(const store::Reminder& reminder)
{
    const QDateTime wall = QDateTime::fromString(reminder.at, Qt::ISODate);
    const QTimeZone zone(reminder.zone.toLatin1());
    return zone.isValid() ? QDateTime(wall.date(), wall.time(), zone) : wall;
}

} // namespace

Reminders::Reminders(
    const store::Reads& reads, items::Editing& editing, const Clock& clock, Notifier& notifier, Claim claim, QObject* parent)
    : QObject(parent)
    , m_reads(reads)
    , m_editing(editing)
    , m_clock(clock)
    , m_notifier(notifier)
    , m_claim(std::move(claim))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Reminders::check);
    connect(&notifier, &Notifier::acted, this, &Reminders::onActed);
}

void Reminders::applyChanges(const ChangeSet& changes)
{
    const bool tasks = std::any_of(changes.rows.begin(), changes.rows.end(), [](const ChangedRow& row) { return row.entity == Entity::Task; });
    if (tasks || changes.everything)
        check();
}

void Reminders::setWanted(std::function<bool()> wanted) { m_wanted = std::move(wanted); }

void Reminders::check()
{
    if (!m_wanted()) {
        m_timer.stop(); // the choice begins anew when it changes
        return;
    }
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_clock.wallMicros() / 1000);
    const QDateTime oldest = now.addSecs(-missedForHours * 3600);
    qint64 next = -1;
    const auto all = m_reads.reminders(wallText(oldest.addSecs(-zonesApartHours * 3600)), mostAtOnce);
    for (const store::Reminder& reminder : all.value_or(std::vector<store::Reminder> {})) {
        const QDateTime moment = momentOf(reminder);
        if (!moment.isValid() || moment < oldest)
            continue;
        const qint64 ahead = now.msecsTo(moment);
        if (ahead <= 0)
            show(reminder);
        else if (next < 0 || ahead < next)
            next = ahead;
    }
    if (next < 0)
        m_timer.stop(); // nothing to wait for; a change begins anew
    else
        m_timer.start(int(std::min(next, longestTimer)));
}

void Reminders::show(const store::Reminder& reminder)
{
    const std::pair once(reminder.task.value, reminder.at);
    if (m_asked.contains(once))
        return;
    m_asked.insert(once);
    const QPointer<Reminders> self(this);
    m_claim(reminder.task, reminder.at, [self, reminder](bool mine) {
        const auto task = self && mine ? self->m_reads.task(reminder.task) : Result<Task>(Error { Error::Kind::NotFound, {} });
        if (!task || !isOpen(task->status) || !task->deletedAt.isEmpty())
            return;
        const QDate today = QDateTime::fromMSecsSinceEpoch(self->m_clock.wallMicros() / 1000).date();
        const QString due = schedule::dueWords(task->dueDate, task->dueTime, today);
        self->m_notifier.show(reminder.task, task->title, due.isEmpty() ? tr("Reminder") : tr("Due %1").arg(due));
    });
}

void Reminders::onActed(RowKey task, NoteAction action)
{
    if (!task)
        return; // a note about something else
    switch (action) {
    case NoteAction::Open:
        Q_EMIT openRequested(task);
        return;
    case NoteAction::Done:
        m_editing.setStatus({ task }, TaskStatus::Done);
        return;
    case NoteAction::Snooze: {
        const auto known = m_reads.task(task);
        const QTimeZone zone(known ? known->timeZone.toLatin1() : QByteArray());
        const QDateTime later = QDateTime::fromMSecsSinceEpoch(m_clock.wallMicros() / 1000).addSecs(60 * snoozeMinutes);
        m_editing.setReminder(task, wallText(zone.isValid() ? later.toTimeZone(zone) : later));
        return;
    }
    }
}

} // namespace convoy::app
