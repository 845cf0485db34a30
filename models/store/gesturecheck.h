#pragma once

#include "domain/change.h"
#include "domain/result.h"

namespace convoy::store {

class Access;

//! A gesture with real keys in place of its placeholders, and with at most one change of values per row.
struct ResolvedGesture {
    std::vector<Change> changes; //!< without creates of rows that exist already under their derived id or natural key
    std::vector<RowKey> created;
};

[[nodiscard]] Result<ResolvedGesture> resolved(Access& access, const Gesture& gesture);

//! Cleans the change's values; refuses, with a sentence, what the schema or the person's role forbids.
Status checkChange(Access& access, const ResolvedGesture& gesture, Change& change);

} // namespace convoy::store
