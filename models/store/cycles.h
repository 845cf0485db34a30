#pragma once

#include "store/outboxrows.h"

namespace convoy::store {

class Writing;

//! Whether following the visible parents of this task leads back to it.
[[nodiscard]] bool inParentCycle(Access& access, RowKey task);

//! Whether what `blockedBy` waits for, directly or not, includes `task`.
[[nodiscard]] bool waitsFor(Access& access, RowKey blockedBy, RowKey task);

//! Whether the visible row that this entry made or moved is part of a circle.
[[nodiscard]] bool closesCycle(Access& access, const OutboxEntry& entry);

//! After a pull: waiting edits that now close a circle are held for review and no longer shown; the newest first.
void holdCycles(Writing& writing);

} // namespace convoy::store
