#include "domain/jsonvalues.h"
#include "items/editing.h"
#include "items/taskfields.h"
#include "items/taskfilter.h"
#include "store/reads.h"

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

//! The day that a group of due dates stands for; nothing when it is a range of days. Invalid: no due date.
std::optional<QDate> dayOf(const TaskFilter& filter, const QString& value)
{
    if (filter.query.view == TaskView::Upcoming)
        return QDate::fromString(value, Qt::ISODate);
    switch (value.toInt()) { // as the listing names them
    case 1:
        return filter.query.today;
    case 2:
        return filter.query.today.addDays(1);
    case 0:
    case 3:
    case 4:
        return std::nullopt;
    default:
        return QDate();
    }
}

} // namespace

void Editing::setDueDay(const Keys& tasks, QDate day)
{
    if (!day.isValid())
        return setDue(tasks, {});
    setFields(tasks, { { u"due_date"_s, dateValue(day) } }, tr("Changed the due date of '%1'"), tr("Changed the due date of %1 tasks"));
}

void Editing::moveToGroup(const Keys& tasks, const TaskFilter& filter, const QString& value)
{
    switch (filter.group) {
    case TaskGroup::None:
        return;
    case TaskGroup::Project:
        return setProject(tasks, RowKey { value.toLongLong() });
    case TaskGroup::Stage:
        return value.isEmpty() ? Q_EMIT failed(tr("A task always has a stage. Nothing was changed.")) : setStage(tasks, value);
    case TaskGroup::Status:
        return setStatus(tasks, TaskStatus(value.toInt()));
    case TaskGroup::Priority:
        return setPriority(tasks, Priority(3 - value.toInt())); // the listing sorts the highest first
    case TaskGroup::Assignee:
        return setAssignee(tasks, value);
    case TaskGroup::Labels:
        return setLabels(tasks, setElements(arrayFromJson(value.toUtf8())));
    case TaskGroup::Due:
        if (const auto day = dayOf(filter, value))
            return setDueDay(tasks, *day);
        return Q_EMIT failed(tr("This group stands for several days, so it gives no date. Nothing was changed."));
    }
    Q_UNREACHABLE();
}

//! Where a task stands in the manual order, also while that is on its way to the disk.
QString Editing::rankOf(RowKey task) const
{
    const std::vector<Task> found = task ? read({ task }) : std::vector<Task> {};
    return found.empty() ? QString() : found.front().position;
}

} // namespace convoy::items
