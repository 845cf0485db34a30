#pragma once

#include "domain/ids.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace convoy {

//! What an edit does to a row. The numbers are written to disk: append, never renumber.
enum class Action : quint8 { Create = 1, Update = 2, Delete = 3, Restore = 4 };

//! One row's part of a gesture. References in `fields` are row keys (integers); null clears a field, an absent
//! field is left alone. A row made in the same gesture is named by a placeholder key: -1, -2, ... in the order
//! of the creates; the store puts the real keys in their place, in `row` and in every reference.
struct Change {
    Entity entity;
    RowKey row;
    Action action = Action::Update;
    QJsonObject fields {};
    //! Of texts that take long to type, what they were begun on: what came in meanwhile is merged, not overwritten.
    QJsonObject started {};
    RowKey workspace {}; //!< needed in a create of anything but a workspace
    Uid uid {}; //!< a create's own id when it is derived (next occurrence); else empty: a fresh one
    bool again = false; //!< of a create: as the row was before, by undo or out of the box
};

enum class Undoable : bool { No, Yes };

//! What a person did with one movement of the hand: atomic on the disk, in the outbox and on the server.
struct Gesture {
    QString text; //!< in words, past tense: "Moved 'Fix pump' to Review"
    std::vector<Change> changes;
    Undoable undoable = Undoable::Yes;
};

//! What the store answers once the gesture is safe on the disk.
struct EditReceipt {
    GroupId group;
    std::vector<RowKey> created; //!< in the order of the creates
    std::vector<OpId> ops; //!< one for each change that was recorded
    QString note {}; //!< what was left out or merged and why, as a sentence; empty: nothing
};

enum class OutboxState : quint8 { Waiting = 1, Sent = 2, Answered = 3, Refused = 4, Parked = 5, Held = 6 };

//! An edit that the server has not confirmed.
struct OutboxEntry {
    qint64 id = 0; //!< ascending in the order of the edits: also a valid order of dependencies
    OpId op;
    GroupId group;
    GroupId gesture; //!< its first group: a gesture too large for one request is several, shown as one
    RowKey workspace;
    Entity entity;
    RowKey row;
    Action action;
    QJsonObject fields; //!< new values; references are keys
    QJsonObject base; //!< {field: {"value": v, "seq": n}}, set at the field's first edit, never moved by a pull
    QString text; //!< the gesture in words
    qint64 wallMicros = 0; //!< when, by the wall clock, microseconds since 1970 UTC
    qint64 steadyMicros = 0; //!< the same moment by the monotonic clock
    QString boot; //!< the boot in which steadyMicros counts
    int schema = 1;
    OutboxState state = OutboxState::Waiting;
    int attempts = 0;
    qint64 nextAttemptMicros = 0; //!< wall clock; 0: at once
    QString lastErrorCode;
    QString lastError; //!< a sentence
};

//! A gesture that has no place in the outbox any more and is kept for the person: to export, to put back, or
//! to dismiss.
struct KeptGesture {
    GroupId group; //!< its handle
    Uid workspace;
    QString workspaceName;
    QString reason; //!< "revoked" or "deleted": the access, or the workspace itself; "backup": the server lost it; "discarded": by the person; "verify": the server had lost the row
    qint64 movedMicros = 0; //!< wall clock
    bool exported = false;
    QString text; //!< the gesture in words
    std::vector<QJsonObject> edits; //!< as in an export, with uids in the place of keys
};

} // namespace convoy
