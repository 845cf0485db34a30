#pragma once

#include "domain/exchange.h"
#include "store/replica.h"

namespace convoy::store {

class UidCache;
class Writing;

//! Puts what the server has of these buckets in the place of what is here, whatever the seqs say. Edits under way stay on
//! top; what a person made and the server lacks goes into the box.
[[nodiscard]] RepairStats repairBuckets(
    Writing& writing, UidCache& cache, RowKey workspace, const Buckets& buckets, const Rows& rows, qint64 nowMicros);

} // namespace convoy::store
