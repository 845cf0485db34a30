#include "tasks.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "domain/rank.h"
#include "domain/text.h"
#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "schedule/quickadd.h"
#include "words.h"

#include <QFile>

#include <cstdio>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

//! The options of "task add" that are fields, by the names that "task set" knows.
std::vector<FieldEdit> fieldsFromOptions(const Arguments& arguments)
{
    std::vector<FieldEdit> edits;
    for (const auto name : { "project"_L1, "milestone"_L1, "parent"_L1, "due"_L1, "start"_L1, "priority"_L1, "stage"_L1,
             "description"_L1, "assignee"_L1, "recurrence"_L1, "reminder"_L1 }) {
        if (arguments.has(name))
            edits.push_back({ .field = name, .value = arguments.value(name) });
    }
    if (arguments.has("label"_L1))
        edits.push_back({ .field = u"labels"_s, .value = arguments.values("label"_L1).join(u',') });
    return edits;
}

std::vector<FieldEdit> fieldsFromLine(const QString& line, Desk& desk)
{
    if (!desk.arguments().has("quick"_L1))
        return { { .field = u"title"_s, .value = line } };
    schedule::Vocabulary vocabulary { .today = desk.today(), .projects = {} };
    if (const auto projects = desk.reads().projects(); projects) {
        for (const Project& project : *projects)
            vocabulary.projects += project.name;
    }
    const schedule::QuickAdd quick = schedule::parseQuickAdd(line, vocabulary);
    std::vector<FieldEdit> edits { { .field = u"title"_s, .value = quick.title } };
    if (quick.due.isValid()) {
        const QString time = quick.time.isValid() ? u' ' + quick.time.toString(u"HH:mm"_s) : QString();
        edits.push_back({ .field = u"due"_s, .value = quick.due.toString(Qt::ISODate) + time });
    }
    if (!quick.recurrence.isEmpty())
        edits.push_back({ .field = u"recurrence"_s, .value = quick.recurrence });
    if (!quick.project.isEmpty())
        edits.push_back({ .field = u"project"_s, .value = quick.project });
    if (!quick.labels.isEmpty())
        edits.push_back({ .field = u"labels"_s, .how = FieldEdit::How::Add, .value = quick.labels.join(u',') });
    if (quick.priority != Priority::None)
        edits.push_back({ .field = u"priority"_s, .value = priorityText(quick.priority) });
    return edits;
}

//! The workspace of a new task: that of its parent or project, else the one that --workspace or the default says.
Result<RowKey> workspaceForNewTask(Desk& desk)
{
    const Arguments& arguments = desk.arguments();
    if (arguments.has("parent"_L1)) {
        const auto parent = findTask(desk.reads(), arguments.value("parent"_L1));
        if (!parent)
            return parent.error();
        return parent->workspace;
    }
    if (arguments.has("project"_L1) && !arguments.has("workspace"_L1) && !arguments.value("project"_L1).isEmpty()) {
        const auto project = findProject(desk.reads(), arguments.value("project"_L1));
        if (!project)
            return project.error();
        return project->workspace;
    }
    if (arguments.has("milestone"_L1) && !arguments.has("workspace"_L1)) {
        const auto milestone = findMilestone(desk.reads(), arguments.value("milestone"_L1));
        if (!milestone)
            return milestone.error();
        return milestone->workspace;
    }
    const auto workspace = desk.workspace();
    if (!workspace)
        return workspace.error();
    return workspace->key;
}

Result<Gesture> newTask(Desk& desk, RowKey workspace, const QString& line, const QString& position)
{
    std::vector<FieldEdit> edits = fieldsFromOptions(desk.arguments());
    for (FieldEdit& edit : fieldsFromLine(line, desk))
        edits.push_back(std::move(edit));
    const auto circumstances = circumstancesOf(desk);
    Task task;
    task.workspace = workspace;
    TaskEditor editor(circumstances, task);
    auto fields = editor.fieldsFor(edits);
    if (!fields)
        return std::move(fields).error();
    fields->insert(u"position"_s, position);
    const auto workflow = desk.workflowOf(editor.task());
    if (!workflow)
        return workflow.error();
    return taskCreated(workspace, *fields, *workflow);
}

//! One gesture that makes all the lines, the indented ones as subtasks of the line they stand under.
Result<Gesture> newTasks(Desk& desk, RowKey workspace, const std::vector<schedule::PastedLine>& lines)
{
    Gesture all;
    std::vector<int> parents; // by depth: the placeholder key of the line last seen there
    auto position = lastPosition(desk.reads());
    if (!position)
        return std::move(position).error();
    for (const schedule::PastedLine& line : lines) {
        auto one = newTask(desk, workspace, line.text, *position);
        if (!one)
            return std::move(one).error();
        Change& change = one->changes.front();
        change.row = RowKey { -qint64(all.changes.size()) - 1 };
        parents.resize(size_t(line.depth));
        if (!parents.empty())
            change.fields.insert(u"parent_id"_s, parents.back());
        parents.push_back(int(change.row.value));
        all.text = lines.size() == 1 ? one->text : Cli::tr("Added %1 tasks").arg(lines.size());
        all.changes.push_back(std::move(change));
        position = rankBetween(*position, {});
    }
    return all;
}

QString standardInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readAll());
}

} // namespace

Result<ExitCode> addTasks(Desk& desk)
{
    const bool many = desk.arguments().has("stdin"_L1);
    if (many != desk.operands().isEmpty())
        return usageError(many ? Cli::tr("With --stdin the titles come from there, one per line.")
                               : Cli::tr("A task needs a title. (--stdin reads many, one per line.)"));
    const auto lines = many ? schedule::splitPaste(standardInput())
                            : std::vector<schedule::PastedLine> { { desk.operands().first(), 0 } };
    if (lines.empty())
        return usageError(Cli::tr("There was no title on the standard input."));
    const auto workspace = workspaceForNewTask(desk);
    if (!workspace)
        return workspace.error();
    const auto gesture = newTasks(desk, *workspace, lines);
    if (!gesture)
        return gesture.error();
    const auto receipt = desk.store().apply(*gesture);
    if (!receipt)
        return receipt.error();
    if (desk.json())
        return reportTasks(desk, receipt->created, gesture->text, many ? Shape::Array : Shape::Object);
    for (size_t i = 0; i < receipt->created.size(); ++i) {
        printLine(u"%1  %2%3"_s.arg(receipt->created[i].value)
                      .arg(QString(2 * lines[i].depth, u' '), gesture->changes[i].fields.value(u"title"_s).toString()));
    }
    return ExitCode::Ok;
}

} // namespace convoy::cli
