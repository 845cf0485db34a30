#pragma once

#include "domain/schema.h"

#include <QByteArray>

#include <span>

namespace convoy::store {

//! The columns that every entity's table begins with: key, workspace_id, seq, created_at, updated_at, deleted_at. The
//! entity's fields follow under their names, in the order of the schema table.
inline constexpr int headerColumns = 6;

//! change_log rows with entity 0 name no row: key 0 says that the outbox or a sync mark changed, key 1 that too much
//! changed to be named.
inline constexpr qint64 outboxChangedKey = 0;
inline constexpr qint64 everythingChangedKey = 1;

//! The statements on one entity's table, derived from the schema once per process.
struct TableSql {
    QByteArray create;
    QByteArray select; //!< all columns of the row with key = ?
    QByteArray upsert; //!< all columns; an existing row is replaced only by a higher seq
    QByteArray replace; //!< all columns, whatever is there
    QByteArray remove; //!< the row with key = ?
};
[[nodiscard]] QByteArray columnType(FieldType type);
[[nodiscard]] const TableSql& tableSql(Entity entity);

//! Everything but the entities' tables: ids, outbox, base rows, history, cursors, logs.
[[nodiscard]] std::span<const char* const> bookkeepingTables();

} // namespace convoy::store
