#include "verify.h"

#include "app/session.h"
#include "desk.h"
#include "output.h"
#include "syncwords.h"
#include "sync/engine/failures.h"
#include "sync/status/sentences.h"
#include "waiting.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using sync::SyncReport;

namespace {

constexpr std::chrono::seconds defaultPatience(600); // every row is read, on both sides

QString summaryWords(const sync::VerifySummary& summary)
{
    QString words = Cli::tr("%1 rows in %2 workspaces compared with the server.").arg(summary.rows).arg(summary.workspaces);
    if (summary.buckets == 0)
        return words + u' ' + Cli::tr("Both have the same.");
    words += u'\n' + Cli::tr("%1 parts differed and were fetched again: %2 rows were put right.").arg(summary.buckets).arg(summary.repaired);
    if (summary.keptAside > 0)
        words += u'\n' + Cli::tr("%1 rows that the server does not have are kept aside: convoy-cli box list").arg(summary.keptAside);
    if (summary.remaining > 0)
        words += u'\n' + Cli::tr("%1 parts still differ. Your edits are safe; please report this.").arg(summary.remaining);
    return words;
}

QJsonObject reportJson(const SyncReport& report)
{
    const auto summary = report.verified.value_or(sync::VerifySummary {});
    return { { u"outcome"_s, sync::outcomeName(report.outcome) }, { u"compared"_s, report.verified.has_value() },
        { u"rows"_s, summary.rows }, { u"workspaces"_s, summary.workspaces }, { u"differing"_s, summary.buckets },
        { u"repaired"_s, summary.repaired }, { u"kept_aside"_s, summary.keptAside }, { u"remaining"_s, summary.remaining },
        { u"sent"_s, report.sent }, { u"received"_s, report.received },
        { u"error"_s, report.error ? QJsonValue(sync::sentenceFor(*report.error)) : QJsonValue() } };
}

Result<ExitCode> verifyNow(Desk& desk)
{
    const auto patience = patienceFrom(desk.arguments(), defaultPatience);
    if (!patience)
        return patience.error();
    if (!desk.directory().account()) {
        return nobodySignedIn(
            Cli::tr("Nobody is signed in on this device, so there is no server to compare with. To sync: convoy-cli sign-in"));
    }
    const auto session = desk.openSession();
    if (!session)
        return session.error();
    const auto report
        = waitFor<SyncReport>([&](auto done) { (*session)->sync(*patience, sync::Depth::Everything, done); });
    if (desk.json())
        printJson(reportJson(report));
    else if (report.verified)
        printText(summaryWords(*report.verified));
    if (!desk.json() && report.outcome != SyncReport::Outcome::Synced)
        printError(reportWords(report, (*session)->status()));
    const bool explained = report.outcome == SyncReport::Outcome::Failed && report.error;
    return explained ? exitCodeFor(*report.error) : ExitCode(int(report.outcome));
}

} // namespace

Result<std::chrono::milliseconds> patienceFrom(const Arguments& arguments, std::chrono::seconds without)
{
    bool isNumber = true;
    const double seconds
        = arguments.has("wait"_L1) ? arguments.value("wait"_L1).toDouble(&isNumber) : double(without.count());
    if (!isNumber || !(seconds >= 0) || seconds > 86'400)
        return usageError(Cli::tr("\"%1\" is no number of seconds.").arg(arguments.value("wait"_L1)));
    return std::chrono::milliseconds(qint64(seconds * 1000));
}

Command verifyCommand()
{
    return { "verify", "", QT_TRANSLATE_NOOP("Cli", "Sync, compare every row with the server, and put right what differs"), 0, 0,
        { { "wait", "SECONDS", QT_TRANSLATE_NOOP("Cli", "How long at most; 600 without it") } }, Needs::Directory, verifyNow };
}

} // namespace convoy::cli
