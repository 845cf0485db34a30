#include "context/remoteanswer.h"

#include "domain/jsonvalues.h"

namespace convoy::context {

using namespace Qt::Literals::StringLiterals;

namespace {

QString text(const QJsonObject& row, QLatin1String name) { return row.value(name).toString(); }
QDate date(const QJsonObject& row, QLatin1String name) { return QDate::fromString(text(row, name), Qt::ISODate); }

void readHeader(RowHeader& header, const QJsonObject& row)
{
    header.uid = text(row, "id"_L1);
    header.seq = row.value("seq"_L1).toInteger();
    header.createdAt = text(row, "created_at"_L1);
    header.updatedAt = text(row, "updated_at"_L1);
    header.deletedAt = text(row, "deleted_at"_L1);
}

template <class Row> Row named(const QJsonObject& row)
{
    Row value;
    readHeader(value, row);
    value.name = text(row, "name"_L1);
    return value;
}

Workspace workspaceFrom(const QJsonObject& row)
{
    auto workspace = named<Workspace>(row);
    workspace.prefix = text(row, "prefix"_L1);
    return workspace;
}

Project projectFrom(const QJsonObject& row)
{
    auto project = named<Project>(row);
    project.description = text(row, "description"_L1);
    project.archived = row.value("archived"_L1).toBool();
    project.position = text(row, "position"_L1);
    return project;
}

Milestone milestoneFrom(const QJsonObject& row)
{
    auto milestone = named<Milestone>(row);
    milestone.description = text(row, "description"_L1);
    milestone.dueDate = date(row, "due_date"_L1);
    milestone.completionDate = text(row, "completion_date"_L1);
    milestone.position = text(row, "position"_L1);
    return milestone;
}

Task taskFrom(const QJsonObject& row)
{
    Task task;
    readHeader(task, row);
    task.title = text(row, "title"_L1);
    task.description = text(row, "description"_L1);
    task.stage = text(row, "current_stage"_L1);
    task.status = statusFromText(text(row, "status"_L1)).value_or(TaskStatus::Todo);
    task.completionDate = text(row, "completion_date"_L1);
    task.priority = priorityFromText(text(row, "priority"_L1)).value_or(Priority::None);
    task.labels = setElements(row.value("labels"_L1));
    task.startDate = date(row, "start_date"_L1);
    task.dueDate = date(row, "due_date"_L1);
    task.dueTime = QTime::fromString(text(row, "due_time"_L1).left(5), u"HH:mm"_s);
    task.timeZone = text(row, "time_zone"_L1);
    task.recurrence = text(row, "recurrence"_L1);
    task.reminder = text(row, "reminder"_L1);
    task.assigneeId = text(row, "assignee_id"_L1);
    task.position = text(row, "position"_L1);
    if (row.value("number"_L1).isDouble())
        task.number = row.value("number"_L1).toInteger();
    return task;
}

Activity activityFrom(const QJsonObject& row)
{
    Activity activity;
    readHeader(activity, row);
    activity.kind = text(row, "kind"_L1);
    activity.body = text(row, "body"_L1);
    activity.action = text(row, "action"_L1);
    activity.changes = row.value("changes"_L1).toArray();
    activity.authorId = text(row, "author_id"_L1);
    activity.authorName = text(row, "author_name"_L1);
    activity.deviceName = text(row, "device_name"_L1);
    return activity;
}

Workflow workflowFrom(const QJsonObject& row)
{
    Workflow workflow;
    workflow.uid = text(row, "id"_L1);
    workflow.name = text(row, "name"_L1);
    workflow.description = text(row, "description"_L1);
    for (const QJsonValue& each : row.value("stages"_L1).toArray()) {
        const QJsonObject stage = each.toObject();
        workflow.stages.push_back({ text(stage, "id"_L1), text(stage, "name"_L1),
            statusFromText(text(stage, "category"_L1)).value_or(TaskStatus::Todo) });
    }
    workflow.isDefault = row.value("is_default"_L1).toBool();
    return workflow;
}

Advice adviceFrom(const QJsonObject& row)
{
    const QJsonObject rule = row.value("applies_to"_L1).toObject();
    return { .key = {},
        .uid = text(row, "id"_L1),
        .title = text(row, "title"_L1),
        .body = text(row, "body"_L1),
        .workflows = setElements(rule.value("workflows"_L1)),
        .stages = setElements(rule.value("stages"_L1)),
        .labels = setElements(rule.value("labels"_L1)) };
}

template <class T> Block<T> one(const QJsonValue& value, const Provenance& from, T (*read)(const QJsonObject&))
{
    return value.isObject() ? Block<T> { read(value.toObject()), from } : Block<T> { {}, { Origin::None, {} } };
}

template <class T>
Block<std::vector<T>> many(const QJsonValue& value, const Provenance& from, T (*read)(const QJsonObject&))
{
    std::vector<T> rows;
    for (const QJsonValue& each : value.toArray())
        rows.push_back(read(each.toObject()));
    return rows.empty() ? Block<std::vector<T>> { {}, { Origin::None, {} } } : Block<std::vector<T>> { rows, from };
}

template <class T> void fill(Block<T>& local, const Block<T>& remote)
{
    if (local.from.origin == Origin::NotHere)
        local = remote;
}

} // namespace

Result<TaskContext> contextFromServer(const QJsonObject& answer)
{
    if (!answer.value("task"_L1).isObject())
        return Error { Error::Kind::Malformed, u"the answer to task_context has no task"_s };
    const Provenance from { Origin::Server, text(answer, "server_time"_L1) };
    TaskContext context;
    context.task = one(answer.value("task"_L1), from, taskFrom);
    context.workspace = one(answer.value("workspace"_L1), from, workspaceFrom);
    context.project = one(answer.value("project"_L1), from, projectFrom);
    context.milestone = one(answer.value("milestone"_L1), from, milestoneFrom);
    context.parent = one(answer.value("parent"_L1), from, taskFrom);
    context.subtasks = many(answer.value("subtasks"_L1), from, taskFrom);
    context.blockedBy = many(answer.value("blocked_by"_L1), from, taskFrom);
    context.blocks = many(answer.value("blocks"_L1), from, taskFrom);
    context.activity = many(answer.value("activity"_L1), from, activityFrom);
    context.olderActivity = context.olderOnServer = answer.value("more"_L1).toBool();
    context.workflow = one(answer.value("workflow"_L1), from, workflowFrom);
    context.patterns = many(answer.value("patterns"_L1), from, adviceFrom);
    context.bestPractices = many(answer.value("best_practices"_L1), from, adviceFrom);
    return context;
}

ActivityPage activityFromServer(const QJsonObject& answer)
{
    ActivityPage page { {}, { Origin::Server, text(answer, "server_time"_L1) }, answer.value("more"_L1).toBool() };
    for (const QJsonValue& each : answer.value("activity"_L1).toArray())
        page.entries.push_back(activityFrom(each.toObject()));
    return page;
}

TaskContext completed(TaskContext local, const TaskContext& remote)
{
    fill(local.task, remote.task);
    fill(local.workspace, remote.workspace);
    fill(local.project, remote.project);
    fill(local.milestone, remote.milestone);
    fill(local.parent, remote.parent);
    fill(local.subtasks, remote.subtasks);
    fill(local.blockedBy, remote.blockedBy);
    fill(local.blocks, remote.blocks);
    if (local.activity.from.origin == Origin::NotHere) {
        local.olderActivity = remote.olderActivity;
        local.olderOnServer = remote.olderOnServer;
    }
    fill(local.activity, remote.activity);
    fill(local.workflow, remote.workflow);
    fill(local.patterns, remote.patterns);
    fill(local.bestPractices, remote.bestPractices);
    return local;
}

} // namespace convoy::context
