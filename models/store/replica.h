#pragma once

#include "domain/change.h"
#include "domain/clock.h"
#include "domain/exchange.h"
#include "domain/result.h"
#include "store/taskquery.h"

namespace convoy::store {

class Database;

//! A second reading of a workspace's stream, for what a narrower window left out.
struct SecondFill {
    QString window; //!< the wider one
    qint64 after = 0;
    qint64 head = 0; //!< as it began: what is above came with the changes
};

//! How far this device has read a workspace.
struct Cursor {
    RowKey workspace;
    Uid uid; //!< "tmp-" while the server does not know the workspace
    QString epoch;
    qint64 after = 0;
    bool filled = false; //!< the first fill reached the head once: only then may this workspace push
    bool enabled = true; //!< selective sync
    Role role = Role::Owner;
    qint64 total = 0; //!< rows expected by the first fill, as the server said
    qint64 received = 0;
    qint64 fillHead = 0; //!< of the server, as the first fill began
    QString window {}; //!< tasks finished before and feed entries older than this need not be here; empty: everything is
    std::optional<SecondFill> second {}; //!< under way
};

//! Groups marked sent in one durable transaction, with the request that carries them.
struct PushBatch {
    RowKey workspace;
    PushRequest request;
    std::optional<WorkspaceCreateRequest> createWorkspace {}; //!< then the request is empty: a workspace's create goes alone, first
    std::vector<OutboxEntry> entries;
};

struct BatchLimits {
    int operations = 500;
    qsizetype bytes = 1024 * 1024;
};

struct PullStats {
    int rows = 0;
    int skipped = 0; //!< seq not above what is here
    qint64 lacking = 0; //!< a reading anew brought that many rows fewer than the server had counted: nothing was removed, it begins again
};

struct RepairStats {
    int rows = 0; //!< that were different here, or are not on the server
    int keptAside = 0;
};

struct AckStats {
    int acknowledged = 0;
    int conflicts = 0;
    int refused = 0;
    bool pullAgain = false; //!< others wrote in between, or something was replayed: the cursor stayed
    bool missingAnswers = false; //!< the answer lacked a group that was sent: it stays sent
};

//! A text field that the server wants merged here (PushedOp::rebase): the engine merges and hands the result back.
struct RebaseItem {
    qint64 entry = 0; //!< OutboxEntry::id
    QString field;
    QString base;
    QString mine;
    QString theirs;
    qint64 seq = 0;
};

//! Whether a large first fill may leave the views' indexes to its end: only where nobody is looking at lists meanwhile.
enum class BulkFill : bool { No, Yes };

//! The sync engine's side of the store. Store thread. Every function is one transaction; cursor and rows, answer and
//! outbox always change together. Pulled rows and acknowledgements are written at synchronous=NORMAL, since they can be
//! had again; marking entries sent is FULL, since they cannot.
class Replica final {
public:
    Replica(Database& database, const Clock& clock);
    ~Replica();

    // who and where
    Status setDevice(const QString& id, const QString& name);
    Status setServerClock(const ServerClock& clock);
    void setBulkFill(BulkFill bulk);
    void beginCycle(qint64 startedMicros); //!< what arrives from here on belongs to the run that will be recorded with this start

    // pull
    [[nodiscard]] Result<std::vector<Cursor>> cursors() const;
    Status applyMemberships(const std::vector<Membership>& memberships); //!< new ones get a cursor at 0; roles follow; lost ones come as `gone` pages
    Result<PullStats> applyPage(const WorkspacePage& page); //!< state Ok: rows and cursor together; Resync: starts anew, keeping the outbox; Gone: rows go, edits move to the quarantine box; where no server has it (`missing`), both stay
    [[nodiscard]] Result<ReferenceManifest> referenceManifest() const;
    //! What the server has of these buckets takes the place of what is here. Edits under way stay on top; what a person
    //! made and the server lacks goes into the box.
    Result<RepairStats> repair(const RowsRequest& request, const RowsAnswer& answer);
    Status swapReference(const ReferenceAnswer& answer); //!< staged, counted, swapped; never shrinks to nothing

    // the history window
    //! The next page of a second fill, where a wider window is wanted than what is here; none: nothing to do.
    Result<std::optional<PullRequest::Cursor>> nextOfSecondFill();
    Result<PullStats> applySecondFill(const WorkspacePage& page);
    Result<bool> evictSome(int rows); //!< what has left the window; true: there may be more
    [[nodiscard]] Result<std::vector<RowsRequest>> absentees() const; //!< tasks that rows here name and the window left out
    Status takeAbsentees(const std::vector<RowsRequest>& requests, const std::vector<RowsAnswer>& answers);

    // push
    [[nodiscard]] Result<std::vector<PushBatch>> sentBatches() const; //!< marked sent earlier, not answered: to be resent as they were, before the next pull
    Result<std::optional<PushBatch>> nextBatch(const BatchLimits& limits); //!< marks the next waiting groups of one workspace sent (FULL); none: nothing may go now
    Result<AckStats> acknowledge(const PushBatch& batch, const PushAnswer& answer);
    Status workspaceCreated(const PushBatch& batch, const WorkspaceCreateAnswer& answer);
    [[nodiscard]] Result<std::vector<RebaseItem>> rebaseItems(const PushBatch& batch, const PushAnswer& answer) const;
    Status rebased(const RebaseItem& item, const QString& merged, bool overlap); //!< a new op on the server's base; overlap: the server keeps its text and records mine
    Status failed(const PushBatch& batch, const Error& error, qint64 nextAttemptMicros); //!< the request itself failed: back to waiting under the same op ids, attempts + 1
    Status unanswered(const PushBatch& batch, const Error& error); //!< it may have arrived: stays sent, attempts + 1
    Status handBack(const PushBatch& batch); //!< marked sent, but it did not go after all: back to waiting as it was
    Status park(GroupId group, const Error& error); //!< with its dependents

    // housekeeping
    //! Before the push of the first cycle after a long absence: what waits here against what has come in. Kept.
    Result<std::optional<Absence>> endAbsence();
    Status recordRun(const SyncRun& run);
    Status cleanup(); //!< sync_runs, change_log, history, incoming, absences, what was dismissed, old trash: what is beyond its keep
    Status setEnabled(RowKey workspace, bool enabled);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace convoy::store
