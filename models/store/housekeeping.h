#pragma once

#include "store/taskquery.h"

#include "domain/result.h"

namespace convoy::store {

class Database;
class Writing;

void addRun(Writing& writing, const SyncRun& run);

//! Removes what nobody will ask for again: old runs, read change_log lines, the far end of the undo history, and rows
//! that have been in the trash for longer than the server keeps them.
void removeOld(Writing& writing, qint64 nowMicros);

//! Selective sync: switched off, a workspace's rows leave this device; refused while edits of it wait.
void enableWorkspace(Writing& writing, RowKey workspace, bool enabled, qint64 nowMicros);

//! A first fill of more rows than this is faster with the views' indexes built behind it.
inline constexpr qint64 rowsWorthDeferring = 20'000;
Status deferViewIndexes(Database& database);
Status restoreViewIndexes(Database& database); //!< when they were deferred; also after a crash in between

} // namespace convoy::store
