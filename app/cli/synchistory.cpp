#include "synchistory.h"

#include "desk.h"
#include "output.h"
#include "schedule/dates.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shownRuns = 20;

QJsonObject runJson(const store::SyncRun& run)
{
    return { { u"started_at"_s, timestampText(run.startedMicros) }, { u"duration_ms"_s, run.durationMicros / 1000 },
        { u"trigger"_s, run.trigger }, { u"outcome"_s, run.outcome }, { u"received"_s, run.pulled },
        { u"sent"_s, run.pushed }, { u"conflicts"_s, run.conflicts }, { u"requests"_s, run.requests },
        { u"bytes"_s, run.bytes }, { u"error"_s, run.error } };
}

} // namespace

Result<ExitCode> printHistory(Desk& desk, const store::Reads& reads)
{
    const auto runs = reads.syncRuns(shownRuns);
    if (!runs)
        return runs.error();
    if (desk.json()) {
        JsonList list;
        for (const store::SyncRun& run : *runs)
            list.add(runJson(run));
        return ExitCode::Ok;
    }
    TextTable table({ Cli::tr("When"), Cli::tr("Why"), Cli::tr("Outcome"), Cli::tr("ms"), Cli::tr("Received"),
                        Cli::tr("Sent"), Cli::tr("Requests"), Cli::tr("Bytes"), Cli::tr("Error") },
        8);
    for (const store::SyncRun& run : *runs) {
        table.add({ schedule::momentWords(run.startedMicros, desk.clock().wallMicros()), run.trigger, run.outcome,
            QString::number(run.durationMicros / 1000), QString::number(run.pulled), QString::number(run.pushed),
            QString::number(run.requests), QString::number(run.bytes), run.error });
    }
    if (table.isEmpty())
        printLine(Cli::tr("Never synced."));
    table.print();
    return ExitCode::Ok;
}

} // namespace convoy::cli
