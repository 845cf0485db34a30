#pragma once

#include "context/taskcontext.h"

namespace convoy::context {

//! The whole context as Markdown, for copying and for convoy-cli; says of each part where it came from.
[[nodiscard]] QString toMarkdown(const TaskContext& context);

} // namespace convoy::context
