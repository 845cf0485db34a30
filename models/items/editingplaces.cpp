#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "domain/rank.h"
#include "domain/text.h"
#include "items/editing.h"
#include "items/taskfields.h"
#include "store/reads.h"

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

//! The manual position of the last open task beside which a new one is put.
QString lastPosition(const store::Reads& reads, const NewTask& task)
{
    RowKey last;
    if (task.parent) {
        const auto children = reads.children(task.parent);
        last = children && !children->empty() ? children->back() : RowKey {};
    } else {
        store::TaskQuery query { .view = task.project ? store::TaskView::Project : store::TaskView::Inbox,
            .project = task.project,
            .descending = true,
            .today = QDate(2000, 1, 1) };
        const auto keys = reads.taskKeys(query, 1);
        last = keys && !keys->empty() ? keys->front() : RowKey {};
    }
    const auto row = reads.task(last);
    return row ? row->position : QString();
}

//! The stage that a task has in another workflow: the same one, else the first of its category.
QJsonObject stageIn(const Workflow& workflow, const Task& task)
{
    for (const Stage& stage : workflow.stages) {
        if (stage.id == task.stage && stage.category == task.status)
            return {};
    }
    return { { u"current_stage"_s, fieldsForStatus(task.status, workflow, {}).value(u"current_stage"_s) } };
}

template <class Row> QString lastRank(const Result<std::vector<Row>>& rows)
{
    return rankBetween(rows && !rows->empty() ? rows->back().position : QString(), {});
}

} // namespace

std::optional<Change> Editing::creationOf(
    const NewTask& task, const std::vector<NewTask>& list, int index, QString& rank) const
{
    NewTask place = task;
    const bool below = task.parentInList >= 0 && task.parentInList < index;
    if (below) {
        const NewTask& parent = list[size_t(task.parentInList)];
        place.workspace = parent.workspace;
        place.project = parent.project;
        place.milestone = parent.milestone;
    }
    if (const auto parent = m_reads.task(place.parent); place.parent && parent) {
        place.workspace = parent->workspace;
        place.project = parent->project;
    }
    if (const auto milestone = m_reads.milestone(place.milestone); place.milestone && milestone)
        place.project = milestone->project;
    if (const auto project = m_reads.project(place.project); place.project && project)
        place.workspace = project->workspace;
    if (!place.workspace)
        place.workspace = m_reads.defaultWorkspace().value_or(RowKey {});
    const QString title = cleanLine(task.title);
    if (title.isEmpty() || !place.workspace)
        return std::nullopt;
    rank = rankBetween(rank.isEmpty() ? lastPosition(m_reads, place) : rank, {});
    const Workflow workflow = workflowOf(place.project);
    QJsonObject fields { { u"title"_s, title }, { u"priority"_s, priorityText(task.priority) },
        { u"position"_s, rank } };
    if (!task.stage.isEmpty()) {
        const QJsonObject stage = fieldsForStage(task.stage, workflow, now());
        for (auto it = stage.begin(); it != stage.end(); ++it)
            fields.insert(it.key(), it.value());
    }
    const std::pair<QString, QJsonValue> more[] = { { u"description"_s, textValue(cleanText(task.description)) },
        { u"project_id"_s, keyValue(place.project) }, { u"milestone_id"_s, keyValue(place.milestone) },
        { u"parent_id"_s, below ? QJsonValue(-1 - task.parentInList) : keyValue(place.parent) },
        { u"start_date"_s, dateValue(task.startDate) }, { u"due_date"_s, dateValue(task.dueDate) },
        { u"due_time"_s, timeValue(task.dueTime) }, { u"time_zone"_s, textValue(task.timeZone) },
        { u"recurrence"_s, textValue(task.recurrence) }, { u"reminder"_s, textValue(task.reminder) },
        { u"assignee_id"_s, textValue(task.assigneeId) },
        { u"labels"_s, task.labels.isEmpty() ? QJsonValue() : QJsonValue(setArray(task.labels)) } };
    for (const auto& [name, value] : more) {
        if (!value.isNull())
            fields.insert(name, value);
    }
    Change change = taskCreated(place.workspace, fields, workflow).changes.front();
    change.row = RowKey { -1 - index };
    return change;
}

void Editing::addTask(const NewTask& task, Created created) { addTasks({ task }, std::move(created)); }

void Editing::addTasks(const std::vector<NewTask>& tasks, Created created)
{
    Gesture gesture { .text = {}, .changes = {} };
    QString rank;
    for (size_t i = 0; i < tasks.size(); ++i) {
        const auto change = creationOf(tasks[i], tasks, int(i), rank);
        if (!change) {
            Q_EMIT failed(cleanLine(tasks[i].title).isEmpty()
                    ? tr("A task needs a title.")
                    : tr("There is no workspace on this device to put it into."));
            return;
        }
        gesture.changes.push_back(*change);
    }
    if (tasks.empty())
        return;
    gesture.text = tasks.size() == 1 ? tr("Added '%1'").arg(cleanLine(tasks.front().title).left(60))
                                     : tr("Added %1 tasks").arg(tasks.size());
    post(std::move(gesture), tr("The new task could not be saved."), std::move(created));
}

void Editing::setProject(const Keys& tasks, RowKey project)
{
    const auto target = m_reads.project(project);
    const Workflow workflow = workflowOf(project);
    const QSet<RowKey> moved(tasks.begin(), tasks.end());
    for (const Task& task : read(tasks)) {
        if (target && project && target->workspace != task.workspace) {
            Q_EMIT failed(tr("'%1' belongs to another workspace and cannot be moved there.").arg(task.title));
            return;
        }
    }
    // Subtasks go with their parent; a subtask that is moved alone leaves it.
    const QString where = project && target ? target->name : tr("the inbox");
    setEach(
        withSubtasks(tasks),
        [&](const Task& task) {
            QJsonObject fields = stageIn(workflow, task);
            fields.insert(u"project_id"_s, keyValue(project));
            fields.insert(u"milestone_id"_s, QJsonValue());
            if (moved.contains(task.key) && task.parent && !moved.contains(task.parent))
                fields.insert(u"parent_id"_s, QJsonValue());
            return fields;
        },
        tr("Moved '%1' to %2").arg(u"%1"_s, where), tr("Moved %1 tasks to %2").arg(u"%1"_s, where));
}

void Editing::setMilestone(const Keys& tasks, RowKey milestone)
{
    const auto target = m_reads.milestone(milestone);
    setEach(
        tasks,
        [&](const Task& task) {
            QJsonObject fields { { u"milestone_id"_s, keyValue(milestone) } };
            if (milestone && target && target->project != task.project)
                fields.insert(u"project_id"_s, keyValue(target->project));
            return fields;
        },
        tr("Changed the milestone of '%1'"), tr("Changed the milestone of %1 tasks"));
}

void Editing::setParent(const Keys& tasks, RowKey parent)
{
    const auto target = m_reads.task(parent);
    setEach(
        tasks,
        [&](const Task& task) {
            QJsonObject fields { { u"parent_id"_s, keyValue(parent) } };
            if (parent && target && target->project != task.project) {
                fields.insert(u"project_id"_s, keyValue(target->project));
                fields.insert(u"milestone_id"_s, keyValue(target->milestone));
            }
            return fields;
        },
        parent ? tr("Made '%1' a subtask") : tr("Moved '%1' to the top level"),
        parent ? tr("Made %1 tasks subtasks") : tr("Moved %1 tasks to the top level"));
}

void Editing::moveBetween(const Keys& tasks, RowKey before, RowKey after, std::optional<RowKey> parent)
{
    QString rank = rankOf(before);
    const QString end = rankOf(after);
    setEach(
        tasks,
        [&](const Task& task) {
            // Two neighbours with the same rank leave no room between them: behind the first one then.
            rank = rankBetween(rank, rank < end ? end : QString());
            QJsonObject fields { { u"position"_s, rank } };
            if (parent && *parent != task.parent)
                fields.insert(u"parent_id"_s, keyValue(*parent));
            return fields;
        },
        tr("Moved '%1'"), tr("Moved %1 tasks"));
}

void Editing::addWorkspace(const QString& name, Created created)
{
    const QString line = cleanLine(name);
    if (line.isEmpty())
        Q_EMIT failed(tr("A workspace needs a name."));
    else
        post(workspaceCreated(line), tr("The workspace could not be added."), std::move(created));
}

void Editing::addProject(RowKey workspace, const QString& name, Created created)
{
    const QString line = cleanLine(name);
    if (line.isEmpty())
        Q_EMIT failed(tr("A project needs a name."));
    else
        post(projectCreated(workspace, line, {}, lastRank(m_reads.projects(workspace))),
            tr("The project '%1' could not be added.").arg(line), std::move(created));
}

void Editing::addMilestone(RowKey project, const QString& name, Created created)
{
    const QString line = cleanLine(name);
    const auto target = m_reads.project(project);
    if (line.isEmpty() || !target)
        Q_EMIT failed(
            line.isEmpty() ? tr("A milestone needs a name.") : tr("The project is not on this device any more."));
    else
        post(milestoneCreated(*target, line, lastRank(m_reads.milestones(project))),
            tr("The milestone '%1' could not be added.").arg(line), std::move(created));
}

void Editing::change(Entity entity, RowKey row, const QJsonObject& fields, const QString& text)
{
    post({ .text = text, .changes = { { .entity = entity, .row = row, .fields = fields } } },
        tr("This could not be changed."));
}

void Editing::remove(Entity entity, RowKey row, const QString& text)
{
    post({ .text = text, .changes = { { .entity = entity, .row = row, .action = Action::Delete } } },
        tr("This could not be removed."));
}

} // namespace convoy::items
