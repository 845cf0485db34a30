#include "items/catalog.h"

#include "domain/gestures.h"
#include "store/reads.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace convoy::items {

namespace {

constexpr int labelSample = 5000; // tasks; enough for every label in use, and the same cost at any size

template <class T> std::vector<T> orEmpty(Result<std::vector<T>> rows)
{
    return rows ? *std::move(rows) : std::vector<T> {};
}

template <class T> std::optional<T> orNothing(Result<T> row)
{
    return row ? std::optional<T>(*std::move(row)) : std::nullopt;
}

} // namespace

Catalog::Catalog(const store::Reads& reads) : m_reads(reads) { }

std::vector<Workspace> Catalog::workspaces() const { return orEmpty(m_reads.workspaces()); }
RowKey Catalog::defaultWorkspace() const { return m_reads.defaultWorkspace().value_or(RowKey {}); }
std::vector<Project> Catalog::projects(RowKey workspace) const { return orEmpty(m_reads.projects(workspace)); }
std::vector<Milestone> Catalog::milestones(RowKey project) const { return orEmpty(m_reads.milestones(project)); }
std::vector<Member> Catalog::members(RowKey workspace) const { return orEmpty(m_reads.members(workspace)); }
Workflow Catalog::workflowOf(RowKey project) const { return m_reads.workflowOf(project).value_or(builtInWorkflow()); }
std::optional<Task> Catalog::task(RowKey row) const { return orNothing(m_reads.task(row)); }
RowKey Catalog::keyOf(const Uid& uid) const { return m_reads.keyOf(uid).value_or(RowKey {}); }
Uid Catalog::uidOf(RowKey row) const { return m_reads.uidOf(row).value_or(Uid()); }
qint64 Catalog::count(const TaskQuery& query, qint64 most) const { return m_reads.taskCount(query, most).value_or(0); }
OutboxCounts Catalog::outboxCounts() const { return m_reads.outboxCounts().value_or(OutboxCounts {}); }
std::vector<ConflictItem> Catalog::openConflicts() const { return orEmpty(m_reads.openConflicts()); }
std::vector<SyncRun> Catalog::syncRuns(int limit) const { return orEmpty(m_reads.syncRuns(limit)); }
std::vector<KeptGesture> Catalog::keptAside() const { return orEmpty(m_reads.keptAside()); }

std::optional<store::Absence> Catalog::latestAbsence() const
{
    const auto latest = orEmpty(m_reads.absences(1));
    return latest.empty() ? std::nullopt : std::optional(latest.front());
}

QString Catalog::setting(const QString& name) const { return m_reads.meta(name).value_or(QString()); }

std::vector<Stage> Catalog::stages() const
{
    std::vector<Stage> stages;
    std::vector<Workflow> workflows = orEmpty(m_reads.workflows());
    if (workflows.empty())
        workflows.push_back(builtInWorkflow());
    for (const Workflow& workflow : workflows) {
        for (const Stage& stage : workflow.stages) {
            if (std::none_of(stages.begin(), stages.end(), [&stage](const Stage& each) { return each.id == stage.id; }))
                stages.push_back(stage);
        }
    }
    return stages;
}

QStringList Catalog::labels() const
{
    const std::vector<QString> found = orEmpty(m_reads.recentLabels(labelSample));
    return QStringList(found.begin(), found.end());
}

std::vector<TaskRow> Catalog::findTasks(const QString& text, int limit) const
{
    return orEmpty(m_reads.taskRows(orEmpty(m_reads.search(text, limit))));
}

QStringList Catalog::waitingPath(RowKey from, RowKey to) const
{
    std::vector<RowKey> walk { from };
    QHash<RowKey, RowKey> cameFrom { { from, {} } };
    for (size_t i = 0; i < walk.size() && !cameFrom.contains(to); ++i) {
        for (const Dependency& each : m_reads.blockersOf(walk[i]).value_or(std::vector<Dependency> {})) {
            if (cameFrom.contains(each.blockedBy))
                continue;
            cameFrom.insert(each.blockedBy, walk[i]);
            walk.push_back(each.blockedBy);
        }
    }
    QStringList titles;
    for (RowKey at = cameFrom.contains(to) ? to : RowKey {}; at; at = cameFrom.value(at)) {
        const auto row = m_reads.task(at);
        titles.prepend(row ? row->title : QString());
    }
    return titles;
}

QStringList Catalog::blockingChain(RowKey task) const
{
    QStringList titles;
    QSet<RowKey> seen { task };
    for (RowKey at = task; at;) {
        RowKey next;
        for (const Dependency& each : m_reads.blockersOf(at).value_or(std::vector<Dependency> {})) {
            const auto blocker = m_reads.task(each.blockedBy);
            if (next || !blocker || !isOpen(blocker->status) || !blocker->deletedAt.isEmpty() || seen.contains(each.blockedBy))
                continue;
            next = each.blockedBy;
            titles.append(blocker->title);
        }
        seen.insert(next);
        at = next;
    }
    return titles;
}

} // namespace convoy::items
