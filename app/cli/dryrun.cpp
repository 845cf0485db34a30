#include "dryrun.h"

#include "app/session.h"
#include "incomingwords.h"
#include "output.h"
#include "sync/engine/rehearsal.h"
#include "sync/port/remoteapi.h"
#include "sync/status/sentences.h"
#include "waiting.h"
#include "words.h"

#include <QTimer>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using sync::Rehearsed;
using sync::RehearsedEdit;
using Fate = RehearsedEdit::Fate;

namespace {

QString fateName(Fate fate)
{
    switch (fate) {
    case Fate::Goes:
        return u"goes"_s;
    case Fate::Merges:
        return u"merges"_s;
    case Fate::Conflicts:
        return u"conflicts"_s;
    case Fate::Stays:
        return u"stays"_s;
    }
    Q_UNREACHABLE();
}

QString fateWords(const RehearsedEdit& edit)
{
    switch (edit.fate) {
    case Fate::Goes:
        return {};
    case Fate::Merges:
        if (edit.merged.contains(u"deleted_at"_s))
            return Cli::tr("brings back what others threw away");
        return Cli::tr("merges with what others changed: %1").arg(edit.merged.join(u", "_s));
    case Fate::Conflicts: {
        QStringList lost;
        for (const QString& field : edit.lost)
            lost += fieldWords(field);
        return Cli::tr("would lose, and wait in the review: %1").arg(lost.join(u", "_s));
    }
    case Fate::Stays:
        return Cli::tr("stays here: it needs you first");
    }
    Q_UNREACHABLE();
}

int countOf(const Rehearsed& rehearsed, Fate fate)
{
    return int(std::count_if(rehearsed.edits.begin(), rehearsed.edits.end(),
        [fate](const RehearsedEdit& edit) { return edit.fate == fate; }));
}

int going(const Rehearsed& rehearsed) { return int(rehearsed.edits.size()) - countOf(rehearsed, Fate::Stays); }

void printRehearsed(const Rehearsed& rehearsed, const store::Reads& reads)
{
    printLine(Cli::tr("Would send: %1.").arg(going(rehearsed)));
    for (const RehearsedEdit& edit : rehearsed.edits) {
        const QString words = fateWords(edit);
        printLine(u"  "_s + edit.entry.text + (words.isEmpty() ? QString() : u": "_s + words));
    }
    printLine(Cli::tr("Would receive: %1.").arg(rehearsed.report.received));
    for (const store::IncomingGroup& task : store::groupedByTask(rehearsed.incoming)) {
        printLine(u"  "_s + task.title);
        for (const store::IncomingChange& change : task.changes)
            printLine(u"    %1  (%2)"_s.arg(incomingWords(reads, change), whereFrom(change.device, change.author)));
    }
    if (rehearsed.newWorkspaces > 0)
        printLine(Cli::tr("Workspaces that are new to this device: %1.").arg(rehearsed.newWorkspaces));
    for (const QString& name : rehearsed.leaving)
        printLine(Cli::tr("'%1' was deleted, or is not shared with you any more: what is here of it would leave this device.").arg(name));
    if (rehearsed.keptAside > 0)
        printLine(Cli::tr("Edits that have no place any more, and would be kept aside for you: %1.").arg(rehearsed.keptAside));
    if (rehearsed.report.absence)
        printLine(sync::describeAbsence(*rehearsed.report.absence));
    printLine(Cli::tr("Nothing was changed."));
}

QJsonObject editJson(const RehearsedEdit& edit, RowJson& json)
{
    return { { u"uid"_s, json.uid(edit.entry.row) }, { u"text"_s, edit.entry.text }, { u"fate"_s, fateName(edit.fate) },
        { u"merged"_s, QJsonArray::fromStringList(edit.merged) },
        { u"lost"_s, QJsonArray::fromStringList(edit.lost) } };
}

QJsonObject rehearsedJson(const Rehearsed& rehearsed, const store::Reads& reads)
{
    RowJson json(reads, LocalFacts::No);
    QJsonArray edits;
    for (const RehearsedEdit& edit : rehearsed.edits)
        edits += editJson(edit, json);
    QJsonArray incoming;
    for (const store::IncomingChange& change : rehearsed.incoming)
        incoming += incomingJson(change, json);
    return { { u"outcome"_s, u"dry_run"_s }, { u"to_send"_s, going(rehearsed) },
        { u"to_receive"_s, rehearsed.report.received }, { u"merges"_s, countOf(rehearsed, Fate::Merges) },
        { u"conflicts"_s, countOf(rehearsed, Fate::Conflicts) }, { u"new_workspaces"_s, rehearsed.newWorkspaces },
        { u"leaving_workspaces"_s, QJsonArray::fromStringList(rehearsed.leaving) }, { u"kept_aside"_s, rehearsed.keptAside },
        { u"edits"_s, edits }, { u"incoming"_s, incoming } };
}

} // namespace

Result<ExitCode> dryRun(Desk& desk, std::chrono::milliseconds patience)
{
    const auto session = desk.openSession();
    if (!session)
        return session.error();
    auto rehearsal = sync::Rehearsal::stage((*session)->store(), *(*session)->remote(), desk.clock());
    if (!rehearsal)
        return std::move(rehearsal).error();
    const auto rehearsed = waitFor<Result<Rehearsed>>([&](auto done) {
        QTimer::singleShot(patience, rehearsal->get(), [done] { done(Error { Error::Kind::Timeout, {} }); });
        (*rehearsal)->run(done);
    });
    if (!rehearsed)
        return rehearsed.error();
    // Rows that are new are known to the copy only.
    if (desk.json())
        printJson(rehearsedJson(*rehearsed, (*rehearsal)->reads()));
    else
        printRehearsed(*rehearsed, (*rehearsal)->reads());
    return ExitCode::Ok;
}

} // namespace convoy::cli
