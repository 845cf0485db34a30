#pragma once

#include "domain/change.h"
#include "domain/result.h"
#include "store/taskquery.h"

#include <QJsonValue>

namespace convoy::store {

class Reads;

//! What a person decides about a value of theirs that lost.
enum class Keep : quint8 { Mine, Theirs, Both };

[[nodiscard]] QString keepText(Keep keep); //!< as stored: mine, theirs, both
[[nodiscard]] std::optional<Keep> keepFromText(QStringView text);

//! Two texts or two sets can both stay; of everything else there is one.
[[nodiscard]] bool canKeepBoth(const ConflictItem& item);

//! The name of the row that an entry is about: a task's title, a project's name, the beginning of a comment.
[[nodiscard]] QString subjectOf(const Reads& reads, const ConflictItem& item);

//! The entry and those that were decided together with it: the fields of its group (placement, due) of the same row.
[[nodiscard]] Result<std::vector<ConflictItem>> decidedTogether(const Reads& reads, const ConflictItem& item);

//! The decision as an ordinary gesture: undoable, synced, and made having seen the value that stands, so that it beats it
//! whatever the clocks. Closes the entries; keeping "theirs" leaves the row as it is. One sentence when it cannot be done.
[[nodiscard]] Result<Gesture> reviewed(const Reads& reads, const std::vector<ConflictItem>& items, Keep keep);

//! The same with a value of the person's own making, as on the wire.
[[nodiscard]] Result<Gesture> reviewedWith(const Reads& reads, const ConflictItem& item, const QJsonValue& value);

} // namespace convoy::store
