#include "store/repair.h"

#include "store/checksums.h"
#include "store/cycles.h"
#include "store/lostrows.h"
#include "store/pageapply.h"
#include "store/rowimage.h"
#include "store/writing.h"

#include <algorithm>

namespace convoy::store {

namespace {

//! Rows of these buckets that are shown here, or were, and that the answer did not name.
std::vector<RowKey> missingRows(
    Access& access, Entity entity, RowKey workspace, const std::vector<int>& buckets, const std::unordered_set<qint64>& named)
{
    std::vector<RowKey> missing;
    const EntityInfo& info = infoOf(entity);
    const QByteArray sql = "SELECT t.key, i.uid FROM " + QByteArray(info.table.data(), info.table.size())
        + " t JOIN ids i ON i.key=t.key WHERE t.workspace_id=?";
    access.each(
        sql.constData(),
        [&](Statement& row) {
            const bool asked = std::find(buckets.begin(), buckets.end(), bucketOf(row.text(1))) != buckets.end();
            if (asked && !named.contains(row.integer(0)))
                missing.push_back(row.key(0));
        },
        workspace);
    return missing;
}

} // namespace

RepairStats repairBuckets(
    Writing& writing, UidCache& cache, RowKey workspace, const Buckets& buckets, const Rows& rows, qint64 nowMicros)
{
    const Applied applied = applyRows(writing, cache, workspace, rows, Arrival::Repair);
    RepairStats stats { applied.rows, 0 };
    LostRows lost;
    for (const auto& [entity, numbers] : buckets)
        lost[entity] = missingRows(writing, entity, workspace, numbers, applied.named);
    stats.keptAside = keepLostRows(writing, workspace, lost, QStringLiteral("verify"), nowMicros);
    for (const auto& [entity, missing] : lost) {
        for (const RowKey key : missing) {
            const auto base = readBase(writing, key);
            if (!base && writing.number("SELECT 1 FROM outbox WHERE key=? LIMIT 1", key))
                continue; // made here, and not sent yet
            removeMissing(writing, entity, key);
            writing.touched(entity, key);
            stats.rows += base && base->seq == notOnTheServer ? 0 : 1;
        }
    }
    if (applied.tree)
        holdCycles(writing);
    return stats;
}

} // namespace convoy::store
