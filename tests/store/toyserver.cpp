#include "tests/store/toyserver.h"

#include "domain/clock.h"
#include "domain/jsonvalues.h"

#include <deque>
#include <set>
#include <string>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

namespace {

Cell cellFrom(const QJsonValue& value, std::deque<std::string>& texts)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return { .type = Cell::Type::Boolean, .integer = value.toBool() };
    case QJsonValue::Double:
        return { .type = Cell::Type::Integer, .integer = value.toInteger() };
    case QJsonValue::String:
        return { .type = Cell::Type::Text, .text = texts.emplace_back(value.toString().toStdString()) };
    case QJsonValue::Array:
        return { .type = Cell::Type::Json, .text = texts.emplace_back(compactJson(value.toArray()).toStdString()) };
    case QJsonValue::Object:
        return { .type = Cell::Type::Json, .text = texts.emplace_back(compactJson(value.toObject()).toStdString()) };
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return {};
    }
    Q_UNREACHABLE();
}

std::vector<QLatin1String> columnsOf(Entity entity)
{
    std::vector<QLatin1String> columns { "id"_L1, "seq"_L1, "created_at"_L1, "updated_at"_L1, "deleted_at"_L1 };
    for (const Field& field : infoOf(entity).fields)
        columns.push_back(field.name);
    return columns;
}

} // namespace

Rows rowsFrom(const std::vector<std::pair<Entity, QJsonObject>>& objects)
{
    Rows rows;
    const auto texts = std::make_shared<std::deque<std::string>>();
    for (const auto& [entity, object] : objects) {
        auto set = std::find_if(rows.sets.begin(), rows.sets.end(), [e = entity](const RowSet& each) { return each.entity == e; });
        if (set == rows.sets.end())
            set = rows.sets.insert(rows.sets.end(), { entity, columnsOf(entity), {} });
        for (const QLatin1String column : set->columns)
            set->cells.push_back(cellFrom(object.value(column), *texts));
    }
    rows.backing = texts;
    return rows;
}

void ToyServer::store(Entity entity, const Uid& uid, const QJsonObject& fields, const QJsonValue& deletedAt)
{
    Row& row = m_rows.try_emplace(uid, Row { entity, { { u"id"_s, uid }, { u"created_at"_s, timestampText(m_seq) } } }).first->second;
    const QJsonObject before = row.values;
    for (auto it = fields.begin(); it != fields.end(); ++it)
        row.values.insert(it.key(), it.value());
    row.values.insert(u"deleted_at"_s, deletedAt);
    if (row.values == before)
        return; // as the real one: what changes nothing gets no number
    row.values.insert(u"seq"_s, ++m_seq);
    row.values.insert(u"updated_at"_s, timestampText(m_seq));
}

qint64 ToyServer::put(Entity entity, const Uid& uid, const QJsonObject& fields)
{
    store(entity, uid, fields, QJsonValue::Null);
    return m_seq;
}

void ToyServer::tombstone(Entity entity, const Uid& uid) { store(entity, uid, {}, timestampText(m_seq)); }

void ToyServer::restoreBackup(const QString& newEpoch, qint64 seq)
{
    epoch = newEpoch;
    m_seq = seq;
    for (auto& [uid, row] : m_rows)
        row.values.insert(u"seq"_s, ++m_seq);
}

QJsonObject ToyServer::row(const Uid& uid) const
{
    const auto found = m_rows.find(uid);
    return found == m_rows.end() ? QJsonObject() : found->second.values;
}

Rows ToyServer::rowsBetween(qint64 after, qint64 upTo, const QSet<Uid>& also) const
{
    std::map<qint64, const Row*> inOrder;
    for (const auto& [uid, row] : m_rows) {
        const qint64 seq = row.values[u"seq"_s].toInteger();
        if ((seq > after && seq <= upTo) || also.contains(uid))
            inOrder.emplace(seq, &row);
    }
    std::vector<std::pair<Entity, QJsonObject>> objects;
    for (const auto& [seq, row] : inOrder)
        objects.emplace_back(row->entity, row->values);
    return rowsFrom(objects);
}

WorkspaceCreateAnswer ToyServer::createWorkspace(const WorkspaceCreateRequest& request)
{
    workspace = request.id;
    const qint64 from = m_seq;
    put(Entity::Workspace, request.id, { { u"name"_s, request.name }, { u"prefix"_s, request.prefix } });
    ledger += request.op;
    return { request.id, epoch, Role::Owner, rowsBetween(from, m_seq) };
}

WorkspacePage ToyServer::page(const QString& theirEpoch, qint64 after, int limit) const
{
    WorkspacePage page { .workspace = workspace, .state = WorkspacePage::State::Ok, .reason = {}, .epoch = epoch, .rows = {} };
    if ((!theirEpoch.isEmpty() && theirEpoch != epoch) || after > m_seq) {
        page.state = WorkspacePage::State::Resync;
        return page;
    }
    std::vector<qint64> seqs;
    for (const auto& [uid, row] : m_rows)
        seqs.push_back(row.values[u"seq"_s].toInteger());
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(seqs.begin(), std::upper_bound(seqs.begin(), seqs.end(), after));
    page.hasMore = seqs.size() > static_cast<size_t>(limit);
    page.next = page.hasMore ? seqs[static_cast<size_t>(limit) - 1] : m_seq;
    page.rows = rowsBetween(after, page.next);
    if (after == 0)
        page.total = static_cast<qint64>(seqs.size());
    return page;
}

PushedGroup ToyServer::carryOut(const PushGroup& group)
{
    PushedGroup answer { .group = group.group, .outcome = GroupOutcome::Applied };
    for (const PushOp& op : group.ops) {
        PushedOp pushed { .op = op.op, .id = op.id };
        if (refused.contains(op.id)) {
            answer.outcome = GroupOutcome::Refused;
            answer.errorCode = u"not_allowed"_s;
            answer.errorMessage = u"You may not change this."_s;
        } else if (purged.contains(op.id) && op.action != Action::Create) {
            answer.outcome = GroupOutcome::Refused;
            answer.errorCode = u"gone_row"_s;
            pushed.outcome = OpOutcome::GoneRow;
        }
        answer.ops.push_back(pushed);
    }
    if (answer.outcome == GroupOutcome::Refused)
        return answer;
    for (size_t i = 0; i < group.ops.size(); ++i) {
        const PushOp& op = group.ops[i];
        answer.replayed = answer.replayed || ledger.contains(op.op);
        if (ledger.contains(op.op)) {
            m_replayed.insert(renamed.value(op.id, op.id));
            continue;
        }
        ledger += op.op;
        answer.ops[i].id = renamed.value(op.id, op.id);
        const QJsonValue deletedAt = op.action == Action::Delete ? QJsonValue(timestampText(m_seq))
            : op.action == Action::Restore                       ? QJsonValue()
                                                                 : row(op.id).value(u"deleted_at"_s);
        store(op.entity, answer.ops[i].id, op.fields, deletedAt.isUndefined() ? QJsonValue() : deletedAt);
    }
    return answer;
}

PushAnswer ToyServer::push(const PushRequest& request)
{
    PushAnswer answer { .epoch = epoch, .from = m_seq, .groups = {}, .rows = {} };
    m_replayed.clear();
    for (const PushGroup& group : request.groups)
        answer.groups.push_back(carryOut(group));
    answer.to = m_seq;
    answer.rows = rowsBetween(answer.from, answer.to, m_replayed);
    return answer;
}

} // namespace convoy::test
