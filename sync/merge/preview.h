#pragma once

#include "domain/exchange.h"

#include <map>
#include <utility>
#include <vector>

namespace convoy::merge {

//! The diamond that every field goes through. The server decides it (sync_push, under the head lock); this is the same
//! decision as a pure function, for the dry run and for the test that compares the two.
//!
//!                 base {value, seq}: what the person saw
//!                   |                          |
//!   mine {value, stamp, device}    theirs {value, seq, stamp, device}: the server now
//!                   |                          |
//!                 one value, and perhaps a recorded loser
//!
//! Theirs is a conflict only when the edit was made without having seen it AND the values differ; what was made having
//! seen a value beats it, whatever the clocks. Seen is what the base is as new as, and this device's own earlier value.

//! One field as it stands on the server.
struct ServerField {
    QJsonValue value;
    qint64 seq = 0;
    QString stamp {}; //!< when that value was made, in server time
    QString device {}; //!< which device made it; breaks ties
    qint64 baseSeq = 0; //!< the base on which that value was made
    QString user {}; //!< whose it is
    bool asMade = false; //!< never changed since the row was made
    std::vector<std::pair<QString, QString>> also {}; //!< of a deletion: who else wanted it, device and user
};

//! A pending edit, as it would go on the wire.
struct PendingEdit {
    Entity entity = Entity::Task;
    QJsonObject fields;
    QJsonObject base; //!< {field: {"value": v, "seq": n}}
    QString stamp;
    QString device;
    QStringList overlaps {}; //!< text fields whose merge failed: the server's text stands
    Action action = Action::Update; //!< Update, Delete or Restore
    QString user {}; //!< who makes it
};

//! A value that is kept for the person it belonged to.
struct Loss {
    QString field;
    QString rule;
    QString user;
    QJsonValue base;
    QJsonValue mine; //!< what lost
    QJsonValue theirs; //!< what stands
};

struct Preview {
    OpOutcome outcome = OpOutcome::Applied; //!< Applied, Merged, Conflict, Rebase, GoneRow or Error (refused)
    QJsonObject values {}; //!< what the edit's fields come to; with Rebase: empty, nothing is done yet
    QStringList lost {}; //!< fields of mine that lose: kept for review
    QStringList beaten {}; //!< fields where theirs loses: kept for review by the person it belongs to
    QStringList rebase {}; //!< text fields to be merged here first
    bool combined = false; //!< a set came out as neither side had it
    bool inTrash = false; //!< where the row is afterwards
    bool broughtBack = false; //!< content that had not seen the deletion
    std::vector<Loss> losses {}; //!< what sync_conflicts will have
};

//! By field; `deleted_at` is one of them. Empty: the server has no such row.
using ServerRow = std::map<QString, ServerField>;

[[nodiscard]] Preview preview(const PendingEdit& edit, const ServerRow& server);

//! Additions and removals of both sides, element by element; sorted.
[[nodiscard]] QJsonArray mergedSets(const QJsonValue& base, const QJsonValue& mine, const QJsonValue& theirs);

} // namespace convoy::merge
