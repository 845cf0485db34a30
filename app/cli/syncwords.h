#pragma once

#include "sync/status/syncstatus.h"

namespace convoy::cli {

//! What a cycle came to, for people; of one that did not simply succeed also why, and which command shows more.
[[nodiscard]] QString reportWords(const sync::SyncReport& report, const sync::SyncStatus& status);

} // namespace convoy::cli
