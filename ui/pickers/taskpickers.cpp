#include "ui/pickers/taskpickers.h"

#include "domain/text.h"
#include "items/workbench.h"
#include "schedule/dates.h"
#include "schedule/quickadd.h"
#include "ui/actions/filterlist.h"
#include "ui/taskpanel/propertygrid.h"

#include <QLocale>
#include <QTimeZone>
#include <QVariant>

#include <algorithm>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

struct TaskPickers::Choice {
    QString text;
    QString hint;
    QVariant value;
};

TaskPickers::TaskPickers(const Collaborators& with, QWidget& window)
    : m_with(with)
    , m_window(window)
{
}

std::vector<Task> TaskPickers::read(const Keys& tasks) const
{
    std::vector<Task> found;
    for (const RowKey key : tasks) {
        if (auto task = m_with.workbench.catalog().task(key))
            found.push_back(*std::move(task));
    }
    return found;
}

QString TaskPickers::howMany(const std::vector<Task>& tasks, const std::function<bool(const Task&)>& has)
{
    const auto count = std::count_if(tasks.begin(), tasks.end(), has);
    if (count == 0)
        return {};
    return count == qsizetype(tasks.size()) ? tr("\u2713 now") : tr("%1 of %2", "how many of the chosen tasks").arg(count).arg(tasks.size());
}

QString TaskPickers::title(const QString& field, const std::vector<Task>& tasks) const
{
    return tasks.size() == 1 ? tr("%1 of '%2'", "a field, a task").arg(field, tasks.front().title.left(40))
                             : tr("%1 of %2 tasks").arg(field).arg(tasks.size());
}

FilterList* TaskPickers::open(const QString& title, const QString& placeholder, std::vector<Choice> choices)
{
    auto* list = new FilterList(title, placeholder, &m_window);
    std::vector<FilterList::Entry> entries;
    for (Choice& choice : choices)
        entries.push_back({ choice.text, choice.hint, choice.value });
    list->setEntries(std::move(entries));
    list->openOver(m_window);
    return list;
}

void TaskPickers::status(const Keys& keys)
{
    const auto tasks = read(keys);
    std::vector<Choice> choices;
    for (const auto status : { TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Done, TaskStatus::Cancelled })
        choices.push_back({ statusWords(status), howMany(tasks, [status](const Task& t) { return t.status == status; }), int(status) });
    if (tasks.empty())
        return;
    QObject::connect(open(title(tr("Status"), tasks), tr("Type a status"), choices), &FilterList::chosen, &m_window,
        [this, keys](const QVariant& value) { m_with.workbench.editing().setStatus(keys, TaskStatus(value.toInt())); });
}

void TaskPickers::stage(const Keys& keys)
{
    const auto tasks = read(keys);
    if (tasks.empty())
        return;
    std::vector<Choice> choices;
    const auto& catalog = m_with.workbench.catalog();
    const auto fits = [&](const Stage& stage) {
        return std::all_of(tasks.begin(), tasks.end(), [&](const Task& task) {
            const auto stages = catalog.workflowOf(task.project).stages;
            return std::any_of(stages.begin(), stages.end(), [&](const Stage& each) { return each.id == stage.id; });
        });
    };
    for (const Stage& stage : catalog.workflowOf(tasks.front().project).stages) {
        if (!fits(stage))
            continue;
        choices.push_back({ stage.name, howMany(tasks, [&stage](const Task& t) { return t.stage == stage.id; }), stage.id });
    }
    QObject::connect(open(title(tr("Stage"), tasks), tr("Type a stage"), choices), &FilterList::chosen, &m_window,
        [this, keys](const QVariant& value) { m_with.workbench.editing().setStage(keys, value.toString()); });
}

void TaskPickers::priority(const Keys& keys)
{
    const auto tasks = read(keys);
    if (tasks.empty())
        return;
    std::vector<Choice> choices;
    for (const auto priority : { Priority::High, Priority::Medium, Priority::Low, Priority::None })
        choices.push_back({ priorityWords(priority), howMany(tasks, [priority](const Task& t) { return t.priority == priority; }), int(priority) });
    QObject::connect(open(title(tr("Priority"), tasks), tr("Type a priority"), choices), &FilterList::chosen, &m_window,
        [this, keys](const QVariant& value) { m_with.workbench.editing().setPriority(keys, Priority(value.toInt())); });
}

void TaskPickers::labels(const Keys& keys)
{
    const auto tasks = read(keys);
    if (tasks.empty())
        return;
    QStringList known = m_with.workbench.catalog().labels();
    for (const Task& task : tasks)
        known += task.labels;
    known.removeDuplicates();
    known.sort(Qt::CaseInsensitive);
    std::vector<Choice> choices;
    for (const QString& label : known)
        choices.push_back({ label, howMany(tasks, [&label](const Task& t) { return t.labels.contains(label); }), label });
    auto* list = open(title(tr("Labels"), tasks), tr("Type a label; choosing one that all have takes it off"), choices);
    list->setMore([known](const QString& typed) {
        std::vector<FilterList::Entry> more;
        if (const QString label = cleanLine(typed); !label.isEmpty() && !known.contains(label))
            more.push_back({ tr("New label '%1'").arg(label), {}, label });
        return more;
    });
    QObject::connect(list, &FilterList::chosen, &m_window, [this, keys, tasks](const QVariant& value) {
        const QString label = value.toString();
        const bool all = std::all_of(tasks.begin(), tasks.end(), [&label](const Task& t) { return t.labels.contains(label); });
        if (all)
            m_with.workbench.editing().removeLabel(keys, label);
        else
            m_with.workbench.editing().addLabel(keys, label);
    });
}

void TaskPickers::assignee(const Keys& keys)
{
    const auto tasks = read(keys);
    if (tasks.empty())
        return;
    std::vector<Choice> choices { { tr("Nobody"), howMany(tasks, [](const Task& t) { return t.assigneeId.isEmpty(); }), QString() } };
    for (const Member& member : m_with.workbench.catalog().members(tasks.front().workspace)) {
        const auto has = [&member](const Task& t) { return t.assigneeId == member.userId; };
        choices.push_back({ member.displayName.isEmpty() ? member.email : member.displayName, howMany(tasks, has), member.userId });
    }
    QObject::connect(open(title(tr("Assignee"), tasks), tr("Type a name"), choices), &FilterList::chosen, &m_window,
        [this, keys](const QVariant& value) { m_with.workbench.editing().setAssignee(keys, value.toString()); });
}

void TaskPickers::due(const Keys& keys, QDate today)
{
    const auto tasks = read(keys);
    if (tasks.empty())
        return;
    const auto choice = [&](const QString& text, QDate date) {
        const QString hint = date.isValid() ? QLocale().toString(date, u"ddd, d MMM"_s) : QString();
        return Choice { text, hint, date };
    };
    auto* list = open(title(tr("Due date"), tasks), tr("Type a date: fri, 12 dec, in 3 days, tomorrow 17:00"),
        { choice(tr("Today"), today), choice(tr("Tomorrow"), today.addDays(1)), choice(tr("Next week"), today.addDays(8 - today.dayOfWeek())),
            choice(tr("In a month"), today.addMonths(1)), choice(tr("No date"), {}) });
    list->setMore([today](const QString& typed) {
        std::vector<FilterList::Entry> more;
        const auto read = schedule::parseQuickAdd(typed, { today, {} });
        if (read.due.isValid() && read.title.isEmpty())
            more.push_back({ schedule::dueWords(read.due, read.time, today), QLocale().toString(read.due, u"ddd, d MMM yyyy"_s),
                read.time.isValid() ? QVariant(QDateTime(read.due, read.time)) : QVariant(read.due) });
        return more;
    });
    QObject::connect(list, &FilterList::chosen, &m_window, [this, keys](const QVariant& value) {
        const bool timed = value.typeId() == QMetaType::QDateTime;
        m_with.workbench.editing().setDue(keys, value.toDate(), timed ? value.toDateTime().time() : QTime(),
            timed ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : QString());
    });
}

void TaskPickers::place(const Keys& keys)
{
    const auto tasks = read(keys);
    if (tasks.empty())
        return;
    const auto& catalog = m_with.workbench.catalog();
    using Place = std::pair<Entity, RowKey>;
    std::vector<Choice> choices { { tr("Inbox"), howMany(tasks, [](const Task& t) { return !t.project; }), QVariant::fromValue(RowKey {}) } };
    std::vector<Place> places { { Entity::Project, {} } };
    for (const Project& project : catalog.projects(tasks.front().workspace)) {
        places.emplace_back(Entity::Project, project.key);
        choices.push_back({ project.name, howMany(tasks, [&project](const Task& t) { return t.project == project.key; }), {} });
        for (const Milestone& milestone : catalog.milestones(project.key)) {
            places.emplace_back(Entity::Milestone, milestone.key);
            choices.push_back({ tr("%1 \u203a %2", "project, milestone").arg(project.name, milestone.name),
                howMany(tasks, [&milestone](const Task& t) { return t.milestone == milestone.key; }), {} });
        }
    }
    for (size_t i = 0; i < choices.size(); ++i)
        choices[i].value = int(i);
    auto* list = open(tasks.size() == 1 ? tr("Move '%1'").arg(tasks.front().title.left(40)) : tr("Move %1 tasks").arg(tasks.size()),
        tr("Type a project or milestone"), std::move(choices));
    QObject::connect(list, &FilterList::chosen, &m_window, [this, keys, places](const QVariant& value) {
        const auto& [kind, row] = places[size_t(value.toInt())];
        if (kind == Entity::Project)
            m_with.workbench.editing().setProject(keys, row);
        else
            m_with.workbench.editing().setMilestone(keys, row);
    });
}

void TaskPickers::blocker(const Keys& keys)
{
    const auto tasks = read(keys);
    if (tasks.empty())
        return;
    auto* list = open(tasks.size() == 1 ? tr("'%1' waits for").arg(tasks.front().title.left(40)) : tr("%1 tasks wait for").arg(tasks.size()),
        tr("Type a part of the title of the task to wait for"), {});
    list->setMore([this, keys](const QString& typed) {
        std::vector<FilterList::Entry> entries;
        if (typed.trimmed().isEmpty())
            return entries;
        const auto& catalog = m_with.workbench.catalog();
        for (const items::TaskRow& row : catalog.findTasks(typed, 30)) {
            if (!isOpen(row.task.status) || std::find(keys.begin(), keys.end(), row.task.key) != keys.end())
                continue;
            QStringList circle;
            for (const RowKey key : keys)
                circle = circle.isEmpty() ? catalog.waitingPath(row.task.key, key) : circle;
            if (circle.isEmpty())
                entries.push_back({ row.task.title, row.projectName, QVariant::fromValue(row.task.key) });
            else
                entries.push_back({ row.task.title, tr("waits itself: %1").arg(circle.join(u" \u2190 "_s)), {}, false });
        }
        return entries;
    });
    QObject::connect(list, &FilterList::chosen, &m_window,
        [this, keys](const QVariant& value) { m_with.workbench.editing().addDependencies(keys, value.value<RowKey>()); });
}

} // namespace convoy::ui
