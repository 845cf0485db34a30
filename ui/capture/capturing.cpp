#include "ui/capture/capturing.h"

#include "items/catalog.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(const Member& member) { return member.displayName.isEmpty() ? member.email : member.displayName; }

} // namespace

schedule::Vocabulary vocabularyFor(const items::Catalog& catalog, QDate today, const items::NewTask& place)
{
    schedule::Vocabulary words { today, {} };
    for (const Project& project : catalog.projects())
        words.projects.append(project.name);
    words.labels = [&catalog] { return catalog.labels().filter(QRegularExpression(u"^\\S+$"_s)); };
    const auto milestones = catalog.milestones();
    const auto inside = std::find_if(milestones.begin(), milestones.end(), [&](const Milestone& each) { return each.key == place.milestone; });
    for (const Stage& stage : catalog.workflowOf(inside == milestones.end() ? place.project : inside->project).stages)
        words.stages.append(stage.name);
    for (const Workspace& workspace : catalog.workspaces()) {
        for (const Member& member : catalog.members(workspace.key))
            words.people.append(nameOf(member));
    }
    words.people.removeDuplicates();
    return words;
}

items::NewTask taskOf(const schedule::QuickAdd& line, const items::Catalog& catalog, const items::NewTask& place)
{
    items::NewTask task = place;
    task.title = line.title;
    task.labels = line.labels;
    task.priority = line.priority;
    if (line.due.isValid())
        task.dueDate = line.due;
    task.recurrence = line.recurrence;
    task.dueTime = line.time;
    if (line.time.isValid())
        task.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    if (!line.project.isEmpty()) {
        for (const Project& project : catalog.projects()) {
            if (project.name == line.project) {
                task.project = project.key;
                task.milestone = {};
            }
        }
    }
    for (const Stage& stage : catalog.workflowOf(task.project).stages) {
        if (stage.name == line.stage)
            task.stage = stage.id;
    }
    for (const Workspace& workspace : catalog.workspaces()) {
        for (const Member& member : catalog.members(workspace.key)) {
            if (!line.assignee.isEmpty() && nameOf(member) == line.assignee)
                task.assigneeId = member.userId;
        }
    }
    return task;
}

std::vector<items::NewTask> tasksOf(const std::vector<schedule::PastedLine>& lines, const items::NewTask& place)
{
    std::vector<items::NewTask> tasks;
    std::vector<int> parents; // the latest task at each depth
    for (const schedule::PastedLine& line : lines) {
        items::NewTask task = place;
        task.title = line.text;
        parents.resize(size_t(line.depth));
        if (line.depth > 0)
            task.parentInList = parents.back();
        parents.push_back(int(tasks.size()));
        tasks.push_back(std::move(task));
    }
    return tasks;
}

} // namespace convoy::ui
