#include "sync/remote/requests.h"

#include "domain/actionname.h"
#include "domain/jsonvalues.h"

#include <QCryptographicHash>

namespace convoy::remote {

namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray wrapped(const QJsonObject& request) { return compactJson(QJsonObject { { u"request"_s, request } }); }

QLatin1String roleName(Role role)
{
    switch (role) {
    case Role::Owner:
        return "owner"_L1;
    case Role::Editor:
        return "editor"_L1;
    case Role::Viewer:
        return "viewer"_L1;
    }
    Q_UNREACHABLE();
}

QJsonObject deviceObject(const QString& id, const QString& name) { return { { u"id"_s, id }, { u"name"_s, name } }; }

QJsonObject opObject(const PushOp& op)
{
    QJsonObject object {
        { u"op"_s, uuidText(op.op) },
        { u"entity"_s, infoOf(op.entity).table },
        { u"id"_s, bareUid(op.id) },
        { u"action"_s, actionName(op.action) },
        { u"stamp"_s, op.stamp },
    };
    if (!op.fields.isEmpty())
        object.insert("fields"_L1, op.fields);
    if (!op.base.isEmpty())
        object.insert("base"_L1, op.base);
    if (!op.overlaps.isEmpty())
        object.insert("overlaps"_L1, QJsonArray::fromStringList(op.overlaps));
    if (op.seen)
        object.insert("seen"_L1, *op.seen);
    return object;
}

QJsonObject groupObject(const PushGroup& group)
{
    QJsonArray ops;
    for (const PushOp& op : group.ops)
        ops.append(opObject(op));
    return { { u"group"_s, uuidText(group.group) }, { u"schema"_s, group.schema }, { u"ops"_s, ops } };
}

//! One line for everything that a cursor says, as the server makes it of what it has.
QString digestOf(const PullRequest& request)
{
    QStringList lines;
    for (const auto& cursor : request.workspaces) {
        lines += u"%1:%2:%3:%4"_s.arg(
            bareUid(cursor.workspace), roleName(cursor.role), cursor.epoch, QString::number(cursor.after));
    }
    lines.sort();
    const auto hash = QCryptographicHash::hash(lines.join(u',').toUtf8(), QCryptographicHash::Md5);
    return QString::fromLatin1(hash.toHex());
}

} // namespace

QByteArray pullBody(const PullRequest& request)
{
    if (request.onlyWhetherNew)
        return wrapped({ { u"digest"_s, digestOf(request) }, { u"schema"_s, schemaVersion() } });
    QJsonArray workspaces;
    for (const auto& cursor : request.workspaces) {
        const QJsonValue epoch = cursor.epoch.isEmpty() ? QJsonValue() : QJsonValue(cursor.epoch);
        QJsonObject part { { u"id"_s, bareUid(cursor.workspace) }, { u"epoch"_s, epoch }, { u"after"_s, cursor.after } };
        if (cursor.fillHead > 0)
            part.insert("fill_head"_L1, cursor.fillHead);
        if (!cursor.cutoff.isEmpty())
            part.insert("cutoff"_L1, cursor.cutoff);
        if (!cursor.had.isEmpty())
            part.insert("had"_L1, cursor.had);
        if (request.verify && !cursor.window.isEmpty())
            part.insert("window"_L1, cursor.window);
        workspaces.append(part);
    }
    QJsonObject object { { u"workspaces"_s, workspaces }, { u"limit"_s, request.limit },
        { u"schema"_s, schemaVersion() } };
    if (request.verify)
        object.insert("verify"_L1, QJsonArray { request.verify->from, request.verify->end });
    return wrapped(object);
}

QByteArray rowsBody(const RowsRequest& request)
{
    QJsonObject buckets;
    for (const auto& [entity, numbers] : request.buckets) {
        QJsonArray list;
        for (const int number : numbers)
            list.append(number);
        buckets.insert(infoOf(entity).table, list);
    }
    QJsonObject ids;
    for (const auto& [entity, uids] : request.ids)
        ids.insert(infoOf(entity).table, QJsonArray::fromStringList(uids));
    const QJsonValue epoch = request.epoch.isEmpty() ? QJsonValue() : QJsonValue(request.epoch);
    return wrapped({ { u"workspace"_s, bareUid(request.workspace) }, { u"epoch"_s, epoch }, { u"after"_s, request.after },
        { u"schema"_s, schemaVersion() }, { u"buckets"_s, buckets }, { u"ids"_s, ids } });
}

QByteArray pushBody(const PushRequest& request)
{
    QJsonArray groups;
    for (const PushGroup& group : request.groups)
        groups.append(groupObject(group));
    return wrapped({
        { u"workspace"_s, bareUid(request.workspace) },
        { u"epoch"_s, request.epoch.isEmpty() ? QJsonValue() : QJsonValue(request.epoch) },
        { u"device"_s, deviceObject(request.deviceId, request.deviceName) },
        { u"schema"_s, schemaVersion() },
        { u"groups"_s, groups },
    });
}

QByteArray workspaceCreateBody(const WorkspaceCreateRequest& request)
{
    return wrapped({
        { u"id"_s, bareUid(request.id) },
        { u"name"_s, request.name },
        { u"prefix"_s, request.prefix.isEmpty() ? QJsonValue() : QJsonValue(request.prefix) },
        { u"op"_s, uuidText(request.op) },
        { u"device"_s, deviceObject(request.deviceId, request.deviceName) },
    });
}

QByteArray taskContextBody(const Uid& task) { return wrapped({ { u"task"_s, bareUid(task) } }); }

QByteArray taskActivityBody(const Uid& task, const OlderThan& than)
{
    QJsonObject request { { u"task"_s, bareUid(task) }, { u"before"_s, than.moment.isEmpty() ? QJsonValue() : QJsonValue(than.moment) } };
    if (!than.id.isEmpty())
        request.insert(u"before_id"_s, bareUid(than.id));
    return wrapped(request);
}

QByteArray emptyBody() { return wrapped({}); }

} // namespace convoy::remote
