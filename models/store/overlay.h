#pragma once

#include "store/outboxrows.h"
#include "store/rowimage.h"

namespace convoy::store {

class Writing;

//! The invariant of the replica: a visible row is the server's version (base) with the entries on it that wait, were
//! sent or are parked, oldest first. A pure function of the two.
[[nodiscard]] std::optional<RowImage> visibleRow(
    const std::optional<RowImage>& base, const std::vector<StoredEntry>& entries);

//! Remembers the server's version of a row before its first edit.
void keepBase(Writing& writing, Entity entity, RowKey row);

//! Makes the row what visibleRow says; forgets the base once no entry is left.
void rebuildRow(Writing& writing, Entity entity, RowKey row);

} // namespace convoy::store
