#pragma once

#include "store/outboxrows.h"

namespace convoy::store {

//! How far the maker of this edit sees its workspace, as a seq. Of a project that is thrown away it is what the tasks and
//! milestones in it show: no more than an edit had seen that waits here and covers what came from the server since.
[[nodiscard]] qint64 seenBy(Access& access, const StoredEntry& entry);

} // namespace convoy::store
