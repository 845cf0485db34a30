#pragma once

#include "domain/change.h"
#include "domain/result.h"
#include "domain/values.h"
#include "store/incomingchange.h"
#include "store/taskquery.h"

#include <QJsonObject>

namespace convoy::store {

class Database;

//! Every question that a screen, a command or the context asks of the replica. Holds no state but prepared statements;
//! lives on the thread of its connection (the interface thread's is read-only). All lists of named orders run on an
//! index; nothing here scans tasks.
class Reads final {
public:
    explicit Reads(Database& database);

    // ids
    [[nodiscard]] Result<RowKey> keyOf(const Uid& uid) const; //!< with or without "tmp-"; NotFound
    [[nodiscard]] Result<Uid> uidOf(RowKey row) const;
    //! The tasks that a key, a number (CNV-142 or 142) or part of a uuid can mean: at most ten, none when it is unknown.
    [[nodiscard]] Result<std::vector<RowKey>> tasksNamed(const QString& name) const;
    [[nodiscard]] Result<RowKey> findTask(const QString& name) const; //!< the only one of them; NotFound, Invalid when ambiguous

    // structure; live rows in (position, uid) order
    [[nodiscard]] Result<std::vector<Workspace>> workspaces() const;
    [[nodiscard]] Result<std::vector<Member>> members(RowKey workspace) const;
    [[nodiscard]] Result<std::vector<Project>> projects(RowKey workspace = {}) const; //!< none: of all
    [[nodiscard]] Result<std::vector<Milestone>> milestones(RowKey project = {}) const;
    [[nodiscard]] Result<Workspace> workspace(RowKey row) const;
    [[nodiscard]] Result<Project> project(RowKey row) const;
    [[nodiscard]] Result<Milestone> milestone(RowKey row) const;
    [[nodiscard]] Result<Role> myRole(RowKey workspace) const; //!< Owner on a device without account
    [[nodiscard]] Result<bool> syncsHere(RowKey workspace) const; //!< not switched off on this device
    //! Where a new task goes when nothing says where: the oldest of the person's own workspaces, else the oldest that they may write in,
    //! of those that sync here. Only a device that has none of these gives one that takes nothing; none: there is no workspace.
    [[nodiscard]] Result<RowKey> defaultWorkspace() const;

    // tasks
    [[nodiscard]] Result<Task> task(RowKey row) const; //!< also from the trash
    [[nodiscard]] Result<std::vector<TaskRow>> taskRows(
        const std::vector<RowKey>& rows) const; //!< in the order asked; unknown ones absent
    [[nodiscard]] Result<SyncMark> syncMark(RowKey task) const;
    [[nodiscard]] Result<std::vector<RowKey>> taskKeys(
        const TaskQuery& query, int limit, const TaskAnchor& after = {}) const;
    [[nodiscard]] Result<TaskAnchor> anchorOf(const TaskQuery& query,
        RowKey task) const; //!< its place in the order; also tells whether it belongs to the query
    [[nodiscard]] Result<qint64> taskCount(
        const TaskQuery& query, qint64 most = -1) const; //!< stops counting at `most`
    //! A narrowed, grouped or freely sorted list; -1: all of it. It may look at every open task: ReadThread asks it.
    [[nodiscard]] Result<TaskListing> listing(const ListingQuery& query, int limit = -1) const;
    [[nodiscard]] QString path() const; //!< of the database, for a connection of one's own
    [[nodiscard]] Result<std::vector<RowKey>> children(RowKey parent) const; //!< all live ones, by position
    [[nodiscard]] Result<std::vector<RowKey>> children(
        const TaskQuery& query, RowKey parent) const; //!< those that the query's tree shows below it
    [[nodiscard]] Result<bool> hasChildren(const TaskQuery& query, RowKey parent) const;
    [[nodiscard]] Result<std::vector<QString>> recentLabels(int tasks) const; //!< of the latest open tasks, each once
    [[nodiscard]] Result<std::vector<Reminder>> reminders(
        const QString& from, int limit) const; //!< of open tasks, from this wall time on, in its order
    [[nodiscard]] Result<std::vector<RowKey>> search(
        const QString& text, int limit) const; //!< tasks; index and dirty rows together

    // around a task
    [[nodiscard]] Result<std::vector<Dependency>> blockersOf(RowKey task) const;
    [[nodiscard]] Result<std::vector<Dependency>> blockedBy(RowKey task) const; //!< what waits for it
    [[nodiscard]] Result<std::vector<Activity>> activity(
        RowKey task, int limit, const QString& olderThan = {}) const; //!< newest first
    [[nodiscard]] Result<RowKey> taskOf(
        Entity entity, RowKey row) const; //!< whose dependency, comment or conflict it is; NotFound
    [[nodiscard]] Result<std::vector<Workflow>> workflows() const;
    [[nodiscard]] Result<Workflow> workflowOf(
        RowKey project) const; //!< the project's, else the default one; built-in when there is no reference data yet
    [[nodiscard]] Result<std::vector<Advice>> advice(Entity patternOrBestPractice) const;

    // what is pending
    [[nodiscard]] Result<std::vector<OutboxEntry>> outbox(RowKey row = {}) const; //!< all, or of one row; oldest first
    [[nodiscard]] Result<OutboxCounts> outboxCounts() const;
    [[nodiscard]] Result<qint64> latestEdit() const; //!< OutboxEntry::id of the newest edit that any process ever made here; 0: none
    [[nodiscard]] Result<std::vector<KeptGesture>> keptAside() const; //!< the box, oldest first
    [[nodiscard]] Result<std::vector<ConflictItem>> openConflicts(RowKey row = {}) const;
    [[nodiscard]] Result<std::vector<IncomingChange>> incoming(
        const IncomingQuery& query = {}) const; //!< what other devices changed; newest first
    //! The edit that takes these back (what was decided together with them, too), each only where it still stands.
    [[nodiscard]] Result<Reverting> revertOf(const std::vector<qint64>& incoming) const;
    [[nodiscard]] Result<std::vector<Absence>> absences(int limit) const; //!< the latest first
    [[nodiscard]] Result<std::vector<SyncRun>> syncRuns(int limit) const;
    [[nodiscard]] Result<QString>
    undoText() const; //!< of the gesture that undo would take back; empty: nothing to undo
    [[nodiscard]] Result<QString> redoText() const;
    [[nodiscard]] Result<QJsonObject> keptContext(const Uid& task) const; //!< what the server said of it last; empty: nothing is kept
    //! Tasks finished and activity made before it may be missing here; empty: nothing is.
    [[nodiscard]] Result<QString> windowOf(RowKey workspace) const;
    [[nodiscard]] Result<int> historyDays() const; //!< of the history window; 0: everything is kept
    [[nodiscard]] Result<QString> meta(
        const QString& name) const; //!< small facts about this database; empty when unset

private:
    [[nodiscard]] Result<std::vector<RowKey>> deletedProjects(const TaskQuery& query) const; //!< none outside the trash
    Database& m_database; //!< keeps the prepared statements
};

} // namespace convoy::store
