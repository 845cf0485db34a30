#include "store/reads.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "store/rowreader.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

#define DEPENDENCIES                                                                                                   \
    "SELECT " CONVOY_HEADER_COLUMNS ", t.task_id, t.blocked_by_id FROM task_dependencies t JOIN ids i ON i.key=t.key"
#define WORKFLOWS                                                                                                      \
    "SELECT t.key, i.uid, t.name, t.description, t.stages, t.is_default FROM workflows t JOIN ids i ON i.key=t.key"

Dependency readDependency(const Statement& statement)
{
    RowReader row(statement);
    Dependency dependency;
    row.header(dependency);
    dependency.task = row.key();
    dependency.blockedBy = row.key();
    return dependency;
}

Activity readActivity(const Statement& statement)
{
    RowReader row(statement);
    Activity activity;
    row.header(activity);
    activity.kind = row.text();
    activity.task = row.key();
    activity.project = row.key();
    activity.body = row.text();
    activity.action = row.text();
    activity.changes = arrayFromJson(row.bytes());
    activity.authorId = row.text();
    activity.authorName = row.text();
    activity.deviceName = row.text();
    return activity;
}

Workflow readWorkflow(const Statement& statement)
{
    RowReader row(statement);
    Workflow workflow;
    workflow.key = row.key();
    workflow.uid = row.text();
    workflow.name = row.text();
    workflow.description = row.text();
    for (const QJsonValue& each : arrayFromJson(row.bytes())) {
        const QJsonObject stage = each.toObject();
        workflow.stages.push_back({ stage.value(u"id"_s).toString(), stage.value(u"name"_s).toString(),
            statusFromText(stage.value(u"category"_s).toString()).value_or(TaskStatus::Todo) });
    }
    workflow.isDefault = row.integer() != 0;
    return workflow;
}

Advice readAdvice(const Statement& statement)
{
    RowReader row(statement);
    Advice advice;
    advice.key = row.key();
    advice.uid = row.text();
    advice.title = row.text();
    advice.body = row.text();
    const QJsonObject rule = objectFromJson(row.bytes());
    advice.workflows = setElements(rule.value(u"workflows"_s));
    advice.stages = setElements(rule.value(u"stages"_s));
    advice.labels = setElements(rule.value(u"labels"_s));
    return advice;
}

} // namespace

Result<std::vector<Dependency>> Reads::blockersOf(RowKey task) const
{
    Statement statement = m_database.prepare(DEPENDENCIES " WHERE t.task_id=? AND t.deleted_at IS NULL ORDER BY t.key");
    statement.bind(task);
    return allRows<Dependency>(m_database, statement, "read what a task waits for", readDependency);
}

Result<std::vector<Dependency>> Reads::blockedBy(RowKey task) const
{
    Statement statement
        = m_database.prepare(DEPENDENCIES " WHERE t.blocked_by_id=? AND t.deleted_at IS NULL ORDER BY t.key");
    statement.bind(task);
    return allRows<Dependency>(m_database, statement, "read what waits for a task", readDependency);
}

Result<std::vector<Activity>> Reads::activity(RowKey task, int limit, const QString& olderThan) const
{
    Statement statement = m_database.prepare(
        "SELECT " CONVOY_HEADER_COLUMNS ", t.kind, t.task_id, t.project_id, t.body, t.action, t.changes, t.author_id,"
        " t.author_name, t.device_name FROM activity_feed t JOIN ids i ON i.key=t.key WHERE t.task_id=?1"
        " AND t.deleted_at IS NULL AND ifnull(t.created_at,'9999')<?2"
        " ORDER BY ifnull(t.created_at,'9999') DESC, t.key DESC LIMIT ?3");
    statement.bindAll(task, olderThan.isEmpty() ? u"99999"_s : olderThan, limit);
    return allRows<Activity>(m_database, statement, "read the activity of a task", readActivity);
}

Result<RowKey> Reads::taskOf(Entity entity, RowKey row) const
{
    const char* sql = entity == Entity::TaskDependency ? "SELECT task_id FROM task_dependencies WHERE key=?"
        : entity == Entity::Activity ? "SELECT task_id FROM activity_feed WHERE key=? AND task_id IS NOT NULL"
                                     : "SELECT i.key FROM sync_conflicts c JOIN ids i ON i.uid=c.row_id WHERE c.key=?";
    Statement statement = m_database.prepare(sql);
    statement.bind(row);
    return oneRow<RowKey>(
        m_database, statement, "find the task of a row", [](const Statement& found) { return found.key(0); });
}

Result<std::vector<Workflow>> Reads::workflows() const
{
    Statement statement = m_database.prepare(WORKFLOWS " WHERE t.deleted_at IS NULL ORDER BY t.name, i.uid");
    return allRows<Workflow>(m_database, statement, "read the workflows", readWorkflow);
}

Result<Workflow> Reads::workflowOf(RowKey project) const
{
    Statement statement = m_database.prepare(WORKFLOWS
        " WHERE t.deleted_at IS NULL AND (t.key=(SELECT workflow_id FROM projects WHERE key=?1) OR t.is_default=1)"
        " ORDER BY t.key=(SELECT workflow_id FROM projects WHERE key=?1) IS TRUE DESC, i.uid LIMIT 1");
    statement.bind(project);
    if (statement.row())
        return readWorkflow(statement);
    if (statement.failed())
        return m_database.lastError(u"read a workflow"_s);
    return builtInWorkflow();
}

Result<std::vector<Advice>> Reads::advice(Entity patternOrBestPractice) const
{
    const bool patterns = patternOrBestPractice == Entity::Pattern;
    Statement statement = m_database.prepare(patterns
            ? "SELECT t.key, i.uid, t.title, t.body, t.applies_to FROM patterns t JOIN ids i ON i.key=t.key"
              " WHERE t.deleted_at IS NULL ORDER BY t.title, i.uid"
            : "SELECT t.key, i.uid, t.title, t.body, t.applies_to FROM best_practices t JOIN ids i ON i.key=t.key"
              " WHERE t.deleted_at IS NULL ORDER BY t.title, i.uid");
    return allRows<Advice>(m_database, statement, "read patterns and best practices", readAdvice);
}

} // namespace convoy::store
