#pragma once

#include "items/editing.h"
#include "schedule/quickadd.h"

namespace convoy::ui {

//! Tasks from text as other programs give it: a table with a header line (CSV or TSV; its columns are known by names such
//! as title, notes, due, priority, labels), else a line for each task, indented lines being subtasks, with dates, @labels
//! and !priorities as in the quick-add line. Nothing is thrown away: what is not understood stays in the title.
[[nodiscard]] std::vector<items::NewTask> importedTasks(const QString& text, const schedule::Vocabulary& vocabulary);

} // namespace convoy::ui
