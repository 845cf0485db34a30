#pragma once

#include "domain/exchange.h"

#include <optional>
#include <utility>

namespace convoy::sync {

//! The same rows in two requests, for a server that has no time for them in one. None: it names one bucket or row only.
[[nodiscard]] std::optional<std::pair<RowsRequest, RowsRequest>> halved(const RowsRequest& request);

} // namespace convoy::sync
