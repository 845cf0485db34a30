#include "context/taskcontextcontroller.h"

#include "context/markdown.h"
#include "context/remoteanswer.h"
#include "store/reads.h"

#include <QPointer>

#include <algorithm>

namespace convoy::context {

namespace {

bool isLocalFailure(const Error& error) { return error.kind != Error::Kind::NotFound; }

template <class Rows> bool holds(const Rows& rows, RowKey key)
{
    return std::any_of(rows.begin(), rows.end(), [key](const auto& row) { return row.key == key; });
}

} // namespace

TaskContextController::TaskContextController(const store::Reads& reads, RemoteContext* remote, QObject* parent)
    : QObject(parent)
    , m_reads(reads)
    , m_remote(remote)
{
}

void TaskContextController::show(RowKey task)
{
    const auto uid = m_reads.uidOf(task);
    start(task, uid ? bareUid(*uid) : QString());
}

void TaskContextController::show(const Uid& task) { start(m_reads.keyOf(task).value_or(RowKey {}), bareUid(task)); }
void TaskContextController::clear() { start({}, {}); }

void TaskContextController::start(RowKey task, const Uid& uid)
{
    ++m_question;
    m_task = task;
    m_uid = uid;
    m_fromServer.reset();
    m_older.reset();
    m_recalled = false;
    m_activityLimit = latestActivity;
    setLoading(false);
    setError(std::nullopt);
    readLocal();
    recall();
    askForMissing();
}

//! What the server said of this task before fills the gaps until it is asked again, and says how old it is.
void TaskContextController::recall()
{
    if (m_uid.isEmpty() || (m_context.isComplete() && !m_localFailed))
        return;
    const auto kept = m_reads.keptContext(m_uid);
    auto context = kept && !kept->isEmpty() ? contextFromServer(*kept) : Error { Error::Kind::NotFound, {} };
    if (!context)
        return;
    m_fromServer = *std::move(context);
    m_recalled = true;
    readLocal();
}

void TaskContextController::readLocal()
{
    if (!m_task && m_uid.isEmpty())
        return setContext({});
    auto local = m_task ? readContext(m_reads, m_task, m_activityLimit) : Error { Error::Kind::NotFound, {} };
    m_localFailed = !local && isLocalFailure(local.error());
    TaskContext context = local ? *std::move(local) : TaskContext {};
    if (m_fromServer)
        context = completed(std::move(context), *m_fromServer);
    if (!context.olderOnServer)
        m_older.reset(); // a wider window brought it here
    if (m_older) {
        context.older = *m_older;
        context.olderActivity = m_moreOlder;
    }
    // With the server's answer on the screen a failing disk is news, not an obstacle.
    if (m_localFailed && !m_fromServer)
        setError(local.error());
    else if (!m_localFailed)
        setError(std::nullopt);
    // What was read before the disk failed is better than nothing, until the server answers.
    const bool keeps = m_localFailed && !m_fromServer && bareUid(m_context.task.value.uid) == m_uid;
    if (!keeps)
        setContext(std::move(context));
}

void TaskContextController::askForMissing()
{
    const bool wanted = !m_uid.isEmpty() && (!m_context.isComplete() || m_localFailed || m_recalled);
    if (wanted && m_remote && m_online == Online::Yes && !m_loading)
        askServer();
    else if (wanted && !m_localFailed && !m_context.task.isKnown() && !m_loading)
        setError(Error { Error::Kind::NotFound, tr("This task is not on this device. It will load when online.") });
}

void TaskContextController::askServer()
{
    setLoading(true);
    const quint64 question = ++m_question;
    const QPointer<TaskContextController> self(this);
    m_remote->fetchTaskContext(m_uid, [self, question](const RemoteContext::Answer& answer) {
        if (self && question == self->m_question)
            self->answered(answer);
    });
}

void TaskContextController::answered(const RemoteContext::Answer& answer)
{
    setLoading(false);
    if (const auto* error = std::get_if<Error>(&answer)) {
        if (m_recalled && error->kind == Error::Kind::NotFound) { // what it said before is no longer so
            m_recalled = false;
            m_fromServer.reset();
            readLocal();
        }
        // What this device has stays on the screen; its gaps say themselves that they are gaps.
        if (!m_context.task.isKnown() || m_localFailed)
            setError(*error);
        return;
    }
    auto remote = contextFromServer(std::get<QJsonObject>(answer));
    if (!remote)
        return setError(remote.error());
    m_fromServer = *std::move(remote);
    m_recalled = false;
    readLocal();
}

void TaskContextController::refreshContext()
{
    if (m_uid.isEmpty() && m_task) // the local database could not even say its id before
        return show(m_task);
    if (!m_task)
        m_task = m_reads.keyOf(m_uid).value_or(RowKey {});
    ++m_question;
    setLoading(false);
    m_fromServer.reset();
    m_older.reset();
    readLocal();
    recall();
    askForMissing();
}

void TaskContextController::loadOlderActivity()
{
    if (!m_context.olderActivity)
        return;
    if (m_context.olderOnServer)
        return askForOlder();
    m_activityLimit += latestActivity;
    readLocal();
}

void TaskContextController::askForOlder()
{
    if (m_loading)
        return;
    if (!m_remote || m_online == Online::No)
        return setError(Error { Error::Kind::NotFound, tr("Older activity is not on this device. It will load when online.") });
    OlderThan than { m_reads.windowOf(m_context.task.value.workspace).value_or(QString()), {} };
    const auto& shown = m_context.activity;
    if (shown.from.origin == Origin::Server && !shown.value.empty())
        than = { shown.value.back().createdAt, shown.value.back().uid };
    if (m_older && !m_older->value.empty())
        than = { m_older->value.back().createdAt, m_older->value.back().uid };
    setError(std::nullopt);
    setLoading(true);
    const quint64 question = ++m_question;
    const QPointer<TaskContextController> self(this);
    m_remote->fetchOlderActivity(m_uid, than, [self, question](const RemoteContext::Answer& answer) {
        if (self && question == self->m_question)
            self->olderAnswered(answer);
    });
}

void TaskContextController::olderAnswered(const RemoteContext::Answer& answer)
{
    setLoading(false);
    if (const auto* error = std::get_if<Error>(&answer))
        return setError(*error);
    ActivityPage page = activityFromServer(std::get<QJsonObject>(answer));
    if (!m_older)
        m_older.emplace();
    m_older->from = page.from;
    m_moreOlder = page.more;
    for (Activity& entry : page.entries) {
        const auto key = m_reads.keyOf(entry.uid);
        if (!key || !m_reads.taskOf(Entity::Activity, *key)) // else it is here all the same
            m_older->value.push_back(std::move(entry));
    }
    readLocal();
}

void TaskContextController::applyChanges(const ChangeSet& changes)
{
    if (m_uid.isEmpty() || !concerns(changes))
        return;
    if (!m_task)
        m_task = m_reads.keyOf(m_uid).value_or(RowKey {});
    readLocal();
}

bool TaskContextController::concerns(const ChangeSet& changes) const
{
    if (changes.everything || !m_task)
        return true;
    return std::any_of(changes.rows.begin(), changes.rows.end(), [this](const ChangedRow& changed) {
        switch (changed.entity) {
        case Entity::Task: {
            if (changed.row == m_task || changed.row == m_context.task.value.parent
                || holds(m_context.subtasks.value, changed.row) || holds(m_context.blockedBy.value, changed.row)
                || holds(m_context.blocks.value, changed.row))
                return true;
            const auto task = m_reads.task(changed.row);
            return task && task->parent == m_task;
        }
        case Entity::Activity:
            return m_reads.taskOf(changed.entity, changed.row).value_or(m_task) == m_task;
        case Entity::Project:
            return changed.row == m_context.task.value.project;
        case Entity::Milestone:
            return changed.row == m_context.task.value.milestone;
        case Entity::Workspace:
            return changed.row == m_context.task.value.workspace;
        case Entity::TaskDependency:
        case Entity::Workflow:
        case Entity::Pattern:
        case Entity::BestPractice:
            return true;
        case Entity::WorkspaceMember:
        case Entity::Conflict:
            return false;
        }
        Q_UNREACHABLE();
    });
}

void TaskContextController::setSyncStatus(const QString& words, Online online)
{
    const bool cameBack = m_online == Online::No && online == Online::Yes;
    m_online = online;
    if (words != m_syncStatus) {
        m_syncStatus = words;
        Q_EMIT syncStatusChanged(m_syncStatus);
    }
    if (cameBack)
        askForMissing();
}

QString TaskContextController::markdown() const { return toMarkdown(m_context); }

void TaskContextController::setContext(TaskContext context)
{
    if (context == m_context)
        return;
    m_context = std::move(context);
    Q_EMIT contextChanged(m_context);
}

void TaskContextController::setLoading(bool loading)
{
    if (loading == m_loading)
        return;
    m_loading = loading;
    Q_EMIT loadingChanged(loading);
}

void TaskContextController::setError(std::optional<Error> error)
{
    const bool same = error.has_value() == m_error.has_value()
        && (!error || (error->kind == m_error->kind && error->detail == m_error->detail));
    m_error = std::move(error);
    if (!same)
        Q_EMIT errorChanged();
}

} // namespace convoy::context
