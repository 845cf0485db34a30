#include "tests/simulation/check.h"

#include "domain/jsonvalues.h"
#include "domain/schema.h"

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

Check::Check(Server& server, const Book& book, const std::vector<std::unique_ptr<Device>>& devices, const std::vector<Caller>& users,
    const QJsonArray& purged, bool leapt)
    : m_server(server)
    , m_book(book)
    , m_devices(devices)
    , m_users(users)
    , m_leapt(leapt)
{
    for (const auto& each : purged) {
        if (each.toObject().contains(u"emptied"_s)) {
            m_emptied.insert(each.toObject()[u"emptied"_s].toString());
            continue;
        }
        const auto* info = entityByTable(each.toObject()[u"table"_s].toString());
        const auto row = each.toObject()[u"row"_s].toObject();
        m_server_[info->entity][row[u"id"_s].toString()] = row;
        m_purged.insert(row[u"id"_s].toString());
        m_purgedRows.insert(row[u"id"_s].toString(), row);
    }
    readServer();
    readLosses();
    readKept();
    for (const Edit& edit : m_book.edits())
        m_byField[{ finalUid(edit), edit.field }].push_back(&edit);
}

QStringList Check::all()
{
    for (const auto& device : m_devices) {
        compareReplica(*device);
        checkLeftovers(*device);
    }
    checkEdits();
    checkDoubles();
    checkStamps();
    checkTimes();
    checkCircles();
    return m_wrong;
}

void Check::wrong(const QString& what)
{
    if (m_wrong.size() < 12)
        m_wrong += what;
}

void Check::readServer()
{
    QStringList people;
    for (const Caller& user : m_users)
        people += u'\'' + user.user + u'\'';
    const auto ids = m_server.rows(u"select json_agg(id) from public.workspaces where created_by in (%1)"_s.arg(people.join(u", "_s)));
    QStringList all;
    for (const auto& id : ids)
        all += u'\'' + id.toString() + u'\'';
    m_workspaces = all.join(u", "_s);
    for (const auto& info : schema()) {
        if (info.kind == SyncKind::Reference)
            continue;
        const auto rows = m_server.rows(u"select json_agg(to_jsonb(t)) from public.%1 t where workspace_id in (%2)"_s.arg(info.table, m_workspaces));
        for (const auto& row : rows)
            m_server_[info.entity][row.toObject()[u"id"_s].toString()] = row.toObject();
    }
    for (const Caller& user : m_users)
        m_seen[user.user] = serverState(user.user);
}

//! Every row of a person's workspaces, as it goes over the wire.
Check::State Check::serverState(const QString& user)
{
    State state;
    const auto tables = m_server.rows(uR"(select json_agg(json_build_object('table', p.entity, 'columns', convoy.wire_columns(p.entity),
            'rows', ('[' || p.body || ']')::json))
        from public.workspace_members m join public.workspaces w on w.id = m.workspace_id and w.deleted_at is null, convoy.page(m.workspace_id, 0, 9000000000000, '%1', null, 0, null) p
        where m.user_id = '%1' and m.deleted_at is null and p.body is not null)"_s.arg(user));
    for (const auto& part : tables) {
        const auto* info = entityByTable(part.toObject()[u"table"_s].toString());
        const auto columns = part.toObject()[u"columns"_s].toArray();
        for (const auto& cells : part.toObject()[u"rows"_s].toArray()) {
            QJsonObject row;
            for (qsizetype i = 0; i < columns.size(); ++i)
                row.insert(columns[i].toString(), cells.toArray()[i]);
            state[info->entity][row[u"id"_s].toString()] = row;
        }
    }
    return state;
}

void Check::readLosses()
{
    m_losses = m_server.rows(u"select json_agg(to_jsonb(l)) from sim.losses l where workspace_id in (%1)"_s.arg(m_workspaces));
}

void Check::readKept()
{
    m_kept = m_book.discarded();
    for (const auto& device : m_devices) {
        store::Access access(device->store().database());
        access.each("SELECT entry FROM quarantine", [&](store::Statement& row) {
            const QJsonObject entry = objectFromJson(row.bytes(0));
            QJsonObject fields = entry[u"fields"_s].toObject();
            fields.insert(u"row"_s, entry[u"uid"_s]);
            fields.insert(u"deleted_at"_s, true);
            m_kept.push_back(fields);
        });
    }
}

void Check::compareReplica(Device& device)
{
    const State& state = m_seen[device.caller().user];
    for (const auto& info : schema()) {
        if (info.kind == SyncKind::Reference)
            continue;
        const auto known = state.find(info.entity);
        const Table& theirs = known == state.end() ? m_server_[Entity::Workflow] : known->second;
        QSet<Uid> here;
        const auto keys = device.keys(u"SELECT key FROM "_s + info.table + u" ORDER BY key"_s);
        for (const RowKey key : keys) {
            const Uid uid = device.uid(key);
            if (here.contains(uid))
                wrong(u"doubled: %1 has %2 %3 twice"_s.arg(device.name(), info.table, uid));
            here.insert(uid);
            compareRow(device, info.entity, *device.row(info.entity, key), theirs);
        }
        for (const auto& [uid, row] : theirs) {
            if (!here.contains(uid) && row[u"deleted_at"_s].isNull())
                wrong(u"diverged: %1 lacks %2 %3"_s.arg(device.name(), info.table, uid));
        }
    }
}

void Check::compareRow(Device& device, Entity entity, const store::RowImage& mine, const Table& theirs)
{
    const Uid uid = device.uid(mine.key);
    const QString what = u"%1 %2 of %3"_s.arg(infoOf(entity).table, uid, device.name());
    const auto there = theirs.find(uid);
    if (there == theirs.end()) {
        if (mine.deletedAt.isEmpty())
            wrong(u"diverged: %1 is not on the server (seq %2) %3"_s.arg(what, QString::number(mine.seq), QString::fromUtf8(compactJson(mine.fields).left(200))));
        return; // in the trash here, purged there
    }
    const QJsonObject& row = there->second;
    const auto differs = [&](const QString& field, const QString& here, const QString& server) {
        if (here != server)
            wrong(u"diverged: %1: %2 is %3, on the server %4"_s.arg(what, field, here, server));
    };
    differs(u"seq"_s, QString::number(mine.seq), QString::number(row[u"seq"_s].toInteger()));
    differs(u"created_at"_s, mine.createdAt, row[u"created_at"_s].toString());
    differs(u"updated_at"_s, mine.updatedAt, row[u"updated_at"_s].toString());
    differs(u"deleted_at"_s, mine.deletedAt, row[u"deleted_at"_s].toString());
    for (const Field& field : infoOf(entity).fields) {
        QJsonValue value = mine.fields.value(field.name);
        if (field.type == FieldType::Reference && value.toInteger() != 0)
            value = device.uid(RowKey { value.toInteger() });
        if (value != row[field.name])
            differs(field.name, QString::fromUtf8(compactJson(QJsonArray { value })), QString::fromUtf8(compactJson(QJsonArray { row[field.name] })));
    }
}

void Check::checkLeftovers(Device& device)
{
    const auto expect = [&](const char* sql, const QString& what) {
        if (const qint64 count = device.number(sql); count != 0)
            wrong(u"%1: %2 %3"_s.arg(device.name(), QString::number(count), what));
    };
    expect("SELECT count(*) FROM outbox", u"entries are left in the outbox"_s);
    expect("SELECT count(*) FROM base_rows", u"bases without edits"_s);
    for (const auto& info : schema()) {
        const QByteArray sql = QByteArray("SELECT count(*) FROM ") + info.table.data() + " t JOIN ids i ON i.key=t.key WHERE i.uid LIKE 'tmp-%'";
        expect(sql.constData(), u"temporary ids in "_s + info.table);
    }
    expect("SELECT count(*) FROM (SELECT 1 FROM task_dependencies WHERE deleted_at IS NULL GROUP BY task_id, blocked_by_id HAVING count(*)>1)", u"dependencies twice"_s);
    const qint64 mine = device.number("SELECT count(*) FROM cursors");
    const qint64 theirs = m_server.number(u"select count(*) from public.workspace_members m join public.workspaces w on w.id = m.workspace_id and w.deleted_at is null where m.user_id = '%1' and m.deleted_at is null"_s.arg(device.caller().user));
    if (mine != theirs)
        wrong(u"%1 knows %2 workspaces of %3"_s.arg(device.name()).arg(mine).arg(theirs));
}

void Check::checkDoubles()
{
    const auto doubles = m_server.rows(uR"(select json_agg(x) from (select a.op_group, a.subject_id, count(*) from public.activity_feed a
        where a.workspace_id in (%1) and a.kind = 'system' and a.op_group is not null group by a.op_group, a.subject_id having count(*) > 1) x)"_s.arg(m_workspaces));
    if (!doubles.isEmpty())
        wrong(u"doubled: a group has two entries for one row: "_s + QString::fromUtf8(compactJson(doubles)));
    for (const Entity entity : { Entity::Task, Entity::Activity, Entity::Project, Entity::Milestone }) {
        for (const auto& [uid, row] : m_server_[entity]) {
            if (!m_book.made().contains(uid) && row[u"kind"_s].toString() != "system"_L1)
                wrong(u"doubled: nobody made %1 %2 %3"_s.arg(infoOf(entity).table, uid, row[u"title"_s].toString()));
        }
    }
}

void Check::checkCircles()
{
    const Table& tasks = m_server_[Entity::Task];
    for (const auto& [uid, row] : tasks) {
        QSet<Uid> above;
        for (auto at = tasks.find(uid); at != tasks.end(); at = tasks.find(at->second[u"parent_id"_s].toString())) {
            if (!above.contains(at->first)) {
                above.insert(at->first);
                continue;
            }
            return wrong(u"a circle of parents at %1"_s.arg(uid));
        }
    }
}

//! The later edit wins, as the stamps on the record say themselves. A group's fields win and lose together, so they say nothing.
void Check::checkStamps()
{
    for (const auto& each : std::as_const(m_losses)) {
        const QJsonObject loss = each.toObject();
        const Field* field = fieldOf(Entity::Task, loss[u"field"_s].toString());
        if (loss[u"rule"_s].toString() != "last_writer"_L1 || (field && field->group != FieldGroup::None))
            continue;
        if (loss[u"mine_stamp"_s].toString() > loss[u"theirs_stamp"_s].toString())
            wrong(u"the earlier value won: "_s + QString::fromUtf8(compactJson(loss)));
    }
}

} // namespace convoy::simulation
