// What other devices changed: looking at it, and taking it back.
#include "desk.h"
#include "incomingwords.h"
#include "output.h"
#include "resolve.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using store::IncomingChange;

namespace {

constexpr int mostShown = 5000; // as many as are kept

Result<ExitCode> listIncoming(Desk& desk)
{
    store::IncomingQuery query { .limit = mostShown };
    if (desk.arguments().has("task"_L1)) {
        const auto task = findTask(desk.reads(), desk.arguments().value("task"_L1));
        if (!task)
            return task.error();
        query.task = task->key;
    }
    const auto changes = desk.reads().incoming(query);
    if (!changes)
        return changes.error();
    if (desk.json()) {
        RowJson json(desk.reads(), LocalFacts::No);
        JsonList list;
        for (const IncomingChange& change : *changes)
            list.add(incomingJson(change, json));
        return ExitCode::Ok;
    }
    if (changes->empty())
        printLine(Cli::tr("Nothing has come in from other devices."));
    for (const store::IncomingGroup& group : store::groupedByDevice(*changes)) {
        printLine(whereFrom(group.device, group.author));
        TextTable table({ Cli::tr("Id"), Cli::tr("What"), Cli::tr("Change"), Cli::tr("Stands") }, 2);
        for (const IncomingChange& change : group.changes) {
            table.add({ QString::number(change.id), change.title, incomingWords(desk.reads(), change),
                change.standing ? Cli::tr("yes") : Cli::tr("changed since") });
        }
        table.print();
    }
    return ExitCode::Ok;
}

//! By id, or everything from a device: its name, or the beginning of its id.
Result<std::vector<qint64>> chosen(Desk& desk)
{
    const auto changes = desk.reads().incoming({ .limit = mostShown });
    if (!changes)
        return changes.error();
    const QString device = desk.arguments().value("device"_L1);
    std::vector<qint64> ids;
    for (const QString& name : desk.operands()) {
        const auto known = std::find_if(changes->begin(), changes->end(),
            [&](const IncomingChange& change) { return QString::number(change.id) == name; });
        if (known == changes->end())
            return notFound(Cli::tr("No change with the id \"%1\" came in; see convoy-cli incoming list.").arg(name));
        ids.push_back(known->id);
    }
    for (const IncomingChange& change : *changes) {
        const bool from = !device.isEmpty()
            && (change.device.compare(device, Qt::CaseInsensitive) == 0
                || (device.size() >= 4 && change.deviceId.startsWith(device.toLower())));
        if (from)
            ids.push_back(change.id);
    }
    if (ids.empty() && device.isEmpty())
        return usageError(Cli::tr("Say what to take back: ids of incoming list, or --device NAME."));
    if (ids.empty())
        return notFound(Cli::tr("Nothing came in from \"%1\".").arg(device));
    return ids;
}

Result<ExitCode> revertIncoming(Desk& desk)
{
    const auto ids = chosen(desk);
    if (!ids)
        return ids.error();
    const auto reverting = desk.reads().revertOf(*ids);
    if (!reverting)
        return reverting.error();
    const auto done = int(reverting->gesture.changes.size());
    if (done > 0) {
        if (const auto receipt = desk.store().apply(reverting->gesture); !receipt)
            return receipt.error();
    }
    if (desk.json()) {
        printJson(QJsonObject { { u"rows"_s, done }, { u"note"_s, reverting->note } });
        return ExitCode::Ok;
    }
    if (done > 0)
        printLine(reverting->gesture.text + u'.');
    if (!reverting->note.isEmpty())
        printLine(reverting->note);
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> incomingCommands()
{
    return {
        { "incoming list", "", QT_TRANSLATE_NOOP("Cli", "What other devices changed, by device"), 0, 0,
            { { "task", "T", QT_TRANSLATE_NOOP("Cli", "Only what concerns this task") } }, Needs::Store, listIncoming },
        { "incoming revert", "[ID...]",
            QT_TRANSLATE_NOOP("Cli", "Take such changes back, where they still stand; it can be undone"), 0, -1,
            { { "device", "NAME", QT_TRANSLATE_NOOP("Cli", "Everything that came from it") } }, Needs::Store,
            revertIncoming },
    };
}

} // namespace convoy::cli
