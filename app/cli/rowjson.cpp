#include "rowjson.h"

#include "store/reads.h"

#include <QJsonArray>

#include <algorithm>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue orNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }
QJsonValue orNull(QDate date) { return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue(); }
QJsonValue orNull(QTime time) { return time.isValid() ? QJsonValue(time.toString(u"HH:mm"_s)) : QJsonValue(); }

} // namespace

QString taskReference(const store::TaskRow& row)
{
    if (!row.task.number)
        return {};
    return u"%1-%2"_s.arg(row.workspacePrefix).arg(*row.task.number);
}

QString syncMarkText(store::SyncMark mark)
{
    switch (mark) {
    case store::SyncMark::Synced:
        return u"synced"_s;
    case store::SyncMark::Waiting:
        return u"waiting"_s;
    case store::SyncMark::Sending:
        return u"sending"_s;
    case store::SyncMark::Refused:
        return u"refused"_s;
    case store::SyncMark::Review:
        return u"to review"_s;
    }
    Q_UNREACHABLE();
}

QString roleText(Role role)
{
    switch (role) {
    case Role::Owner:
        return u"owner"_s;
    case Role::Editor:
        return u"editor"_s;
    case Role::Viewer:
        return u"viewer"_s;
    }
    Q_UNREACHABLE();
}

RowJson::RowJson(const store::Reads& reads, LocalFacts local) : m_reads(reads), m_local(local) { }

QJsonValue RowJson::uid(RowKey row)
{
    if (!row)
        return {};
    const auto known = m_uids.constFind(row);
    if (known != m_uids.constEnd())
        return *known;
    const QString uid = m_reads.uidOf(row).value_or(QString());
    m_uids.insert(row, uid);
    return orNull(uid);
}

QJsonObject RowJson::header(const RowHeader& row) const
{
    QJsonObject object { { u"uid"_s, row.uid }, { u"created_at"_s, orNull(row.createdAt) },
        { u"updated_at"_s, orNull(row.updatedAt) }, { u"deleted_at"_s, orNull(row.deletedAt) } };
    if (m_local == LocalFacts::Yes)
        object.insert(u"key"_s, row.key.value);
    return object;
}

Result<QJsonArray> RowJson::blockers(RowKey task)
{
    const auto dependencies = m_reads.blockersOf(task);
    if (!dependencies)
        return dependencies.error();
    QStringList uids;
    for (const Dependency& dependency : *dependencies)
        uids += uid(dependency.blockedBy).toString();
    uids.sort();
    return QJsonArray::fromStringList(uids);
}

Result<QJsonObject> RowJson::of(const Task& task)
{
    const auto rows = m_reads.taskRows({ task.key });
    if (!rows)
        return rows.error();
    if (rows->empty())
        return Error { .kind = Error::Kind::NotFound, .detail = task.title };
    return of(rows->front());
}

Result<QJsonObject> RowJson::of(const store::TaskRow& row)
{
    const Task& task = row.task;
    const auto blockedBy = blockers(task.key);
    if (!blockedBy)
        return blockedBy.error();
    QJsonObject object = header(task);
    const std::pair<QString, QJsonValue> members[] = {
        { u"number"_s, task.number ? QJsonValue(*task.number) : QJsonValue() },
        { u"ref"_s, orNull(taskReference(row)) },
        { u"title"_s, task.title },
        { u"description"_s, task.description },
        { u"workspace"_s, uid(task.workspace) },
        { u"project"_s, uid(task.project) },
        { u"milestone"_s, uid(task.milestone) },
        { u"parent"_s, uid(task.parent) },
        { u"stage"_s, orNull(task.stage) },
        { u"status"_s, statusText(task.status) },
        { u"completion_date"_s, orNull(task.completionDate) },
        { u"priority"_s, priorityText(task.priority) },
        { u"labels"_s, QJsonArray::fromStringList(task.labels) },
        { u"start"_s, orNull(task.startDate) },
        { u"due"_s, orNull(task.dueDate) },
        { u"due_time"_s, orNull(task.dueTime) },
        { u"time_zone"_s, orNull(task.timeZone) },
        { u"recurrence"_s, orNull(task.recurrence) },
        { u"reminder"_s, orNull(task.reminder) },
        { u"assignee"_s, orNull(task.assigneeId) },
        { u"position"_s, orNull(task.position) },
        { u"blocked_by"_s, *blockedBy },
        { u"comments"_s, row.comments },
    };
    for (const auto& [name, value] : members)
        object.insert(name, value);
    if (m_local == LocalFacts::Yes)
        object.insert(u"sync"_s, syncMarkText(row.mark));
    return object;
}

Result<QJsonObject> RowJson::of(const Workspace& workspace)
{
    QJsonObject object = header(workspace);
    object.insert(u"name"_s, workspace.name);
    object.insert(u"prefix"_s, orNull(workspace.prefix));
    object.insert(u"role"_s, roleText(m_reads.myRole(workspace.key).value_or(Role::Owner)));
    object.insert(u"syncs"_s, m_reads.syncsHere(workspace.key).value_or(true));
    return object;
}

Result<QJsonObject> RowJson::of(const Project& project)
{
    QJsonObject object = header(project);
    object.insert(u"workspace"_s, uid(project.workspace));
    object.insert(u"name"_s, project.name);
    object.insert(u"description"_s, project.description);
    object.insert(u"workflow"_s, uid(project.workflow));
    object.insert(u"archived"_s, project.archived);
    object.insert(u"position"_s, orNull(project.position));
    return object;
}

Result<QJsonObject> RowJson::of(const Milestone& milestone)
{
    QJsonObject object = header(milestone);
    object.insert(u"workspace"_s, uid(milestone.workspace));
    object.insert(u"project"_s, uid(milestone.project));
    object.insert(u"name"_s, milestone.name);
    object.insert(u"description"_s, milestone.description);
    object.insert(u"due"_s, orNull(milestone.dueDate));
    object.insert(u"completion_date"_s, orNull(milestone.completionDate));
    object.insert(u"position"_s, orNull(milestone.position));
    return object;
}

Result<QJsonObject> RowJson::of(const Activity& activity)
{
    QJsonObject object = header(activity);
    object.insert(u"kind"_s, activity.kind);
    object.insert(u"body"_s, activity.body);
    object.insert(u"action"_s, orNull(activity.action));
    object.insert(u"changes"_s, activity.changes);
    object.insert(u"author"_s, orNull(activity.authorName));
    object.insert(u"device"_s, orNull(activity.deviceName));
    return object;
}

} // namespace convoy::cli
