#pragma once

#include "store/outboxrows.h"

namespace convoy::store {

class Writing;

enum class Coalesced : quint8 {
    No, //!< the new entry has to be recorded by itself
    Joined, //!< it became part of the row's newest waiting entry
    Vanished, //!< a row that never left this device is gone again; nothing is left to send
};

//! Joins a new single-op entry to the row's newest one, if that is waiting in a single-op group of its own: create or
//! update with update, delete with restore, create with delete. Never across a sent entry or a group of several, and
//! never when the update refers to a row whose create comes later in the outbox, so that ascending ids stay a valid
//! order of dependencies. On Joined `entry` is what is in the outbox now.
[[nodiscard]] Coalesced coalesce(Writing& writing, StoredEntry& entry);

//! What an entry refers to, apart from its own row.
[[nodiscard]] std::vector<RowKey> referencesOf(const OutboxEntry& entry);

} // namespace convoy::store
