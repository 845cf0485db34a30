#include "items/taskcells.h"

#include <QCoreApplication>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(TaskList)
};
} // namespace

QString columnTitle(TaskListModel::Column column)
{
    using Column = TaskListModel::Column;
    switch (column) {
    case Column::Title:
        return Words::tr("Task");
    case Column::Number:
        return Words::tr("Number");
    case Column::Due:
        return Words::tr("Due");
    case Column::Priority:
        return Words::tr("Priority");
    case Column::Stage:
        return Words::tr("Status");
    case Column::Project:
        return Words::tr("Project");
    case Column::Milestone:
        return Words::tr("Milestone");
    case Column::Labels:
        return Words::tr("Labels");
    case Column::Assignee:
        return Words::tr("Assigned to");
    case Column::Count:
        return {};
    }
    Q_UNREACHABLE();
}

QString cellText(const TaskRow& row, TaskListModel::Column column, QDate today)
{
    using Column = TaskListModel::Column;
    const Task& task = row.task;
    switch (column) {
    case Column::Title:
        return task.title;
    case Column::Number:
        return numberText(row);
    case Column::Due:
        return dueText(task.dueDate, task.dueTime, today);
    case Column::Priority:
        return priorityName(task.priority);
    case Column::Stage:
        return statusName(task.status);
    case Column::Project:
        return row.projectName;
    case Column::Milestone:
        return row.milestoneName;
    case Column::Labels:
        return task.labels.join(u", "_s);
    case Column::Assignee:
        return row.assigneeName;
    case Column::Count:
        return {};
    }
    Q_UNREACHABLE();
}

QString dueText(QDate date, QTime time, QDate today)
{
    if (!date.isValid())
        return {};
    const QLocale locale;
    QString text;
    if (date == today)
        text = Words::tr("Today");
    else if (date == today.addDays(1))
        text = Words::tr("Tomorrow");
    else if (date == today.addDays(-1))
        text = Words::tr("Yesterday");
    else
        text = locale.toString(date, date.year() == today.year() ? u"ddd d MMM"_s : u"d MMM yyyy"_s);
    return time.isValid() ? text + u' ' + time.toString(u"HH:mm") : text;
}

QString priorityName(Priority priority)
{
    switch (priority) {
    case Priority::None:
        return {};
    case Priority::Low:
        return Words::tr("Low");
    case Priority::Medium:
        return Words::tr("Medium");
    case Priority::High:
        return Words::tr("High");
    }
    Q_UNREACHABLE();
}

QString statusName(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Todo:
        return Words::tr("To do");
    case TaskStatus::InProgress:
        return Words::tr("In progress");
    case TaskStatus::Done:
        return Words::tr("Done");
    case TaskStatus::Cancelled:
        return Words::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString numberText(const TaskRow& row)
{
    if (!row.task.number)
        return {};
    const QString number = QString::number(*row.task.number);
    return row.workspacePrefix.isEmpty() ? number : row.workspacePrefix + u'-' + number;
}

bool isOverdue(const Task& task, QDate today)
{
    return isOpen(task.status) && task.dueDate.isValid() && task.dueDate < today;
}

RowMark markOf(const TaskRow& row, bool saving)
{
    if (saving)
        return RowMark::Saving;
    switch (row.mark) {
    case store::SyncMark::Synced:
        return RowMark::Synced;
    case store::SyncMark::Waiting:
        return RowMark::Waiting;
    case store::SyncMark::Sending:
        return RowMark::Sending;
    case store::SyncMark::Refused:
        return RowMark::Refused;
    case store::SyncMark::Review:
        return RowMark::Review;
    }
    Q_UNREACHABLE();
}

QString sentenceOf(const TaskRow& row, RowMark mark, QDate today)
{
    const Task& task = row.task;
    QStringList parts { task.title, statusName(task.status) };
    if (task.dueDate.isValid())
        parts += (isOverdue(task, today) ? Words::tr("overdue, was due %1") : Words::tr("due %1"))
                     .arg(dueText(task.dueDate, task.dueTime, today));
    if (task.priority != Priority::None)
        parts += Words::tr("priority %1").arg(priorityName(task.priority));
    if (!row.projectName.isEmpty())
        parts += Words::tr("in %1").arg(row.projectName);
    if (!task.labels.isEmpty())
        parts += Words::tr("labels %1").arg(task.labels.join(u", "_s));
    if (row.openBlockers > 0)
        parts += Words::tr("blocked by %n task(s)", nullptr, row.openBlockers);
    if (row.children > 0)
        parts += Words::tr("%1 of %2 subtasks done").arg(row.children - row.openChildren).arg(row.children);
    if (!row.assigneeName.isEmpty())
        parts += Words::tr("assigned to %1").arg(row.assigneeName);
    if (mark != RowMark::Synced)
        parts += markText(mark);
    return parts.join(u", "_s) + u'.';
}

} // namespace convoy::items
