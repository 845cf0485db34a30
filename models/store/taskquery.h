#pragma once

#include "domain/ids.h"
#include "domain/values.h"

#include <QJsonValue>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <vector>

namespace convoy::store {

enum class TaskView : quint8 { Inbox, Today, Upcoming, Ready, All, Done, Trash, Project, Milestone };
//! The first six are named: an index has them. The others are sorted where nobody waits for it (Reads::listing).
enum class TaskOrder : quint8 {
    Position, Due, Priority, Title, Created, Updated,
    Number, Stage, Project, Milestone, Labels, Assignee,
};
enum class TaskShape : quint8 { Flat, Roots }; //!< Roots: only tasks without a parent; children on demand

//! Which tasks, in which order. Today, Upcoming, Ready, Done and Trash are flat whatever the shape says. Where finished
//! tasks are shown among others they come behind the open ones, the latest first. In Done and Trash the latest comes
//! first whatever the order says, and `descending` turns that round.
struct TaskQuery {
    TaskView view = TaskView::All;
    RowKey project {}; //!< with TaskView::Project
    RowKey milestone {}; //!< with TaskView::Milestone
    TaskOrder order = TaskOrder::Position;
    bool descending = false;
    TaskShape shape = TaskShape::Flat;
    bool withDone = false; //!< in Project, Milestone and All: finished ones too
    QDate today {}; //!< the local date; Today, Upcoming and Ready depend on it
    bool operator==(const TaskQuery&) const = default;
};

enum class DueRange : quint8 { Any, Overdue, Today, Week, Later, None };

//! What narrows a view. Empty lists ask for nothing; several values of one kind mean any of them, several kinds mean all
//! of them.
struct TaskConditions {
    std::vector<RowKey> projects {}; //!< none as a value: tasks without a project
    QStringList stages {};
    std::vector<TaskStatus> statuses {};
    QStringList labels {};
    std::vector<Priority> priorities {};
    QStringList assignees {}; //!< user ids; empty: nobody
    DueRange due = DueRange::Any;
    bool operator==(const TaskConditions&) const = default;
    [[nodiscard]] bool isEmpty() const { return *this == TaskConditions {}; }
};

enum class TaskGroup : quint8 { None, Project, Stage, Priority, Due, Assignee, Status, Labels };

//! One column of a board: a stage of the project's workflow, or a status where several workflows meet.
struct BoardColumn {
    QString stage {}; //!< empty: the whole status
    TaskStatus status = TaskStatus::Todo;
    QStringList others {}; //!< not empty: also the tasks of the status whose stage is none of these
    bool operator==(const BoardColumn&) const = default;
};

//! A list that no single index holds: narrowed, grouped, searched or sorted freely.
struct ListingQuery {
    TaskQuery query {};
    TaskConditions conditions {};
    TaskGroup group = TaskGroup::None;
    QString text {}; //!< not empty: only tasks with these words
    std::optional<BoardColumn> column {};
    bool operator==(const ListingQuery&) const = default;
};

struct TaskListing {
    struct Group {
        QString value; //!< a key, a stage, a number (of priority, status, due range), a date, a user id or labels as JSON;
                       //!< empty: none of them
        size_t first = 0; //!< its first task in keys
        bool operator==(const Group&) const = default;
    };
    std::vector<RowKey> keys {};
    std::vector<Group> groups {};
};

//! A task's place in an order: its sort value (text or integer, as the index has it), ties by key; keyset paging starts
//! behind it. (Between devices ties go by uid: whoever compares lists across devices sorts by (position, uid) itself.)
struct TaskAnchor {
    QVariant value {};
    RowKey row {};
    bool belongs = false; //!< from anchorOf: the task is in the query's result
    int phase = 0; //!< open tasks before finished ones, in the trash tasks before those of deleted projects
    bool descending = false; //!< within its phase
};

//! Whether `a` stands before `b` in the order that both anchors were read in.
[[nodiscard]] bool isBefore(const TaskAnchor& a, const TaskAnchor& b);

//! The orders that a view is offered in; the first is its own.
[[nodiscard]] std::vector<TaskOrder> ordersOf(TaskView view);

//! Whether the view shows subtasks below their parents when asked for Roots.
[[nodiscard]] bool isTree(const TaskQuery& query);

//! Where a row stands on its way to the server.
enum class SyncMark : quint8 { Synced, Waiting, Sending, Refused, Review };

//! A task with what a list shows beside it.
struct TaskRow {
    Task task;
    QString projectName;
    QString milestoneName;
    QString assigneeName;
    QString workspacePrefix;
    int children = 0;
    int openChildren = 0;
    int openBlockers = 0;
    int comments = 0;
    SyncMark mark = SyncMark::Synced;
    bool operator==(const TaskRow&) const = default;
};

//! A reminder of an open task: local wall time, in the task's zone if it has one.
struct Reminder {
    RowKey task;
    QString at; //!< YYYY-MM-DDTHH:MM
    QString zone; //!< IANA; empty: this device's
    bool operator==(const Reminder&) const = default;
};

struct OutboxCounts {
    qint64 waiting = 0;
    qint64 sent = 0;
    qint64 refused = 0;
    qint64 parked = 0;
    qint64 held = 0;
    qint64 keptAside = 0; //!< gestures in the box that nobody has exported yet; they are in no other count
    qint64 oldestMicros = 0; //!< wall clock of the oldest pending edit; 0: none
    qint64 nextAttemptMicros = 0; //!< wall clock at which a waiting edit that failed may go again; 0: none did
    [[nodiscard]] qint64 pending() const { return waiting + sent + parked; }
    [[nodiscard]] qint64 needAttention() const { return refused + held; }
    bool operator==(const OutboxCounts&) const = default;
};

//! A value of mine that lost against another device's, kept until the person decides.
struct ConflictItem {
    RowKey conflict;
    Uid uid;
    Entity entity = Entity::Task;
    RowKey row;
    QString field;
    QString rule;
    QJsonValue base;
    QJsonValue mine;
    QJsonValue theirs;
    QString mineDevice;
    QString theirsDevice;
    QString mineStamp;
    QString theirsStamp;
    bool mineIsCut = false; //!< only the beginning of my text was kept
    bool operator==(const ConflictItem&) const = default;
};

//! What a long time without sync came to, worked out before anything was sent.
struct Absence {
    struct Item {
        Entity entity = Entity::Task;
        RowKey row;
        QString text; //!< the edit in words
        QStringList fields; //!< those that others changed as well; empty: they changed something else of the row
    };
    qint64 cycleMicros = 0; //!< start of the cycle that ended it
    qint64 sinceMicros = 0; //!< start of the last complete cycle before
    int edits = 0; //!< gestures that waited here
    int touched = 0; //!< of them: on rows that others had changed meanwhile
    std::vector<Item> items {};
};

//! One sync cycle, for the history page and the statistics.
struct SyncRun {
    qint64 startedMicros = 0;
    qint64 durationMicros = 0;
    QString trigger; //!< start, edit, network, focus, timer, resume, manual, quit, verify, dry_run
    QString outcome; //!< synced, waiting, offline, attention, sign_in, too_old, failed
    int pulled = 0;
    int pushed = 0;
    int conflicts = 0;
    int requests = 0;
    qint64 bytes = 0;
    QString error;
};

} // namespace convoy::store
