#pragma once

#include "arguments.h"
#include "commands.h"

#include <chrono>

namespace convoy::cli {

//! convoy-cli verify: a sync that compares every row, and puts right what differs.
[[nodiscard]] Command verifyCommand();

//! How long a command waits for the server: --wait SECONDS.
[[nodiscard]] Result<std::chrono::milliseconds> patienceFrom(const Arguments& arguments, std::chrono::seconds without);

} // namespace convoy::cli
