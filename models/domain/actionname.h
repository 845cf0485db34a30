#pragma once

#include "domain/change.h"

#include <QLatin1String>

namespace convoy {

//! What an action is called: on the wire, in exports and in what the command line prints.
[[nodiscard]] QLatin1String actionName(Action action);

} // namespace convoy
