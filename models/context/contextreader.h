#pragma once

#include "context/taskcontext.h"
#include "domain/result.h"

namespace convoy::store {
class Reads;
}

namespace convoy::context {

//! How many entries of the activity a context carries at first.
inline constexpr int latestActivity = 20;

//! The context of a task as far as this device has it. Blocks that are not here say so; an Error means that the task
//! itself is unknown (NotFound) or that the local database could not be read.
[[nodiscard]] Result<TaskContext> readContext(
    const store::Reads& reads, RowKey task, int activityLimit = latestActivity);

} // namespace convoy::context
