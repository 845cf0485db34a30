#include "store/replicaparts.h"

#include "domain/planted.h"
#include "store/absence.h"
#include "store/acknowledge.h"
#include "store/batching.h"
#include "store/dependents.h"
#include "store/housekeeping.h"
#include "store/metavalues.h"
#include "store/overlay.h"
#include "store/pageapply.h"
#include "store/refusals.h"
#include "store/repair.h"
#include "store/requests.h"
#include "store/subscriptions.h"

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! What was typed behind this text was typed on it as it was before the merge, and has seen nothing of theirs.
void keepUnmerged(Writing& writing, const StoredEntry& merged, const RebaseItem& item)
{
    for (StoredEntry& later : entriesOfRow(writing, merged.row)) {
        QJsonObject base = later.base.value(item.field).toObject();
        if (later.id <= merged.id || base.value(u"value"_s) != item.base)
            continue;
        base.insert(u"value"_s, item.mine);
        later.base.insert(item.field, base);
        updateEntry(writing, later);
    }
}

std::vector<std::vector<StoredEntry>> byBatch(std::vector<StoredEntry> entries)
{
    std::vector<std::vector<StoredEntry>> batches;
    for (StoredEntry& entry : entries) {
        const auto known = std::find_if(
            batches.begin(), batches.end(), [&](const auto& batch) { return batch.front().batch == entry.batch; });
        if (known == batches.end())
            batches.push_back({ std::move(entry) });
        else
            known->push_back(std::move(entry));
    }
    return batches;
}

void noteFailure(StoredEntry& entry, const Error& error)
{
    ++entry.attempts;
    entry.lastErrorCode = error.code;
    entry.lastError = error.detail;
}

//! What a request that did not go through means for those of its entries that are still under way.
template <class Change>
Status changeSent(Database& database, const PushBatch& batch, Change change)
{
    return writeAs(database, "failed", Durability::Normal, [&](Writing& writing) {
        for (const OutboxEntry& each : batch.entries) {
            auto entry = entryWithId(writing, each.id);
            if (entry && entry->state == OutboxState::Sent)
                change(writing, *entry);
        }
        writing.outboxChanged();
    });
}

} // namespace

Replica::Replica(Database& database, const Clock& clock)
    : m_parts(new Parts { database, clock })
{
}

Replica::~Replica() = default;

Status Replica::setDevice(const QString& id, const QString& name)
{
    return writeAs(m_parts->database, "device", Durability::Normal, [&](Writing& writing) {
        setMetaValue(writing, deviceIdMeta, id);
        setMetaValue(writing, deviceNameMeta, name);
    });
}

Status Replica::setServerClock(const ServerClock& clock)
{
    return writeAs(m_parts->database, "clock", Durability::Normal,
        [&](Writing& writing) { store::setServerClock(writing, bestOf(serverClock(writing), clock)); });
}

void Replica::setBulkFill(BulkFill bulk) { m_parts->bulk = bulk; }

void Replica::beginCycle(qint64 startedMicros) { m_parts->cycleMicros = startedMicros; }

Result<std::vector<Cursor>> Replica::cursors() const
{
    Access access(m_parts->database);
    auto cursors = readCursors(access);
    if (access.error())
        return *access.error();
    return cursors;
}

Status Replica::applyMemberships(const std::vector<Membership>& memberships)
{
    return writeAs(m_parts->database, "memberships", Durability::Normal,
        [&](Writing& writing) { takeMemberships(writing, memberships, m_parts->clock.wallMicros()); });
}

Result<PullStats> Replica::applyPage(const WorkspacePage& page)
{
    Access access(m_parts->database);
    const auto key = access.number("SELECT key FROM ids WHERE uid=?", page.workspace);
    const auto cursor = key ? cursorOf(access, RowKey { *key }) : std::nullopt;
    if (access.error())
        return *access.error();
    if (!cursor)
        return Error { Error::Kind::NotFound, u"a page of a workspace that is not synced here"_s };
    PullStats stats;
    Status done = ok();
    switch (page.state) {
    case WorkspacePage::State::Ok:
        if (m_parts->bulk == BulkFill::Yes && cursor->after == 0 && page.total.value_or(0) > rowsWorthDeferring)
            done = deferViewIndexes(m_parts->database);
        if (!done)
            return done.error();
        if (isPlanted(Planted::CursorSavedEarly) && cursor->filled)
            done = writeAs(m_parts->database, "pull", Durability::Normal, [&](Writing& writing) {
                writing.run("UPDATE cursors SET after=? WHERE workspace_id=?", page.next, cursor->workspace);
            });
        done = writeAs(m_parts->database, "pull", Durability::Normal,
            [&](Writing& writing) { stats = takePage(writing, m_parts->cache, *cursor, page, m_parts->occasion()); });
        if (done && !page.hasMore)
            done = restoreViewIndexes(m_parts->database);
        break;
    case WorkspacePage::State::Resync:
        done = writeAs(m_parts->database, "resync", Durability::Normal,
            [&](Writing& writing) { startAnew(writing, *cursor, page.epoch); });
        break;
    case WorkspacePage::State::Gone:
        // Nobody has taken it away. Nothing of it goes, and its edits wait, until a server has it again.
        if (page.reason == "missing"_L1) {
            if (cursor->filled || cursor->after > 0)
                done = writeAs(m_parts->database, "resync", Durability::Normal, [&](Writing& writing) { startAnew(writing, *cursor, {}); });
            break;
        }
        m_parts->cache.clear();
        done = writeAs(m_parts->database, "gone", Durability::Full,
            [&](Writing& writing) { loseWorkspace(writing, *cursor, page.reason, m_parts->clock.wallMicros()); });
        break;
    }
    if (!done) {
        m_parts->cache.clear(); // keys that the rolled-back transaction gave do not exist
        return done.error();
    }
    return stats;
}

Result<ReferenceManifest> Replica::referenceManifest() const
{
    Access access(m_parts->database);
    const ReferenceManifest manifest { metaValue(access, "reference_count").toLongLong(), metaValue(access, "reference_hash") };
    if (access.error())
        return *access.error();
    return manifest;
}

Result<RepairStats> Replica::repair(const RowsRequest& request, const RowsAnswer& answer)
{
    Access access(m_parts->database);
    const auto key = access.number("SELECT key FROM ids WHERE uid=?", request.workspace);
    if (access.error())
        return *access.error();
    if (!key)
        return Error { Error::Kind::NotFound, u"rows of a workspace that is not synced here"_s };
    RepairStats stats;
    // What goes into the box cannot be had again.
    const Status done = writeAs(m_parts->database, "repair", Durability::Full, [&](Writing& writing) {
        stats = repairBuckets(writing, m_parts->cache, RowKey { *key }, request.buckets, answer.rows, m_parts->clock.wallMicros());
    });
    if (!done) {
        m_parts->cache.clear();
        return done.error();
    }
    return stats;
}

Status Replica::swapReference(const ReferenceAnswer& answer)
{
    const auto known = referenceManifest();
    if (!known)
        return known.error();
    const auto count = static_cast<qint64>(answer.rows.rowCount());
    if (count != answer.manifest.count || (count == 0 && known->count > 0))
        return Error { Error::Kind::Malformed, u"%1 of %2 reference rows came"_s.arg(count).arg(answer.manifest.count) };
    Status done = writeAs(m_parts->database, "reference", Durability::Normal, [&](Writing& writing) {
        replaceReference(writing, m_parts->cache, answer.rows);
        setMetaValue(writing, "reference_count", QString::number(answer.manifest.count));
        setMetaValue(writing, "reference_hash", answer.manifest.hash);
    });
    if (!done)
        m_parts->cache.clear();
    return done;
}

Result<std::vector<PushBatch>> Replica::sentBatches() const
{
    Access access(m_parts->database);
    if (isPlanted(Planted::NewOpOnResend)) {
        for (StoredEntry& entry : entriesInState(access, OutboxState::Sent)) {
            entry.op = QUuid::createUuid();
            updateEntry(access, entry);
        }
    }
    std::vector<PushBatch> batches;
    for (const auto& entries : byBatch(entriesInState(access, OutboxState::Sent)))
        batches.push_back(batchOf(access, entries));
    if (access.error())
        return *access.error();
    return batches;
}

Result<std::optional<PushBatch>> Replica::nextBatch(const BatchLimits& limits)
{
    Access access(m_parts->database);
    const bool any = access.number("SELECT 1 FROM outbox WHERE state=1 LIMIT 1").has_value();
    if (access.error())
        return *access.error();
    if (!any)
        return std::optional<PushBatch>();
    std::optional<PushBatch> batch;
    Status done = writeAs(m_parts->database, "sent", Durability::Full, [&](Writing& writing) {
        std::vector<StoredEntry> entries = chooseBatch(writing, limits, m_parts->clock.wallMicros());
        if (entries.empty())
            return;
        const QString name = uuidText(QUuid::createUuid());
        const auto server = serverClock(writing);
        for (StoredEntry& entry : entries) {
            entry.state = OutboxState::Sent;
            entry.batch = name;
            entry.stamp = timestampText(stampMicros(entry, server));
            writing.run("UPDATE outbox SET state=2, batch=?, stamp=? WHERE id=?", entry.batch, entry.stamp, entry.id);
            writing.touched(entry.entity, entry.row);
            if (isPlanted(Planted::EntryRemovedEarly))
                removeEntry(writing, entry.id);
        }
        writing.outboxChanged();
        batch = batchOf(writing, entries);
    });
    if (!done)
        return std::move(done).error();
    return batch;
}

Result<AckStats> Replica::acknowledge(const PushBatch& batch, const PushAnswer& answer)
{
    AckStats stats;
    Status done = writeAs(m_parts->database, "acknowledge", Durability::Normal,
        [&](Writing& writing) { stats = takeAnswer(writing, m_parts->cache, batch, answer, m_parts->occasion()); });
    if (!done) {
        m_parts->cache.clear();
        return std::move(done).error();
    }
    return stats;
}

Status Replica::workspaceCreated(const PushBatch& batch, const WorkspaceCreateAnswer& answer)
{
    Status done = writeAs(m_parts->database, "workspace-created", Durability::Normal,
        [&](Writing& writing) { takeWorkspace(writing, m_parts->cache, batch, answer); });
    if (!done)
        m_parts->cache.clear();
    return done;
}

Result<std::vector<RebaseItem>> Replica::rebaseItems(const PushBatch& batch, const PushAnswer& answer) const
{
    std::vector<RebaseItem> items;
    for (const PushedGroup& group : answer.groups) {
        for (const PushedOp& op : group.ops) {
            const auto entry = std::find_if(
                batch.entries.begin(), batch.entries.end(), [&](const OutboxEntry& each) { return each.op == op.op; });
            if (entry == batch.entries.end())
                continue;
            for (auto it = op.rebase.begin(); it != op.rebase.end(); ++it) {
                items.push_back({ entry->id, it.key(), entry->base[it.key()][u"value"_s].toString(),
                    entry->fields[it.key()].toString(), it.value()[u"value"_s].toString(), it.value()[u"seq"_s].toInteger() });
            }
        }
    }
    return items;
}

Status Replica::rebased(const RebaseItem& item, const QString& merged, bool overlap)
{
    return writeAs(m_parts->database, "rebase", Durability::Full, [&](Writing& writing) {
        auto entry = entryWithId(writing, item.entry);
        if (!entry)
            return;
        entry->fields.insert(item.field, overlap ? item.mine : merged);
        // With an overlap the server's text stands, and this one stays as unseen as it was: later edits begin with this base.
        if (!overlap)
            entry->base.insert(item.field, QJsonObject { { u"value"_s, item.theirs }, { u"seq"_s, item.seq } });
        if (!overlap)
            keepUnmerged(writing, *entry, item);
        entry->overlaps.removeAll(item.field);
        if (overlap)
            entry->overlaps += item.field;
        backToWaiting(writing, *entry, NewOp::Yes);
        writing.outboxChanged();
    });
}

Status Replica::failed(const PushBatch& batch, const Error& error, qint64 nextAttemptMicros)
{
    return changeSent(m_parts->database, batch, [&](Writing& writing, StoredEntry& entry) {
        noteFailure(entry, error);
        entry.nextAttemptMicros = nextAttemptMicros;
        backToWaiting(writing, entry, NewOp::No);
    });
}

Status Replica::unanswered(const PushBatch& batch, const Error& error)
{
    return changeSent(m_parts->database, batch, [&](Writing& writing, StoredEntry& entry) {
        noteFailure(entry, error);
        updateEntry(writing, entry);
    });
}

Status Replica::handBack(const PushBatch& batch)
{
    return changeSent(m_parts->database, batch, [](Writing& writing, StoredEntry& entry) { backToWaiting(writing, entry, NewOp::No); });
}

Status Replica::park(GroupId group, const Error& error)
{
    return writeAs(m_parts->database, "park", Durability::Normal, [&](Writing& writing) {
        const auto entries = entriesOfGroup(writing, group);
        auto dependents = dependentsOf(writing, entries, Reach::SameRows);
        parkEntries(writing, entries, error.code, error.detail);
        parkEntries(writing, std::move(dependents), u"depends"_s, error.detail);
    });
}

Result<std::optional<Absence>> Replica::endAbsence()
{
    Access access(m_parts->database);
    auto absence = absenceUntil(access, m_parts->cycleMicros);
    if (access.error())
        return *access.error();
    if (!absence)
        return absence;
    const Status kept = writeAs(m_parts->database, "absence", Durability::Normal,
        [&](Writing& writing) { keepAbsence(writing, *absence); });
    if (!kept)
        return kept.error();
    return absence;
}

Status Replica::recordRun(const SyncRun& run)
{
    return writeAs(m_parts->database, "run", Durability::Normal, [&](Writing& writing) { addRun(writing, run); });
}

Status Replica::cleanup()
{
    return writeAs(m_parts->database, "cleanup", Durability::Normal,
        [&](Writing& writing) { removeOld(writing, m_parts->clock.wallMicros()); });
}

Status Replica::setEnabled(RowKey workspace, bool enabled)
{
    return writeAs(m_parts->database, "enable", Durability::Full,
        [&](Writing& writing) { enableWorkspace(writing, workspace, enabled, m_parts->clock.wallMicros()); });
}

} // namespace convoy::store
