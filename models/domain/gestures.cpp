#include "domain/gestures.h"

#include "domain/jsonvalues.h"
#include "domain/schema.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Gesture)
};

QString quoted(const QString& title)
{
    return title.size() > 60 ? title.left(57) + u"..."_s : title;
}

const Stage* stageById(const Workflow& workflow, const QString& id)
{
    for (const Stage& stage : workflow.stages) {
        if (stage.id == id)
            return &stage;
    }
    return nullptr;
}

QJsonObject placement(TaskStatus status, const QString& stage, const QString& now)
{
    return { { u"status"_s, statusText(status) }, { u"current_stage"_s, stage },
        { u"completion_date"_s, isOpen(status) ? QJsonValue() : QJsonValue(now) } };
}

Change create(Entity entity, RowKey workspace, QJsonObject fields)
{
    return { .entity = entity, .row = RowKey { -1 }, .action = Action::Create, .fields = std::move(fields),
        .workspace = workspace };
}

Gesture forEach(const std::vector<Task>& tasks, Action action, const QJsonObject& fields, const QString& text)
{
    Gesture gesture { .text = text, .changes = {} };
    for (const Task& task : tasks)
        gesture.changes.push_back({ .entity = Entity::Task, .row = task.key, .action = action, .fields = fields });
    return gesture;
}

QString forTasks(const std::vector<Task>& tasks, const QString& one, const QString& many)
{
    return tasks.size() == 1 ? one.arg(quoted(tasks.front().title)) : many.arg(tasks.size());
}

} // namespace

QJsonObject fieldsForStatus(TaskStatus status, const Workflow& workflow, const QString& now)
{
    for (const Stage& stage : workflow.stages) {
        if (stage.category == status)
            return placement(status, stage.id, now);
    }
    return placement(status, statusText(status), now);
}

QJsonObject fieldsForStage(const QString& stage, const Workflow& workflow, const QString& now)
{
    const Stage* known = stageById(workflow, stage);
    return placement(known ? known->category : TaskStatus::Todo, stage, now);
}

Gesture taskCreated(RowKey workspace, QJsonObject fields, const Workflow& workflow)
{
    if (!fields.contains(u"status"_s)) {
        const QJsonObject start = fieldsForStatus(TaskStatus::Todo, workflow, {});
        for (auto it = start.begin(); it != start.end(); ++it) {
            if (!it.value().isNull() && !fields.contains(it.key()))
                fields.insert(it.key(), it.value());
        }
    }
    if (!fields.contains(u"priority"_s))
        fields.insert(u"priority"_s, priorityText(Priority::None));
    const QString text = Words::tr("Added '%1'").arg(quoted(fields.value(u"title"_s).toString()));
    return { .text = text, .changes = { create(Entity::Task, workspace, std::move(fields)) } };
}

Gesture taskChanged(const Task& task, const QJsonObject& fields, const QString& text)
{
    return forEach({ task }, Action::Update, fields, text);
}

Gesture statusSet(const std::vector<Task>& tasks, TaskStatus status, const Workflow& workflow, const QString& now)
{
    QString text;
    switch (status) {
    case TaskStatus::Todo:
        text = forTasks(tasks, Words::tr("Reopened '%1'"), Words::tr("Reopened %1 tasks"));
        break;
    case TaskStatus::InProgress:
        text = forTasks(tasks, Words::tr("Started '%1'"), Words::tr("Started %1 tasks"));
        break;
    case TaskStatus::Done:
        text = forTasks(tasks, Words::tr("Finished '%1'"), Words::tr("Finished %1 tasks"));
        break;
    case TaskStatus::Cancelled:
        text = forTasks(tasks, Words::tr("Cancelled '%1'"), Words::tr("Cancelled %1 tasks"));
        break;
    }
    return forEach(tasks, Action::Update, fieldsForStatus(status, workflow, now), text);
}

Gesture tasksDeleted(const std::vector<Task>& tasks)
{
    return forEach(tasks, Action::Delete, {},
        forTasks(tasks, Words::tr("Moved '%1' to the trash"), Words::tr("Moved %1 tasks to the trash")));
}

Gesture tasksRestored(const std::vector<Task>& tasks)
{
    return forEach(tasks, Action::Restore, {},
        forTasks(tasks, Words::tr("Restored '%1'"), Words::tr("Restored %1 tasks")));
}

Gesture dependencyAdded(const Task& task, const Task& blockedBy)
{
    return { .text = Words::tr("'%1' now waits for '%2'").arg(quoted(task.title), quoted(blockedBy.title)),
        .changes = { create(Entity::TaskDependency, task.workspace,
            { { u"task_id"_s, task.key.value }, { u"blocked_by_id"_s, blockedBy.key.value } }) } };
}

Gesture commentAdded(const Task& task, const QString& body)
{
    return { .text = Words::tr("Commented on '%1'").arg(quoted(task.title)),
        .changes = { create(Entity::Activity, task.workspace,
            { { u"kind"_s, u"comment"_s }, { u"task_id"_s, task.key.value }, { u"body"_s, body } }) } };
}

Gesture projectCreated(RowKey workspace, const QString& name, RowKey workflow, const QString& position)
{
    QJsonObject fields { { u"name"_s, name }, { u"position"_s, position } };
    if (workflow)
        fields.insert(u"workflow_id"_s, workflow.value);
    return { .text = Words::tr("Added the project '%1'").arg(quoted(name)),
        .changes = { create(Entity::Project, workspace, std::move(fields)) } };
}

Gesture milestoneCreated(const Project& project, const QString& name, const QString& position)
{
    return { .text = Words::tr("Added the milestone '%1'").arg(quoted(name)),
        .changes = { create(Entity::Milestone, project.workspace,
            { { u"project_id"_s, project.key.value }, { u"name"_s, name }, { u"position"_s, position } }) } };
}

Gesture workspaceCreated(const QString& name)
{
    return { .text = Words::tr("Added the workspace '%1'").arg(quoted(name)),
        .changes = { create(Entity::Workspace, {}, { { u"name"_s, name }, { u"prefix"_s, prefixFor(name) } }) } };
}

void append(Gesture& gesture, std::vector<Change> more)
{
    const auto made = std::count_if(gesture.changes.begin(), gesture.changes.end(),
        [](const Change& change) { return change.action == Action::Create; });
    for (Change& change : more) {
        if (change.row.value < 0)
            change.row.value -= made;
        for (const Field& field : infoOf(change.entity).fields) {
            const qint64 key = field.type == FieldType::Reference ? change.fields.value(field.name).toInteger() : 0;
            if (key < 0)
                change.fields.insert(field.name, key - made);
        }
        gesture.changes.push_back(std::move(change));
    }
}

QString prefixFor(const QString& workspaceName)
{
    QString letters;
    for (const QChar c : workspaceName) {
        if (c.unicode() < 128 && c.isLetter() && letters.size() < 3) // the server takes A to Z only
            letters += c.toUpper();
    }
    return letters.isEmpty() ? u"T"_s : letters;
}

const Workflow& builtInWorkflow()
{
    static const Workflow workflow { .key = {}, .uid = {}, .name = Words::tr("Standard"), .description = {},
        .stages = { { u"todo"_s, Words::tr("To do"), TaskStatus::Todo },
            { u"in_progress"_s, Words::tr("In progress"), TaskStatus::InProgress },
            { u"review"_s, Words::tr("Review"), TaskStatus::InProgress },
            { u"done"_s, Words::tr("Done"), TaskStatus::Done },
            { u"cancelled"_s, Words::tr("Cancelled"), TaskStatus::Cancelled } },
        .isDefault = true };
    return workflow;
}

} // namespace convoy
