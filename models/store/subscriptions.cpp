#include "store/subscriptions.h"

#include "store/cycles.h"
#include "store/identities.h"
#include "store/keptaside.h"
#include "store/remotecontexts.h"
#include "store/lostrows.h"
#include "store/overlay.h"
#include "store/pageapply.h"
#include "store/pagebinding.h"
#include "store/window.h"
#include "store/writing.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray tableOf(const EntityInfo& info) { return { info.table.data(), info.table.size() }; }

Role roleFromText(const QString& text)
{
    if (text == "viewer"_L1)
        return Role::Viewer;
    return text == "editor"_L1 ? Role::Editor : Role::Owner;
}

Cursor readCursor(const Statement& row)
{
    return { .workspace = row.key(0), .uid = row.text(1), .epoch = row.text(2), .after = row.integer(3),
        .filled = row.integer(4) != 0, .enabled = row.integer(5) != 0, .role = roleFromText(row.text(6)),
        .total = row.integer(7), .received = row.integer(8), .fillHead = row.integer(9), .window = row.text(10),
        .second = row.isNull(11) ? std::nullopt : std::optional(SecondFill { row.text(11), row.integer(12), row.integer(13) }) };
}

// Why a workspace is read anew (cursors.resyncing): rows that a purge has removed may go, those that a backup lacks not.
constexpr qint64 notResyncing = 0;
constexpr qint64 behindThePurge = 1;
constexpr qint64 afterBackup = 2;

bool hasWorkspace(const EntityInfo& info) { return info.kind != SyncKind::Reference; }

std::vector<RowKey> unconfirmed(Access& access, const EntityInfo& info, RowKey workspace)
{
    std::vector<RowKey> rows;
    const QByteArray sql = "SELECT key FROM " + tableOf(info) + " WHERE workspace_id=? AND seq=-1";
    access.each(sql.constData(), [&](Statement& row) { rows.push_back(row.key(0)); }, workspace);
    return rows;
}

//! A server that was put back to a backup lacks what it had confirmed since: the person finds it in the box.
void keepLost(Writing& writing, RowKey workspace, qint64 nowMicros)
{
    LostRows lost;
    for (const EntityInfo& info : schema()) {
        if (hasWorkspace(info))
            lost[info.entity] = unconfirmed(writing, info, workspace);
    }
    keepLostRows(writing, workspace, lost, u"backup"_s, nowMicros);
}

void sweep(Writing& writing, RowKey workspace)
{
    for (const EntityInfo& info : schema()) {
        if (!hasWorkspace(info))
            continue;
        for (const RowKey key : unconfirmed(writing, info, workspace))
            removeMissing(writing, info.entity, key);
    }
    writing.everythingChanged();
}

//! How many of the rows that the server counted as the fill began a page brings: live ones, and those deleted since.
qint64 counted(const Rows& rows, qint64 fillHead)
{
    qint64 count = 0;
    for (const RowSet& set : rows.sets) {
        const PageBinding binding(set);
        for (size_t row = 0; row < set.rowCount(); ++row) {
            const Cell* cells = &set.cells[row * set.columns.size()];
            count += !binding.isDeleted(cells) || binding.seq(cells) > fillHead ? 1 : 0;
        }
    }
    return count;
}

//! What the server no longer has goes, unless it sent fewer rows than it had counted: then nothing goes, and all is read
//! once more. Returns how many were lacking.
qint64 endFill(Writing& writing, const Cursor& cursor, qint64 nowMicros)
{
    const auto resyncing = writing.number("SELECT resyncing FROM cursors WHERE workspace_id=?", cursor.workspace).value_or(notResyncing);
    if (resyncing == notResyncing)
        return 0;
    const auto lacking = writing.number("SELECT total - received FROM cursors WHERE workspace_id=?", cursor.workspace).value_or(0);
    if (lacking > 0) {
        startAnew(writing, cursor, cursor.epoch);
        return lacking;
    }
    if (resyncing == afterBackup)
        keepLost(writing, cursor.workspace, nowMicros);
    sweep(writing, cursor.workspace);
    writing.run("UPDATE cursors SET resyncing=0 WHERE workspace_id=?", cursor.workspace);
    return 0;
}

} // namespace

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

#define CURSOR_COLUMNS                                                                                                  \
    "SELECT c.workspace_id, i.uid, c.epoch, c.after, c.filled, c.enabled, c.role, c.total, c.received, c.fill_head,"    \
    " c.window, c.widen_window, c.widen_after, c.widen_head"                                                           \
    " FROM cursors c JOIN ids i ON i.key = c.workspace_id"

std::vector<Cursor> readCursors(Access& access)
{
    std::vector<Cursor> cursors;
    access.each(CURSOR_COLUMNS " ORDER BY c.workspace_id", [&](Statement& row) { cursors.push_back(readCursor(row)); });
    return cursors;
}

std::optional<Cursor> cursorOf(Access& access, RowKey workspace)
{
    std::optional<Cursor> cursor;
    access.each(CURSOR_COLUMNS " WHERE c.workspace_id=?", [&](Statement& row) { cursor = readCursor(row); }, workspace);
    return cursor;
}

void takeMemberships(Writing& writing, const std::vector<Membership>& memberships, qint64 nowMicros)
{
    for (const Membership& membership : memberships) {
        const RowKey key = keyFor(writing, Entity::Workspace, membership.workspace);
        const auto known = cursorOf(writing, key);
        if (!known) {
            setUid(writing, key, membership.workspace); // made here and given up, but the server has made it
            writing.run("INSERT INTO cursors(workspace_id, role, window) VALUES(?, ?, ?)", key, roleText(membership.role),
                wantedWindow(writing, nowMicros));
        } else if (known->role != membership.role && !isTemporary(known->uid)) {
            writing.run("UPDATE cursors SET role=? WHERE workspace_id=?", roleText(membership.role), key);
            writing.everythingChanged();
        }
        if (readRow(writing, Entity::Workspace, key))
            continue;
        // Its own row comes with its first page; until then, and while it is not synced here, it has at least a name.
        RowImage image { .key = key, .workspace = key };
        image.fields = emptyFields(Entity::Workspace);
        image.fields.insert(u"name"_s, membership.name);
        writeRow(writing, Entity::Workspace, image);
        writing.touched(Entity::Workspace, key);
    }
}

PullStats takePage(
    Writing& writing, UidCache& cache, const Cursor& cursor, const WorkspacePage& page, const Occasion& occasion)
{
    const Arrival arrival = cursor.filled ? Arrival::Changes : Arrival::Fill;
    const Applied applied = applyRows(writing, cache, cursor.workspace, page.rows, arrival, occasion);
    if (cursor.after == 0 && page.head)
        writing.run("UPDATE cursors SET fill_head=? WHERE workspace_id=?", *page.head, cursor.workspace);
    if (cursor.after == 0 && page.total)
        writing.run("UPDATE cursors SET total=?, received=0 WHERE workspace_id=?", *page.total, cursor.workspace);
    writing.run("UPDATE cursors SET epoch=?, after=?, received=received+?, filled=max(filled, ?) WHERE workspace_id=?",
        page.epoch, page.next, counted(page.rows, cursor.after == 0 ? page.head.value_or(page.next) : cursor.fillHead),
        page.hasMore ? 0 : 1, cursor.workspace);
    if (cursor.filled && !cursor.window.isEmpty())
        noteAbsentees(writing, applied.named);
    PullStats stats { applied.rows, applied.skipped };
    if (!page.hasMore) {
        stats.lacking = endFill(writing, cursor, occasion.nowMicros);
        if (applied.tree || !cursor.filled)
            holdCycles(writing);
        if (!cursor.filled)
            cache.clear();
    }
    return stats;
}

void startAnew(Writing& writing, const Cursor& cursor, const QString& epoch)
{
    for (const EntityInfo& info : schema()) {
        if (!hasWorkspace(info))
            continue;
        const QByteArray mark = "UPDATE " + tableOf(info) + " SET seq=-1 WHERE workspace_id=? AND seq>0";
        writing.run(mark.constData(), cursor.workspace);
    }
    writing.run("UPDATE base_rows SET seq=-1 WHERE seq>0 AND key IN (SELECT key FROM outbox WHERE workspace_id=?)",
        cursor.workspace);
    const bool isOtherEpoch = !cursor.epoch.isEmpty() && epoch != cursor.epoch;
    if (isOtherEpoch) {
        // Another epoch counts anew: a base from the old one would claim to have seen what it has not.
        std::vector<StoredEntry> entries = allEntries(writing);
        for (StoredEntry& entry : entries) {
            if (entry.workspace != cursor.workspace || entry.state == OutboxState::Sent)
                continue;
            for (auto it = entry.base.begin(); it != entry.base.end(); ++it) {
                QJsonObject base = it.value().toObject();
                base.insert(u"seq"_s, 0);
                it.value() = base;
            }
            updateEntry(writing, entry);
        }
        writing.run("UPDATE outbox SET seen=0 WHERE workspace_id=? AND state<>? AND seen>0", cursor.workspace,
            static_cast<int>(OutboxState::Sent));
    }
    // Without a window: what is missing in the answer is missing there, and not only left out.
    writing.run("UPDATE cursors SET epoch=NULL, after=0, filled=0, total=0, received=0, fill_head=0, window=NULL,"
                " widen_window=NULL, evicting=0, resyncing=max(resyncing, ?)"
                " WHERE workspace_id=?",
        isOtherEpoch ? afterBackup : behindThePurge, cursor.workspace);
}

void evictRows(Writing& writing, RowKey workspace)
{
    for (const EntityInfo& info : schema()) {
        if (!hasWorkspace(info) || info.entity == Entity::Workspace)
            continue;
        const QByteArray dirty
            = "INSERT OR IGNORE INTO search_dirty(key) SELECT key FROM " + tableOf(info) + " WHERE workspace_id=?";
        const QByteArray remove = "DELETE FROM " + tableOf(info) + " WHERE workspace_id=?";
        writing.run(dirty.constData(), workspace);
        writing.run(remove.constData(), workspace);
    }
    writing.everythingChanged();
}

void loseWorkspace(Writing& writing, const Cursor& cursor, const QString& reason, qint64 nowMicros)
{
    const auto row = readRow(writing, Entity::Workspace, cursor.workspace);
    const QString name = row ? row->fields.value(u"name"_s).toString() : QString();
    for (const StoredEntry& entry : allEntries(writing)) {
        if (entry.workspace != cursor.workspace)
            continue;
        keepAside(writing, entry, name, reason, nowMicros);
        removeBase(writing, entry.row);
    }
    evictRows(writing, cursor.workspace);
    forgetContexts(writing);
    removeRow(writing, Entity::Workspace, cursor.workspace);
    writing.run("DELETE FROM cursors WHERE workspace_id=?", cursor.workspace);
    writing.outboxChanged();
}

} // namespace convoy::store
