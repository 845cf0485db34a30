#pragma once

#include "store/outboxrows.h"

namespace convoy::store {

//! An edit as a person can keep it: everything that was typed, with uids in the place of keys.
[[nodiscard]] QJsonObject entryObject(Access& access, const StoredEntry& entry);
[[nodiscard]] QByteArray entryJson(Access& access, const StoredEntry& entry);

} // namespace convoy::store
