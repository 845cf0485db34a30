#pragma once

#include "domain/exchange.h"
#include "store/outboxrows.h"

namespace convoy::store {

class Writing;

enum class NewOp : bool { No, Yes };

//! A sent entry that the server did not carry out goes back into the queue; under a new op id if its content may change.
void backToWaiting(Writing& writing, StoredEntry& entry, NewOp newOp);

//! Keeps the entries of a refused group, with the server's sentence and off the screen; rows that were purged on the server are
//! made again instead, where this device still shows them. Returns the entries that are refused; what cannot go without them is
//! parked by parkDependents().
[[nodiscard]] std::vector<StoredEntry> takeRefusal(Writing& writing, const PushedGroup& group, std::vector<StoredEntry> entries);

//! Parks what cannot go without these, which were refused; once for all of an answer, since it reads the whole outbox.
void parkDependents(Writing& writing, const std::vector<StoredEntry>& refused);

//! Sets entries aside until the person, or time, tries again; what depends on them waits with them.
void parkEntries(Writing& writing, std::vector<StoredEntry> entries, const QString& code, const QString& sentence);

} // namespace convoy::store
