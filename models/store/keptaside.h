#pragma once

#include "domain/change.h"
#include "domain/result.h"
#include "store/outboxrows.h"

namespace convoy::store {

class Writing;

// The box of what has no place in the outbox any more. Nothing leaves it but by the person's word.

[[nodiscard]] std::vector<KeptGesture> keptGestures(Access& access);
[[nodiscard]] qint64 keptNotExported(Access& access); //!< gestures

//! Puts an edit into the box, and takes it out of the outbox. Its handle there.
GroupId keepAside(Writing& writing, const StoredEntry& entry, const QString& workspaceName, const QString& reason, qint64 nowMicros);

void noteExported(Writing& writing, qint64 nowMicros);
[[nodiscard]] bool dismissKept(Writing& writing, GroupId group); //!< false: no such gesture

//! The gesture as an ordinary edit on what is here now: a create whose row is here becomes an update.
[[nodiscard]] Result<Gesture> gestureFromBox(Access& access, const KeptGesture& kept);

} // namespace convoy::store
