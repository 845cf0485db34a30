#pragma once

#include <QString>

namespace convoy::merge {

struct TextMerge {
    QString text; //!< the merged text; with an overlap: theirs, or both one below the other where that was asked for
    bool overlap = false; //!< both changed the same lines: a person has to look
};

//! Merges two edits of one text that started from the same base, line by line, as git does it. Pure. Store thread.
[[nodiscard]] TextMerge mergeTexts(const QString& base, const QString& mine, const QString& theirs);

//! The same for a person who is not to be asked: where both changed the same lines, both stand there, theirs first.
[[nodiscard]] TextMerge mergeKeepingBoth(const QString& base, const QString& mine, const QString& theirs);

} // namespace convoy::merge
