#include "desk.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "words.h"

#include <algorithm>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using store::ConflictItem;

namespace {

constexpr qsizetype shortUid = 8;

QString valueWords(const QJsonValue& value)
{
    if (value.isArray())
        return setElements(value).join(u", "_s);
    if (value.isObject())
        return QString::fromUtf8(compactJson(value.toObject()));
    if (value.isBool())
        return value.toBool() ? Cli::tr("yes") : Cli::tr("no");
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

QString subjectOf(const Desk& desk, const ConflictItem& item)
{
    switch (item.entity) {
    case Entity::Task: {
        const auto task = desk.reads().task(item.row);
        return task ? task->title : QString();
    }
    case Entity::Project: {
        const auto project = desk.reads().project(item.row);
        return project ? project->name : QString();
    }
    case Entity::Milestone: {
        const auto milestone = desk.reads().milestone(item.row);
        return milestone ? milestone->name : QString();
    }
    case Entity::Workspace: {
        const auto workspace = desk.reads().workspace(item.row);
        return workspace ? workspace->name : QString();
    }
    default: // a comment, a dependency: no name of their own
        return QString::fromLatin1(infoOf(item.entity).table);
    }
}

QJsonObject conflictJson(const ConflictItem& item, RowJson& json)
{
    return { { u"uid"_s, item.uid }, { u"entity"_s, infoOf(item.entity).table }, { u"row"_s, json.uid(item.row) },
        { u"field"_s, item.field }, { u"rule"_s, item.rule }, { u"base"_s, item.base }, { u"mine"_s, item.mine },
        { u"theirs"_s, item.theirs }, { u"mine_device"_s, item.mineDevice }, { u"theirs_device"_s, item.theirsDevice },
        { u"mine_stamp"_s, item.mineStamp }, { u"theirs_stamp"_s, item.theirsStamp } };
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
            list.add(conflictJson(item, json));
        return ExitCode::Ok;
    }
    TextTable table({ Cli::tr("Id"), Cli::tr("What"), Cli::tr("Field"), Cli::tr("Before"), Cli::tr("Mine"),
                        Cli::tr("Theirs, which stands"), Cli::tr("From") },
        1);
    for (const ConflictItem& item : *items) {
        table.add({ bareUid(item.uid).left(shortUid), subjectOf(desk, item), item.field, valueWords(item.base),
            valueWords(item.mine), valueWords(item.theirs), item.theirsDevice });
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

//! The value that "both" comes to: all elements of both sets, both texts one after the other.
Result<QJsonValue> bothOf(const ConflictItem& item, const Field& field)
{
    if (field.type == FieldType::Set)
        return QJsonValue(setArray(setElements(item.mine) + setElements(item.theirs)));
    if (field.type != FieldType::Text || field.group != FieldGroup::None || item.field == "priority"_L1)
        return usageError(Cli::tr("%1 has one value only: keep mine or theirs.").arg(item.field));
    const bool severalLines = field.rule == MergeRule::ThreeWay || item.entity == Entity::Activity;
    const QString between = severalLines ? u"\n\n"_s : u" / "_s;
    return QJsonValue(QStringList { item.theirs.toString(), item.mine.toString() }.join(between));
}

//! A conflict holds values as they are on the wire; an edit names rows by key.
Result<QJsonValue> valueForEdit(const Desk& desk, const Field& field, const QJsonValue& value)
{
    if (field.type != FieldType::Reference || value.isNull())
        return value;
    const auto key = desk.reads().keyOf(value.toString());
    if (!key)
        return key.error();
    return QJsonValue(key->value);
}

Result<Gesture> resolution(Desk& desk, const ConflictItem& item, const QString& keep)
{
    Gesture gesture { .text = Cli::tr("Reviewed %1 of '%2'").arg(item.field, subjectOf(desk, item)), .changes = {} };
    const Field* field = fieldOf(item.entity, item.field);
    if (keep != "theirs"_L1 && field) {
        const auto wanted = keep == "both"_L1 ? bothOf(item, *field) : Result<QJsonValue>(item.mine);
        if (!wanted)
            return wanted.error();
        const auto value = valueForEdit(desk, *field, *wanted);
        if (!value)
            return value.error();
        gesture.changes.push_back({ .entity = item.entity, .row = item.row, .fields = { { item.field, *value } } });
    }
    gesture.changes.push_back(
        { .entity = Entity::Conflict, .row = item.conflict, .fields = { { u"resolution"_s, keep } } });
    return gesture;
}

Result<ExitCode> resolveReview(Desk& desk)
{
    const QString keep = desk.arguments().value("keep"_L1);
    if (keep != "mine"_L1 && keep != "theirs"_L1 && keep != "both"_L1)
        return usageError(Cli::tr("Say which value stays: --keep mine, --keep theirs or --keep both."));
    const auto item = findConflict(desk, desk.operands().first());
    if (!item)
        return item.error();
    const auto gesture = resolution(desk, *item, keep);
    if (!gesture)
        return gesture.error();
    if (const auto receipt = desk.store().apply(*gesture); !receipt)
        return receipt.error();
    if (!desk.json())
        printLine(gesture->text + u'.');
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
