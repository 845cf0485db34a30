#include "syncwords.h"

#include "sync/status/sentences.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using sync::SyncReport;

QString reportWords(const SyncReport& report, const sync::SyncStatus& status)
{
    const QString counts = Cli::tr("%1 sent, %2 received.").arg(report.sent).arg(report.received);
    switch (report.outcome) {
    case SyncReport::Outcome::Synced: {
        // Nothing waits for the person: what lost is kept, and can be looked at whenever they like.
        const QString words = Cli::tr("All changes synced. %1").arg(counts);
        return status.toReview == 0
            ? words
            : words + u'\n' + Cli::tr("%1: convoy-cli review list").arg(sync::describeBadge(status));
    }
    case SyncReport::Outcome::Attention: {
        const QString badge = sync::describeBadge(status);
        return Cli::tr(
            "Synced, but something needs you: %1. %2\nSee convoy-cli outbox list, box list and review list.")
            .arg(badge.isEmpty() ? Cli::tr("an edit was refused") : badge, counts);
    }
    case SyncReport::Outcome::Waiting:
        return Cli::tr("Synced, but not everything could go yet: %1. %2\nSee convoy-cli outbox list.")
            .arg(sync::describe(status, status.lastSyncedMicros), counts);
    case SyncReport::Outcome::Offline:
    case SyncReport::Outcome::Failed:
    case SyncReport::Outcome::SignIn:
    case SyncReport::Outcome::TooOld:
        return report.error ? sync::sentenceFor(*report.error) : sync::describe(status, status.lastSyncedMicros);
    }
    Q_UNREACHABLE();
}

} // namespace convoy::cli
