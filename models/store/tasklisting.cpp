#include "store/tasklisting.h"

#include "store/reads.h"
#include "store/rowreader.h"
#include "store/textindex.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostTextHits = 20'000;

template <class Values, class Fn> QJsonArray arrayOf(const Values& values, Fn fn)
{
    QJsonArray array;
    for (const auto& value : values)
        array.append(fn(value));
    return array;
}

QByteArray isOneOf(const char* value, const char* path)
{
    return QByteArray(" AND ") + value + " IN (SELECT value FROM json_each(?7,'$." + path + "'))";
}

QByteArray dueSql(DueRange range)
{
    switch (range) {
    case DueRange::Any:
        return {};
    case DueRange::Overdue:
        return " AND +t.due_date<json_extract(?7,'$.today')";
    case DueRange::Today:
        return " AND +t.due_date=json_extract(?7,'$.today')";
    case DueRange::Week:
        return " AND +t.due_date>=json_extract(?7,'$.today') AND +t.due_date<json_extract(?7,'$.week')";
    case DueRange::Later:
        return " AND +t.due_date>=json_extract(?7,'$.week')";
    case DueRange::None:
        return " AND +t.due_date IS NULL";
    }
    Q_UNREACHABLE();
}

QByteArray columnSql(const BoardColumn& column)
{
    QByteArray sql = " AND t.status='" + statusText(column.status).toLatin1() + '\'';
    if (column.stage.isEmpty())
        return sql;
    const QByteArray here = "ifnull(t.current_stage,'')=json_extract(?7,'$.stage')";
    if (column.others.isEmpty())
        return sql + " AND " + here;
    return sql + " AND (" + here
        + " OR ifnull(t.current_stage,'') NOT IN (SELECT value FROM json_each(?7,'$.others')))";
}

//! Narrows by what was asked for; plus signs keep the planner on the phase's own index.
QByteArray conditionsSql(const ListingQuery& query)
{
    const TaskConditions& c = query.conditions;
    QByteArray sql;
    if (!c.projects.empty())
        sql += isOneOf("ifnull(t.project_id,0)", "projects");
    if (!c.stages.isEmpty())
        sql += isOneOf("ifnull(t.current_stage,'')", "stages");
    if (!c.statuses.empty())
        sql += isOneOf("+t.status", "statuses");
    if (!c.priorities.empty())
        sql += isOneOf("ifnull(t.priority,'none')", "priorities");
    if (!c.assignees.isEmpty())
        sql += isOneOf("ifnull(t.assignee_id,'')", "assignees");
    if (!c.labels.isEmpty())
        sql += " AND EXISTS (SELECT 1 FROM json_each(ifnull(nullif(t.labels,''),'[]')) l WHERE l.value IN"
               " (SELECT value FROM json_each(?7,'$.labels')))";
    if (query.column)
        sql += columnSql(*query.column);
    if (!query.text.isEmpty()) {
        sql += query.query.view == TaskView::Trash
            ? QByteArray(" AND instr(lower(ifnull(t.title,'')), json_extract(?7,'$.text'))>0")
            : QByteArray(" AND t.key IN (SELECT value FROM json_each(?7,'$.hits'))");
    }
    return sql + dueSql(c.due);
}

//! What tells the groups apart; the groups stand in the order of these texts.
QByteArray groupSql(const ListingQuery& query)
{
    switch (query.group) {
    case TaskGroup::None:
        return "''";
    case TaskGroup::Project:
        return "ifnull((SELECT ifnull(p.position,'')||'|'||p.key FROM projects p WHERE p.key=t.project_id),'')";
    case TaskGroup::Stage:
        return valueOf(TaskOrder::Stage);
    case TaskGroup::Priority:
        return "CASE t.priority WHEN 'high' THEN '0' WHEN 'medium' THEN '1' WHEN 'low' THEN '2' ELSE '3' END";
    case TaskGroup::Due:
        if (query.query.view == TaskView::Upcoming) // day by day
            return "min(ifnull(t.due_date,'9999'),ifnull(t.start_date,'9999'))";
        return "CASE WHEN t.due_date IS NULL THEN '5' WHEN t.due_date<json_extract(?7,'$.today') THEN '0'"
               " WHEN t.due_date=json_extract(?7,'$.today') THEN '1' WHEN t.due_date<?4||'~' THEN '2'"
               " WHEN t.due_date<json_extract(?7,'$.week') THEN '3' ELSE '4' END";
    case TaskGroup::Assignee:
        return "CASE WHEN t.assignee_id IS NULL THEN '\xF4\x8F\xBF\xBF' ELSE " + valueOf(TaskOrder::Assignee)
            + "||'|'||t.assignee_id END";
    case TaskGroup::Status:
        return "CASE t.status WHEN 'todo' THEN '0' WHEN 'in_progress' THEN '1' WHEN 'done' THEN '2' ELSE '3' END";
    case TaskGroup::Labels: // a task stands once in a list, so those with the same labels stand together
        return valueOf(TaskOrder::Labels);
    }
    Q_UNREACHABLE();
}

bool isOwn(const ListingQuery& query)
{
    const auto offered = ordersOf(query.query.view);
    return std::find(offered.begin(), offered.end(), query.query.order) != offered.end();
}

struct Found {
    RowKey key;
    QString group;
};

Status find(Database& database, const ListingQuery& query, const TaskPhase& phase, const QByteArray& json, int limit,
    std::vector<Found>& found)
{
    const QByteArray sql = listingSql(query, phase);
    Statement statement = database.prepare(sql.constData());
    statement.bindAll(phase.first, RowKey {}, phase.subject, query.query.today.addDays(1).toString(Qt::ISODate), limit,
        phase.end, json);
    while (statement.row())
        found.push_back(
            { statement.key(0), query.group == TaskGroup::None ? QString() : statement.text(1) });
    return statement.failed() ? Status(database.lastError(u"list tasks"_s)) : ok();
}

//! The part of a group's sort text that names it.
QString nameOf(TaskGroup group, const QString& text)
{
    if (text == QString::fromUtf8("\xF4\x8F\xBF\xBF"))
        return {};
    if (group == TaskGroup::Stage)
        return text.mid(1);
    return group == TaskGroup::Project || group == TaskGroup::Assignee ? text.mid(text.lastIndexOf(u'|') + 1) : text;
}

} // namespace

std::vector<TaskPhase> listingPhases(const ListingQuery& query, const std::vector<RowKey>& deletedProjects)
{
    TaskQuery base = query.query;
    if (!isOwn(query)) {
        base.order = ordersOf(base.view).front();
        base.descending = false;
    }
    const bool narrowed = !query.conditions.isEmpty() || !query.text.isEmpty() || query.column;
    if (narrowed)
        base.shape = TaskShape::Flat;
    const auto& statuses = query.conditions.statuses;
    base.withDone |= std::any_of(statuses.begin(), statuses.end(), [](TaskStatus status) { return !isOpen(status); })
        || (query.column && !isOpen(query.column->status));
    std::vector<TaskPhase> phases = phasesOf(base, deletedProjects);
    if (query.column) {
        std::erase_if(
            phases, [&](const TaskPhase& phase) { return phase.finished == isOpen(query.column->status); });
    }
    return phases;
}

QByteArray conditionsJson(const ListingQuery& query, const std::vector<RowKey>& textHits)
{
    const TaskConditions& c = query.conditions;
    const auto key = [](RowKey row) { return QJsonValue(row.value); };
    QJsonObject json { { u"today"_s, query.query.today.toString(Qt::ISODate) },
        { u"week"_s, query.query.today.addDays(8).toString(Qt::ISODate) }, { u"text"_s, query.text.toLower() },
        { u"projects"_s, arrayOf(c.projects, key) }, { u"stages"_s, QJsonArray::fromStringList(c.stages) },
        { u"statuses"_s, arrayOf(c.statuses, [](TaskStatus s) { return statusText(s); }) },
        { u"priorities"_s, arrayOf(c.priorities, [](Priority p) { return priorityText(p); }) },
        { u"labels"_s, QJsonArray::fromStringList(c.labels) },
        { u"assignees"_s, QJsonArray::fromStringList(c.assignees) }, { u"hits"_s, arrayOf(textHits, key) } };
    if (query.column) {
        json.insert(u"stage"_s, query.column->stage);
        json.insert(u"others"_s, QJsonArray::fromStringList(query.column->others));
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray listingSql(const ListingQuery& query, const TaskPhase& phase)
{
    const bool byText = !query.text.isEmpty() && query.query.view != TaskView::Trash;
    const bool ownIndex = phase.native && !byText;
    const QByteArray value = ownIndex ? phase.value : "+" + phase.value;
    QByteArray order = value + (phase.descending ? " DESC, t.key DESC" : ", t.key");
    QByteArray where = phase.where;
    // Started and cancelled tasks have indexes of their own; the plus sign keeps the planner from those of all open ones.
    const bool isStarted = query.column && query.column->status == TaskStatus::InProgress && query.query.order == TaskOrder::Position;
    if (ownIndex && (isStarted || (query.column && query.column->status == TaskStatus::Cancelled)))
        where.replace("t.status IN (", "+t.status IN (");
    if (!isOwn(query))
        order = valueOf(query.query.order) + (query.query.descending ? " DESC, " : ", ") + order;
    return "SELECT t.key, " + groupSql(query) + " FROM tasks t WHERE " + where + phase.roots
        + (byText ? phase.scattered : phase.subset) + conditionsSql(query) + " AND " + value + ">=?1 AND " + value
        + "<?6 AND ?7<>'' ORDER BY " + order + " LIMIT ?5";
}

Result<TaskListing> Reads::listing(const ListingQuery& query, int limit) const
{
    const std::vector<RowKey> none;
    std::vector<RowKey> hits;
    if (!query.text.isEmpty() && query.query.view != TaskView::Trash) {
        auto found = searchTasks(m_database, query.text, mostTextHits);
        if (!found)
            return found.error();
        hits = *std::move(found);
    }
    const auto hidden = deletedProjects(query.query);
    if (!hidden)
        return hidden.error();
    const QByteArray json = conditionsJson(query, hits);
    std::vector<Found> found;
    for (const TaskPhase& phase : listingPhases(query, *hidden)) {
        if (limit >= 0 && int(found.size()) >= limit)
            break;
        const int wanted = limit < 0 ? -1 : limit - int(found.size());
        if (Status done = find(m_database, query, phase, json, wanted, found); !done)
            return std::move(done).error();
    }
    if (query.group != TaskGroup::None)
        std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.group < b.group; });
    TaskListing listing;
    listing.keys.reserve(found.size());
    for (const Found& each : found) {
        if (query.group != TaskGroup::None && (listing.keys.empty() || each.group != found[listing.keys.size() - 1].group))
            listing.groups.push_back({ nameOf(query.group, each.group), listing.keys.size() });
        listing.keys.push_back(each.key);
    }
    return listing;
}

} // namespace convoy::store
