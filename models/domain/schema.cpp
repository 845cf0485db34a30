#include "domain/schema.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <vector>

namespace convoy {

namespace {

using L1 = QLatin1String;
using enum FieldType;
using enum MergeRule;

constexpr Field workspaceFields[] = {
    { L1("name"), Text, ServerWins, FieldGroup::None, {}, true },
    { L1("prefix"), Text, ServerWins },
};

constexpr Field memberFields[] = {
    { L1("user_id"), Uuid, AtCreation },
    { L1("role"), Text, ServerWins }, // owner, editor, viewer
    { L1("email"), Text, ServerWins },
    { L1("display_name"), Text, ServerWins },
};

constexpr Field projectFields[] = {
    { L1("name"), Text, ServerWins, FieldGroup::None, {}, true },
    { L1("description"), Text, ServerWins, FieldGroup::None, {}, true },
    { L1("workflow_id"), Reference, ServerWins, FieldGroup::None, Entity::Workflow },
    { L1("archived"), Boolean, ServerWins },
    { L1("position"), Text, Rank },
};

constexpr Field milestoneFields[] = {
    { L1("project_id"), Reference, ServerWins, FieldGroup::None, Entity::Project },
    { L1("name"), Text, ServerWins, FieldGroup::None, {}, true },
    { L1("description"), Text, ServerWins, FieldGroup::None, {}, true },
    { L1("due_date"), Date, ServerWins },
    { L1("completion_date"), Timestamp, ServerWins },
    { L1("position"), Text, Rank },
};

constexpr Field taskFields[] = {
    { L1("title"), Text, LastWriter, FieldGroup::None, {}, true },
    { L1("description"), Text, ThreeWay, FieldGroup::None, {}, true },
    { L1("project_id"), Reference, LastWriter, FieldGroup::Placement, Entity::Project },
    { L1("milestone_id"), Reference, LastWriter, FieldGroup::Placement, Entity::Milestone },
    { L1("parent_id"), Reference, LastWriter, FieldGroup::Placement, Entity::Task },
    { L1("current_stage"), Text, LastWriter, FieldGroup::Placement },
    { L1("status"), Text, LastWriter, FieldGroup::Placement }, // todo, in_progress, done, cancelled
    { L1("completion_date"), Timestamp, LastWriter, FieldGroup::Placement },
    { L1("priority"), Text }, // none, low, medium, high
    { L1("labels"), Set, Elements },
    { L1("start_date"), Date },
    { L1("due_date"), Date, LastWriter, FieldGroup::Due },
    { L1("due_time"), Time, LastWriter, FieldGroup::Due },
    { L1("time_zone"), Text, LastWriter, FieldGroup::Due },
    { L1("recurrence"), Text, LastWriter, FieldGroup::Due }, // RRULE value, RFC 5545
    { L1("series_id"), Uuid, AtCreation },
    { L1("occurrence_date"), Date, AtCreation },
    { L1("reminder"), Text }, // local wall time YYYY-MM-DDTHH:MM
    { L1("assignee_id"), Uuid },
    { L1("position"), Text, Rank },
    { L1("number"), Integer, Server },
};

constexpr Field dependencyFields[] = {
    { L1("task_id"), Reference, AtCreation, FieldGroup::None, Entity::Task },
    { L1("blocked_by_id"), Reference, AtCreation, FieldGroup::None, Entity::Task },
};

constexpr Field activityFields[] = {
    { L1("kind"), Text, AtCreation }, // comment, system
    { L1("task_id"), Reference, AtCreation, FieldGroup::None, Entity::Task },
    { L1("project_id"), Reference, AtCreation, FieldGroup::None, Entity::Project },
    { L1("body"), Text, LastWriter, FieldGroup::None, {}, true },
    { L1("subject_table"), Text, Server },
    { L1("subject_id"), Uuid, Server },
    { L1("action"), Text, Server }, // create, update, delete, restore
    { L1("changes"), Json, Server }, // [{field, old, new}]
    { L1("author_id"), Uuid, Server },
    { L1("author_name"), Text, Server },
    { L1("device_id"), Uuid, Server },
    { L1("device_name"), Text, Server },
    { L1("op_group"), Uuid, Server },
};

constexpr Field conflictFields[] = {
    { L1("user_id"), Uuid, Server },
    { L1("row_table"), Text, Server },
    { L1("row_id"), Uuid, Server },
    { L1("field"), Text, Server },
    { L1("rule"), Text, Server },
    { L1("base_value"), Json, Server },
    { L1("mine_value"), Json, Server }, // the value that lost
    { L1("theirs_value"), Json, Server }, // the value that stands
    { L1("mine_device"), Text, Server },
    { L1("theirs_device"), Text, Server },
    { L1("mine_stamp"), Timestamp, Server },
    { L1("theirs_stamp"), Timestamp, Server },
    { L1("resolution"), Text, LastWriter }, // empty while open; mine, theirs, both
};

constexpr Field workflowFields[] = {
    { L1("name"), Text, Server },
    { L1("description"), Text, Server },
    { L1("stages"), Json, Server }, // [{id, name, category}]
    { L1("is_default"), Boolean, Server },
};

constexpr Field adviceFields[] = {
    { L1("title"), Text, Server, FieldGroup::None, {}, true },
    { L1("body"), Text, Server, FieldGroup::None, {}, true },
    { L1("applies_to"), Json, Server }, // {workflows: [uuid], stages: [text], labels: [text]}
};

constexpr EntityInfo entities[] = {
    { Entity::Workspace, L1("workspaces"), SyncKind::Structural, workspaceFields },
    { Entity::WorkspaceMember, L1("workspace_members"), SyncKind::Structural, memberFields },
    { Entity::Project, L1("projects"), SyncKind::Structural, projectFields },
    { Entity::Milestone, L1("milestones"), SyncKind::Structural, milestoneFields },
    { Entity::Task, L1("tasks"), SyncKind::TaskData, taskFields },
    { Entity::TaskDependency, L1("task_dependencies"), SyncKind::TaskData, dependencyFields },
    { Entity::Activity, L1("activity_feed"), SyncKind::TaskData, activityFields },
    { Entity::Conflict, L1("sync_conflicts"), SyncKind::Review, conflictFields },
    { Entity::Workflow, L1("workflows"), SyncKind::Reference, workflowFields },
    { Entity::Pattern, L1("patterns"), SyncKind::Reference, adviceFields },
    { Entity::BestPractice, L1("best_practices"), SyncKind::Reference, adviceFields },
};

#ifdef CONVOY_FAULTS

//! What tests of programs of different age make of the table: fields of tasks that do not exist yet.
struct LaterSchema {
    LaterSchema()
    {
        std::copy(std::begin(taskFields), std::end(taskFields), std::back_inserter(tasks));
        for (const Field& field : { Field { .name = L1("estimate"), .type = Integer, .since = 2 }, Field { .name = L1("place"), .since = 3 } }) {
            if (field.since <= version)
                tasks.push_back(field);
        }
        std::copy(std::begin(entities), std::end(entities), all.begin());
        all[static_cast<size_t>(Entity::Task) - 1].fields = tasks;
    }
    int version = std::max(qEnvironmentVariableIntValue("CONVOY_TEST_SCHEMA"), releasedSchema);
    std::vector<Field> tasks {};
    std::array<EntityInfo, std::size(entities)> all {};
};

const LaterSchema& later()
{
    static const LaterSchema schema;
    return schema;
}

#endif

} // namespace

#ifdef CONVOY_FAULTS
int schemaVersion() { return later().version; }
std::span<const EntityInfo> schema() { return later().all; }
#else
std::span<const EntityInfo> schema() { return entities; }
#endif

const EntityInfo& infoOf(Entity entity)
{
    const EntityInfo& info = schema()[static_cast<size_t>(entity) - 1];
    Q_ASSERT(info.entity == entity);
    return info;
}

const EntityInfo* entityByTable(QStringView table)
{
    for (const EntityInfo& info : schema()) {
        if (info.table == table)
            return &info;
    }
    return nullptr;
}

std::optional<int> fieldIndex(Entity entity, QStringView name)
{
    const auto fields = infoOf(entity).fields;
    for (size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name)
            return static_cast<int>(i);
    }
    return std::nullopt;
}

bool clearsToEmpty(const Field& field)
{
    static constexpr std::array nullable { L1("time_zone"), L1("recurrence"), L1("reminder"), L1("email"), L1("display_name") };
    return field.type == FieldType::Text && std::find(nullable.begin(), nullable.end(), field.name) == nullable.end();
}

const Field* fieldOf(Entity entity, QStringView name)
{
    const auto index = fieldIndex(entity, name);
    return index ? &infoOf(entity).fields[static_cast<size_t>(*index)] : nullptr;
}

QLatin1String typeName(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return L1("text");
    case FieldType::Integer:
        return L1("integer");
    case FieldType::Boolean:
        return L1("boolean");
    case FieldType::Timestamp:
        return L1("timestamp");
    case FieldType::Date:
        return L1("date");
    case FieldType::Time:
        return L1("time");
    case FieldType::Uuid:
        return L1("uuid");
    case FieldType::Reference:
        return L1("reference");
    case FieldType::Set:
        return L1("set");
    case FieldType::Json:
        return L1("json");
    }
    Q_UNREACHABLE();
}

QLatin1String ruleName(MergeRule rule)
{
    switch (rule) {
    case LastWriter:
        return L1("last_writer");
    case Rank:
        return L1("rank");
    case Elements:
        return L1("elements");
    case ThreeWay:
        return L1("text");
    case ServerWins:
        return L1("server_wins");
    case AtCreation:
        return L1("at_creation");
    case Server:
        return L1("server");
    }
    Q_UNREACHABLE();
}

QLatin1String groupName(FieldGroup group)
{
    switch (group) {
    case FieldGroup::None:
        return L1("");
    case FieldGroup::Placement:
        return L1("placement");
    case FieldGroup::Due:
        return L1("due");
    }
    Q_UNREACHABLE();
}

} // namespace convoy
