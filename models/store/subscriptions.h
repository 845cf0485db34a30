#pragma once

#include "domain/exchange.h"
#include "store/incoming.h"
#include "store/replica.h"

namespace convoy::store {

class Access;
class UidCache;
class Writing;

[[nodiscard]] QString roleText(Role role);
[[nodiscard]] std::vector<Cursor> readCursors(Access& access);
[[nodiscard]] std::optional<Cursor> cursorOf(Access& access, RowKey workspace);

//! Roles follow; new memberships get a cursor at 0. Writes nothing when nothing changed.
void takeMemberships(Writing& writing, const std::vector<Membership>& memberships, qint64 nowMicros);

//! A page of state Ok: rows and cursor together. The end of a fill after `resync` removes what the server no longer has.
[[nodiscard]] PullStats takePage(
    Writing& writing, UidCache& cache, const Cursor& cursor, const WorkspacePage& page, const Occasion& occasion);

//! Everything of the workspace will be sent again: what is here stays on screen until it is confirmed or missing.
void startAnew(Writing& writing, const Cursor& cursor, const QString& epoch);

//! The workspace is no longer ours: its edits go to the quarantine box, its rows go.
void loseWorkspace(Writing& writing, const Cursor& cursor, const QString& reason, qint64 nowMicros);

//! Removes the rows of a workspace, but not the workspace's own row, without touching its edits.
void evictRows(Writing& writing, RowKey workspace);

} // namespace convoy::store
