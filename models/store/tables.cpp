#include "store/tables.h"

#include <map>

namespace convoy::store {

QByteArray columnType(FieldType type)
{
    switch (type) {
    case FieldType::Integer:
    case FieldType::Boolean:
    case FieldType::Reference:
        return "INTEGER";
    case FieldType::Text:
    case FieldType::Timestamp:
    case FieldType::Date:
    case FieldType::Time:
    case FieldType::Uuid:
    case FieldType::Set:
    case FieldType::Json:
        return "TEXT";
    }
    Q_UNREACHABLE();
}

namespace {

QByteArray bytesOf(QLatin1String text) { return { text.data(), text.size() }; }

QByteArrayList columnsOf(const EntityInfo& info)
{
    QByteArrayList columns { "key", "workspace_id", "seq", "created_at", "updated_at", "deleted_at" };
    for (const Field& field : info.fields)
        columns += bytesOf(field.name);
    return columns;
}

QByteArray creation(const EntityInfo& info)
{
    QByteArray sql = "CREATE TABLE " + bytesOf(info.table)
        + "(key INTEGER PRIMARY KEY, workspace_id INTEGER, seq INTEGER NOT NULL DEFAULT 0,"
          " created_at TEXT, updated_at TEXT, deleted_at TEXT";
    for (const Field& field : info.fields)
        sql += ", " + bytesOf(field.name) + ' ' + columnType(field.type);
    return sql + ')';
}

QByteArray replacement(const EntityInfo& info, const QByteArrayList& columns)
{
    QByteArrayList assignments;
    for (const QByteArray& column : columns.mid(1))
        assignments += column + "=excluded." + column;
    return "INSERT INTO " + bytesOf(info.table) + '(' + columns.join(", ") + ") VALUES(?"
        + QByteArray(", ?").repeated(columns.size() - 1) + ") ON CONFLICT(key) DO UPDATE SET " + assignments.join(", ");
}

TableSql sqlFor(const EntityInfo& info)
{
    const QByteArrayList columns = columnsOf(info);
    const QByteArray table = bytesOf(info.table);
    TableSql sql;
    sql.create = creation(info);
    sql.select = "SELECT " + columns.join(", ") + " FROM " + table + " WHERE key=?";
    sql.replace = replacement(info, columns);
    sql.upsert = sql.replace + " WHERE excluded.seq > " + table + ".seq";
    sql.remove = "DELETE FROM " + table + " WHERE key=?";
    return sql;
}

constexpr const char* bookkeeping[] = {
    R"(CREATE TABLE ids(key INTEGER PRIMARY KEY, entity INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE))",

    R"(CREATE TABLE outbox(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        op TEXT NOT NULL UNIQUE,
        group_id TEXT NOT NULL,
        chain TEXT,                 -- first group of a gesture too large for one group
        workspace_id INTEGER NOT NULL,
        entity INTEGER NOT NULL,
        key INTEGER NOT NULL,
        action INTEGER NOT NULL,
        fields TEXT NOT NULL,       -- JSON; references are keys
        base TEXT NOT NULL,         -- JSON {field: {value, seq}}
        text TEXT NOT NULL,
        wall INTEGER NOT NULL,      -- microseconds since 1970
        steady INTEGER NOT NULL,
        boot TEXT NOT NULL,
        clock_offset INTEGER NOT NULL DEFAULT 0, -- server minus wall, as last known when the edit was made
        schema INTEGER NOT NULL,
        state INTEGER NOT NULL,     -- OutboxState
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt INTEGER NOT NULL DEFAULT 0,
        error_code TEXT,
        error TEXT,
        shapes INTEGER NOT NULL DEFAULT 0, -- 1: sets a parent or a dependency, so it can close a cycle
        overlaps TEXT,              -- JSON array of the text fields whose merge failed
        batch TEXT,                 -- of a sent entry: the request it went with
        stamp TEXT))", // of a sent entry: the stamp it went with
    "CREATE INDEX outbox_key ON outbox(key, id)",
    "CREATE INDEX outbox_group ON outbox(group_id)",
    "CREATE INDEX outbox_state ON outbox(state, id)",
    "CREATE INDEX outbox_shapes ON outbox(id) WHERE shapes=1",

    "CREATE TABLE base_rows(key INTEGER PRIMARY KEY, entity INTEGER NOT NULL, seq INTEGER NOT NULL, row TEXT NOT NULL)",

    R"(CREATE TABLE history(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        group_id TEXT NOT NULL,
        text TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0, -- undo takes the newest 0, redo the oldest 1
        made INTEGER NOT NULL,
        changes TEXT NOT NULL))", // JSON [{entity, key, workspace, action, before: {}, after: {}}]

    R"(CREATE TABLE cursors(
        workspace_id INTEGER PRIMARY KEY,
        epoch TEXT,
        after INTEGER NOT NULL DEFAULT 0,
        filled INTEGER NOT NULL DEFAULT 0,
        enabled INTEGER NOT NULL DEFAULT 1,
        role TEXT NOT NULL DEFAULT 'owner',
        total INTEGER NOT NULL DEFAULT 0,
        received INTEGER NOT NULL DEFAULT 0,
        resyncing INTEGER NOT NULL DEFAULT 0))", // not 0: rows with seq -1 have not been confirmed yet

    R"(CREATE TABLE sync_runs(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started INTEGER NOT NULL, duration INTEGER NOT NULL, trigger TEXT, outcome TEXT,
        pulled INTEGER, pushed INTEGER, conflicts INTEGER, requests INTEGER, bytes INTEGER, error TEXT))",

    "CREATE TABLE change_log(id INTEGER PRIMARY KEY AUTOINCREMENT, entity INTEGER NOT NULL, key INTEGER NOT NULL)",
    "CREATE TABLE search_dirty(key INTEGER PRIMARY KEY)",
    R"(CREATE TABLE quarantine(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        workspace TEXT NOT NULL, reason TEXT, moved INTEGER NOT NULL, entry TEXT NOT NULL))", // JSON with uids
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",

    "CREATE INDEX task_dependencies_task ON task_dependencies(task_id)",
};

} // namespace

const TableSql& tableSql(Entity entity)
{
    static const auto all = [] {
        std::map<Entity, TableSql> statements;
        for (const EntityInfo& info : schema())
            statements.emplace(info.entity, sqlFor(info));
        return statements;
    }();
    return all.at(entity);
}

std::span<const char* const> bookkeepingTables() { return bookkeeping; }

} // namespace convoy::store
