#pragma once

#include "domain/clock.h"
#include "domain/exchange.h"
#include "store/outboxrows.h"
#include "store/replica.h"

namespace convoy::store {

//! When an edit was made, in server time: by the steady clock since the last answer if that was in the same boot, else
//! by the wall clock and the offset that was known when the edit was made.
[[nodiscard]] qint64 stampMicros(const StoredEntry& entry, const std::optional<ServerClock>& server);

//! The request that carries these entries of one workspace: references as bare uuids. Built anew for each sending, since
//! ids may have become permanent in between; op ids, values, bases and stamps stay.
[[nodiscard]] PushBatch batchOf(Access& access, const std::vector<StoredEntry>& entries);

//! A value with uuids in the place of keys.
[[nodiscard]] QJsonValue wireValue(Access& access, const Field& field, const QJsonValue& value);

} // namespace convoy::store
