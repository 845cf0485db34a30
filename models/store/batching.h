#pragma once

#include "store/outboxrows.h"
#include "store/replica.h"

namespace convoy::store {

//! The next groups of one workspace that may go now, in the order of the outbox: nothing whose row has an earlier edit
//! that stays behind, nothing that needs a row whose create stays behind; a workspace's create alone.
[[nodiscard]] std::vector<StoredEntry> chooseBatch(Access& access, const BatchLimits& limits, qint64 nowMicros);

} // namespace convoy::store
