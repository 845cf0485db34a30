#include "store/outbox.h"

#include "desk.h"
#include "domain/jsonvalues.h"
#include "output.h"
#include "schedule/dates.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shortGroup = 8;

QString reasonWords(const KeptGesture& kept)
{
    if (kept.reason == "revoked"_L1)
        return Cli::tr("your access to '%1' has ended").arg(kept.workspaceName);
    if (kept.reason == "backup"_L1)
        return Cli::tr("the server of '%1' was put back to a backup").arg(kept.workspaceName);
    if (kept.reason == "discarded"_L1)
        return Cli::tr("you discarded it");
    if (kept.reason == "verify"_L1)
        return Cli::tr("the server does not have it in '%1'").arg(kept.workspaceName);
    return Cli::tr("'%1' was deleted").arg(kept.workspaceName);
}

QJsonObject keptJson(const KeptGesture& kept)
{
    QJsonArray edits;
    for (const QJsonObject& edit : kept.edits)
        edits.append(edit);
    return { { u"id"_s, uuidText(kept.group) }, { u"workspace"_s, kept.workspace }, { u"workspace_name"_s, kept.workspaceName },
        { u"reason"_s, kept.reason }, { u"moved_at"_s, timestampText(kept.movedMicros) }, { u"exported"_s, kept.exported },
        { u"text"_s, kept.text }, { u"edits"_s, edits } };
}

Result<ExitCode> listBox(Desk& desk)
{
    const auto all = desk.reads().keptAside();
    if (!all)
        return all.error();
    if (desk.json()) {
        JsonList list;
        for (const KeptGesture& kept : *all)
            list.add(keptJson(kept));
    } else if (all->empty()) {
        printLine(Cli::tr("Nothing is kept aside."));
    } else {
        TextTable table({ Cli::tr("Id"), Cli::tr("When"), Cli::tr("Edit"), Cli::tr("Why"), Cli::tr("Exported") }, 3);
        for (const KeptGesture& kept : *all) {
            table.add({ uuidText(kept.group).left(shortGroup), schedule::momentWords(kept.movedMicros, desk.clock().wallMicros()),
                kept.text, reasonWords(kept), kept.exported ? Cli::tr("yes") : QString() });
        }
        table.print();
    }
    return ExitCode::Ok;
}

//! What the ids name; all of the box with --all.
Result<std::vector<KeptGesture>> namedKept(Desk& desk)
{
    auto all = desk.reads().keptAside();
    if (!all)
        return all.error();
    if (desk.arguments().has("all"_L1))
        return *std::move(all);
    if (desk.operands().isEmpty())
        return usageError(Cli::tr("Name what you mean by its id (convoy-cli box list), or say --all."));
    std::vector<KeptGesture> named;
    for (const QString& name : desk.operands()) {
        std::vector<KeptGesture> found;
        for (const KeptGesture& kept : *all) {
            if (name.size() >= 4 && uuidText(kept.group).startsWith(name.toLower()))
                found.push_back(kept);
        }
        if (found.size() != 1)
            return notFound(Cli::tr("\"%1\" names nothing in the box, or several things; see convoy-cli box list.").arg(name));
        named.push_back(found.front());
    }
    return named;
}

//! As the outbox's commands say it to scripts.
QJsonObject doneJson(const QString& done, const std::vector<KeptGesture>& gestures)
{
    QJsonArray edits;
    for (const KeptGesture& kept : gestures)
        edits += QJsonObject { { u"id"_s, uuidText(kept.group) }, { u"text"_s, kept.text } };
    return { { done, edits } };
}

Result<ExitCode> dismissFromBox(Desk& desk)
{
    const auto named = namedKept(desk);
    if (!named)
        return named.error();
    for (const KeptGesture& kept : *named) {
        if (auto dismissed = desk.store().outbox().dismissKept(kept.group); !dismissed)
            return std::move(dismissed).error();
        if (!desk.json())
            printLine(Cli::tr("Dismissed: %1").arg(kept.text));
    }
    if (desk.json())
        printJson(doneJson(u"dismissed"_s, *named));
    return ExitCode::Ok;
}

Result<ExitCode> restoreFromBox(Desk& desk)
{
    const auto named = namedKept(desk);
    if (!named)
        return named.error();
    for (const KeptGesture& kept : *named) {
        if (const auto receipt = desk.store().putBack(kept.group); !receipt)
            return receipt.error();
        if (!desk.json())
            printLine(Cli::tr("Put back: %1").arg(kept.text));
    }
    if (desk.json())
        printJson(doneJson(u"restored"_s, *named));
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> boxCommands()
{
    const OptionSpec all { "all", nullptr, QT_TRANSLATE_NOOP("Cli", "Everything in the box") };
    return {
        { "box list", "", QT_TRANSLATE_NOOP("Cli", "Edits kept aside: their workspace is gone"), 0, 0, {},
            Needs::Store, listBox },
        { "box restore", "[ID...]", QT_TRANSLATE_NOOP("Cli", "Put edits back, where their place is here again"), 0, -1, { all },
            Needs::Store, restoreFromBox },
        { "box dismiss", "[ID...]", QT_TRANSLATE_NOOP("Cli", "Give up what is kept aside; outbox export writes it out first"), 0, -1,
            { all }, Needs::Store, dismissFromBox },
    };
}

} // namespace convoy::cli
