#pragma once

#include <QString>

namespace convoy {

//! The largest value a person may type into one field, in UTF-8 bytes; more is refused when typed.
inline constexpr qsizetype maxValueBytes = 256 * 1024;

//! Text as it may enter the outbox: NUL and lone surrogates, which the server refuses, are replaced by U+FFFD.
[[nodiscard]] QString cleanText(const QString& text);

//! A single line for titles and names: cleaned, line breaks and tabs to spaces, trimmed.
[[nodiscard]] QString cleanLine(const QString& text);

} // namespace convoy
