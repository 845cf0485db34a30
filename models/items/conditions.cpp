#include "items/conditions.h"

#include "items/groupwords.h"
#include "items/taskcells.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TaskConditions)
};

constexpr int mostNamed = 3; // values that a chip names; the rest is a number

template <class Values, class Value> void flip(Values& values, const Value& value)
{
    const auto at = std::find(values.begin(), values.end(), value);
    if (at == values.end())
        values.push_back(value);
    else
        values.erase(at);
}

template <class Values, class Value> bool contains(const Values& values, const Value& value)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

using Choices = std::vector<ConditionChoice>;

Choices projectChoices(const Catalog& catalog, const TaskConditions& c)
{
    Choices choices { { ConditionField::Project, QVariant::fromValue(RowKey {}), Words::tr("Inbox"), contains(c.projects, RowKey {}) } };
    for (const Project& project : catalog.projects()) {
        if (!project.archived || contains(c.projects, project.key))
            choices.push_back({ ConditionField::Project, QVariant::fromValue(project.key), project.name, contains(c.projects, project.key) });
    }
    for (const RowKey row : c.projects) {
        if (row.value < 0)
            choices.push_back({ ConditionField::Project, QVariant::fromValue(row), Words::tr("a project that is not on this device"), true });
    }
    return choices;
}

Choices stageChoices(const Catalog& catalog, const TaskFilter& filter)
{
    Choices choices;
    QStringList known;
    const auto add = [&](const std::vector<Stage>& stages) {
        for (const Stage& stage : stages) {
            if (known.contains(stage.id))
                continue;
            known.append(stage.id);
            choices.push_back({ ConditionField::Stage, stage.id, stage.name, filter.conditions.stages.contains(stage.id) });
        }
    };
    if (filter.query.view == TaskView::Project)
        add(catalog.workflowOf(filter.query.project).stages);
    else
        add(catalog.stages());
    for (const QString& id : filter.conditions.stages) {
        if (!known.contains(id))
            choices.push_back({ ConditionField::Stage, id, id, true });
    }
    return choices;
}

Choices labelChoices(const Catalog& catalog, const TaskConditions& c)
{
    QStringList labels = catalog.labels() + c.labels;
    labels.removeDuplicates();
    labels.sort(Qt::CaseInsensitive);
    Choices choices;
    for (const QString& label : labels)
        choices.push_back({ ConditionField::Label, label, label, c.labels.contains(label) });
    return choices;
}

Choices personChoices(const Catalog& catalog, const TaskConditions& c)
{
    Choices choices { { ConditionField::Assignee, QString(), Words::tr("Nobody"), c.assignees.contains(QString()) } };
    QStringList known { QString() };
    for (const Workspace& workspace : catalog.workspaces()) {
        for (const Member& member : catalog.members(workspace.key)) {
            if (known.contains(member.userId))
                continue;
            known.append(member.userId);
            const QString name = member.displayName.isEmpty() ? member.email : member.displayName;
            choices.push_back({ ConditionField::Assignee, member.userId, name, c.assignees.contains(member.userId) });
        }
    }
    for (const QString& left : c.assignees) {
        if (!known.contains(left))
            choices.push_back({ ConditionField::Assignee, left, Words::tr("Someone who left"), true });
    }
    return choices;
}

} // namespace

QString fieldName(ConditionField field)
{
    switch (field) {
    case ConditionField::Project:
        return Words::tr("Project");
    case ConditionField::Stage:
        return Words::tr("Stage");
    case ConditionField::Status:
        return Words::tr("Status");
    case ConditionField::Label:
        return Words::tr("Label");
    case ConditionField::Priority:
        return Words::tr("Priority");
    case ConditionField::Due:
        return Words::tr("Due");
    case ConditionField::Assignee:
        return Words::tr("Assignee");
    case ConditionField::Count:
        break;
    }
    return {};
}

bool has(const TaskConditions& conditions, ConditionField field)
{
    TaskConditions without = conditions;
    clear(without, field);
    return without != conditions;
}

std::vector<ConditionChoice> choicesOf(const Catalog& catalog, const TaskFilter& filter, ConditionField field)
{
    const TaskConditions& c = filter.conditions;
    Choices choices;
    switch (field) {
    case ConditionField::Project:
        return projectChoices(catalog, c);
    case ConditionField::Stage:
        return stageChoices(catalog, filter);
    case ConditionField::Status:
        for (const TaskStatus status : { TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Done, TaskStatus::Cancelled })
            choices.push_back({ field, int(status), statusName(status), contains(c.statuses, status) });
        return choices;
    case ConditionField::Label:
        return labelChoices(catalog, c);
    case ConditionField::Priority:
        for (const Priority priority : { Priority::High, Priority::Medium, Priority::Low, Priority::None }) {
            const QString name = priority == Priority::None ? Words::tr("No priority") : priorityName(priority);
            choices.push_back({ field, int(priority), name, contains(c.priorities, priority) });
        }
        return choices;
    case ConditionField::Due:
        for (const DueRange range : { DueRange::Overdue, DueRange::Today, DueRange::Week, DueRange::Later, DueRange::None })
            choices.push_back({ field, int(range), dueRangeName(range), c.due == range });
        return choices;
    case ConditionField::Assignee:
        return personChoices(catalog, c);
    case ConditionField::Count:
        break;
    }
    return choices;
}

void toggle(TaskConditions& conditions, ConditionField field, const QVariant& value)
{
    switch (field) {
    case ConditionField::Project:
        return flip(conditions.projects, value.value<RowKey>());
    case ConditionField::Stage:
        return flip(conditions.stages, value.toString());
    case ConditionField::Status:
        return flip(conditions.statuses, TaskStatus(value.toInt()));
    case ConditionField::Label:
        return flip(conditions.labels, value.toString());
    case ConditionField::Priority:
        return flip(conditions.priorities, Priority(value.toInt()));
    case ConditionField::Due:
        conditions.due = conditions.due == DueRange(value.toInt()) ? DueRange::Any : DueRange(value.toInt());
        return;
    case ConditionField::Assignee:
        return flip(conditions.assignees, value.toString());
    case ConditionField::Count:
        break;
    }
}

void clear(TaskConditions& conditions, ConditionField field)
{
    switch (field) {
    case ConditionField::Project:
        return conditions.projects.clear();
    case ConditionField::Stage:
        return conditions.stages.clear();
    case ConditionField::Status:
        return conditions.statuses.clear();
    case ConditionField::Label:
        return conditions.labels.clear();
    case ConditionField::Priority:
        return conditions.priorities.clear();
    case ConditionField::Due:
        conditions.due = DueRange::Any;
        return;
    case ConditionField::Assignee:
        return conditions.assignees.clear();
    case ConditionField::Count:
        break;
    }
}

QString chipText(const Catalog& catalog, const TaskFilter& filter, ConditionField field)
{
    QStringList names;
    for (const ConditionChoice& choice : choicesOf(catalog, filter, field)) {
        if (choice.isOn)
            names.append(choice.text);
    }
    const qsizetype more = names.size() - mostNamed;
    QString joined = names.mid(0, mostNamed).join(Words::tr(" or "));
    if (more > 0)
        joined = Words::tr("%1 or %2 more").arg(joined).arg(more);
    return Words::tr("%1: %2", "field, values").arg(fieldName(field), joined);
}

} // namespace convoy::items
