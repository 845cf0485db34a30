#include "store/requests.h"

#include "domain/planted.h"
#include "store/access.h"
#include "store/identities.h"
#include "store/metavalues.h"

#include <map>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

Uid wireUid(Access& access, RowKey key)
{
    const auto known = identityOf(access, key);
    return known ? bareUid(known->uid) : Uid();
}

PushOp opOf(Access& access, const StoredEntry& entry)
{
    PushOp op { entry.op, entry.entity, wireUid(access, entry.row), entry.action, {}, {}, entry.stamp, entry.overlaps, {} };
    const bool competes = entry.entity == Entity::Task || entry.entity == Entity::Milestone || entry.entity == Entity::Activity
        || (entry.entity == Entity::Project && entry.action == Action::Delete);
    if (entry.seen >= 0 && competes)
        op.seen = entry.seen;
    for (auto it = entry.fields.begin(); it != entry.fields.end(); ++it) {
        if (const Field* field = fieldOf(entry.entity, it.key()))
            op.fields.insert(it.key(), wireValue(access, *field, it.value()));
    }
    for (auto it = entry.base.begin(); it != entry.base.end(); ++it) {
        QJsonObject base = it.value().toObject();
        if (const Field* field = fieldOf(entry.entity, it.key()))
            base.insert(u"value"_s, wireValue(access, *field, base.value(u"value"_s)));
        op.base.insert(it.key(), base);
    }
    return op;
}

//! An edit of a set was made on top of what the edits before it in the same request put there: their value is its base, or
//! the server could not tell what it added. (The answer moves the bases of what is sent later in the same way.)
class Sets final {
public:
    StoredEntry onTopOfEarlier(StoredEntry entry)
    {
        for (auto it = entry.fields.begin(); it != entry.fields.end(); ++it) {
            const Field* field = fieldOf(entry.entity, it.key());
            if (!field || field->rule != MergeRule::Elements)
                continue;
            const auto place = std::pair(entry.row.value, it.key());
            if (const auto earlier = m_values.find(place); earlier != m_values.end() && entry.base.contains(it.key())) {
                QJsonObject base = entry.base.value(it.key()).toObject();
                base.insert(u"value"_s, earlier->second);
                entry.base.insert(it.key(), base);
            }
            m_values.insert_or_assign(place, it.value());
        }
        return entry;
    }

private:
    std::map<std::pair<qint64, QString>, QJsonValue> m_values;
};

WorkspaceCreateRequest workspaceRequest(Access& access, const StoredEntry& entry)
{
    return { wireUid(access, entry.row), entry.fields.value(u"name"_s).toString(), entry.fields.value(u"prefix"_s).toString(),
        entry.op, metaValue(access, deviceIdMeta), metaValue(access, deviceNameMeta) };
}

} // namespace

qint64 stampMicros(const StoredEntry& entry, const std::optional<ServerClock>& server)
{
    if (isPlanted(Planted::StampByWallClock))
        return entry.wallMicros;
    if (server && server->boot == entry.boot)
        return server->serverMicros + (entry.steadyMicros - server->steadyMicros);
    if (entry.clockOffset == 0 && server)
        return entry.wallMicros + (server->serverMicros - server->wallMicros);
    return entry.wallMicros + entry.clockOffset;
}

QJsonValue wireValue(Access& access, const Field& field, const QJsonValue& value)
{
    if (field.type != FieldType::Reference || value.toInteger() == 0)
        return value;
    const Uid uid = wireUid(access, RowKey { value.toInteger() });
    return uid.isEmpty() ? QJsonValue() : QJsonValue(uid);
}

PushBatch batchOf(Access& access, const std::vector<StoredEntry>& entries)
{
    PushBatch batch;
    batch.entries.assign(entries.begin(), entries.end());
    const StoredEntry& first = entries.front();
    batch.workspace = first.workspace;
    if (first.entity == Entity::Workspace && first.action == Action::Create) {
        batch.createWorkspace = workspaceRequest(access, first);
        return batch;
    }
    Sets sets;
    batch.request = { wireUid(access, first.workspace), access.text("SELECT epoch FROM cursors WHERE workspace_id=?", first.workspace), metaValue(access, deviceIdMeta), metaValue(access, deviceNameMeta), {} };
    for (const StoredEntry& entry : entries) {
        auto& groups = batch.request.groups;
        if (groups.empty() || groups.back().group != entry.group)
            groups.push_back({ entry.group, entry.schema, {} });
        groups.back().ops.push_back(opOf(access, sets.onTopOfEarlier(entry)));
    }
    return batch;
}

} // namespace convoy::store
