#pragma once

#include "domain/change.h"
#include "domain/values.h"

namespace convoy::schedule {

//! The id of a series' occurrence on a date, equal on every device: two devices that finish the same occurrence make one next.
[[nodiscard]] Uid occurrenceUid(const QString& series, QDate date);

//! The series a task belongs to: the one it was made for, else the one it begins.
[[nodiscard]] QString seriesOf(const Task& task);

//! What belongs to finishing a repeating task: the creation of its next occurrence, to be put into the finishing gesture; empty
//! when it does not repeat or this was the last. It depends on the finished task alone, never on the day it was finished, so
//! that devices agree. The next one keeps title, description, place, priority, labels, assignee, rule and position; dates and
//! reminder move by as many days as the due date does; it begins in the workflow's first stage. `subtasks` (all levels, parents
//! first) are made again as to do, but for those that were cancelled or repeat by themselves. Comments and dependencies stay
//! with the finished one. `today` counts only for a task without any date.
[[nodiscard]] std::vector<Change> nextOccurrence(
    const Task& finished, const std::vector<Task>& subtasks, const Workflow& workflow, QDate today);

} // namespace convoy::schedule
