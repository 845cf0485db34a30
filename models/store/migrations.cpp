#include "store/migrations.h"

#include "store/database.h"
#include "store/indexes.h"
#include "store/tables.h"

#include <QSet>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 applicationId = 0x436E7679; // "Cnvy"

Result<qint64> number(Database& database, const char* sql)
{
    Statement statement = database.prepare(sql);
    if (!statement.row())
        return database.lastError(QLatin1String(sql));
    return statement.integer(0);
}

Status runAll(Database& database, std::span<const char* const> statements)
{
    for (const char* sql : statements) {
        if (Status done = database.run(sql); !done)
            return done;
    }
    return ok();
}

Status firstVersion(Database& database)
{
    for (const EntityInfo& info : schema()) {
        if (Status made = database.run(tableSql(info.entity).create.constData()); !made)
            return made;
    }
    if (Status made = runAll(database, bookkeepingTables()); !made)
        return made;
    if (Status made = runAll(database, searchTables()); !made)
        return made;
    if (Status made = createViewIndexes(database); !made)
        return made;
    return database.run("PRAGMA application_id=1131312761");
}

//! What other devices changed, and what a long absence came to.
constexpr const char* explanations[] = {
    R"(CREATE TABLE incoming(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cycle INTEGER NOT NULL,     -- sync_runs.started of the cycle that brought it
        arrived INTEGER NOT NULL,
        entity INTEGER NOT NULL,
        key INTEGER NOT NULL,
        workspace_id INTEGER,
        seq INTEGER NOT NULL,
        action INTEGER NOT NULL,
        field TEXT NOT NULL,        -- of an update
        before TEXT NOT NULL,       -- JSON; references are keys
        after TEXT NOT NULL,
        made TEXT, author TEXT,
        device_id TEXT,             -- NULL: not known, or not yet
        device TEXT))",
    "CREATE INDEX incoming_key ON incoming(key, id)",
    R"(CREATE TABLE absences(
        cycle INTEGER PRIMARY KEY,  -- sync_runs.started of the cycle that ended it
        since INTEGER NOT NULL,     -- the last complete cycle before
        edits INTEGER NOT NULL,     -- that waited here
        touched INTEGER NOT NULL,   -- of them: on what others had changed meanwhile
        items TEXT NOT NULL))", // JSON [{entity, key, text, fields, others}]
};

Status secondVersion(Database& database)
{
    if (Status done = runAll(database, explanations); !done)
        return done;
    return addMissingColumns(database);
}

QSet<QString> columnsIn(Database& database, const EntityInfo& info)
{
    QSet<QString> columns;
    Statement statement = database.prepare("SELECT name FROM pragma_table_info(?)");
    statement.bind(QString(info.table));
    while (statement.row())
        columns.insert(statement.text(0));
    return columns;
}

//! A first fill says where it began, since a purge may have passed it on the way.
Status fillHeads(Database& database)
{
    return database.run("ALTER TABLE cursors ADD COLUMN fill_head INTEGER NOT NULL DEFAULT 0");
}

//! What the box says of an edit, and whether the person has it already.
constexpr const char* boxColumns[] = {
    "ALTER TABLE quarantine ADD COLUMN name TEXT NOT NULL DEFAULT ''", // of the workspace
    "ALTER TABLE quarantine ADD COLUMN group_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE quarantine ADD COLUMN exported INTEGER NOT NULL DEFAULT 0", // microseconds since 1970; 0: never
    "UPDATE quarantine SET group_id = ifnull(json_extract(entry, '$.group'), '')",
};

Status quarantineColumns(Database& database) { return runAll(database, boxColumns); }

//! The index of the reminders; those that are there already stay.
Status reminderIndex(Database& database) { return createViewIndexes(database); }

//! The indexes of a board's rare columns.
Status boardIndexes(Database& database) { return createViewIndexes(database); }

//! The history window: what is certain to be here, and the second fill that widens it.
constexpr const char* windowTables[] = {
    "ALTER TABLE cursors ADD COLUMN window TEXT", // tasks finished before it may be missing; empty: none are
    "ALTER TABLE cursors ADD COLUMN evicting INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE cursors ADD COLUMN widen_window TEXT", // NULL: no second fill is under way
    "ALTER TABLE cursors ADD COLUMN widen_after INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE cursors ADD COLUMN widen_head INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE absentees(key INTEGER PRIMARY KEY)", // tasks that rows here name and the window left out
};

Status historyWindow(Database& database) { return runAll(database, windowTables); }

//! What the server said of tasks whose surroundings are not all here.
Status remoteContexts(Database& database)
{
    return database.run("CREATE TABLE remote_contexts(uid TEXT PRIMARY KEY, kept INTEGER NOT NULL, answer TEXT NOT NULL)");
}

//! How far the maker of an edit had seen the workspace; of those that wait already it is not known.
Status seenColumn(Database& database)
{
    return database.run("ALTER TABLE outbox ADD COLUMN seen INTEGER NOT NULL DEFAULT -1");
}

using Step = Status (*)(Database&);
constexpr Step steps[] = { firstVersion, secondVersion, fillHeads, quarantineColumns, reminderIndex, boardIndexes,
    historyWindow, remoteContexts, seenColumn };

} // namespace

//! (Where tests play a later schema, each of its versions is one more step.)
int databaseVersion() { return int(std::size(steps)) + schemaVersion() - releasedSchema; }

Result<int> fileVersion(Database& database)
{
    const auto version = number(database, "PRAGMA user_version");
    const auto application = number(database, "PRAGMA application_id");
    const auto objects = number(database, "SELECT count(*) FROM sqlite_master");
    for (const auto* each : { &version, &application, &objects }) {
        if (!*each)
            return each->error();
    }
    if (*objects > 0 && *application != applicationId)
        return Error { Error::Kind::NotADatabase, u"%1 belongs to another program"_s.arg(database.path()) };
    if (*version > databaseVersion())
        return Error { Error::Kind::NewerDatabase, u"%1 has version %2"_s.arg(database.path()).arg(*version) };
    return static_cast<int>(*version);
}

Status addMissingColumns(Database& database)
{
    bool grown = false;
    for (const EntityInfo& info : schema()) {
        const QSet<QString> there = columnsIn(database, info);
        for (const Field& field : info.fields) {
            if (there.contains(field.name))
                continue;
            const QByteArray name(field.name.data(), field.name.size());
            const QByteArray table(info.table.data(), info.table.size());
            const QByteArray sql = "ALTER TABLE " + table + " ADD COLUMN " + name + ' ' + columnType(field.type);
            if (Status done = database.run(sql.constData()); !done)
                return done;
            grown = true;
        }
    }
    if (!grown)
        return ok();
    return database.run("INSERT OR REPLACE INTO meta(name, value) VALUES('columns_added', '1')");
}

Status migrate(Database& database)
{
    auto from = fileVersion(database);
    if (!from)
        return std::move(from).error();
    for (int version = *from; version < databaseVersion(); ++version) {
        auto transaction = Transaction::begin(database, "migrate", Durability::Full);
        if (!transaction)
            return std::move(transaction).error();
        // Another process may have been faster while this one waited for the lock.
        if (auto now = fileVersion(database); !now || *now > version) {
            if (!now)
                return std::move(now).error();
            continue;
        }
        const Step step = version < int(std::size(steps)) ? steps[version] : addMissingColumns;
        if (Status done = step(database); !done)
            return done;
        const QByteArray mark = "PRAGMA user_version=" + QByteArray::number(version + 1);
        if (Status done = database.run(mark.constData()); !done)
            return done;
        if (Status done = transaction->commit(); !done)
            return done;
    }
    return ok();
}

} // namespace convoy::store
