#pragma once

#include "domain/result.h"
#include "exitcode.h"

namespace convoy::store {
class Reads;
}

namespace convoy::cli {

class Desk;

//! status --history: the latest sync cycles, one line or object each.
Result<ExitCode> printHistory(Desk& desk, const store::Reads& reads);

} // namespace convoy::cli
