#include "store/review.h"

#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "store/reads.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Review)
};

Error refusal(const QString& sentence) { return { Error::Kind::Invalid, sentence }; }

FieldGroup groupOf(const ConflictItem& item)
{
    const Field* field = fieldOf(item.entity, item.field);
    return field ? field->group : FieldGroup::None;
}

Result<QJsonValue> bothOf(const ConflictItem& item)
{
    if (!canKeepBoth(item))
        return refusal(Words::tr("There is room for one value only: keep yours or theirs."));
    const Field* field = fieldOf(item.entity, item.field);
    if (field->type == FieldType::Set)
        return QJsonValue(setArray(setElements(item.mine) + setElements(item.theirs)));
    const bool severalLines = field->rule == MergeRule::ThreeWay || item.entity == Entity::Activity;
    QStringList texts { item.theirs.toString(), item.mine.toString() };
    texts.removeAll(QString());
    return QJsonValue(texts.join(severalLines ? u"\n\n"_s : u" / "_s));
}

//! An entry holds values as they are on the wire; an edit names rows by key.
Result<QJsonValue> valueForEdit(const Reads& reads, const Field& field, const QJsonValue& value)
{
    if (field.type == FieldType::Set && value.isNull())
        return QJsonValue(QJsonArray());
    if (field.type != FieldType::Reference || value.isNull())
        return value;
    const auto key = reads.keyOf(value.toString());
    if (!key)
        return Error { Error::Kind::NotFound, Words::tr("What your value refers to is no longer here.") };
    return QJsonValue(key->value);
}

Status putBack(const Reads& reads, const ConflictItem& item, const QJsonValue& wanted, Gesture& gesture)
{
    if (!item.row)
        return Error { Error::Kind::NotFound, Words::tr("What this is about is no longer on this device.") };
    const Field* field = fieldOf(item.entity, item.field);
    if (!field) // deleted_at: what lost was a deletion
    {
        gesture.changes.push_back({ .entity = item.entity, .row = item.row, .action = Action::Delete });
        return ok();
    }
    const auto value = valueForEdit(reads, *field, wanted);
    if (!value)
        return value.error();
    // A value that lost against a deletion: to have it back is to have its row back.
    if (infoOf(item.entity).kind == SyncKind::Structural)
        gesture.changes.push_back({ .entity = item.entity, .row = item.row, .action = Action::Restore });
    gesture.changes.push_back({ .entity = item.entity, .row = item.row, .fields = { { item.field, *value } } });
    return ok();
}

void close(const ConflictItem& item, Keep keep, Gesture& gesture)
{
    gesture.changes.push_back(
        { .entity = Entity::Conflict, .row = item.conflict, .fields = { { u"resolution"_s, keepText(keep) } } });
}

QString gestureText(const Reads& reads, const std::vector<ConflictItem>& items)
{
    const QString subject = subjectOf(reads, items.front());
    const bool oneRow = std::all_of(
        items.begin(), items.end(), [&](const ConflictItem& each) { return each.row == items.front().row; });
    return oneRow && !subject.isEmpty() ? Words::tr("Reviewed '%1'").arg(subject)
                                        : Words::tr("Reviewed %n value(s)", nullptr, int(items.size()));
}

} // namespace

QString keepText(Keep keep)
{
    switch (keep) {
    case Keep::Mine:
        return u"mine"_s;
    case Keep::Theirs:
        return u"theirs"_s;
    case Keep::Both:
        return u"both"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Keep> keepFromText(QStringView text)
{
    for (const Keep keep : { Keep::Mine, Keep::Theirs, Keep::Both }) {
        if (text == keepText(keep))
            return keep;
    }
    return std::nullopt;
}

bool canKeepBoth(const ConflictItem& item)
{
    const Field* field = fieldOf(item.entity, item.field);
    if (!field || field->group != FieldGroup::None)
        return false;
    if (field->type == FieldType::Set)
        return true;
    static const QStringList texts { u"title"_s, u"name"_s, u"description"_s, u"body"_s };
    return field->type == FieldType::Text && texts.contains(item.field) && item.mine.isString() && item.theirs.isString();
}

QString subjectOf(const Reads& reads, const ConflictItem& item)
{
    switch (item.entity) {
    case Entity::Task:
        return reads.task(item.row).value_or(Task {}).title;
    case Entity::Project:
        return reads.project(item.row).value_or(Project {}).name;
    case Entity::Milestone:
        return reads.milestone(item.row).value_or(Milestone {}).name;
    case Entity::Workspace:
        return reads.workspace(item.row).value_or(Workspace {}).name;
    case Entity::Activity:
    case Entity::TaskDependency: {
        const auto task = reads.taskOf(item.entity, item.row);
        return task ? reads.task(*task).value_or(Task {}).title : QString();
    }
    case Entity::WorkspaceMember:
    case Entity::Conflict:
    case Entity::Workflow:
    case Entity::Pattern:
    case Entity::BestPractice:
        return {};
    }
    Q_UNREACHABLE();
}

Result<std::vector<ConflictItem>> decidedTogether(const Reads& reads, const ConflictItem& item)
{
    if (groupOf(item) == FieldGroup::None)
        return std::vector { item };
    auto items = reads.openConflicts(item.row);
    if (!items)
        return items;
    std::erase_if(*items, [&](const ConflictItem& each) {
        return each.entity != item.entity || groupOf(each) != groupOf(item);
    });
    return items;
}

Result<Gesture> reviewed(const Reads& reads, const std::vector<ConflictItem>& items, Keep keep)
{
    if (items.empty())
        return Error { Error::Kind::NotFound, Words::tr("This was decided already.") };
    Gesture gesture { .text = gestureText(reads, items), .changes = {} };
    for (const ConflictItem& item : items) {
        close(item, keep, gesture); // first: if the value loses once more, that is a new question
        if (keep != Keep::Theirs) {
            if (item.mineIsCut)
                return refusal(Words::tr("Only the beginning of your text was kept, since it is longer than 64 KiB. Edit it instead."));
            const auto wanted = keep == Keep::Both ? bothOf(item) : Result<QJsonValue>(item.mine);
            if (!wanted)
                return wanted.error();
            if (Status put = putBack(reads, item, *wanted, gesture); !put)
                return std::move(put).error();
        }
    }
    return gesture;
}

Result<Gesture> reviewedWith(const Reads& reads, const ConflictItem& item, const QJsonValue& value)
{
    if (!fieldOf(item.entity, item.field))
        return refusal(Words::tr("A deletion is kept or not; there is nothing to edit."));
    Gesture gesture { .text = gestureText(reads, { item }), .changes = {} };
    close(item, Keep::Both, gesture);
    if (Status put = putBack(reads, item, value, gesture); !put)
        return std::move(put).error();
    return gesture;
}

} // namespace convoy::store
