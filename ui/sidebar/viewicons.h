#pragma once

#include "items/taskfilter.h"

namespace convoy::ui {

//! The icon of a view, by its name in the icon theme.
[[nodiscard]] QLatin1String iconOf(items::TaskView view);

} // namespace convoy::ui
