#include "desk.h"

#include "app/session.h"
#include "domain/gestures.h"
#include "domain/rank.h"
#include "domain/text.h"
#include "output.h"
#include "resolve.h"
#include "rowjson.h"
#include "store/replica.h"
#include "sync/status/sentences.h"
#include "waiting.h"
#include "words.h"

#include <algorithm>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds patience(120);

LocalFacts localFacts(const Desk& desk) { return desk.arguments().local() ? LocalFacts::Yes : LocalFacts::No; }

Result<QString> nameOperand(const Desk& desk)
{
    QString name = cleanLine(desk.operands().first());
    if (name.isEmpty())
        return usageError(Cli::tr("The name is empty."));
    return name;
}

template <class T> void sortForComparing(std::vector<T>& rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const T& a, const T& b) {
        if constexpr (requires { a.position; })
            return std::pair(a.position, bareUid(a.uid)) < std::pair(b.position, bareUid(b.uid));
        else
            return std::pair(a.name, bareUid(a.uid)) < std::pair(b.name, bareUid(b.uid));
    });
}

//! Prints rows as JSON objects, or as lines made by describe(row).
template <class T, class Describe>
Result<ExitCode> printRows(Desk& desk, Result<std::vector<T>> rows, const QStringList& headings, Describe describe)
{
    if (!rows)
        return std::move(rows).error();
    sortForComparing(*rows);
    RowJson json(desk.reads(), localFacts(desk));
    std::vector<QJsonObject> objects;
    TextTable table(headings, 0);
    for (const T& row : *rows) {
        if (!desk.json()) {
            table.add(describe(row));
            continue;
        }
        auto object = json.of(row);
        if (!object)
            return std::move(object).error();
        objects.push_back(*std::move(object));
    }
    if (desk.json())
        printJson(objects);
    else if (table.isEmpty())
        printLine(Cli::tr("None yet."));
    else
        table.print();
    return ExitCode::Ok;
}

template <class T>
Result<ExitCode> addRow(Desk& desk, const Gesture& gesture, Result<T> (store::Reads::*read)(RowKey) const)
{
    const auto receipt = desk.store().apply(gesture);
    if (!receipt)
        return receipt.error();
    if (!desk.json()) {
        printLine(gesture.text + u'.');
        return ExitCode::Ok;
    }
    const auto row = (desk.reads().*read)(receipt->created.front());
    if (!row)
        return row.error();
    const auto object = RowJson(desk.reads(), localFacts(desk)).of(*row);
    if (!object)
        return object.error();
    printJson(*object);
    return ExitCode::Ok;
}

template <class T> QString positionBehind(const std::vector<T>& rows)
{
    QString last;
    for (const T& row : rows)
        last = std::max(last, row.position);
    return rankBetween(last, {});
}

Result<RowKey> workspaceOption(Desk& desk)
{
    if (!desk.arguments().has("workspace"_L1))
        return RowKey {};
    const auto workspace = findWorkspace(desk.reads(), desk.arguments().value("workspace"_L1));
    if (!workspace)
        return workspace.error();
    return workspace->key;
}

Result<ExitCode> listWorkspaces(Desk& desk)
{
    return printRows<Workspace>(desk, desk.reads().workspaces(),
        { Cli::tr("Name"), Cli::tr("Prefix"), Cli::tr("Role"), Cli::tr("Sync") }, [&](const Workspace& workspace) {
            const Role role = desk.reads().myRole(workspace.key).value_or(Role::Owner);
            return QStringList { workspace.name, workspace.prefix, roleText(role),
                desk.reads().syncsHere(workspace.key).value_or(true) ? QString() : Cli::tr("off") };
        });
}

Result<ExitCode> addWorkspace(Desk& desk)
{
    const auto name = nameOperand(desk);
    if (!name)
        return name.error();
    return addRow<Workspace>(desk, workspaceCreated(*name), &store::Reads::workspace);
}

//! One sync by whoever holds the lock; what kept it from being complete, in words: empty when nothing did.
QString syncFirst(Desk& desk)
{
    const auto session = desk.openSession();
    if (!session)
        return messageFor(session.error());
    const auto report = waitFor<sync::SyncReport>([&](auto done) { (*session)->sync(patience, sync::Depth::Changes, done); });
    return report.error ? sync::sentenceFor(*report.error) : QString();
}

//! Edits that wait go out first; a workspace that keeps some stays on, and says why.
Status switchOff(Desk& desk, RowKey workspace)
{
    auto set = desk.store().replica().setEnabled(workspace, false);
    if (set || set.error().kind != Error::Kind::Invalid || !desk.directory().account())
        return set;
    const QString trouble = syncFirst(desk);
    set = desk.store().replica().setEnabled(workspace, false);
    if (set || trouble.isEmpty())
        return set;
    return Error { Error::Kind::Invalid, set.error().detail + u' ' + trouble };
}

//! The one that is named, or the only one: what is meant must not be guessed.
Result<Workspace> workspaceToSwitch(Desk& desk)
{
    const auto all = desk.reads().workspaces();
    if (!all || all->size() < 2 || desk.arguments().has("workspace"_L1))
        return desk.workspace();
    QStringList names;
    for (const Workspace& workspace : *all)
        names += workspace.name;
    return usageError(Cli::tr("Which workspace? Nothing was switched; say --workspace with one of: %1.").arg(names.join(u", "_s)));
}

Result<ExitCode> syncWorkspace(Desk& desk)
{
    const QString state = desk.operands().first();
    if (state != "on"_L1 && state != "off"_L1)
        return usageError(Cli::tr("Say \"workspace sync on\" or \"workspace sync off\"."));
    const auto workspace = workspaceToSwitch(desk);
    if (!workspace)
        return workspace.error();
    const bool enabled = state == "on"_L1;
    if (auto set = enabled ? desk.store().replica().setEnabled(workspace->key, true) : switchOff(desk, workspace->key); !set)
        return std::move(set).error();
    const QString trouble = enabled && desk.directory().account() ? syncFirst(desk) : QString();
    if (desk.json()) {
        const auto object = RowJson(desk.reads(), localFacts(desk)).of(*workspace);
        if (!object)
            return object.error();
        printJson(*object);
    } else {
        printLine((enabled ? Cli::tr("'%1' will sync on this device.")
                           : Cli::tr("'%1' does not sync on this device any more. Its tasks left this device and stay on the server."))
                      .arg(workspace->name));
    }
    if (!trouble.isEmpty())
        printError(trouble + u' ' + Cli::tr("Its tasks come with the next sync."));
    return ExitCode::Ok;
}

Result<ExitCode> listProjects(Desk& desk)
{
    const auto workspace = workspaceOption(desk);
    if (!workspace)
        return workspace.error();
    return printRows<Project>(desk, desk.reads().projects(*workspace),
        { Cli::tr("Name"), Cli::tr("Workspace"), Cli::tr("State") }, [&](const Project& project) {
            const auto home = desk.reads().workspace(project.workspace);
            return QStringList { project.name, home ? home->name : QString(),
                project.archived ? Cli::tr("archived") : QString() };
        });
}

Result<ExitCode> addProject(Desk& desk)
{
    const auto name = nameOperand(desk);
    if (!name)
        return name.error();
    const auto workspace = desk.workspace();
    if (!workspace)
        return workspace.error();
    const auto others = desk.reads().projects(workspace->key);
    if (!others)
        return others.error();
    return addRow<Project>(
        desk, projectCreated(workspace->key, *name, {}, positionBehind(*others)), &store::Reads::project);
}

Result<ExitCode> listMilestones(Desk& desk)
{
    RowKey project;
    if (desk.arguments().has("project"_L1)) {
        const auto found = findProject(desk.reads(), desk.arguments().value("project"_L1));
        if (!found)
            return found.error();
        project = found->key;
    }
    return printRows<Milestone>(desk, desk.reads().milestones(project),
        { Cli::tr("Name"), Cli::tr("Project"), Cli::tr("Due") }, [&](const Milestone& milestone) {
            const auto home = desk.reads().project(milestone.project);
            return QStringList { milestone.name, home ? home->name : QString(),
                milestone.dueDate.toString(Qt::ISODate) };
        });
}

Result<ExitCode> addMilestone(Desk& desk)
{
    const auto name = nameOperand(desk);
    if (!name)
        return name.error();
    if (!desk.arguments().has("project"_L1))
        return usageError(Cli::tr("A milestone belongs to a project: milestone add NAME --project P"));
    const auto workspace = workspaceOption(desk);
    if (!workspace)
        return workspace.error();
    const auto project = findProject(desk.reads(), desk.arguments().value("project"_L1), *workspace);
    if (!project)
        return project.error();
    const auto others = desk.reads().milestones(project->key);
    if (!others)
        return others.error();
    return addRow<Milestone>(
        desk, milestoneCreated(*project, *name, positionBehind(*others)), &store::Reads::milestone);
}

} // namespace

std::vector<Command> structureCommands()
{
    const OptionSpec workspace { "workspace", "W",
        QT_TRANSLATE_NOOP("Cli", "The workspace; without it your own, the oldest of several") };
    const OptionSpec narrowing { "workspace", "W", QT_TRANSLATE_NOOP("Cli", "Those of a workspace") };
    const OptionSpec switched { "workspace", "W", QT_TRANSLATE_NOOP("Cli", "Which one, where there are several") };
    const OptionSpec project { "project", "P", QT_TRANSLATE_NOOP("Cli", "The project") };
    return {
        { "workspace list", "", QT_TRANSLATE_NOOP("Cli", "List workspaces"), 0, 0, {}, Needs::Store, listWorkspaces },
        { "workspace add", "NAME", QT_TRANSLATE_NOOP("Cli", "Add a workspace"), 1, 1, {}, Needs::Store, addWorkspace },
        { "workspace sync", "on|off", QT_TRANSLATE_NOOP("Cli", "Whether a workspace syncs on this device"), 1, 1,
            { switched }, Needs::Store, syncWorkspace },
        { "project list", "", QT_TRANSLATE_NOOP("Cli", "List projects"), 0, 0, { narrowing }, Needs::Store,
            listProjects },
        { "project add", "NAME", QT_TRANSLATE_NOOP("Cli", "Add a project"), 1, 1, { workspace }, Needs::Store,
            addProject },
        { "milestone list", "", QT_TRANSLATE_NOOP("Cli", "List milestones"), 0, 0, { project }, Needs::Store,
            listMilestones },
        { "milestone add", "NAME", QT_TRANSLATE_NOOP("Cli", "Add a milestone to a project"), 1, 1,
            { project, narrowing }, Needs::Store, addMilestone },
    };
}

} // namespace convoy::cli
