#include "items/groupwords.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "items/taskcells.h"
#include "store/reads.h"

#include <QCoreApplication>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TaskGroups)
};

QString projectName(const store::Reads& reads, const QString& key)
{
    const auto project = reads.project(RowKey { key.toLongLong() });
    return project ? project->name : Words::tr("Another project");
}

QString stageName(const store::Reads& reads, const QString& id)
{
    std::vector<Workflow> workflows = reads.workflows().value_or(std::vector<Workflow> {});
    workflows.push_back(builtInWorkflow());
    for (const Workflow& workflow : workflows) {
        for (const Stage& stage : workflow.stages) {
            if (stage.id == id)
                return stage.name;
        }
    }
    return id;
}

QString personName(const store::Reads& reads, const QString& userId)
{
    for (const Workspace& workspace : reads.workspaces().value_or(std::vector<Workspace> {})) {
        for (const Member& member : reads.members(workspace.key).value_or(std::vector<Member> {})) {
            if (member.userId == userId)
                return member.displayName.isEmpty() ? member.email : member.displayName;
        }
    }
    return Words::tr("Someone who left");
}

//! Priority, status and due range come as the digit that they are sorted by.
QString dueName(const TaskFilter& filter, const QString& value)
{
    if (filter.query.view == TaskView::Upcoming)
        return dayName(QDate::fromString(value, Qt::ISODate), filter.query.today);
    switch (value.toInt()) {
    case 0:
        return dueRangeName(DueRange::Overdue);
    case 1:
        return dueRangeName(DueRange::Today);
    case 2:
        return Words::tr("Tomorrow");
    case 3:
        return dueRangeName(DueRange::Week);
    case 4:
        return dueRangeName(DueRange::Later);
    default:
        return dueRangeName(DueRange::None);
    }
}

} // namespace

QString dayName(QDate day, QDate today)
{
    const QString format = day.year() == today.year() ? u"dddd d MMMM"_s : u"dddd d MMMM yyyy"_s;
    const QString name = QLocale().toString(day, format);
    return day == today.addDays(1) ? Words::tr("Tomorrow, %1").arg(name) : name;
}

QString dueRangeName(DueRange range)
{
    switch (range) {
    case DueRange::Any:
        return {};
    case DueRange::Overdue:
        return Words::tr("Overdue");
    case DueRange::Today:
        return Words::tr("Today");
    case DueRange::Week:
        return Words::tr("In the next 7 days");
    case DueRange::Later:
        return Words::tr("Later");
    case DueRange::None:
        return Words::tr("No due date");
    }
    Q_UNREACHABLE();
}

QString groupName(const store::Reads& reads, const TaskFilter& filter, const QString& value)
{
    switch (filter.group) {
    case TaskGroup::None:
        return {};
    case TaskGroup::Project:
        return value.isEmpty() ? Words::tr("Inbox") : projectName(reads, value);
    case TaskGroup::Stage:
        return value.isEmpty() ? Words::tr("No stage") : stageName(reads, value);
    case TaskGroup::Priority:
        return value == u"3" ? Words::tr("No priority") : priorityName(Priority(3 - value.toInt()));
    case TaskGroup::Due:
        return dueName(filter, value);
    case TaskGroup::Assignee:
        return value.isEmpty() ? Words::tr("Nobody") : personName(reads, value);
    case TaskGroup::Status:
        return statusName(TaskStatus(value.toInt()));
    case TaskGroup::Labels:
        return value.isEmpty() ? Words::tr("No label") : setElements(arrayFromJson(value.toUtf8())).join(u", "_s);
    }
    Q_UNREACHABLE();
}

} // namespace convoy::items
