#include "tasks.h"

#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "schedule/dates.h"
#include "words.h"

#include <algorithm>
#include <limits>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageSize = 500;

struct ViewName {
    QLatin1String name;
    store::TaskView view;
};
constexpr ViewName viewNames[] = {
    { "inbox"_L1, store::TaskView::Inbox },
    { "today"_L1, store::TaskView::Today },
    { "upcoming"_L1, store::TaskView::Upcoming },
    { "ready"_L1, store::TaskView::Ready },
    { "all"_L1, store::TaskView::All },
    { "done"_L1, store::TaskView::Done },
    { "trash"_L1, store::TaskView::Trash },
};

Result<store::TaskQuery> queryFromOptions(Desk& desk)
{
    const Arguments& arguments = desk.arguments();
    store::TaskQuery query { .view = store::TaskView::All, .withDone = true, .today = desk.today() };
    if (arguments.has("view"_L1)) {
        const QString name = arguments.value("view"_L1);
        const auto view
            = std::find_if(std::begin(viewNames), std::end(viewNames), [&](auto& v) { return v.name == name; });
        if (view == std::end(viewNames)) {
            return usageError(
                Cli::tr("There is no view \"%1\": inbox, today, upcoming, ready, all, done or trash.").arg(name));
        }
        query.view = view->view;
    }
    const bool narrowed = arguments.has("project"_L1) || arguments.has("milestone"_L1);
    if (narrowed && arguments.has("view"_L1) && query.view != store::TaskView::All)
        return usageError(Cli::tr("Choose either a view or a project."));
    if (arguments.has("project"_L1)) {
        const auto project = findProject(desk.reads(), arguments.value("project"_L1));
        if (!project)
            return project.error();
        query.view = store::TaskView::Project;
        query.project = project->key;
    }
    if (arguments.has("milestone"_L1)) {
        const auto milestone = findMilestone(desk.reads(), arguments.value("milestone"_L1), query.project);
        if (!milestone)
            return milestone.error();
        query.view = store::TaskView::Milestone;
        query.milestone = milestone->key;
    }
    return query;
}

Result<qint64> limitFromOptions(const Arguments& arguments)
{
    if (!arguments.has("limit"_L1))
        return std::numeric_limits<qint64>::max();
    bool isNumber = false;
    const qint64 limit = arguments.value("limit"_L1).toLongLong(&isNumber);
    if (!isNumber || limit < 0)
        return usageError(Cli::tr("\"%1\" is no number of tasks.").arg(arguments.value("limit"_L1)));
    return limit;
}

//! Which tasks the command is about: those of the query, narrowed by --search and --workspace.
Result<std::vector<RowKey>> keysFromOptions(Desk& desk, const store::TaskQuery& query)
{
    const int all = std::numeric_limits<int>::max();
    auto keys = desk.reads().taskKeys(query, all);
    if (!keys || !desk.arguments().has("search"_L1))
        return keys;
    auto hits = desk.reads().search(desk.arguments().value("search"_L1), all);
    if (!hits)
        return hits;
    std::sort(hits->begin(), hits->end());
    std::erase_if(*keys, [&](RowKey key) { return !std::binary_search(hits->begin(), hits->end(), key); });
    return keys;
}

//! Calls fn(row) in (position, uid) order, a page at a time, until it answers false. The store breaks ties of position
//! by key, which differs between devices: rows of one position are held back until all of them are here.
template <class Fn> Status eachRow(const store::Reads& reads, const std::vector<RowKey>& keys, Fn fn)
{
    std::vector<store::TaskRow> held;
    const auto release = [&](const QString& upTo, bool everything) {
        std::stable_sort(held.begin(), held.end(), [](const auto& a, const auto& b) {
            return std::pair(a.task.position, bareUid(a.task.uid)) < std::pair(b.task.position, bareUid(b.task.uid));
        });
        size_t count = 0;
        while (count < held.size() && (everything || held[count].task.position < upTo)) {
            if (!fn(held[count++]))
                return false;
        }
        held.erase(held.begin(), held.begin() + std::ptrdiff_t(count));
        return true;
    };
    for (size_t at = 0; at < keys.size(); at += pageSize) {
        const auto end = keys.begin() + std::ptrdiff_t(std::min(keys.size(), at + pageSize));
        auto rows = reads.taskRows({ keys.begin() + std::ptrdiff_t(at), end });
        if (!rows)
            return std::move(rows).error();
        held.insert(held.end(), rows->begin(), rows->end());
        if (!rows->empty() && !release(rows->back().task.position, false))
            return ok();
    }
    release({}, true);
    return ok();
}

Status printTasksAsJson(Desk& desk, const std::vector<RowKey>& keys, qint64 limit, RowKey workspace)
{
    RowJson json(desk.reads(), desk.arguments().local() ? LocalFacts::Yes : LocalFacts::No);
    JsonList list;
    Status outcome = ok();
    const auto read = eachRow(desk.reads(), keys, [&](const store::TaskRow& row) {
        if (workspace && row.task.workspace != workspace)
            return true;
        if (limit-- <= 0)
            return false;
        const auto object = json.of(row);
        if (object)
            list.add(*object);
        else
            outcome = object.error();
        return object.has_value();
    });
    return read ? outcome : read;
}

QString stateWords(const store::TaskRow& row)
{
    if (row.openBlockers > 0 && isOpen(row.task.status))
        return Cli::tr("blocked");
    switch (row.task.status) {
    case TaskStatus::Todo:
        return {};
    case TaskStatus::InProgress:
        return Cli::tr("in progress");
    case TaskStatus::Done:
        return Cli::tr("done");
    case TaskStatus::Cancelled:
        return Cli::tr("cancelled");
    }
    Q_UNREACHABLE();
}

//! Subtasks under their parents, as far as those are in the list.
void orderAsTree(const std::vector<store::TaskRow>& rows, std::vector<std::pair<size_t, int>>& order)
{
    QHash<RowKey, std::vector<size_t>> children;
    QHash<RowKey, size_t> places;
    for (size_t i = 0; i < rows.size(); ++i)
        places.insert(rows[i].task.key, i);
    std::vector<std::pair<size_t, int>> open;
    for (size_t i = rows.size(); i-- > 0;) {
        const RowKey parent = rows[i].task.parent;
        if (parent && parent != rows[i].task.key && places.contains(parent))
            children[parent].push_back(i);
        else
            open.emplace_back(i, 0);
    }
    std::vector<bool> seen(rows.size(), false);
    while (!open.empty()) {
        const auto [at, depth] = open.back();
        open.pop_back();
        if (seen[at])
            continue;
        seen[at] = true;
        order.emplace_back(at, depth);
        for (const size_t child : children.value(rows[at].task.key))
            open.emplace_back(child, depth + 1);
    }
}

//! Their names by key, where the rows are of several; else there is nothing to tell apart.
QHash<RowKey, QString> workspaceNames(Desk& desk, const std::vector<store::TaskRow>& rows)
{
    QHash<RowKey, QString> names;
    for (const store::TaskRow& row : rows) {
        const RowKey workspace = row.task.workspace;
        if (!names.contains(workspace))
            names.insert(workspace, desk.reads().workspace(workspace).value_or(Workspace {}).name);
    }
    return names.size() > 1 ? names : QHash<RowKey, QString>();
}

void printTaskTable(Desk& desk, const std::vector<store::TaskRow>& rows)
{
    std::vector<std::pair<size_t, int>> order;
    orderAsTree(rows, order);
    const auto workspaces = workspaceNames(desk, rows);
    const bool syncs = desk.directory().account().has_value();
    TextTable table({ Cli::tr("Key"), Cli::tr("Number"), Cli::tr("Title"), Cli::tr("Due"), Cli::tr("Priority"),
                        Cli::tr("State"), Cli::tr("Workspace"), Cli::tr("Project"), Cli::tr("Labels"), Cli::tr("Sync") },
        2);
    for (const auto& [at, depth] : order) {
        const store::TaskRow& row = rows[at];
        const Task& task = row.task;
        table.add({ QString::number(task.key.value), taskReference(row), QString(2 * depth, u' ') + task.title,
            task.dueDate.isValid() ? schedule::dueWords(task.dueDate, task.dueTime, desk.today()) : QString(),
            task.priority == Priority::None ? QString() : priorityText(task.priority), stateWords(row),
            workspaces.value(task.workspace), row.projectName,
            task.labels.join(u", "_s),
            !syncs || row.mark == store::SyncMark::Synced ? QString() : syncMarkText(row.mark) });
    }
    table.print();
}

Status printTasksForPeople(Desk& desk, const std::vector<RowKey>& keys, qint64 limit, RowKey workspace, bool hideDone)
{
    std::vector<store::TaskRow> rows;
    int finished = 0;
    const auto read = eachRow(desk.reads(), keys, [&](const store::TaskRow& row) {
        if (workspace && row.task.workspace != workspace)
            return true;
        if (hideDone && !isOpen(row.task.status)) {
            ++finished;
            return true;
        }
        if (qint64(rows.size()) >= limit)
            return false;
        rows.push_back(row);
        return true;
    });
    if (!read)
        return read;
    printTaskTable(desk, rows);
    if (finished > 0)
        printLine(finished == 1 ? Cli::tr("1 finished task not shown; --done shows it.")
                                : Cli::tr("%1 finished tasks not shown; --done shows them.").arg(finished));
    else if (rows.empty())
        printLine(Cli::tr("No tasks here."));
    return ok();
}

} // namespace

Result<ExitCode> listTasks(Desk& desk)
{
    const Arguments& arguments = desk.arguments();
    const auto query = queryFromOptions(desk);
    if (!query)
        return query.error();
    const auto limit = limitFromOptions(arguments);
    if (!limit)
        return limit.error();
    RowKey workspace;
    if (arguments.has("workspace"_L1)) {
        const auto found = findWorkspace(desk.reads(), arguments.value("workspace"_L1));
        if (!found)
            return found.error();
        workspace = found->key;
    }
    const auto keys = keysFromOptions(desk, *query);
    if (!keys)
        return keys.error();
    const bool shownAnyway = query->view == store::TaskView::Trash || query->view == store::TaskView::Done;
    const auto printed = desk.json()
        ? printTasksAsJson(desk, *keys, *limit, workspace)
        : printTasksForPeople(desk, *keys, *limit, workspace, !shownAnyway && !arguments.has("done"_L1));
    if (!printed)
        return printed.error();
    return ExitCode::Ok;
}

std::vector<Command> taskListCommands()
{
    return {
        { "task list", "",
            QT_TRANSLATE_NOOP("Cli", "List tasks; --json lists finished ones too, in the same order on every device"),
            0, 0,
            {
                { "view", "V", QT_TRANSLATE_NOOP("Cli", "inbox, today, upcoming, ready, all, done or trash") },
                { "project", "P", QT_TRANSLATE_NOOP("Cli", "Those of a project") },
                { "milestone", "M", QT_TRANSLATE_NOOP("Cli", "Those of a milestone") },
                { "workspace", "W", QT_TRANSLATE_NOOP("Cli", "Those of a workspace") },
                { "search", "TEXT", QT_TRANSLATE_NOOP("Cli", "Those with this text") },
                { "limit", "N", QT_TRANSLATE_NOOP("Cli", "The first N") },
                { "done", nullptr, QT_TRANSLATE_NOOP("Cli", "Finished ones too") },
            },
            Needs::Store, listTasks },
        { "task show", "T", QT_TRANSLATE_NOOP("Cli", "Show one task with its subtasks and comments"), 1, 1, {},
            Needs::Store, showTask },
    };
}

} // namespace convoy::cli
