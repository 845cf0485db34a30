#pragma once

#include "desk.h"

namespace convoy::cli {

//! What a sync would do, found out without doing it: what waits here, and the first page of what is new there. Nothing
//! is marked sent and nothing is applied. A server that is not done when patience ends is a Timeout.
[[nodiscard]] Result<ExitCode> dryRun(Desk& desk, std::chrono::milliseconds patience);

} // namespace convoy::cli
