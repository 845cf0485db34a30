#include "resolve.h"

#include "exitcode.h"
#include "store/reads.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype leastUidPart = 4; // shorter ones would often be the beginning of a name

struct Candidate {
    Uid uid;
    QStringList names; //!< any of them will do; the first one is shown
};

enum class Fit : quint8 { Uid, Name, NameInAnyCase, Beginning, UidBeginning };

bool fits(const Candidate& candidate, const QString& name, Fit fit)
{
    const auto anyName
        = [&](auto&& matches) { return std::any_of(candidate.names.begin(), candidate.names.end(), matches); };
    switch (fit) {
    case Fit::Uid:
        return bareUid(candidate.uid) == bareUid(name.toLower());
    case Fit::Name:
        return candidate.names.contains(name);
    case Fit::NameInAnyCase:
        return anyName([&](const QString& each) { return each.compare(name, Qt::CaseInsensitive) == 0; });
    case Fit::Beginning:
        return anyName([&](const QString& each) { return each.startsWith(name, Qt::CaseInsensitive); });
    case Fit::UidBeginning:
        return name.size() >= leastUidPart && bareUid(candidate.uid).startsWith(name.toLower());
    }
    Q_UNREACHABLE();
}

QString listed(const std::vector<Candidate>& candidates, const std::vector<size_t>& which)
{
    QStringList lines;
    for (const size_t i : which)
        lines += u"  %1  (%2)"_s.arg(candidates[i].names.value(0), bareUid(candidates[i].uid));
    return lines.join(u'\n');
}

//! Tasks as lines of key, title, workspace and id.
QString listed(const store::Reads& reads, const std::vector<RowKey>& tasks)
{
    QString lines;
    for (const RowKey key : tasks) {
        const Task task = reads.task(key).value_or(Task {});
        const QString home = reads.workspace(task.workspace).value_or(Workspace {}).name;
        lines += u"\n  %1  %2  (%3, %4)"_s.arg(QString::number(key.value), task.title, home, bareUid(task.uid));
    }
    return lines;
}

//! The one that is meant, as an index; `kind` is the word for such a thing in sentences.
Result<size_t> pick(const std::vector<Candidate>& candidates, const QString& name, const QString& kind)
{
    if (name.isEmpty())
        return usageError(Cli::tr("Which %1? Its name is empty.").arg(kind));
    for (const Fit fit : { Fit::Uid, Fit::Name, Fit::NameInAnyCase, Fit::Beginning, Fit::UidBeginning }) {
        std::vector<size_t> found;
        for (size_t i = 0; i < candidates.size(); ++i) {
            if (fits(candidates[i], name, fit))
                found.push_back(i);
        }
        if (found.size() == 1)
            return found.front();
        if (found.size() > 1) {
            return notFound(Cli::tr("\"%1\" could be any of these; name one by its id:").arg(name) + u'\n'
                + listed(candidates, found));
        }
    }
    return notFound(Cli::tr("There is no %1 called \"%2\" on this device.").arg(kind, name));
}

template <class T, class Names>
Result<T> pickFrom(Result<std::vector<T>> rows, const QString& name, const QString& kind, Names namesOf)
{
    if (!rows)
        return std::move(rows).error();
    std::vector<Candidate> candidates;
    for (const T& row : *rows)
        candidates.push_back({ row.uid, namesOf(row) });
    const auto picked = pick(candidates, name, kind);
    if (!picked)
        return picked.error();
    return (*rows)[*picked];
}

const auto nameOnly = [](const auto& row) { return QStringList { row.name }; };

} // namespace

Result<Workspace> findWorkspace(const store::Reads& reads, const QString& name)
{
    return pickFrom(reads.workspaces(), name, Cli::tr("workspace"), nameOnly);
}

Result<Project> findProject(const store::Reads& reads, const QString& name, RowKey workspace)
{
    return pickFrom(reads.projects(workspace), name, Cli::tr("project"), nameOnly);
}

Result<Milestone> findMilestone(const store::Reads& reads, const QString& name, RowKey project)
{
    return pickFrom(reads.milestones(project), name, Cli::tr("milestone"), nameOnly);
}

Result<Member> findMember(const store::Reads& reads, const QString& name, RowKey workspace)
{
    return pickFrom(reads.members(workspace), name, Cli::tr("member"), [](const Member& member) {
        return QStringList { member.email, member.displayName, member.userId };
    });
}

Result<Stage> findStage(const Workflow& workflow, const QString& name)
{
    std::vector<Candidate> candidates;
    for (const Stage& stage : workflow.stages)
        candidates.push_back({ stage.id, { stage.name, stage.id } });
    const auto picked = pick(candidates, name, Cli::tr("stage"));
    if (!picked)
        return picked.error();
    return workflow.stages[*picked];
}

Result<Task> findTask(const store::Reads& reads, const QString& name)
{
    // A key is for ever, a number comes with the first sync: a script's key must not turn into another task's number.
    bool isDigits = false;
    const RowKey asKey { name.trimmed().toLongLong(&isDigits) };
    if (isDigits && asKey.value > 0) {
        if (auto task = reads.task(asKey); task || task.error().kind != Error::Kind::NotFound)
            return task;
    }
    const auto keys = reads.tasksNamed(bareUid(name.trimmed()));
    if (!keys)
        return keys.error();
    if (keys->empty())
        return notFound(Cli::tr("There is no task \"%1\" on this device.").arg(name));
    if (keys->size() > 1)
        return notFound(Cli::tr("\"%1\" could be any of these; name one by its key or its id:").arg(name) + listed(reads, *keys));
    return reads.task(keys->front());
}

Result<std::vector<Task>> findTasks(const store::Reads& reads, const QStringList& names)
{
    std::vector<Task> tasks;
    for (const QString& name : names) {
        auto task = findTask(reads, name);
        if (!task)
            return std::move(task).error();
        const bool known = std::any_of(tasks.begin(), tasks.end(), [&](const Task& t) { return t.key == task->key; });
        if (!known)
            tasks.push_back(*std::move(task));
    }
    return tasks;
}

} // namespace convoy::cli
