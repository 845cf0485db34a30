#include "store/housekeeping.h"

#include "domain/clock.h"
#include "domain/schema.h"
#include "store/indexes.h"
#include "store/metavalues.h"
#include "store/subscriptions.h"
#include "store/window.h"
#include "store/writing.h"

#include <QCoreApplication>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 day = qint64(24) * 3600 * 1'000'000;
constexpr char deferredMeta[] = "view_indexes_deferred";
}

void addRun(Writing& writing, const SyncRun& run)
{
    writing.run("INSERT INTO sync_runs(started, duration, trigger, outcome, pulled, pushed, conflicts, requests, bytes, error)"
                " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        run.startedMicros, run.durationMicros, run.trigger, run.outcome, run.pulled, run.pushed, run.conflicts, run.requests,
        run.bytes, run.error);
}

void removeOld(Writing& writing, qint64 nowMicros)
{
    writing.run("DELETE FROM sync_runs WHERE id <= (SELECT max(id) - 1000 FROM sync_runs) OR started < ?", nowMicros - 90 * day);
    writing.run("DELETE FROM incoming WHERE arrived < ?", nowMicros - 90 * day);
    writing.run("DELETE FROM quarantine WHERE reason='discarded' AND moved < ?", nowMicros - 30 * day);
    writing.run("DELETE FROM absences WHERE cycle < ?", nowMicros - 90 * day);
    writing.run("DELETE FROM change_log WHERE id <= (SELECT max(id) - 20000 FROM change_log)");
    writing.run("DELETE FROM history WHERE id <= (SELECT max(id) - 500 FROM history)");
    const QString horizon = timestampText(nowMicros + clockOffset(writing) - 90 * day);
    for (const EntityInfo& info : schema()) {
        if (info.kind == SyncKind::Reference || info.entity == Entity::Workspace)
            continue;
        const QByteArray table(info.table.data(), info.table.size());
        QByteArray old = " WHERE deleted_at < ? AND seq > 0 AND key NOT IN (SELECT key FROM outbox)";
        // What is in the trash by its project stays there until the server's purge says so of itself.
        if (info.entity == Entity::Project)
            old += " AND NOT EXISTS (SELECT 1 FROM tasks WHERE project_id = projects.key AND deleted_at IS NULL AND status IN ('todo','in_progress'))"
                   " AND NOT EXISTS (SELECT 1 FROM tasks WHERE project_id = projects.key AND deleted_at IS NULL AND status IN ('done','cancelled'))";
        writing.run(QByteArray("INSERT OR IGNORE INTO search_dirty(key) SELECT key FROM " + table + old).constData(), horizon);
        writing.run(QByteArray("DELETE FROM " + table + old).constData(), horizon);
        if (writing.ok() && writing.database().changes() > 0)
            writing.everythingChanged();
    }
}

void enableWorkspace(Writing& writing, RowKey workspace, bool enabled, qint64 nowMicros)
{
    const auto cursor = cursorOf(writing, workspace);
    if (!cursor) {
        writing.fail({ Error::Kind::NotFound, QCoreApplication::translate("Store", "The workspace is no longer here.") });
        return;
    }
    if (cursor->enabled == enabled)
        return;
    if (!enabled && writing.number("SELECT 1 FROM outbox WHERE workspace_id=? LIMIT 1", workspace)) {
        writing.fail({ Error::Kind::Invalid,
            QCoreApplication::translate("Store", "This workspace has changes that have not been sent yet.") });
        return;
    }
    if (!enabled)
        evictRows(writing, workspace);
    writing.run("UPDATE cursors SET enabled=?, epoch=NULL, after=0, filled=0, total=0, received=0, resyncing=0, window=?,"
                " widen_window=NULL, evicting=0 WHERE workspace_id=?",
        enabled ? 1 : 0, wantedWindow(writing, nowMicros), workspace);
    writing.everythingChanged();
}

Status deferViewIndexes(Database& database)
{
    auto writing = Writing::begin(database, "defer-indexes", Durability::Normal);
    if (!writing)
        return std::move(writing).error();
    setMetaValue(*writing, deferredMeta, u"1"_s);
    if (Status dropped = dropViewIndexes(database); !dropped)
        return dropped;
    return writing->commit();
}

Status restoreViewIndexes(Database& database)
{
    Access access(database);
    const bool deferred = !metaValue(access, deferredMeta).isEmpty();
    if (access.error())
        return *access.error();
    if (!deferred)
        return ok();
    auto writing = Writing::begin(database, "indexes", Durability::Normal);
    if (!writing)
        return std::move(writing).error();
    if (Status made = createViewIndexes(database); !made)
        return made;
    writing->run("DELETE FROM meta WHERE name=?", QByteArray(deferredMeta));
    return writing->commit();
}

} // namespace convoy::store
