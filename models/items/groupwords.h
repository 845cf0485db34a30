#pragma once

#include "items/taskfilter.h"

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! The heading over a group of the filter's list, from the value that the listing names it by.
[[nodiscard]] QString groupName(const store::Reads& reads, const TaskFilter& filter, const QString& value);

//! "Tomorrow, Thursday 26 November", "Friday 27 November", with the year when it is another one.
[[nodiscard]] QString dayName(QDate day, QDate today);

//! "Overdue", "Today", "In the next 7 days", ...
[[nodiscard]] QString dueRangeName(DueRange range);

} // namespace convoy::items
