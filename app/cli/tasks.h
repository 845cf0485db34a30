#pragma once

#include "desk.h"
#include "fields.h"

namespace convoy::cli {

[[nodiscard]] TaskEditor::Circumstances circumstancesOf(Desk& desk);

//! Says what a gesture left behind: one line for people, the tasks as JSON. `single`: an object rather than an array.
enum class Shape : bool { Object, Array };
[[nodiscard]] Result<ExitCode> reportTasks(
    Desk& desk, const std::vector<RowKey>& tasks, const QString& text, Shape shape);

[[nodiscard]] Result<ExitCode> addTasks(Desk& desk);
[[nodiscard]] Result<ExitCode> listTasks(Desk& desk);
[[nodiscard]] Result<ExitCode> showTask(Desk& desk);

} // namespace convoy::cli
