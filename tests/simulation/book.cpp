#include "tests/simulation/book.h"

#include "domain/jsonvalues.h"

#include <algorithm>

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

bool isTracked(Entity entity, const QString& field)
{
    switch (entity) {
    case Entity::Workspace:
        return field == "name"_L1;
    case Entity::Project:
    case Entity::Milestone:
        return field == "name"_L1 || field == "description"_L1 || field == "due_date"_L1 || field == "archived"_L1 || field == "workflow_id"_L1;
    case Entity::Task:
        return field == "title"_L1 || field == "description"_L1 || field == "labels"_L1 || field == "start_date"_L1
            || field == "due_date"_L1 || field == "due_time"_L1 || field == "recurrence"_L1 || field == "reminder"_L1 || field == "status"_L1
            || field == "priority"_L1 || field == "assignee_id"_L1;
    case Entity::Activity:
        return field == "body"_L1;
    default:
        return false;
    }
}

QStringList tokensOf(const QString& field, const QJsonValue& value)
{
    if (value.isArray())
        return setElements(value);
    if (value.isBool())
        return { value.toBool() ? u"yes"_s : u"no"_s };
    const QString text = value.toString();
    if (field == "description"_L1)
        return text.split(u'\n', Qt::SkipEmptyParts);
    return text.isEmpty() ? QStringList() : QStringList { text };
}

QJsonObject named(Device& device, Entity entity, QJsonObject fields)
{
    for (const Field& field : infoOf(entity).fields) {
        if (field.type == FieldType::Reference && fields.value(field.name).isDouble())
            fields.insert(field.name, device.uid(RowKey { fields.value(field.name).toInteger() }));
    }
    return fields;
}

void Book::compare(Device& device, int index, qint64 now, Entity entity, const std::optional<store::RowImage>& before,
    const std::optional<store::RowImage>& after, bool certain)
{
    if (!before && !after)
        return;
    const auto& any = after ? *after : *before;
    Edit edit { .device = index, .at = now, .entity = entity, .key = any.key, .row = device.uid(any.key) };
    edit.certain = certain;
    edit.inTrash = before && !before->deletedAt.isEmpty();
    if (!before) {
        // Undo or redo made it again: a deletion of it is taken back. An occurrence is made by each device on its own, and
        // knows of a deletion only where the device had it before.
        const bool isOccurrence = after && !after->fields.value(u"series_id"_s).toString().isEmpty();
        const bool hadIt = std::any_of(m_edits.begin(), m_edits.end(), [&](const Edit& each) { return each.device == index && each.row == edit.row; });
        if (after && after->deletedAt.isEmpty() && m_made.contains(edit.row) && (!isOccurrence || hadIt)) {
            Edit again = edit;
            again.field = u"deleted_at"_s;
            again.value = false;
            again.saw = true;
            m_edits.push_back(std::move(again));
        }
        m_made.insert(edit.row);
    }
    if (!after && before) { // made and thrown away before it was sent
        discarded(edit.row, named(device, entity, before->fields));
        return;
    }
    edit.inHidden = after && device.isHidden(*after);
    const bool dead = !after || !after->deletedAt.isEmpty();
    if (before && dead != edit.inTrash) {
        Edit deletion = edit;
        deletion.field = u"deleted_at"_s;
        deletion.value = dead;
        deletion.saw = edit.inTrash;
        deletion.sawRow = named(device, entity, before->fields);
        if ((entity == Entity::Project || entity == Entity::Task) && dead)
            deletion.sawContents = device.contentsOf(any.key);
        m_edits.push_back(std::move(deletion));
    }
    for (const Field& field : infoOf(entity).fields) {
        const QJsonValue now_ = after ? after->fields.value(field.name) : QJsonValue();
        const QJsonValue then = before ? before->fields.value(field.name) : QJsonValue();
        if (!after || now_ == then || field.rule == MergeRule::Server)
            continue;
        edit.field = field.name;
        edit.value = named(device, entity, { { field.name, now_ } }).value(field.name);
        edit.saw = named(device, entity, { { field.name, then } }).value(field.name);
        m_edits.push_back(edit);
    }
}

} // namespace convoy::simulation
