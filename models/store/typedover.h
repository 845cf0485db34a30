#pragma once

#include "domain/change.h"

#include <functional>

namespace convoy::store {

//! Two edits of one text brought together.
struct MergedText {
    QString text;
    bool overlap = false; //!< both touched the same lines: both stand there, one below the other
};

//! Merges what was typed and what came in meanwhile, which began from the same text. Given by who knows how
//! (merge::mergeKeepingBoth).
using TextMerge = std::function<MergedText(const QString& started, const QString& mine, const QString& theirs)>;

//! For each text of the change that was begun on another value than the row has now: what both come to, in place of what was
//! typed. A sentence when anything was merged, else empty. Without a merge both texts are kept whole.
[[nodiscard]] QString mergeTypedOver(Change& change, const QJsonObject& rowFields, const TextMerge& merge);

} // namespace convoy::store
