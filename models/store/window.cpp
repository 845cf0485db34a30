#include "store/window.h"

#include "domain/clock.h"
#include "store/identities.h"
#include "store/metavalues.h"
#include "store/pageapply.h"
#include "store/subscriptions.h"
#include "store/writing.h"

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 dayMicros = qint64(24) * 3600 * 1'000'000;
constexpr int mostAbsentees = 1'000; // in one request

std::vector<RowKey> keysOf(Writing& writing, const char* sql, RowKey workspace, const QString& window, int rows)
{
    std::vector<RowKey> keys;
    writing.each(sql, [&](Statement& row) { keys.push_back(row.key(0)); }, window, workspace, rows);
    return keys;
}

//! Leaves first: a parent goes with a later round, when its children have gone.
constexpr auto finishedTasks = R"(
    SELECT key FROM tasks t
    WHERE ifnull(completion_date,'') < ? AND deleted_at IS NULL AND status IN ('done','cancelled') AND completion_date IS NOT NULL
      AND workspace_id=? AND seq > 0 AND NOT EXISTS(SELECT 1 FROM outbox o WHERE o.key=t.key)
      AND NOT EXISTS(SELECT 1 FROM tasks c WHERE c.parent_id=t.key)
      AND NOT EXISTS(SELECT 1 FROM task_dependencies d WHERE d.task_id=t.key)
      AND NOT EXISTS(SELECT 1 FROM task_dependencies d WHERE d.blocked_by_id=t.key)
    LIMIT ?)";

constexpr auto oldEntries = R"(
    SELECT key FROM activity_feed a
    WHERE created_at < ? AND workspace_id=? AND seq > 0 AND NOT EXISTS(SELECT 1 FROM outbox o WHERE o.key=a.key) LIMIT ?)";

int evict(Writing& writing, Entity entity, const std::vector<RowKey>& keys)
{
    for (const RowKey key : keys) {
        writing.run("INSERT OR IGNORE INTO search_dirty(key) VALUES(?)", key);
        removeRow(writing, entity, key);
        writing.touched(entity, key);
    }
    return int(keys.size());
}

bool isSettled(Access& access, const Cursor& cursor)
{
    return cursor.enabled && cursor.filled && !cursor.second && !isTemporary(cursor.uid)
        && access.number("SELECT resyncing FROM cursors WHERE workspace_id=?", cursor.workspace).value_or(0) == 0;
}

bool isEvicting(Access& access, const Cursor& cursor)
{
    return access.number("SELECT evicting FROM cursors WHERE workspace_id=?", cursor.workspace).value_or(0) != 0;
}

} // namespace

bool isWider(const QString& window, const QString& than) { return !than.isEmpty() && (window.isEmpty() || window < than); }

QString wantedWindow(Access& access, qint64 nowMicros)
{
    const qint64 days = metaValue(access, historyDaysMeta).toLongLong();
    if (days <= 0)
        return {};
    const qint64 today = (nowMicros + clockOffset(access)) / dayMicros;
    return timestampText((today - days) * dayMicros);
}

void setHistoryDays(Writing& writing, int days, qint64 nowMicros)
{
    setMetaValue(writing, historyDaysMeta, QString::number(std::max(days, 0)));
    const QString window = wantedWindow(writing, nowMicros);
    writing.run("UPDATE cursors SET window=? WHERE after=0 AND filled=0 AND resyncing=0", window);
}

std::optional<PullRequest::Cursor> nextOfSecondFill(Writing& writing, qint64 nowMicros)
{
    const QString wanted = wantedWindow(writing, nowMicros);
    for (const Cursor& cursor : readCursors(writing)) {
        const bool ready = cursor.enabled && cursor.filled && !isTemporary(cursor.uid);
        if (!ready || (!cursor.second && !isWider(wanted, cursor.window)))
            continue;
        SecondFill fill = cursor.second.value_or(SecondFill { wanted, 0, cursor.after });
        if (!cursor.second) {
            writing.run("UPDATE cursors SET widen_window=?, widen_after=0, widen_head=? WHERE workspace_id=?",
                wanted.isEmpty() ? u""_s : wanted, fill.head, cursor.workspace);
        }
        PullRequest::Cursor request { cursor.uid, cursor.epoch, fill.after, fill.head, cursor.role };
        request.cutoff = fill.window;
        request.had = cursor.window;
        return request;
    }
    return std::nullopt;
}

int takeSecondFill(Writing& writing, UidCache& cache, const Cursor& cursor, const WorkspacePage& page)
{
    const Applied applied = applyRows(writing, cache, cursor.workspace, page.rows, Arrival::Changes);
    if (page.hasMore) {
        writing.run("UPDATE cursors SET widen_after=? WHERE workspace_id=?", page.next, cursor.workspace);
    } else {
        const QString window = cursor.second ? cursor.second->window : QString();
        writing.run("UPDATE cursors SET window=?, widen_window=NULL, widen_after=0, widen_head=0 WHERE workspace_id=?",
            window, cursor.workspace);
    }
    return applied.rows;
}

bool hasSomethingToEvict(Access& access, qint64 nowMicros)
{
    const QString wanted = wantedWindow(access, nowMicros);
    const auto cursors = readCursors(access);
    return std::any_of(cursors.begin(), cursors.end(), [&](const Cursor& cursor) {
        return isSettled(access, cursor) && (isWider(cursor.window, wanted) || isEvicting(access, cursor));
    });
}

bool evictSome(Writing& writing, int rows, qint64 nowMicros)
{
    const QString wanted = wantedWindow(writing, nowMicros);
    for (const Cursor& cursor : readCursors(writing)) {
        if (!isSettled(writing, cursor))
            continue;
        QString window = cursor.window;
        if (isWider(cursor.window, wanted)) {
            // In the transaction that removes the first row: what is older is from now on not certain to be here.
            window = wanted;
            writing.run("UPDATE cursors SET window=?, evicting=1 WHERE workspace_id=?", window, cursor.workspace);
        } else if (!isEvicting(writing, cursor)) {
            continue;
        }
        int gone = evict(writing, Entity::Task, keysOf(writing, finishedTasks, cursor.workspace, window, rows));
        if (gone == 0)
            gone = evict(writing, Entity::Activity, keysOf(writing, oldEntries, cursor.workspace, window, rows));
        if (gone == 0)
            writing.run("UPDATE cursors SET evicting=0 WHERE workspace_id=?", cursor.workspace);
        return true;
    }
    return false;
}

void noteAbsentees(Writing& writing, const std::unordered_set<qint64>& named)
{
    constexpr auto note = R"(
        INSERT OR IGNORE INTO absentees(key)
        SELECT r.named FROM (
            SELECT key, parent_id AS named FROM tasks WHERE deleted_at IS NULL
            UNION ALL SELECT key, task_id FROM task_dependencies WHERE deleted_at IS NULL
            UNION ALL SELECT key, blocked_by_id FROM task_dependencies WHERE deleted_at IS NULL
            UNION ALL SELECT key, task_id FROM activity_feed WHERE deleted_at IS NULL AND kind='comment') r
        WHERE r.key=? AND r.named IS NOT NULL AND NOT EXISTS(SELECT 1 FROM tasks t WHERE t.key=r.named))";
    for (const qint64 key : named)
        writing.run(note, key);
}

std::vector<RowsRequest> absenteeRequests(Access& access)
{
    std::vector<RowsRequest> requests;
    QStringList uids;
    access.each("SELECT i.uid FROM absentees a JOIN ids i ON i.key=a.key ORDER BY a.key LIMIT ?",
        [&](Statement& row) {
            if (const Uid uid = row.text(0); !isTemporary(uid))
                uids += uid;
        },
        mostAbsentees);
    if (uids.isEmpty())
        return requests;
    for (const Cursor& cursor : readCursors(access)) {
        if (cursor.enabled && cursor.filled && !cursor.window.isEmpty() && !isTemporary(cursor.uid))
            requests.push_back({ cursor.uid, cursor.epoch, cursor.after, {}, { { Entity::Task, uids } } });
    }
    return requests;
}

void takeAbsentees(Writing& writing, UidCache& cache, RowKey workspace, const Rows& rows)
{
    const Applied applied = applyRows(writing, cache, workspace, rows, Arrival::Changes);
    for (const qint64 key : applied.named)
        writing.run("DELETE FROM absentees WHERE key=?", key);
    noteAbsentees(writing, applied.named);
}

void forgetAbsentees(Writing& writing, const RowsRequest& request)
{
    for (const auto& [entity, uids] : request.ids) {
        for (const Uid& uid : uids)
            writing.run("DELETE FROM absentees WHERE key=(SELECT key FROM ids WHERE uid=?)", uid);
    }
}

} // namespace convoy::store
