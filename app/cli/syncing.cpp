#include "desk.h"

#include "app/session.h"
#include "dryrun.h"
#include "output.h"
#include "synchistory.h"
#include "syncwords.h"
#include "sync/engine/failures.h"
#include "sync/status/sentences.h"
#include "verify.h"
#include "waiting.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using sync::SyncReport;

namespace {

constexpr std::chrono::seconds defaultPatience(120);

QString stateName(sync::SyncState state)
{
    using enum sync::SyncState;
    switch (state) {
    case CannotSave:
        return u"cannot_save"_s;
    case SignInExpired:
        return u"sign_in_expired"_s;
    case TooOld:
        return u"too_old"_s;
    case Stale:
        return u"stale"_s;
    case CaptivePortal:
        return u"captive_portal"_s;
    case ServerUnreachable:
        return u"server_unreachable"_s;
    case OfflinePending:
        return u"offline_pending"_s;
    case Offline:
        return u"offline"_s;
    case Metered:
        return u"metered"_s;
    case Paused:
        return u"paused"_s;
    case FirstDownload:
        return u"first_download"_s;
    case Syncing:
        return u"syncing"_s;
    case Pending:
        return u"pending"_s;
    case UpToDate:
        return u"up_to_date"_s;
    case NoAccount:
        return u"no_account"_s;
    }
    Q_UNREACHABLE();
}

QJsonValue absenceJson(const std::optional<sync::AbsenceSummary>& absence)
{
    if (!absence)
        return QJsonValue::Null;
    return QJsonObject { { u"since"_s, timestampText(absence->sinceMicros) },
        { u"until"_s, timestampText(absence->untilMicros) }, { u"edits"_s, absence->edits },
        { u"touched"_s, absence->touched }, { u"text"_s, sync::describeAbsence(*absence) } };
}

QJsonObject reportJson(const SyncReport& report, const sync::SyncStatus& status)
{
    return { { u"outcome"_s, sync::outcomeName(report.outcome) }, { u"sent"_s, report.sent },
        { u"received"_s, report.received }, { u"conflicts"_s, report.conflicts }, { u"to_review"_s, status.toReview },
        { u"requests"_s, report.requests }, { u"bytes"_s, report.bytes }, { u"absence"_s, absenceJson(report.absence) },
        { u"error"_s, report.error ? QJsonValue(sync::sentenceFor(*report.error)) : QJsonValue() } };
}

Result<ExitCode> syncNow(Desk& desk)
{
    const auto patience = patienceFrom(desk.arguments(), defaultPatience);
    if (!patience)
        return patience.error();
    if (!desk.directory().account()) {
        return nobodySignedIn(
            Cli::tr("Nobody is signed in on this device; everything is saved here. To sync: convoy-cli sign-in"));
    }
    if (desk.arguments().has("dry-run"_L1))
        return dryRun(desk, *patience);
    const auto session = desk.openSession();
    if (!session)
        return session.error();
    const auto report = waitFor<SyncReport>([&](auto done) { (*session)->sync(*patience, sync::Depth::Changes, done); });
    if (!desk.json() && report.absence)
        printLine(sync::describeAbsence(*report.absence));
    if (desk.json())
        printJson(reportJson(report, (*session)->status()));
    else if (report.outcome == SyncReport::Outcome::Synced)
        printText(reportWords(report, (*session)->status()));
    else
        printError(reportWords(report, (*session)->status()));
    // Out of patience, for example: the kind of error says more than "failed".
    const bool explained = report.outcome == SyncReport::Outcome::Failed && report.error;
    return explained ? exitCodeFor(*report.error) : ExitCode(int(report.outcome));
}

QJsonObject statusJson(const sync::SyncStatus& status, const QString& words, const Desk& desk)
{
    const auto account = desk.directory().account();
    return { { u"state"_s, stateName(status.state) }, { u"text"_s, words }, { u"pending"_s, status.pending },
        { u"refused"_s, status.refused }, { u"kept_aside"_s, status.keptAside }, { u"to_review"_s, status.toReview },
        { u"absence"_s, absenceJson(status.absence) },
        { u"last_synced_at"_s,
            status.lastSyncedMicros ? QJsonValue(timestampText(status.lastSyncedMicros)) : QJsonValue() },
        { u"account"_s, status.account }, { u"server"_s, status.server },
        { u"device"_s, desk.directory().deviceName() }, { u"device_id"_s, account ? desk.directory().deviceIdFor(*account) : desk.directory().deviceId() },
        { u"database"_s, desk.directory().currentDatabase() } };
}

Result<ExitCode> showStatus(Desk& desk)
{
    const auto session = desk.openSession();
    if (!session)
        return session.error();
    if (desk.arguments().has("history"_L1))
        return printHistory(desk, (*session)->store().reads());
    const sync::SyncStatus status = (*session)->status();
    const QString words = sync::describe(status, desk.clock().wallMicros());
    if (desk.json()) {
        printJson(statusJson(status, words, desk));
        return ExitCode::Ok;
    }
    printLine(words);
    if (const QString badge = sync::describeBadge(status); !badge.isEmpty())
        printLine(badge);
    if (!status.account.isEmpty())
        printLine(Cli::tr("Account: %1 on %2").arg(status.account, status.server));
    printLine(Cli::tr("Device: %1").arg(desk.directory().deviceName()));
    printLine(Cli::tr("Database: %1").arg(desk.directory().currentDatabase()));
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> syncCommands()
{
    return {
        { "sync", "", QT_TRANSLATE_NOOP("Cli", "Send what is waiting, fetch what is new, and wait for it"), 0, 0,
            {
                { "dry-run", nullptr, QT_TRANSLATE_NOOP("Cli", "Say what would be sent and received; touch nothing") },
                { "wait", "SECONDS", QT_TRANSLATE_NOOP("Cli", "How long at most; 120 without it") },
            },
            Needs::Directory, syncNow },
        { "status", "", QT_TRANSLATE_NOOP("Cli", "How this device stands, without asking the server"), 0, 0,
            { { "history", nullptr, QT_TRANSLATE_NOOP("Cli", "The latest syncs: how long, how much, what went wrong") } },
            Needs::Directory, showStatus },
        verifyCommand(),
    };
}

} // namespace convoy::cli
