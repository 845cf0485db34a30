#include "tasks.h"

#include "domain/activitywords.h"
#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "schedule/dates.h"
#include "words.h"

#include <QJsonArray>

#include <limits>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int everyEntry = std::numeric_limits<int>::max();

//! What stands around a task: read once, printed one way or the other.
struct Surroundings {
    std::vector<Task> subtasks;
    std::vector<Task> blockedBy;
    std::vector<Task> blocks;
    std::vector<Activity> activity;
};

Result<std::vector<Task>> tasksAt(const store::Reads& reads, const Result<std::vector<RowKey>>& keys)
{
    if (!keys)
        return keys.error();
    std::vector<Task> tasks;
    for (const RowKey key : *keys) {
        if (auto task = reads.task(key))
            tasks.push_back(*std::move(task));
    }
    return tasks;
}

Result<std::vector<RowKey>> endsOf(const Result<std::vector<Dependency>>& dependencies, RowKey Dependency::*end)
{
    if (!dependencies)
        return dependencies.error();
    std::vector<RowKey> keys;
    for (const Dependency& each : *dependencies)
        keys.push_back(each.*end);
    return keys;
}

Result<Surroundings> surroundingsOf(const store::Reads& reads, RowKey task)
{
    auto subtasks = tasksAt(reads, reads.children(task));
    auto blockedBy = tasksAt(reads, endsOf(reads.blockersOf(task), &Dependency::blockedBy));
    auto blocks = tasksAt(reads, endsOf(reads.blockedBy(task), &Dependency::task));
    auto activity = reads.activity(task, everyEntry);
    for (const auto* part : { &subtasks, &blockedBy, &blocks }) {
        if (!*part)
            return part->error();
    }
    if (!activity)
        return std::move(activity).error();
    return Surroundings { *std::move(subtasks), *std::move(blockedBy), *std::move(blocks), *std::move(activity) };
}

QJsonArray uidsOf(const std::vector<Task>& tasks)
{
    QStringList uids;
    for (const Task& task : tasks)
        uids += task.uid;
    uids.sort();
    return QJsonArray::fromStringList(uids);
}

Status printTaskAsJson(Desk& desk, const Task& task, const Surroundings& around)
{
    RowJson json(desk.reads(), desk.arguments().local() ? LocalFacts::Yes : LocalFacts::No);
    auto object = json.of(task);
    if (!object)
        return std::move(object).error();
    object->insert(u"subtasks"_s, uidsOf(around.subtasks));
    object->insert(u"blocks"_s, uidsOf(around.blocks));
    QJsonArray entries;
    for (const Activity& each : around.activity) {
        const auto entry = json.of(each);
        if (!entry)
            return entry.error();
        entries.append(*entry);
    }
    object->insert(u"activity"_s, entries);
    printJson(*object);
    return ok();
}

void printField(const QString& name, const QString& value)
{
    if (!value.isEmpty())
        printLine(u"  %1  %2"_s.arg(name.leftJustified(12), value));
}

void printTaskLines(const QString& heading, const std::vector<Task>& tasks)
{
    if (tasks.empty())
        return;
    printLine();
    printLine(heading);
    for (const Task& task : tasks) {
        const QString mark = isOpen(task.status) ? u"[ ]"_s : u"[x]"_s;
        printLine(u"  %1 %2  %3"_s.arg(mark, QString::number(task.key.value), task.title));
    }
}

QString activityLine(const Activity& entry, qint64 now)
{
    const auto moment = timestampMicros(entry.createdAt);
    const QString when = moment ? schedule::momentWords(*moment, now) : Cli::tr("not sent yet");
    const QString who = entry.authorName.isEmpty() ? Cli::tr("you") : entry.authorName;
    if (entry.kind == "comment"_L1)
        return u"  %1, %2: %3"_s.arg(who, when, entry.body);
    return u"  %1, %2: %3"_s.arg(who, when, activitySentence(entry));
}

void printPlacement(Desk& desk, const Task& task)
{
    const auto nameOf = [](const auto& row) { return row ? row->name : QString(); };
    printField(Cli::tr("Workspace"), nameOf(desk.reads().workspace(task.workspace)));
    if (task.project)
        printField(Cli::tr("Project"), nameOf(desk.reads().project(task.project)));
    if (task.milestone)
        printField(Cli::tr("Milestone"), nameOf(desk.reads().milestone(task.milestone)));
    if (task.parent) {
        const auto parent = desk.reads().task(task.parent);
        printField(Cli::tr("Part of"), parent ? parent->title : QString());
    }
    QString stage = task.stage;
    if (const auto workflow = desk.workflowOf(task); workflow) {
        for (const Stage& each : workflow->stages)
            stage = each.id == task.stage ? each.name : stage;
    }
    printField(Cli::tr("Stage"), stage);
}

void printTask(Desk& desk, const Task& task, const Surroundings& around)
{
    const auto rows = desk.reads().taskRows({ task.key });
    const bool known = rows && !rows->empty();
    const QString reference = known ? taskReference(rows->front()) : QString();
    printLine(task.title);
    printField(Cli::tr("Key"), QString::number(task.key.value));
    printField(Cli::tr("Number"), reference);
    printPlacement(desk, task);
    printField(Cli::tr("Status"), statusText(task.status).replace(u'_', u' '));
    printField(Cli::tr("Priority"), task.priority == Priority::None ? QString() : priorityText(task.priority));
    printField(Cli::tr("Due"),
        task.dueDate.isValid() ? schedule::dueWords(task.dueDate, task.dueTime, desk.today()) : QString());
    printField(
        Cli::tr("Start"), task.startDate.isValid() ? schedule::dueWords(task.startDate, {}, desk.today()) : QString());
    printField(Cli::tr("Labels"), task.labels.join(u", "_s));
    printField(Cli::tr("Repeats"), task.recurrence);
    printField(Cli::tr("Reminder"), task.reminder);
    printField(Cli::tr("In the trash"), task.deletedAt.isEmpty() ? QString() : Cli::tr("yes"));
    printField(Cli::tr("Sync"), known && desk.directory().account() ? syncMarkText(rows->front().mark) : QString());
    if (!task.description.isEmpty()) {
        printLine();
        printText(task.description);
    }
    printTaskLines(Cli::tr("Subtasks"), around.subtasks);
    printTaskLines(Cli::tr("Waits for"), around.blockedBy);
    printTaskLines(Cli::tr("Blocks"), around.blocks);
    if (!around.activity.empty()) {
        printLine();
        printLine(Cli::tr("Activity"));
    }
    for (auto entry = around.activity.rbegin(); entry != around.activity.rend(); ++entry)
        printLine(activityLine(*entry, desk.clock().wallMicros()));
}

} // namespace

Result<ExitCode> showTask(Desk& desk)
{
    const auto task = findTask(desk.reads(), desk.operands().first());
    if (!task)
        return task.error();
    const auto around = surroundingsOf(desk.reads(), task->key);
    if (!around)
        return around.error();
    if (!desk.json()) {
        printTask(desk, *task, *around);
        return ExitCode::Ok;
    }
    if (auto printed = printTaskAsJson(desk, *task, *around); !printed)
        return std::move(printed).error();
    return ExitCode::Ok;
}

} // namespace convoy::cli
