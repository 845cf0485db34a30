#include "store/reads.h"

#include "store/rowreader.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

// Refused goes before held for review, that before sent, that before waiting. Without an account nothing waits.
#define MARK                                                                                                           \
    "(SELECT max(CASE o.state WHEN 4 THEN 4 WHEN 6 THEN 3 WHEN 2 THEN 2 ELSE 1 END) FROM outbox o"                     \
    "   WHERE o.key=i.key AND o.state IN (1,2,4,5,6)"                                                                  \
    "   AND (o.state<>1 OR EXISTS (SELECT 1 FROM meta WHERE name='user_id'))),"                                        \
    " EXISTS (SELECT 1 FROM sync_conflicts k WHERE k.row_id=i.uid AND k.deleted_at IS NULL AND "                       \
    "ifnull(k.resolution,'')='')"

constexpr char oneTask[] = "SELECT " CONVOY_TASK_COLUMNS " FROM tasks t JOIN ids i ON i.key=t.key WHERE t.key=?";

// What a list shows beside a task; each part is a probe of an index or of a primary key.
constexpr char oneTaskRow[]
    = "SELECT " CONVOY_TASK_COLUMNS ","
      " (SELECT p.name FROM projects p WHERE p.key=t.project_id),"
      " (SELECT m.name FROM milestones m WHERE m.key=t.milestone_id),"
      " (SELECT ifnull(nullif(u.display_name,''),u.email) FROM workspace_members u"
      "   WHERE t.assignee_id IS NOT NULL AND u.workspace_id=t.workspace_id AND u.user_id=t.assignee_id LIMIT 1),"
      " (SELECT w.prefix FROM workspaces w WHERE w.key=t.workspace_id),"
      " (SELECT count(*) FROM tasks c WHERE c.parent_id=t.key AND c.deleted_at IS NULL),"
      " (SELECT count(*) FROM tasks c WHERE c.parent_id=t.key AND c.deleted_at IS NULL"
      "   AND c.status IN ('todo','in_progress')),"
      " (SELECT count(*) FROM task_dependencies d JOIN tasks b ON b.key=d.blocked_by_id WHERE d.task_id=t.key"
      "   AND d.deleted_at IS NULL AND b.deleted_at IS NULL AND b.status IN ('todo','in_progress')),"
      " (SELECT count(*) FROM activity_feed a WHERE a.task_id=t.key AND a.kind='comment' AND a.deleted_at IS NULL),"
      " " MARK " FROM tasks t JOIN ids i ON i.key=t.key WHERE t.key=?";

SyncMark markOf(qint64 outbox, bool conflict)
{
    if (outbox == 4)
        return SyncMark::Refused;
    if (outbox == 3 || conflict)
        return SyncMark::Review;
    return outbox == 2 ? SyncMark::Sending : outbox == 1 ? SyncMark::Waiting : SyncMark::Synced;
}

TaskRow readTaskRow(const Statement& statement)
{
    TaskRow row;
    row.task = readTask(statement);
    RowReader rest(statement, taskColumns);
    row.projectName = rest.text();
    row.milestoneName = rest.text();
    row.assigneeName = rest.text();
    row.workspacePrefix = rest.text();
    row.children = int(rest.integer());
    row.openChildren = int(rest.integer());
    row.openBlockers = int(rest.integer());
    row.comments = int(rest.integer());
    const qint64 outbox = rest.integer();
    row.mark = markOf(outbox, rest.integer() != 0);
    return row;
}

} // namespace

Result<Task> Reads::task(RowKey row) const
{
    Statement statement = m_database.prepare(oneTask);
    statement.bind(row);
    return oneRow<Task>(m_database, statement, "read a task", readTask);
}

Result<std::vector<TaskRow>> Reads::taskRows(const std::vector<RowKey>& rows) const
{
    std::vector<TaskRow> found;
    found.reserve(rows.size());
    for (const RowKey row : rows) {
        Statement statement = m_database.prepare(oneTaskRow);
        statement.bind(row);
        if (statement.row())
            found.push_back(readTaskRow(statement));
        else if (statement.failed())
            return m_database.lastError(u"read tasks"_s);
    }
    return found;
}

Result<SyncMark> Reads::syncMark(RowKey task) const
{
    Statement statement = m_database.prepare("SELECT " MARK " FROM ids i WHERE i.key=?");
    statement.bind(task);
    return oneRow<SyncMark>(m_database, statement, "read a sync mark",
        [](const Statement& row) { return markOf(row.integer(0), row.integer(1) != 0); });
}

Result<std::vector<RowKey>> Reads::children(RowKey parent) const
{
    Statement statement = m_database.prepare("SELECT t.key FROM tasks t WHERE t.parent_id=? AND t.deleted_at IS NULL"
                                             " ORDER BY ifnull(t.position,''), t.key");
    statement.bind(parent);
    return allRows<RowKey>(m_database, statement, "read subtasks", [](const Statement& row) { return row.key(0); });
}

Result<std::vector<Reminder>> Reads::reminders(const QString& from, int limit) const
{
    Statement statement = m_database.prepare(
        "SELECT t.key, t.reminder, t.time_zone FROM tasks t WHERE t.deleted_at IS NULL AND t.status IN ('todo','in_progress')"
        " AND t.reminder IS NOT NULL AND t.reminder>=? ORDER BY t.reminder LIMIT ?");
    statement.bind(from).bind(limit);
    return allRows<Reminder>(m_database, statement, "read reminders",
        [](const Statement& row) { return Reminder { row.key(0), row.text(1), row.text(2) }; });
}

Result<std::vector<QString>> Reads::recentLabels(int tasks) const
{
    Statement statement
        = m_database.prepare("SELECT DISTINCT l.value FROM (SELECT DISTINCT labels FROM (SELECT t.labels FROM tasks t"
                             " WHERE t.deleted_at IS NULL AND t.status IN ('todo','in_progress')"
                             " ORDER BY ifnull(t.updated_at,'9999') DESC LIMIT ?)) r, json_each(r.labels) l"
                             " WHERE r.labels IS NOT NULL AND r.labels<>'' ORDER BY 1");
    statement.bind(tasks);
    return allRows<QString>(m_database, statement, "read labels", [](const Statement& row) { return row.text(0); });
}

} // namespace convoy::store
