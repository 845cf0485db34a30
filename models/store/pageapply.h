#pragma once

#include "domain/exchange.h"
#include "store/incoming.h"
#include "store/uidcache.h"

#include <unordered_set>

namespace convoy::store {

class Writing;

enum class Arrival : quint8 {
    Changes, //!< most rows are here already
    Fill, //!< most rows are new
    Repair, //!< what the server has is right, whatever the seqs say
};

struct Applied {
    int rows = 0; //!< written; of a repair those that had been different
    int skipped = 0;
    bool tree = false; //!< tasks or dependencies were among them
    std::unordered_set<qint64> written; //!< rows that now are what the server has; none of a fill
    std::unordered_set<qint64> named; //!< every row that the page named; none of a fill
};

//! Writes the rows of a page: each goes from the answer's buffer straight into one prepared upsert; a row that has
//! outbox entries becomes the new base of its overlay instead. Only a higher seq replaces anything. With an occasion the
//! changes of other devices are kept (IncomingLog); of a fill only those of rows with edits of this device.
[[nodiscard]] Applied applyRows(Writing& writing, UidCache& cache, RowKey workspace, const Rows& rows, Arrival arrival,
    const std::optional<Occasion>& occasion = {});

//! Reference rows have no seq and no workspace: the whole set replaces what was there.
void replaceReference(Writing& writing, UidCache& cache, const Rows& rows);

} // namespace convoy::store
