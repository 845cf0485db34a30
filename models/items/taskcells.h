#pragma once

#include "items/tasklistmodel.h"

#include <QLocale>

namespace convoy::items {

//! What the cells of a task say. Pure functions of the row and the day.
[[nodiscard]] QString cellText(const TaskRow& row, TaskListModel::Column column, QDate today);
[[nodiscard]] QString columnTitle(TaskListModel::Column column);
[[nodiscard]] QString dueText(QDate date, QTime time,
    QDate today); //!< "Today 17:00", "Tomorrow", "Fri 27 Nov", with the year when it is another one
[[nodiscard]] QString priorityName(Priority priority); //!< empty for none
[[nodiscard]] QString statusName(TaskStatus status);
[[nodiscard]] QString numberText(const TaskRow& row); //!< "CNV-142"; empty while the server has not given one
[[nodiscard]] bool isOverdue(const Task& task, QDate today);
[[nodiscard]] RowMark markOf(const TaskRow& row, bool saving);

//! What a task says under a TaskRole, or to a screen reader.
[[nodiscard]] QVariant taskValue(const TaskRow& row, int role, bool saving, QDate today);

//! A painted row as one sentence, for screen readers.
[[nodiscard]] QString sentenceOf(const TaskRow& row, RowMark mark, QDate today);

} // namespace convoy::items
