#pragma once

#include "store/incoming.h"
#include "store/outboxrows.h"
#include "store/replica.h"
#include "store/uidcache.h"

namespace convoy::store {

class Writing;

//! Takes in what the server said about a batch, in the caller's transaction: ids made permanent, rows, the answered
//! entries gone and their later siblings' bases moved on, refusals kept with their sentence, the cursor.
[[nodiscard]] AckStats takeAnswer(Writing& writing, UidCache& cache, const PushBatch& batch, const PushAnswer& answer,
    const Occasion& occasion);

//! The same for a workspace that was created.
void takeWorkspace(Writing& writing, UidCache& cache, const PushBatch& batch, const WorkspaceCreateAnswer& answer);

} // namespace convoy::store
