#include "sync/status/sentences.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace convoy::sync {

namespace {

constexpr qint64 microsPerSecond = 1'000'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(convoy::sync::SyncIndicator)

public:
    // English has no translation file, so its singular is spelt out here; %n is for the other languages.
    static QString safe(int n)
    {
        return n == 1 ? tr("1 change is safe here.") : tr("%n changes are safe here.", nullptr, n);
    }
    static QString wait(int n) { return n == 1 ? tr("1 change waits here.") : tr("%n changes wait here.", nullptr, n); }
    static QString saved(int n)
    {
        return n == 1 ? tr("Offline. 1 change saved on this device")
                      : tr("Offline. %n changes saved on this device", nullptr, n);
    }
    static QString waiting(int n) { return n == 1 ? tr("1 change waiting") : tr("%n changes waiting", nullptr, n); }
    static QString days(int n)
    {
        return n == 1 ? tr("Not synced for 1 day.") : tr("Not synced for %n days.", nullptr, n);
    }
    static QString daysOffline(int n) { return n == 1 ? tr("1 day offline:") : tr("%n days offline:", nullptr, n); }
    static QString review(int n) { return n == 1 ? tr("1 edit to review") : tr("%n edits to review", nullptr, n); }
    static QString kept(int n) { return n == 1 ? tr("1 edit kept aside") : tr("%n edits kept aside", nullptr, n); }
    static QString attention(int n)
    {
        return n == 1 ? tr("1 change needs attention") : tr("%n changes need attention", nullptr, n);
    }
};

int count(qint64 number) { return int(qBound(qint64(0), number, qint64(1'000'000'000))); }

// The C locale, which tests and services run under, writes neither 10:42 nor 12,000.
QLocale peoplesLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedKingdom) : locale;
}

QString number(qint64 value) { return peoplesLocale().toString(value); }

QString moment(qint64 micros, qint64 nowMicros)
{
    const auto when = QDateTime::fromMSecsSinceEpoch(micros / 1000);
    const auto now = QDateTime::fromMSecsSinceEpoch(nowMicros / 1000);
    const auto time = peoplesLocale().toString(when.time(), QLocale::ShortFormat);
    if (when.date() == now.date())
        return time;
    return Words::tr("%1, %2").arg(peoplesLocale().toString(when.date(), QLocale::ShortFormat), time);
}

QString sentences(const QString& first, const QString& second)
{
    return second.isEmpty() ? first : first + u' ' + second;
}

QString signInExpired(const SyncStatus& status)
{
    return sentences(
        Words::tr("Sign in again to sync."), status.pending > 0 ? Words::safe(count(status.pending)) : QString());
}

QString stale(const SyncStatus& status, qint64 now)
{
    const auto waiting = Words::wait(count(status.pending));
    if (status.lastSyncedMicros <= 0)
        return sentences(Words::tr("Not synced yet."), waiting);
    const auto days = (now - status.lastSyncedMicros) / (86'400 * microsPerSecond);
    return sentences(Words::days(qMax(1, count(days))), waiting);
}

QString unreachable(const SyncStatus& status, qint64 now)
{
    const auto what = Words::tr("Server not reachable.");
    if (status.nextAttemptMicros <= 0)
        return what;
    const auto seconds = (status.nextAttemptMicros - now + microsPerSecond - 1) / microsPerSecond;
    if (seconds <= 0)
        return sentences(what, Words::tr("Trying again now"));
    if (seconds < 120)
        return sentences(what, Words::tr("Trying again in %1 s").arg(seconds));
    return sentences(what, Words::tr("Trying again in %1 min").arg((seconds + 30) / 60));
}

QString offline(const SyncStatus& status, qint64 now)
{
    if (status.lastSyncedMicros <= 0)
        return Words::tr("Offline. Not synced yet");
    return Words::tr("Offline. Up to date as of %1").arg(moment(status.lastSyncedMicros, now));
}

QString metered(const SyncStatus& status)
{
    if (!status.waitsByChoice)
        return Words::tr("Waiting for an unmetered network (large download)");
    if (status.pending == 0)
        return Words::tr("Waiting for an unmetered network");
    return sentences(Words::tr("Waiting for an unmetered network."), Words::safe(count(status.pending)));
}

QString firstDownload(const SyncStatus& status)
{
    if (status.total <= 0)
        return Words::tr("First download");
    return Words::tr("First download, %1 of %2").arg(number(qMin(status.done, status.total)), number(status.total));
}

QString syncing(const SyncStatus& status)
{
    if (status.total <= 0)
        return Words::tr("Syncing");
    return Words::tr("Syncing %1 of %2").arg(number(qMin(status.done, status.total)), number(status.total));
}

} // namespace

QString describe(const SyncStatus& status, qint64 nowMicros)
{
    switch (status.state) {
    case SyncState::CannotSave:
        return Words::tr("Convoy cannot save on this device");
    case SyncState::SignInExpired:
        return signInExpired(status);
    case SyncState::TooOld:
        return Words::tr("Update Convoy to keep syncing");
    case SyncState::Stale:
        return stale(status, nowMicros);
    case SyncState::CaptivePortal:
        return Words::tr("This network wants you to sign in");
    case SyncState::ServerUnreachable:
        return unreachable(status, nowMicros);
    case SyncState::OfflinePending:
        return Words::saved(count(status.pending));
    case SyncState::Offline:
        return offline(status, nowMicros);
    case SyncState::Metered:
        return metered(status);
    case SyncState::Paused:
        return Words::tr("Sync paused");
    case SyncState::FirstDownload:
        return firstDownload(status);
    case SyncState::Syncing:
        return syncing(status);
    case SyncState::Pending:
        return Words::waiting(count(status.pending));
    case SyncState::UpToDate:
        return Words::tr("All changes synced %1").arg(moment(status.lastSyncedMicros, nowMicros));
    case SyncState::NoAccount:
        return Words::tr("On this device only");
    }
    Q_UNREACHABLE();
}

QString describeAbsence(const AbsenceSummary& absence)
{
    const auto days = (absence.untilMicros - absence.sinceMicros) / (86'400 * microsPerSecond);
    const QString first = Words::daysOffline(qMax(1, count(days)));
    if (absence.touched == 0)
        return sentences(first, Words::tr("none of your edits touches what others changed."));
    if (absence.touched == 1)
        return sentences(first, Words::tr("1 of your %1 edits touches something that others changed.").arg(absence.edits));
    return sentences(first,
        Words::tr("%1 of your %2 edits touch things that others changed.").arg(absence.touched).arg(absence.edits));
}

QString describeBadge(const SyncStatus& status)
{
    QStringList parts;
    if (status.refused > 0)
        parts << Words::attention(count(status.refused));
    if (status.keptAside > 0)
        parts << Words::kept(count(status.keptAside));
    if (status.toReview > 0)
        parts << Words::review(count(status.toReview));
    return parts.join(QStringLiteral(", "));
}

} // namespace convoy::sync
