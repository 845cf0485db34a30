#pragma once

#include "items/taskfilter.h"

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! One change that another device made and a sync brought here, in words.
struct IncomingLine {
    qint64 id = 0; //!< for Editing::revert
    RowKey task;
    QString device; //!< empty: changed in the server's own console
    QString author;
    QString title;
    QString what; //!< the field's name, or "added", "deleted", "comment"
    QString before;
    QString after;
    qint64 arrivedMicros = 0;
    bool canRevert = false; //!< the value is still the one that came in
};

//! What pickers, completers and the palette choose from, read when asked. A read that fails is an empty list: a picker
//! without choices is the right picture then, and the list beside it says why. Interface thread.
class Catalog final {
public:
    explicit Catalog(const store::Reads& reads);

    [[nodiscard]] std::vector<Workspace> workspaces() const;
    [[nodiscard]] RowKey defaultWorkspace() const; //!< as store::Reads says; none: there is no workspace
    [[nodiscard]] std::vector<Project> projects(RowKey workspace = {}) const;
    [[nodiscard]] std::vector<Milestone> milestones(RowKey project = {}) const;
    [[nodiscard]] std::vector<Member> members(RowKey workspace) const;
    [[nodiscard]] Workflow workflowOf(RowKey project) const;
    [[nodiscard]] std::vector<Stage> stages() const; //!< of all workflows, each id once
    [[nodiscard]] QStringList labels() const; //!< those of the latest tasks, sorted
    [[nodiscard]] std::optional<Task> task(RowKey row) const;
    //! Titles from a task over what it waits for, open or done, to another: why that one cannot wait for it. Empty: no path.
    [[nodiscard]] QStringList waitingPath(RowKey from, RowKey to) const;
    [[nodiscard]] QStringList blockingChain(RowKey task) const; //!< titles of the open tasks that it waits for, one behind the other
    [[nodiscard]] std::vector<TaskRow> findTasks(const QString& text, int limit = 50) const;
    [[nodiscard]] RowKey keyOf(const Uid& uid) const; //!< none when unknown
    [[nodiscard]] Uid uidOf(RowKey row) const;
    [[nodiscard]] qint64 count(const TaskQuery& query, qint64 most = -1) const; //!< stops at `most`
    [[nodiscard]] OutboxCounts outboxCounts() const;
    [[nodiscard]] std::vector<ConflictItem> openConflicts() const;
    [[nodiscard]] std::vector<IncomingLine> incoming(int limit) const; //!< newest first
    [[nodiscard]] std::vector<SyncRun> syncRuns(int limit) const;
    [[nodiscard]] std::vector<KeptGesture> keptAside() const; //!< the box, oldest first
    [[nodiscard]] std::optional<store::Absence> latestAbsence() const;
    [[nodiscard]] QString setting(const QString& name) const; //!< of the database ("meta")

private:
    const store::Reads& m_reads;
};

} // namespace convoy::items
