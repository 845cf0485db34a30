#include "store/cycles.h"

#include "store/overlay.h"
#include "store/writing.h"

#include <unordered_set>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

bool inParentCycle(Access& access, RowKey task)
{
    std::unordered_set<qint64> visited;
    qint64 current = task.value;
    while (visited.insert(current).second) {
        current = access.number("SELECT parent_id FROM tasks WHERE key=?", current).value_or(0);
        if (current == task.value)
            return true;
        if (current == 0)
            return false;
    }
    return false; // a circle above, but this task is not part of it
}

bool waitsFor(Access& access, RowKey blockedBy, RowKey task)
{
    std::unordered_set<qint64> visited;
    std::vector<qint64> open { blockedBy.value };
    while (!open.empty()) {
        const qint64 current = open.back();
        open.pop_back();
        if (current == task.value)
            return true;
        if (!visited.insert(current).second)
            continue;
        access.each(
            "SELECT blocked_by_id FROM task_dependencies WHERE task_id=? AND deleted_at IS NULL",
            [&](Statement& row) { open.push_back(row.integer(0)); }, current);
    }
    return false;
}

bool closesCycle(Access& access, const OutboxEntry& entry)
{
    if (entry.entity == Entity::Task)
        return inParentCycle(access, entry.row);
    if (entry.entity != Entity::TaskDependency)
        return false;
    const auto row = readRow(access, entry.entity, entry.row);
    if (!row || !row->deletedAt.isEmpty())
        return false;
    return waitsFor(access, RowKey { row->fields[u"blocked_by_id"_s].toInteger() },
        RowKey { row->fields[u"task_id"_s].toInteger() });
}

void holdCycles(Writing& writing)
{
    std::vector<qint64> candidates;
    writing.each(
        "SELECT id FROM outbox WHERE shapes=1 AND state=1 ORDER BY id DESC",
        [&](Statement& row) { candidates.push_back(row.integer(0)); });
    for (const qint64 id : candidates) {
        const auto self = entryWithId(writing, id);
        if (!self || self->state != OutboxState::Waiting || !closesCycle(writing, *self))
            continue;
        for (StoredEntry& entry : entriesOfGroup(writing, self->group)) { // a long chain: only where it has to be
            if (entry.state != OutboxState::Waiting)
                continue;
            entry.state = OutboxState::Held;
            entry.lastErrorCode = u"cycle"_s;
            entry.lastError = u"Together with a change from another device this would make a circle."_s;
            updateEntry(writing, entry);
            rebuildRow(writing, entry.entity, entry.row);
        }
        writing.outboxChanged();
    }
}

} // namespace convoy::store
