#pragma once

#include "domain/change.h"

#include <optional>
#include <vector>

namespace convoy::store {

class Access;
class Statement;

//! An outbox entry with what only the store needs to know.
struct StoredEntry : OutboxEntry {
    QString chain; //!< first group of a gesture that was too large for one group; empty for the others
    qint64 clockOffset = 0; //!< server minus wall clock, as last known when the edit was made
    qint64 seen = -1; //!< how far its maker had seen the workspace, as a seq; -1: not known
    bool shapes = false; //!< sets a parent or a dependency, so it can close a cycle
    QStringList overlaps; //!< text fields whose merge failed
    QString batch; //!< the request that carries it, or has carried it under this op id
    QString stamp; //!< of a sent entry: when the edit was made, in server time
};

//! Whether an entry shows on its row: it waits, was sent or is parked.
[[nodiscard]] bool isOverlaid(OutboxState state);

[[nodiscard]] StoredEntry readEntry(const Statement& row); //!< of a SELECT of outboxColumns
[[nodiscard]] std::vector<StoredEntry> allEntries(Access& access); //!< oldest first, like all of these
[[nodiscard]] std::vector<StoredEntry> entriesInState(Access& access, OutboxState state);
[[nodiscard]] std::vector<StoredEntry> waitingEntries(Access& access, qint64 afterId, int limit);
[[nodiscard]] std::optional<StoredEntry> entryWithId(Access& access, qint64 id);
[[nodiscard]] std::vector<StoredEntry> entriesOfRow(Access& access, RowKey row);
[[nodiscard]] std::vector<StoredEntry> entriesOfGroup(Access& access, GroupId group); //!< with the whole chain

void insertEntry(Access& access, StoredEntry& entry); //!< sets entry.id
void updateEntry(Access& access, const StoredEntry& entry); //!< all that may change
void removeEntry(Access& access, qint64 id);

} // namespace convoy::store
