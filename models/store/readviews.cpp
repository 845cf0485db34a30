#include "store/reads.h"

#include "store/rowreader.h"
#include "store/taskphases.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

RowKey firstKey(const Statement& statement) { return statement.key(0); }

QString tomorrowOf(const TaskQuery& query) { return query.today.addDays(1).toString(Qt::ISODate); }

//! Counts what the phase holds, but not further than `most`; -1: all.
Result<qint64> countOf(
    Database& database, const TaskQuery& query, const TaskPhase& phase, const QByteArray& conditions, qint64 most)
{
    const QByteArray sql = "SELECT count(*) FROM (SELECT 1 FROM tasks t WHERE " + conditions + " AND " + phase.value
        + ">=?1 AND " + phase.value + "<?6 LIMIT ?5)";
    Statement statement = database.prepare(sql.constData());
    statement.bindAll(phase.first, RowKey {}, phase.subject, tomorrowOf(query), most, phase.end);
    return oneRow<qint64>(database, statement, "count tasks", [](const Statement& row) { return row.integer(0); });
}

//! How to find the phase's tasks with the least reading.
Result<Walk> walkOf(Database& database, const TaskQuery& query, const TaskPhase& phase)
{
    if (phase.subset.isEmpty())
        return Walk::Ordered;
    if (phase.native)
        return Walk::Subset;
    const QByteArray sql
        = "SELECT count(*) FROM (SELECT 1 FROM tasks t WHERE " + phase.where + phase.subset + " LIMIT ?5)";
    Statement statement = database.prepare(sql.constData());
    statement.bindAll(RowKey {}, RowKey {}, phase.subject, tomorrowOf(query), sortedOnTheSpot + 1);
    const auto size
        = oneRow<qint64>(database, statement, "estimate a list", [](const Statement& row) { return row.integer(0); });
    if (!size)
        return size.error();
    return *size > sortedOnTheSpot ? Walk::Ordered : Walk::Subset;
}

//! Appends the phase's keys behind the anchor (or from its beginning) until there are `limit`.
Status appendKeys(Database& database, const TaskQuery& query, const TaskPhase& phase, const TaskAnchor* anchor,
    int limit, std::vector<RowKey>& keys)
{
    const auto walk = walkOf(database, query, phase);
    if (!walk)
        return walk.error();
    const QString from
        = anchor ? anchor->value.toString() : QString::fromUtf8(phase.descending ? phase.end : phase.first);
    const QByteArray to = phase.descending ? phase.first : phase.end;
    for (const bool ties : { true, false }) {
        const int wanted = limit - int(keys.size());
        if ((ties && !anchor) || wanted <= 0)
            continue;
        const QByteArray sql = keysSql(phase, *walk, ties, anchor != nullptr);
        Statement statement = database.prepare(sql.constData());
        statement.bindAll(from, anchor ? anchor->row : RowKey {}, phase.subject, tomorrowOf(query), wanted, to);
        while (statement.row())
            keys.push_back(statement.key(0));
        if (statement.failed())
            return database.lastError(u"read a list of tasks"_s);
    }
    return ok();
}

} // namespace

Result<std::vector<RowKey>> Reads::deletedProjects(const TaskQuery& query) const
{
    if (query.view != TaskView::Trash)
        return std::vector<RowKey> {};
    Statement statement
        = m_database.prepare("SELECT key FROM projects WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, key");
    return allRows<RowKey>(m_database, statement, "read deleted projects", firstKey);
}

Result<std::vector<RowKey>> Reads::taskKeys(const TaskQuery& query, int limit, const TaskAnchor& after) const
{
    const auto hidden = deletedProjects(query);
    if (!hidden)
        return hidden.error();
    const std::vector<TaskPhase> phases = phasesOf(query, *hidden);
    std::vector<RowKey> keys;
    for (size_t i = after.row ? size_t(after.phase) : 0; i < phases.size() && int(keys.size()) < limit; ++i) {
        const bool anchored = after.row && size_t(after.phase) == i;
        if (Status read = appendKeys(m_database, query, phases[i], anchored ? &after : nullptr, limit, keys); !read)
            return read.error();
    }
    return keys;
}

Result<TaskAnchor> Reads::anchorOf(const TaskQuery& query, RowKey task) const
{
    const auto hidden = deletedProjects(query);
    if (!hidden)
        return hidden.error();
    const std::vector<TaskPhase> phases = phasesOf(query, *hidden);
    for (size_t i = 0; i < phases.size(); ++i) {
        const TaskPhase& phase = phases[i];
        const QByteArray sql = "SELECT " + phase.value + " FROM tasks t WHERE t.key=?2 AND " + phase.where + phase.roots
            + phase.scattered + " AND " + phase.value + ">=?1 AND " + phase.value + "<?6";
        Statement statement = m_database.prepare(sql.constData());
        statement.bindAll(phase.first, task, phase.subject, tomorrowOf(query), 1, phase.end);
        if (statement.row())
            return TaskAnchor { statement.text(0), task, true, int(i), phase.descending };
        if (statement.failed())
            return m_database.lastError(u"find a task's place"_s);
    }
    return TaskAnchor { {}, task, false, 0, false };
}

Result<qint64> Reads::taskCount(const TaskQuery& query, qint64 most) const
{
    const auto hidden = deletedProjects(query);
    if (!hidden)
        return hidden.error();
    qint64 count = 0;
    TaskQuery counted = query;
    counted.order = ordersOf(query.view).front(); // one that an index has
    for (const TaskPhase& phase : phasesOf(counted, *hidden)) {
        if (most >= 0 && count >= most)
            break;
        const auto more = countOf(
            m_database, query, phase, phase.where + phase.roots + phase.subset, most < 0 ? most : most - count);
        if (!more)
            return more.error();
        count += *more;
    }
    return count;
}

Result<std::vector<RowKey>> Reads::children(const TaskQuery& query, RowKey parent) const
{
    const QByteArray sql = childrenSql(query);
    Statement statement = m_database.prepare(sql.constData());
    statement.bind(parent);
    return allRows<RowKey>(m_database, statement, "read subtasks", firstKey);
}

Result<bool> Reads::hasChildren(const TaskQuery& query, RowKey parent) const
{
    if (!isTree(query))
        return false;
    const QByteArray sql = childrenSql(query) + " LIMIT 1";
    Statement statement = m_database.prepare(sql.constData());
    statement.bind(parent);
    if (statement.row())
        return true;
    if (statement.failed())
        return m_database.lastError(u"look for subtasks"_s);
    return false;
}

} // namespace convoy::store
