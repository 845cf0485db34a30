#pragma once

#include "domain/change.h"
#include "domain/clock.h"
#include "domain/result.h"
#include "store/typedover.h"

namespace convoy::store {

class Writing;

//! Checks and records a gesture: its entries in the outbox, the rows as they look with it, and, if undoable, its line
//! in the history. Runs inside the caller's transaction, which is rolled back when this refuses.
Result<EditReceipt> recordGesture(Writing& writing, const Clock& clock, const Gesture& gesture, const TextMerge& merge = {});

} // namespace convoy::store
