#include "desk.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "store/review.h"
#include "words.h"

#include <algorithm>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using store::ConflictItem;
using store::subjectOf;

namespace {

constexpr qsizetype shortUid = 8;

QJsonObject conflictJson(const ConflictItem& item, const store::Reads& reads, RowJson& json)
{
    return { { u"uid"_s, item.uid }, { u"entity"_s, infoOf(item.entity).table }, { u"row"_s, json.uid(item.row) },
        { u"subject"_s, subjectOf(reads, item) }, { u"field"_s, item.field },
        { u"can_keep_both"_s, store::canKeepBoth(item) && !item.mineIsCut }, { u"mine_is_cut"_s, item.mineIsCut }, { u"rule"_s, item.rule }, { u"base"_s, item.base }, { u"mine"_s, item.mine },
        { u"theirs"_s, item.theirs }, { u"mine_device"_s, item.mineDevice }, { u"theirs_device"_s, item.theirsDevice },
        { u"mine_stamp"_s, item.mineStamp }, { u"theirs_stamp"_s, item.theirsStamp } };
}

//! A deletion that lost has a moment on the one side and none on the other.
QString sideWords(const ConflictItem& item, const QJsonValue& value)
{
    if (!isDeletion(item.field))
        return valueWords(value);
    return value.isNull() ? Cli::tr("kept") : Cli::tr("deleted");
}

Result<ExitCode> listReview(Desk& desk)
{
    auto items = desk.reads().openConflicts();
    if (!items)
        return std::move(items).error();
    std::sort(items->begin(), items->end(), [](const auto& a, const auto& b) { return a.uid < b.uid; });
    if (desk.json()) {
        RowJson json(desk.reads(), LocalFacts::No);
        JsonList list;
        for (const ConflictItem& item : *items)
            list.add(conflictJson(item, desk.reads(), json));
        return ExitCode::Ok;
    }
    TextTable table({ Cli::tr("Id"), Cli::tr("What"), Cli::tr("Field"), Cli::tr("Before"), Cli::tr("Mine"),
                        Cli::tr("Theirs, which stands"), Cli::tr("From") },
        1);
    for (const ConflictItem& item : *items) {
        table.add({ bareUid(item.uid).left(shortUid), subjectOf(desk.reads(), item), fieldWords(item.field), valueWords(item.base),
            sideWords(item, item.mine), sideWords(item, item.theirs), item.theirsDevice });
    }
    if (table.isEmpty())
        printLine(Cli::tr("Nothing to review."));
    table.print();
    return ExitCode::Ok;
}

Result<ConflictItem> findConflict(Desk& desk, const QString& name)
{
    const auto items = desk.reads().openConflicts();
    if (!items)
        return items.error();
    std::vector<ConflictItem> found;
    for (const ConflictItem& item : *items) {
        if (name.size() >= 4 && bareUid(item.uid).startsWith(bareUid(name.toLower())))
            found.push_back(item);
    }
    if (found.size() == 1)
        return found.front();
    return notFound(
        (found.empty() ? Cli::tr("There is nothing to review with the id \"%1\"; see convoy-cli review list.")
                       : Cli::tr("\"%1\" could be several; give more of the id."))
            .arg(name));
}

Result<ExitCode> resolveReview(Desk& desk)
{
    const auto keep = store::keepFromText(desk.arguments().value("keep"_L1));
    if (!keep)
        return usageError(Cli::tr("Say which value stays: --keep mine, --keep theirs or --keep both."));
    const auto item = findConflict(desk, desk.operands().first());
    if (!item)
        return item.error();
    if (*keep == store::Keep::Both && !store::canKeepBoth(*item))
        return usageError(Cli::tr("%1 has one value only: keep mine or theirs.").arg(fieldWords(item->field)));
    const auto together = store::decidedTogether(desk.reads(), *item);
    if (!together)
        return together.error();
    const auto gesture = store::reviewed(desk.reads(), *together, *keep);
    if (!gesture)
        return gesture.error();
    if (const auto receipt = desk.store().apply(*gesture); !receipt)
        return receipt.error();
    if (!desk.json()) {
        printLine(gesture->text + u'.');
        return ExitCode::Ok;
    }
    QJsonArray uids;
    for (const ConflictItem& each : *together)
        uids += each.uid;
    printJson(QJsonObject { { u"resolved"_s, gesture->text }, { u"kept"_s, store::keepText(*keep) }, { u"uids"_s, uids } });
    return ExitCode::Ok;
}

} // namespace

std::vector<Command> reviewCommands()
{
    return {
        { "review list", "", QT_TRANSLATE_NOOP("Cli", "Values of yours that another device's edit replaced"), 0, 0, {},
            Needs::Store, listReview },
        { "review resolve", "ID", QT_TRANSLATE_NOOP("Cli", "Decide which value stays"), 1, 1,
            { { "keep", "WHICH", QT_TRANSLATE_NOOP("Cli", "mine, theirs or both") } }, Needs::Store, resolveReview },
    };
}

} // namespace convoy::cli
