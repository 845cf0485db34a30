#include "tasks.h"

#include "domain/gestures.h"
#include "domain/text.h"
#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "schedule/occurrence.h"
#include "words.h"

#include <algorithm>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<RowKey> keysOf(const std::vector<Task>& tasks)
{
    std::vector<RowKey> keys;
    for (const Task& task : tasks)
        keys.push_back(task.key);
    return keys;
}

Result<ExitCode> applied(Desk& desk, const Gesture& gesture, const std::vector<Task>& tasks)
{
    const auto receipt = desk.store().apply(gesture);
    if (!receipt)
        return receipt.error();
    return reportTasks(desk, keysOf(tasks), gesture.text, tasks.size() == 1 ? Shape::Object : Shape::Array);
}

//! Everything under the given tasks, parents before children.
Result<std::vector<Task>> withSubtasks(Desk& desk, std::vector<Task> tasks)
{
    for (size_t i = 0; i < tasks.size(); ++i) {
        const auto children = desk.reads().children(tasks[i].key);
        if (!children)
            return children.error();
        for (const RowKey child : *children) {
            if (std::any_of(tasks.begin(), tasks.end(), [&](const Task& t) { return t.key == child; }))
                continue;
            auto task = desk.reads().task(child);
            if (!task)
                return std::move(task).error();
            tasks.push_back(*std::move(task));
        }
    }
    return tasks;
}

//! The same for the trash, where children have to be looked for.
Result<std::vector<Task>> withTrashedSubtasks(Desk& desk, std::vector<Task> tasks)
{
    const auto keys = desk.reads().taskKeys({ .view = store::TaskView::Trash }, std::numeric_limits<int>::max());
    if (!keys)
        return keys.error();
    std::vector<Task> trash;
    for (const RowKey key : *keys) {
        if (auto task = desk.reads().task(key); task && task->parent)
            trash.push_back(*std::move(task));
    }
    for (size_t i = 0; i < tasks.size(); ++i) {
        for (const Task& task : trash) {
            const bool known
                = std::any_of(tasks.begin(), tasks.end(), [&](const Task& t) { return t.key == task.key; });
            if (!known && task.parent == tasks[i].key)
                tasks.push_back(task);
        }
    }
    return tasks;
}

//! A repeating task that is finished leaves its next occurrence.
Status appendNext(Desk& desk, Gesture& gesture, const Task& task, const Workflow& workflow)
{
    if (task.recurrence.isEmpty() || !isOpen(task.status))
        return ok();
    auto family = withSubtasks(desk, { task });
    if (!family)
        return std::move(family).error();
    family->erase(family->begin());
    append(gesture, schedule::nextOccurrence(task, *family, workflow, desk.today()));
    return ok();
}

QString editText(const std::vector<Task>& tasks, const std::vector<FieldEdit>& edits)
{
    QStringList names;
    for (const FieldEdit& edit : edits)
        names += edit.field;
    names.removeDuplicates();
    const QString fields = names.join(u", "_s);
    return tasks.size() == 1 ? Cli::tr("Changed %1 of '%2'").arg(fields, tasks.front().title)
                             : Cli::tr("Changed %1 of %2 tasks").arg(fields).arg(tasks.size());
}

//! The subtasks of a task that moves go along.
Status addMovedSubtasks(Desk& desk, const Task& task, RowKey project, Gesture& gesture)
{
    const auto circumstances = circumstancesOf(desk);
    const auto family = withSubtasks(desk, { task });
    if (!family)
        return family.error();
    for (const Task& member : *family) {
        const bool listed = std::any_of(gesture.changes.begin(), gesture.changes.end(),
            [&](const Change& change) { return change.row == member.key; });
        if (listed)
            continue;
        const auto fields = TaskEditor(circumstances, member).fieldsForProject(project);
        if (!fields)
            return fields.error();
        if (!fields->isEmpty())
            gesture.changes.push_back(taskChanged(member, *fields, {}).changes.front());
    }
    return ok();
}

Result<Gesture> editGesture(Desk& desk, const std::vector<Task>& tasks, const std::vector<FieldEdit>& edits)
{
    Gesture gesture { .text = editText(tasks, edits), .changes = {} };
    const auto circumstances = circumstancesOf(desk);
    std::vector<std::pair<Task, RowKey>> moved;
    for (const Task& task : tasks) {
        TaskEditor editor(circumstances, task);
        const auto fields = editor.fieldsFor(edits);
        if (!fields)
            return fields.error();
        gesture.changes.push_back(taskChanged(task, *fields, {}).changes.front());
        const auto workflow = desk.workflowOf(editor.task());
        if (!workflow)
            return workflow.error();
        if (fields->value(u"status"_s).toString() == statusText(TaskStatus::Done)) {
            if (auto repeated = appendNext(desk, gesture, task, *workflow); !repeated)
                return std::move(repeated).error();
        }
        if (fields->contains(u"project_id"_s))
            moved.emplace_back(task, editor.task().project);
    }
    for (const auto& [task, project] : moved) {
        if (auto added = addMovedSubtasks(desk, task, project, gesture); !added)
            return std::move(added).error();
    }
    return gesture;
}

Result<ExitCode> setTasks(Desk& desk)
{
    const QStringList& words = desk.operands();
    const auto firstEdit = std::find_if(words.begin(), words.end(), looksLikeFieldEdit);
    if (firstEdit == words.begin())
        return usageError(Cli::tr("Which task? convoy-cli task set T... FIELD=VALUE..."));
    if (firstEdit == words.end())
        return usageError(Cli::tr("What is to be set? FIELD=VALUE, where FIELD is one of: %1.").arg(fieldNames()));
    std::vector<FieldEdit> edits;
    for (auto word = firstEdit; word != words.end(); ++word) {
        auto edit = parseFieldEdit(*word);
        if (!edit)
            return std::move(edit).error();
        edits.push_back(*std::move(edit));
    }
    const auto tasks = findTasks(desk.reads(), words.mid(0, firstEdit - words.begin()));
    if (!tasks)
        return tasks.error();
    const auto gesture = editGesture(desk, *tasks, edits);
    if (!gesture)
        return gesture.error();
    return applied(desk, *gesture, *tasks);
}

Result<ExitCode> finishTasks(Desk& desk)
{
    const auto tasks = findTasks(desk.reads(), desk.operands());
    if (!tasks)
        return tasks.error();
    Gesture gesture = statusSet(*tasks, TaskStatus::Done, builtInWorkflow(), desk.now());
    gesture.changes.clear();
    for (const Task& task : *tasks) {
        const auto workflow = desk.workflowOf(task);
        if (!workflow)
            return workflow.error();
        const Gesture one = statusSet({ task }, TaskStatus::Done, *workflow, desk.now());
        gesture.changes.insert(gesture.changes.end(), one.changes.begin(), one.changes.end());
        if (auto repeated = appendNext(desk, gesture, task, *workflow); !repeated)
            return std::move(repeated).error();
    }
    return applied(desk, gesture, *tasks);
}

Result<ExitCode> trashTasks(Desk& desk)
{
    auto tasks = findTasks(desk.reads(), desk.operands());
    if (tasks)
        tasks = withSubtasks(desk, *std::move(tasks));
    if (!tasks)
        return std::move(tasks).error();
    return applied(desk, tasksDeleted(*tasks), *tasks);
}

Result<ExitCode> restoreTasks(Desk& desk)
{
    auto tasks = findTasks(desk.reads(), desk.operands());
    if (tasks)
        tasks = withTrashedSubtasks(desk, *std::move(tasks));
    if (!tasks)
        return std::move(tasks).error();
    return applied(desk, tasksRestored(*tasks), *tasks);
}

Result<ExitCode> unblockTask(Desk& desk, const Task& task, const std::vector<Task>& blockers)
{
    const auto dependencies = desk.reads().blockersOf(task.key);
    if (!dependencies)
        return dependencies.error();
    Gesture gesture { .text = Cli::tr("'%1' no longer waits").arg(task.title), .changes = {} };
    for (const Dependency& each : *dependencies) {
        const bool named = std::any_of(
            blockers.begin(), blockers.end(), [&](const Task& blocker) { return blocker.key == each.blockedBy; });
        if (named)
            gesture.changes.push_back({ .entity = Entity::TaskDependency, .row = each.key, .action = Action::Delete });
    }
    if (gesture.changes.empty())
        return notFound(Cli::tr("'%1' does not wait for that task.").arg(task.title));
    return applied(desk, gesture, { task });
}

Result<ExitCode> blockTask(Desk& desk)
{
    const QStringList by = desk.arguments().values("by"_L1);
    const QStringList notBy = desk.arguments().values("not-by"_L1);
    if (by.isEmpty() == notBy.isEmpty())
        return usageError(Cli::tr("Say either --by T, the task that has to be finished first, or --not-by T."));
    const auto task = findTask(desk.reads(), desk.operands().first());
    if (!task)
        return task.error();
    const auto blockers = findTasks(desk.reads(), by + notBy);
    if (!blockers)
        return blockers.error();
    if (!notBy.isEmpty())
        return unblockTask(desk, *task, *blockers);
    Gesture gesture { .text = {}, .changes = {} };
    for (const Task& blocker : *blockers) {
        Gesture one = dependencyAdded(*task, blocker);
        one.changes.front().row = RowKey { -qint64(gesture.changes.size()) - 1 };
        gesture.text = one.text;
        gesture.changes.push_back(std::move(one.changes.front()));
    }
    return applied(desk, gesture, { *task });
}

Result<ExitCode> commentOnTask(Desk& desk)
{
    const QString body = cleanText(desk.operands()[1]).trimmed();
    if (body.isEmpty())
        return usageError(Cli::tr("A comment needs a text."));
    const auto task = findTask(desk.reads(), desk.operands().first());
    if (!task)
        return task.error();
    return applied(desk, commentAdded(*task, body), { *task });
}

//! One step through the history: its verb, and what is said of it.
struct Step {
    Result<EditReceipt> (store::Store::*verb)();
    QString nothing; //!< there is no such step
    QString done;
    QString member; //!< of the JSON
};

Result<ExitCode> take(Desk& desk, const Step& step, const Result<QString>& text)
{
    if (!text)
        return text.error();
    if (text->isEmpty())
        return notFound(step.nothing);
    const auto receipt = (desk.store().*step.verb)();
    if (!receipt)
        return receipt.error();
    const bool done = !receipt->ops.empty() || receipt->note.isEmpty();
    if (desk.json()) {
        printJson(QJsonObject { { step.member, done ? QJsonValue(*text) : QJsonValue() }, { u"rows"_s, qint64(receipt->ops.size()) },
            { u"note"_s, receipt->note } });
        return ExitCode::Ok;
    }
    if (done)
        printLine(step.done.arg(*text));
    if (!receipt->note.isEmpty())
        printLine(receipt->note);
    return ExitCode::Ok;
}

Result<ExitCode> undoEdit(Desk& desk)
{
    return take(desk, { &store::Store::undo, Cli::tr("There is nothing to undo."), Cli::tr("Undone: %1."), u"undone"_s },
        desk.reads().undoText());
}

Result<ExitCode> redoEdit(Desk& desk)
{
    return take(desk, { &store::Store::redo, Cli::tr("There is nothing to redo."), Cli::tr("Done again: %1."), u"redone"_s },
        desk.reads().redoText());
}

} // namespace

TaskEditor::Circumstances circumstancesOf(Desk& desk)
{
    const auto account = desk.directory().account();
    return {
        .reads = desk.reads(), .today = desk.today(), .now = desk.now(), .me = account ? account->userId : QString()
    };
}

Result<ExitCode> reportTasks(Desk& desk, const std::vector<RowKey>& tasks, const QString& text, Shape shape)
{
    if (!desk.json()) {
        printLine(text + u'.');
        return ExitCode::Ok;
    }
    RowJson json(desk.reads(), desk.arguments().local() ? LocalFacts::Yes : LocalFacts::No);
    std::vector<QJsonObject> objects;
    for (const RowKey key : tasks) {
        const auto task = desk.reads().task(key);
        if (!task)
            return task.error();
        auto object = json.of(*task);
        if (!object)
            return std::move(object).error();
        objects.push_back(*std::move(object));
    }
    if (shape == Shape::Object && !objects.empty())
        printJson(objects.front());
    else
        printJson(objects);
    return ExitCode::Ok;
}

std::vector<Command> taskCommands()
{
    const auto create = std::vector<OptionSpec> {
        { "project", "P", QT_TRANSLATE_NOOP("Cli", "The project; without one the task goes to the inbox") },
        { "milestone", "M", QT_TRANSLATE_NOOP("Cli", "The milestone, and with it the project") },
        { "parent", "T", QT_TRANSLATE_NOOP("Cli", "Make it a subtask") },
        { "workspace", "W", QT_TRANSLATE_NOOP("Cli", "The workspace, where there are several") },
        { "due", "D", QT_TRANSLATE_NOOP("Cli", "When it has to be done; a time may follow: \"friday 17:00\"") },
        { "start", "D", QT_TRANSLATE_NOOP("Cli", "When it can be started") },
        { "priority", "P", QT_TRANSLATE_NOOP("Cli", "none, low, medium or high") },
        { "label", "L", QT_TRANSLATE_NOOP("Cli", "A label; may be given several times") },
        { "stage", "S", QT_TRANSLATE_NOOP("Cli", "A stage of the project's workflow") },
        { "description", "TEXT", QT_TRANSLATE_NOOP("Cli", "More words, in Markdown") },
        { "assignee", "WHO", QT_TRANSLATE_NOOP("Cli", "A member's e-mail address or name, or \"me\"") },
        { "recurrence", "RULE", QT_TRANSLATE_NOOP("Cli", "For example FREQ=WEEKLY;BYDAY=MO") },
        { "reminder", "MOMENT", QT_TRANSLATE_NOOP("Cli", "For example \"tomorrow 09:30\"") },
        { "quick", nullptr, QT_TRANSLATE_NOOP("Cli", "Read date, #project, @label and !high out of the title") },
        { "stdin", nullptr,
            QT_TRANSLATE_NOOP("Cli", "Titles from standard input, one per line; indentation makes subtasks") },
    };
    const auto blocking = std::vector<OptionSpec> {
        { "by", "T", QT_TRANSLATE_NOOP("Cli", "The task that has to be finished first; may be given several times") },
        { "not-by", "T", QT_TRANSLATE_NOOP("Cli", "No longer wait for this task") },
    };
    return {
        { "task add", "TITLE", QT_TRANSLATE_NOOP("Cli", "Add a task, and print its key"), 0, 1, create, Needs::Store,
            addTasks },
        { "task set", "T... FIELD=VALUE...",
            QT_TRANSLATE_NOOP("Cli", "Change fields; empty clears, labels+=x and labels-=x for sets"), 2, -1, {},
            Needs::Store, setTasks },
        { "task done", "T...", QT_TRANSLATE_NOOP("Cli", "Check off"), 1, -1, {}, Needs::Store, finishTasks },
        { "task rm", "T...", QT_TRANSLATE_NOOP("Cli", "Move to the trash, with subtasks"), 1, -1, {}, Needs::Store,
            trashTasks },
        { "task restore", "T...", QT_TRANSLATE_NOOP("Cli", "Take back from the trash"), 1, -1, {}, Needs::Store,
            restoreTasks },
        { "task block", "T --by T", QT_TRANSLATE_NOOP("Cli", "Make a task wait for another"), 1, 1, blocking,
            Needs::Store, blockTask },
        { "task comment", "T TEXT", QT_TRANSLATE_NOOP("Cli", "Say something about a task"), 2, 2, {}, Needs::Store,
            commentOnTask },
        { "undo", "", QT_TRANSLATE_NOOP("Cli", "Take back the latest edit"), 0, 0, {}, Needs::Store, undoEdit },
        { "redo", "", QT_TRANSLATE_NOOP("Cli", "Make the undone edit again"), 0, 0, {}, Needs::Store, redoEdit },
    };
}

} // namespace convoy::cli
