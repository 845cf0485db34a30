#include "store/indexes.h"

#include "store/database.h"

#include <vector>

namespace convoy::store {

namespace {

#define OPEN_TASKS " WHERE deleted_at IS NULL AND status IN ('todo','in_progress')"
#define STARTED_TASKS " WHERE deleted_at IS NULL AND status='in_progress'"
#define CANCELLED_TASKS " WHERE deleted_at IS NULL AND status='cancelled'"
#define FINISHED_TASKS " WHERE deleted_at IS NULL AND status IN ('done','cancelled')"

// The six named orders hold open tasks only, which are few beside the finished ones after a year, and carry the project
// and the dates so that tasks of other projects and days are skipped without a look at their rows. The expressions are
// those of taskphases.cpp: with another text there the index is not found, and the test that explains every view query
// fails.
constexpr const char* views[] = {
    "CREATE INDEX IF NOT EXISTS view_open_position ON tasks(ifnull(position,''), key, project_id, due_date, "
    "start_date)" OPEN_TASKS,
    "CREATE INDEX IF NOT EXISTS view_open_due ON tasks((ifnull(due_date,'9999')||ifnull(due_time,'99:99')), key, "
    "project_id, due_date, start_date)" OPEN_TASKS,
    "CREATE INDEX IF NOT EXISTS view_open_priority ON tasks((CASE priority WHEN 'high' THEN '0' WHEN 'medium' THEN '1'"
    " WHEN 'low' THEN '2' ELSE '3' END||ifnull(due_date,'9999')), key, project_id, due_date, start_date)" OPEN_TASKS,
    "CREATE INDEX IF NOT EXISTS view_open_title ON tasks(lower(ifnull(title,'')), key, project_id, due_date, "
    "start_date)" OPEN_TASKS,
    "CREATE INDEX IF NOT EXISTS view_open_created ON tasks(ifnull(created_at,'9999'), key, project_id, due_date, "
    "start_date)" OPEN_TASKS,
    "CREATE INDEX IF NOT EXISTS view_open_updated ON tasks(ifnull(updated_at,'9999'), key, project_id, due_date, "
    "start_date)" OPEN_TASKS,

    "CREATE INDEX IF NOT EXISTS view_open_agenda ON tasks((min(ifnull(due_date,'9999'),ifnull(start_date,'9999'))"
    "||ifnull(due_time,'99:99')), key, project_id)" OPEN_TASKS " AND (due_date IS NOT NULL OR start_date IS NOT NULL)",
    "CREATE INDEX IF NOT EXISTS view_open_project ON tasks(project_id, ifnull(position,''))" OPEN_TASKS,
    "CREATE INDEX IF NOT EXISTS view_done ON tasks(ifnull(completion_date,''), key, project_id)" FINISHED_TASKS,
    "CREATE INDEX IF NOT EXISTS view_done_project ON tasks(project_id, ifnull(completion_date,''))" FINISHED_TASKS,
    // A board's columns of the rare states: walking all open or finished tasks for a hundred of them takes seconds.
    "CREATE INDEX IF NOT EXISTS view_started ON tasks(ifnull(position,''), key, project_id)" STARTED_TASKS,
    "CREATE INDEX IF NOT EXISTS view_started_project ON tasks(project_id, ifnull(position,''))" STARTED_TASKS,
    "CREATE INDEX IF NOT EXISTS view_cancelled ON tasks(ifnull(completion_date,''), key, project_id)" CANCELLED_TASKS,
    "CREATE INDEX IF NOT EXISTS view_cancelled_project ON tasks(project_id, ifnull(completion_date,''))" CANCELLED_TASKS,
    "CREATE INDEX IF NOT EXISTS view_milestone ON tasks(milestone_id, ifnull(position,''), key, status, deleted_at)"
    " WHERE milestone_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS view_tasks_parent ON tasks(parent_id, ifnull(position,''), key, status, deleted_at)"
    " WHERE parent_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS view_trash ON tasks(deleted_at) WHERE deleted_at IS NOT NULL",

    "CREATE INDEX IF NOT EXISTS task_reminder ON tasks(reminder, key, time_zone)" OPEN_TASKS " AND reminder IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS task_number ON tasks(number) WHERE number IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS task_dependencies_blocker ON task_dependencies(blocked_by_id)",
    "CREATE INDEX IF NOT EXISTS activity_task ON activity_feed(task_id, ifnull(created_at,'9999'), key)"
    " WHERE task_id IS NOT NULL AND deleted_at IS NULL",
    "CREATE INDEX IF NOT EXISTS activity_comments ON activity_feed(task_id) WHERE kind='comment' AND deleted_at IS "
    "NULL",
    "CREATE INDEX IF NOT EXISTS milestones_project ON milestones(project_id)",
    "CREATE INDEX IF NOT EXISTS conflicts_open ON sync_conflicts(row_id) WHERE deleted_at IS NULL AND "
    "ifnull(resolution,'')=''",
};

constexpr const char* search[] = {
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(title, body, prefix='1 2 3',"
    " tokenize='unicode61 remove_diacritics 2')",
};

} // namespace

std::span<const char* const> searchTables() { return search; }

Status createViewIndexes(Database& database)
{
    for (const char* sql : views) {
        if (Status made = database.run(sql); !made)
            return made;
    }
    return ok();
}

Status dropViewIndexes(Database& database)
{
    std::vector<QByteArray> drops;
    for (const char* sql : views) {
        const QByteArrayList words = QByteArray(sql).split(' ');
        drops.push_back("DROP INDEX IF EXISTS " + words.at(words.indexOf("EXISTS") + 1));
    }
    for (const QByteArray& drop : drops) {
        if (Status dropped = database.run(drop.constData()); !dropped)
            return dropped;
    }
    return ok();
}

} // namespace convoy::store
