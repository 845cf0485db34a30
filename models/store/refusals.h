#pragma once

#include "domain/exchange.h"
#include "store/outboxrows.h"

namespace convoy::store {

class Writing;

enum class NewOp : bool { No, Yes };

//! A sent entry that the server did not carry out goes back into the queue; under a new op id if its content may change.
void backToWaiting(Writing& writing, StoredEntry& entry, NewOp newOp);

//! Keeps the entries of a refused group, with the server's sentence and off the screen, and parks what cannot go without
//! them; rows that were purged on the server are made again instead. Returns how many entries are refused.
[[nodiscard]] int takeRefusal(Writing& writing, const PushedGroup& group, std::vector<StoredEntry> entries);

//! Sets entries aside until the person, or time, tries again; what depends on them waits with them.
void parkEntries(Writing& writing, std::vector<StoredEntry> entries, const QString& code, const QString& sentence);

} // namespace convoy::store
