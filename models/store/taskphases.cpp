#include "store/taskphases.h"

namespace convoy::store {

namespace {

#define AGENDA "(min(ifnull(t.due_date,'9999'),ifnull(t.start_date,'9999'))||ifnull(t.due_time,'99:99'))"

#define FIRST_DATE "min(ifnull(t.due_date,'9999'),ifnull(t.start_date,'9999'))"

constexpr char open[] = "t.deleted_at IS NULL AND t.status IN ('todo','in_progress')";
constexpr char finished[] = "t.deleted_at IS NULL AND t.status IN ('done','cancelled')";
constexpr char agenda[] = AGENDA;
constexpr char shown[] = " AND NOT EXISTS (SELECT 1 FROM projects p WHERE p.key=t.project_id"
                         " AND (p.deleted_at IS NOT NULL OR p.archived=1))";
constexpr char ready[] = " AND ifnull(t.start_date,'')<?4"
                         " AND NOT EXISTS (SELECT 1 FROM task_dependencies d JOIN tasks b ON b.key=d.blocked_by_id"
                         " WHERE d.task_id=t.key AND d.deleted_at IS NULL"
                         " AND b.deleted_at IS NULL AND b.status IN ('todo','in_progress'))"
                         " AND NOT EXISTS (SELECT 1 FROM tasks c WHERE c.parent_id=t.key"
                         " AND c.deleted_at IS NULL AND c.status IN ('todo','in_progress'))";
constexpr char dated[] = " AND (t.due_date IS NOT NULL OR t.start_date IS NOT NULL)";
constexpr char lowest[] = "";
constexpr char highest[] = "\xF4\x8F\xBF\xBF"; // U+10FFFF: behind every text that anyone writes

QByteArray rootsOnly(const TaskQuery& query)
{
    if (!isTree(query))
        return {};
    return " AND (t.parent_id IS NULL OR NOT EXISTS (SELECT 1 FROM tasks u WHERE u.key=t.parent_id AND u.deleted_at IS "
           "NULL"
        + QByteArray(query.withDone ? "" : " AND u.status IN ('todo','in_progress')") + familyOf(query) + "))";
}

TaskPhase ordered(const TaskQuery& query, const QByteArray& where)
{
    return { .where = where,
        .roots = rootsOnly(query),
        .value = valueOf(query.order),
        .subset = {},
        .scattered = {},
        .first = lowest,
        .end = highest,
        .descending = query.descending };
}

TaskPhase within(TaskPhase phase, const QByteArray& subset, const QByteArray& scattered, RowKey subject, bool native)
{
    phase.subset = " AND " + subset;
    phase.scattered = " AND " + scattered;
    phase.subject = subject;
    phase.native = native;
    return phase;
}

//! Today and Upcoming: a range of the agenda, which is also their own order.
TaskPhase dates(const TaskQuery& query, bool upcoming)
{
    const QByteArray tomorrow = query.today.addDays(1).toString(Qt::ISODate).toLatin1();
    const QByteArray first = upcoming ? tomorrow : QByteArray(lowest);
    const QByteArray end = upcoming ? QByteArray("9999") : tomorrow;
    TaskPhase phase = ordered(query, QByteArray(open) + dated + shown);
    if (query.order == TaskOrder::Due) {
        phase.value = agenda;
        phase.first = first;
        phase.end = end;
        return phase;
    }
    // Scattered without the time, so that the columns of the order's index are enough to skip a task.
    return upcoming ? within(phase, AGENDA ">=?4 AND " AGENDA "<'9999'", FIRST_DATE ">=?4", {}, false)
                    : within(phase, AGENDA "<?4", FIRST_DATE "<?4", {}, false);
}

TaskPhase latestFirst(const TaskQuery& query, const QByteArray& where, const QByteArray& value)
{
    TaskPhase phase = ordered(query, where);
    phase.value = value;
    phase.descending = true;
    return phase;
}

TaskPhase finishedOf(const TaskQuery& query)
{
    TaskPhase phase = latestFirst(query, finished, "ifnull(t.completion_date,'')");
    phase.finished = true;
    return phase;
}

std::vector<TaskPhase> ofProject(const TaskQuery& query, RowKey project, bool withDone)
{
    const bool native = query.order == TaskOrder::Position;
    std::vector<TaskPhase> phases { within(
        ordered(query, open), "t.project_id=?3", "+t.project_id=?3", project, native) };
    if (withDone)
        phases.push_back(within(finishedOf(query), "t.project_id=?3", "+t.project_id=?3", project, true));
    return phases;
}

std::vector<TaskPhase> ofMilestone(const TaskQuery& query)
{
    const bool native = query.order == TaskOrder::Position;
    std::vector<TaskPhase> phases { within(
        ordered(query, open), "t.milestone_id=?3", "+t.milestone_id=?3", query.milestone, native) };
    if (query.withDone)
        phases.push_back(within(finishedOf(query), "t.milestone_id=?3", "+t.milestone_id=?3", query.milestone, false));
    return phases;
}

std::vector<TaskPhase> ofTrash(const TaskQuery& query, const std::vector<RowKey>& deletedProjects)
{
    std::vector<TaskPhase> phases { latestFirst(query, "t.deleted_at IS NOT NULL", "t.deleted_at") };
    phases.front().descending = !query.descending;
    for (const RowKey project : deletedProjects) {
        TaskQuery byPosition = query;
        byPosition.order = TaskOrder::Position;
        for (TaskPhase& phase : ofProject(byPosition, project, true))
            phases.push_back(std::move(phase));
    }
    return phases;
}

} // namespace

QByteArray valueOf(TaskOrder order)
{
    switch (order) {
    case TaskOrder::Position:
        return "ifnull(t.position,'')";
    case TaskOrder::Due:
        return "(ifnull(t.due_date,'9999')||ifnull(t.due_time,'99:99'))";
    case TaskOrder::Priority:
        return "(CASE t.priority WHEN 'high' THEN '0' WHEN 'medium' THEN '1' WHEN 'low' THEN '2' ELSE '3' END"
               "||ifnull(t.due_date,'9999'))";
    case TaskOrder::Title:
        return "lower(ifnull(t.title,''))";
    case TaskOrder::Created:
        return "ifnull(t.created_at,'9999')";
    case TaskOrder::Updated:
        return "ifnull(t.updated_at,'9999')";
    // The orders below have no index.
    case TaskOrder::Number:
        return "ifnull(t.number,9223372036854775807)";
    case TaskOrder::Stage:
        return "(CASE t.status WHEN 'todo' THEN '0' WHEN 'in_progress' THEN '1' WHEN 'done' THEN '2' ELSE '3' END"
               "||ifnull(t.current_stage,''))";
    case TaskOrder::Project:
        return "ifnull((SELECT lower(p.name) FROM projects p WHERE p.key=t.project_id),'')";
    case TaskOrder::Milestone:
        return "ifnull((SELECT lower(m.name) FROM milestones m WHERE m.key=t.milestone_id),'\xF4\x8F\xBF\xBF')";
    case TaskOrder::Labels:
        return "ifnull(nullif(lower(t.labels),'[]'),'\xF4\x8F\xBF\xBF')";
    case TaskOrder::Assignee:
        return "ifnull((SELECT lower(ifnull(nullif(u.display_name,''),u.email)) FROM workspace_members u WHERE"
               " u.workspace_id=t.workspace_id AND u.user_id=t.assignee_id LIMIT 1),'\xF4\x8F\xBF\xBF')";
    }
    Q_UNREACHABLE();
}

QByteArray familyOf(const TaskQuery& query)
{
    // The plus signs keep the planner from walking all open tasks of a project to find one parent's.
    const QByteArray project = " AND +u.project_id IS +t.project_id";
    return query.view == TaskView::Milestone ? project + " AND +u.milestone_id IS +t.milestone_id" : project;
}

QByteArray childrenSql(const TaskQuery& query)
{
    return "SELECT t.key FROM tasks u JOIN tasks t ON t.parent_id=u.key WHERE u.key=? AND t.deleted_at IS NULL"
        + QByteArray(query.withDone ? "" : " AND t.status IN ('todo','in_progress')") + familyOf(query)
        + " ORDER BY ifnull(t.position,''), t.key";
}

std::vector<TaskPhase> phasesOf(const TaskQuery& query, const std::vector<RowKey>& deletedProjects)
{
    switch (query.view) {
    case TaskView::Inbox:
        return { within(ordered(query, open), "t.project_id IS NULL", "+t.project_id IS NULL", {},
            query.order == TaskOrder::Position) };
    case TaskView::Today:
        return { dates(query, false) };
    case TaskView::Upcoming:
        return { dates(query, true) };
    case TaskView::Ready:
        return { ordered(query, QByteArray(open) + shown + ready) };
    case TaskView::All: {
        std::vector<TaskPhase> phases { ordered(query, QByteArray(open) + shown) };
        if (query.withDone) {
            phases.push_back(finishedOf(query));
            phases.back().where += shown;
        }
        return phases;
    }
    case TaskView::Done: {
        TaskPhase phase = finishedOf(query);
        phase.where += shown;
        phase.descending = !query.descending;
        return { phase };
    }
    case TaskView::Trash:
        return ofTrash(query, deletedProjects);
    case TaskView::Project:
        return ofProject(query, query.project, query.withDone);
    case TaskView::Milestone:
        return ofMilestone(query);
    }
    Q_UNREACHABLE();
}

QByteArray keysSql(const TaskPhase& phase, Walk walk, bool ties, bool anchored)
{
    const bool subset = walk == Walk::Subset;
    const QByteArray value = subset && !phase.native ? "+" + phase.value : phase.value;
    const QByteArray direction = phase.descending ? " DESC" : "";
    QByteArray sql
        = "SELECT t.key FROM tasks t WHERE " + phase.where + phase.roots + (subset ? phase.subset : phase.scattered);
    if (ties) {
        sql += " AND " + value + "=?1 AND t.key" + (phase.descending ? "<" : ">") + "?2 ORDER BY t.key" + direction;
        return sql + " LIMIT ?5";
    }
    const char* from = phase.descending ? "<" : anchored ? ">" : ">=";
    const char* to = phase.descending ? ">=" : "<";
    return sql + " AND " + value + from + "?1 AND " + value + to + "?6 ORDER BY " + value + direction + ", t.key"
        + direction + " LIMIT ?5";
}

} // namespace convoy::store
