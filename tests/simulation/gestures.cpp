// What a person does: one gesture each.
#include "tests/simulation/person.h"

#include "domain/jsonvalues.h"

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString alive = u"t.deleted_at IS NULL"_s;
const QString inTrash = u"t.deleted_at IS NOT NULL"_s;

} // namespace

QString Person::unique(const QString& kind) { return u"%1-%2"_s.arg(kind).arg(m_book.unique()); }
QString Person::uniqueDate() { return QDate(1970, 1, 1).addDays(m_book.unique()).toString(Qt::ISODate); }

void Person::act()
{
    static const std::vector<std::pair<int, Act>> weights { { 14, &Person::addTask }, { 2, &Person::addOccurrence }, { 10, &Person::retitle },
        { 10, &Person::describe }, { 8, &Person::label }, { 5, &Person::date }, { 3, &Person::start }, { 7, &Person::setStatus }, { 3, &Person::setPriority }, { 2, &Person::assign }, { 2, &Person::repeat },
        { 4, &Person::move }, { 6, &Person::nest }, { 3, &Person::setMilestone }, { 3, &Person::rank }, { 5, &Person::remove }, { 3, &Person::restore },
        { 3, &Person::setSeveral }, { 6, &Person::block }, { 2, &Person::unblock }, { 5, &Person::comment }, { 2, &Person::rewriteComment },
        { 3, &Person::addProject }, { 4, &Person::changeProject }, { 1, &Person::setWorkflow }, { 1, &Person::setRole }, { 2, &Person::addMilestone }, { 3, &Person::changeMilestone },
        { 1, &Person::removeStructure }, { 1, &Person::addWorkspace }, { 1, &Person::renameWorkspace }, { 5, &Person::undo }, { 2, &Person::redo },
        { 1, &Person::discard }, { 2, &Person::decide } };
    static const int sum = [] {
        int all = 0;
        for (const auto& [weight, doing] : weights)
            all += weight;
        return all;
    }();
    qint64 pick = m_random.below(sum);
    for (const auto& [weight, doing] : weights) {
        pick -= weight;
        if (pick < 0)
            return (this->*doing)();
    }
}

void Person::addTask()
{
    const RowKey workspace = anyWorkspace();
    if (!workspace)
        return addWorkspace();
    QJsonObject fields { { u"title"_s, unique(u"title"_s) } };
    const RowKey parent = m_random.chance(0.4) ? in(workspace, Entity::Task) : RowKey {};
    if (const auto above = parent ? m_device.row(Entity::Task, parent) : std::nullopt) {
        fields.insert(u"parent_id"_s, parent.value);
        fields.insert(u"project_id"_s, above->fields[u"project_id"_s]);
    } else if (const RowKey project = in(workspace, Entity::Project); project && m_random.chance(0.5)) {
        fields.insert(u"project_id"_s, project.value);
    }
    if (m_random.chance(0.3))
        fields.insert(u"labels"_s, QJsonArray { unique(u"label"_s) });
    if (m_random.chance(0.3))
        fields.insert(u"description"_s, QString(unique(u"line"_s) + u'\n' + unique(u"line"_s) + u'\n'));
    Gesture gesture = taskCreated(workspace, fields, builtInWorkflow());
    if (m_random.chance(0.2)) // with a subtask, in one gesture
        gesture.changes.push_back({ .entity = Entity::Task, .row = RowKey { -2 }, .action = Action::Create,
            .fields = { { u"title"_s, unique(u"title"_s) }, { u"parent_id"_s, -1 }, { u"status"_s, u"todo"_s }, { u"current_stage"_s, u"todo"_s },
                { u"priority"_s, u"none"_s }, { u"project_id"_s, fields.value(u"project_id"_s) } },
            .workspace = workspace });
    apply(std::move(gesture));
}

//! The next of a series: every device that makes it makes the same row.
void Person::addOccurrence()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    if (!row)
        return;
    const Uid series = m_device.uid(task);
    const QString day = u"2026-10-0%1"_s.arg(m_random.between(1, 2));
    QJsonObject fields { { u"title"_s, unique(u"title"_s) }, { u"series_id"_s, series }, { u"occurrence_date"_s, day } };
    Gesture gesture = taskCreated(row->workspace, fields, builtInWorkflow());
    gesture.changes.front().uid = derivedUid(series, day);
    apply(std::move(gesture));
}

void Person::retitle() { change(Entity::Task, any(Entity::Task, m_random.chance(0.9) ? alive : inTrash), { { u"title"_s, unique(u"title"_s) } }); }

void Person::describe()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    if (!row)
        return;
    QStringList lines = row->fields[u"description"_s].toString().split(u'\n', Qt::SkipEmptyParts);
    const qsizetype at = m_random.below(lines.size() + 1);
    if (at < lines.size() && m_random.chance(0.3))
        lines.removeAt(at);
    else if (at < lines.size() && m_random.chance(0.4))
        lines[at] = unique(u"line"_s);
    else
        lines.insert(at, unique(u"line"_s));
    change(Entity::Task, task, { { u"description"_s, lines.isEmpty() ? QString() : QString(lines.join(u'\n') + u'\n') } });
}

void Person::label()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    if (!row)
        return;
    QStringList labels = setElements(row->fields[u"labels"_s]);
    if (!labels.isEmpty() && m_random.chance(0.4))
        labels.removeAt(m_random.below(labels.size()));
    else
        labels += unique(u"label"_s);
    change(Entity::Task, task, { { u"labels"_s, setArray(labels) } });
}

void Person::date()
{
    QJsonObject fields { { u"due_date"_s, uniqueDate() } };
    if (m_random.chance(0.3)) {
        fields.insert(u"due_time"_s, u"1%1:00"_s.arg(m_random.below(10)));
        fields.insert(u"time_zone"_s, u"Europe/Berlin"_s);
    }
    change(Entity::Task, any(Entity::Task, alive), fields);
}

void Person::start()
{
    const QString day = uniqueDate();
    change(Entity::Task, any(Entity::Task, alive), m_random.chance(0.5) ? QJsonObject { { u"start_date"_s, day } } : QJsonObject { { u"reminder"_s, QString(day + u"T09:00"_s) } });
}

void Person::setStatus()
{
    static const std::vector<TaskStatus> all { TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Done, TaskStatus::Cancelled };
    // Some say that it was finished long ago: a history window leaves that out.
    const qint64 ago = m_random.chance(0.4) ? m_random.between(1, 200) * aDay : 0;
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    if (!row)
        return;
    const auto workflow = m_device.store().reads().workflowOf(RowKey { row->fields[u"project_id"_s].toInteger() });
    change(Entity::Task, task, fieldsForStatus(m_random.of(all), workflow.value_or(builtInWorkflow()), timestampText(m_device.clock.wallMicros() - ago)));
}

void Person::assign()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    const RowKey member = row ? in(row->workspace, Entity::WorkspaceMember) : RowKey {};
    const auto somebody = member ? m_device.row(Entity::WorkspaceMember, member) : std::nullopt;
    if (somebody)
        change(Entity::Task, task, { { u"assignee_id"_s, m_random.chance(0.8) ? somebody->fields[u"user_id"_s] : QJsonValue() } });
}

void Person::repeat()
{
    change(Entity::Task, any(Entity::Task, alive), { { u"due_date"_s, uniqueDate() }, { u"recurrence"_s, u"FREQ=DAILY;INTERVAL=%1"_s.arg(m_book.unique()) } });
}

void Person::setPriority()
{
    static const std::vector<QString> all { u"none"_s, u"low"_s, u"medium"_s, u"high"_s };
    change(Entity::Task, any(Entity::Task, alive), { { u"priority"_s, m_random.of(all) } });
}

void Person::move()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    const RowKey project = row ? in(row->workspace, Entity::Project) : RowKey {};
    if (row)
        change(Entity::Task, task, { { u"project_id"_s, project ? QJsonValue(project.value) : QJsonValue() }, { u"milestone_id"_s, QJsonValue() } });
}

void Person::nest()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    if (!row)
        return;
    const RowKey parent = m_random.chance(0.8) ? in(row->workspace, Entity::Task) : RowKey {};
    const auto above = parent && parent != task ? m_device.row(Entity::Task, parent) : std::nullopt;
    if (!above)
        return change(Entity::Task, task, { { u"parent_id"_s, QJsonValue() } });
    change(Entity::Task, task, { { u"parent_id"_s, parent.value }, { u"project_id"_s, above->fields[u"project_id"_s] } });
}

void Person::setMilestone()
{
    const RowKey milestone = any(Entity::Milestone, alive);
    const auto row = milestone ? m_device.row(Entity::Milestone, milestone) : std::nullopt;
    if (!row)
        return;
    const RowKey task = in(row->workspace, Entity::Task);
    change(Entity::Task, task, { { u"milestone_id"_s, milestone.value }, { u"project_id"_s, row->fields[u"project_id"_s] } });
}

void Person::rank() { change(Entity::Task, any(Entity::Task, alive), { { u"position"_s, unique(u"i"_s) } }); }
void Person::remove() { act(Entity::Task, any(Entity::Task, alive), Action::Delete); }
void Person::restore() { act(Entity::Task, any(Entity::Task, inTrash), Action::Restore); }

void Person::setSeveral()
{
    Gesture gesture { .text = u"several"_s, .changes = {} };
    for (int i = 0; i < 4; ++i) {
        if (const RowKey task = any(Entity::Task, alive))
            gesture.changes.push_back({ .entity = Entity::Task, .row = task, .fields = { { u"title"_s, unique(u"title"_s) }, { u"start_date"_s, uniqueDate() } } });
    }
    if (!gesture.changes.empty())
        apply(std::move(gesture));
}

void Person::block()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    const RowKey by = row ? in(row->workspace, Entity::Task) : RowKey {};
    if (by && by != task)
        apply({ .text = u"%1 waits for %2"_s.arg(m_device.uid(task), m_device.uid(by)),
            .changes = { { .entity = Entity::TaskDependency, .row = RowKey { -1 }, .action = Action::Create,
                .fields = { { u"task_id"_s, task.value }, { u"blocked_by_id"_s, by.value } }, .workspace = row->workspace } } });
}

void Person::unblock() { act(Entity::TaskDependency, any(Entity::TaskDependency, alive), Action::Delete); }

void Person::comment()
{
    const RowKey task = any(Entity::Task, alive);
    const auto row = task ? m_device.row(Entity::Task, task) : std::nullopt;
    if (row)
        apply({ .text = u"comment on %1"_s.arg(m_device.uid(task)),
            .changes = { { .entity = Entity::Activity, .row = RowKey { -1 }, .action = Action::Create,
                .fields = { { u"kind"_s, u"comment"_s }, { u"task_id"_s, task.value }, { u"body"_s, unique(u"comment"_s) } }, .workspace = row->workspace } } });
}

void Person::rewriteComment()
{
    const QString mine = alive + u" AND t.kind='comment' AND ifnull(t.author_id, '%1') = '%1'"_s.arg(m_device.caller().user);
    change(Entity::Activity, any(Entity::Activity, mine), { { u"body"_s, unique(u"comment"_s) } });
}

void Person::addProject()
{
    if (const RowKey workspace = anyWorkspace())
        apply(projectCreated(workspace, unique(u"project"_s), {}, unique(u"i"_s)));
}

void Person::setWorkflow()
{
    const auto workflows = m_device.keys(u"SELECT key FROM workflows WHERE deleted_at IS NULL ORDER BY key"_s);
    if (!workflows.empty())
        change(Entity::Project, any(Entity::Project, alive), { { u"workflow_id"_s, m_random.of(workflows).value } });
}

//! An owner makes somebody an editor, or a viewer.
void Person::setRole()
{
    const QString others = u"t.deleted_at IS NULL AND t.role<>'owner' AND c.role='owner'"_s;
    change(Entity::WorkspaceMember, any(Entity::WorkspaceMember, others), { { u"role"_s, m_random.chance(0.7) ? u"editor"_s : u"viewer"_s } });
}

void Person::changeProject()
{
    if (m_random.chance(0.2)) {
        const RowKey project = any(Entity::Project, alive);
        const auto row = project ? m_device.row(Entity::Project, project) : std::nullopt;
        return row ? change(Entity::Project, project, { { u"archived"_s, !row->fields[u"archived"_s].toBool() } }) : void();
    }
    const bool name = m_random.chance(0.6);
    change(Entity::Project, any(Entity::Project, alive), { { name ? u"name"_s : u"description"_s, unique(u"project"_s) } });
}

void Person::addMilestone()
{
    const RowKey project = any(Entity::Project, alive);
    const auto row = project ? m_device.row(Entity::Project, project) : std::nullopt;
    if (row)
        apply({ .text = u"milestone"_s, .changes = { { .entity = Entity::Milestone, .row = RowKey { -1 }, .action = Action::Create,
            .fields = { { u"project_id"_s, project.value }, { u"name"_s, unique(u"milestone"_s) } }, .workspace = row->workspace } } });
}

void Person::changeMilestone()
{
    const bool name = m_random.chance(0.6);
    change(Entity::Milestone, any(Entity::Milestone, alive), { { name ? u"name"_s : u"due_date"_s, name ? unique(u"milestone"_s) : uniqueDate() } });
}

void Person::removeStructure()
{
    const Entity entity = m_random.chance(0.5) ? Entity::Project : Entity::Milestone;
    const bool back = m_random.chance(0.4);
    act(entity, any(entity, back ? inTrash : alive), back ? Action::Restore : Action::Delete);
}

void Person::addWorkspace() { apply(workspaceCreated(unique(u"workspace"_s))); }

void Person::renameWorkspace()
{
    if (m_device.keys(u"SELECT workspace_id FROM cursors WHERE role<>'owner'"_s).empty())
        change(Entity::Workspace, anyWorkspace(), { { u"name"_s, unique(u"workspace"_s) } });
}

} // namespace convoy::simulation
