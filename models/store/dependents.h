#pragma once

#include "store/outboxrows.h"

namespace convoy::store {

enum class Reach : quint8 {
    MadeRows, //!< what needs a row that these entries make, and the rest of their chain
    SameRows, //!< also every later edit of the rows that these entries edit
};

//! The later groups that cannot go without these entries, and what depends on those; oldest first, without the entries
//! themselves.
[[nodiscard]] std::vector<StoredEntry> dependentsOf(Access& access, const std::vector<StoredEntry>& entries, Reach reach);

} // namespace convoy::store
