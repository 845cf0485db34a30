#pragma once

#include "domain/ids.h"

#include <optional>

namespace convoy::store {

class Access;

//! What the ids table knows about a key.
struct Identity {
    RowKey key;
    Entity entity;
    Uid uid;
};

[[nodiscard]] std::optional<Identity> identityOf(Access& access, RowKey key);
[[nodiscard]] std::optional<Identity> identityOf(Access& access, const Uid& uid); //!< with or without "tmp-"
[[nodiscard]] RowKey keyFor(Access& access, Entity entity, const Uid& uid); //!< the known one, or a new one
void setUid(Access& access, RowKey key, const Uid& uid);

} // namespace convoy::store
