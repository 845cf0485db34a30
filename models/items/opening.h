#pragma once

#include "domain/ids.h"

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! What to open for a row: a task, also one whose comment or dependency it is; a project, milestone or workspace that is not in the
//! trash. None: nothing to see.
[[nodiscard]] RowKey openedFor(const store::Reads& reads, Entity entity, RowKey row);

} // namespace convoy::items
