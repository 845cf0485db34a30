#pragma once

#include "domain/change.h"

namespace convoy::store {

//! One thing that another device changed and that a sync brought here: who, where, when, what it was and became.
struct IncomingChange {
    qint64 id = 0; //!< ascending in the order of arrival
    qint64 cycleMicros = 0; //!< SyncRun::startedMicros of the cycle that brought it
    qint64 arrivedMicros = 0; //!< wall clock of this device
    Entity entity = Entity::Task;
    RowKey row;
    RowKey workspace;
    RowKey task; //!< the task concerned: the row itself, or the one that a dependency or a comment belongs to
    QString title; //!< of that task, else of the row (a person: name or address), as it is called now
    Action action = Action::Update;
    QString field; //!< of an update
    QJsonValue before; //!< references are keys
    QJsonValue after; //!< of a new comment: its text
    QString author; //!< the person; empty: unknown, as of a change made in the server's own console
    QString deviceId; //!< empty: unknown
    QString device;
    QString madeAt; //!< the server's text
    qint64 seq = 0; //!< the order in which the server had them
    bool standing = false; //!< the value that came in is still the one here, so the change can be taken back
};

struct IncomingQuery {
    qint64 sinceMicros = 0; //!< arrived then or later
    RowKey task {}; //!< only what concerns it
    int limit = 500; //!< the newest
};

//! What one device brought, or what happened to one task (or project, ...); newest first, as are the groups.
struct IncomingGroup {
    QString deviceId; //!< of a group by device; empty: unknown
    QString device;
    QString author;
    Entity entity = Entity::Task; //!< of a group by task
    RowKey row;
    QString title;
    std::vector<IncomingChange> changes;
};

[[nodiscard]] std::vector<IncomingGroup> groupedByDevice(const std::vector<IncomingChange>& changes);
[[nodiscard]] std::vector<IncomingGroup> groupedByTask(const std::vector<IncomingChange>& changes);

//! An ordinary edit that puts things back as they were.
struct Reverting {
    Gesture gesture; //!< no changes: there is nothing left to take back
    QString note; //!< what is left out and why, as a sentence; empty: nothing
};

} // namespace convoy::store
