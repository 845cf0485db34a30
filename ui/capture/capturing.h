#pragma once

#include "items/editing.h"
#include "schedule/quickadd.h"

namespace convoy::items {
class Catalog;
}

namespace convoy::ui {

//! What a quick-add line knows of the person's data, for a task that will be made in `place`.
[[nodiscard]] schedule::Vocabulary vocabularyFor(const items::Catalog& catalog, QDate today, const items::NewTask& place);

//! The task that a line stands for: what the line does not say comes from `place`.
[[nodiscard]] items::NewTask taskOf(const schedule::QuickAdd& line, const items::Catalog& catalog, const items::NewTask& place);

//! One task for each pasted line; indented ones are subtasks.
[[nodiscard]] std::vector<items::NewTask> tasksOf(const std::vector<schedule::PastedLine>& lines, const items::NewTask& place);

} // namespace convoy::ui
