#pragma once

#include <QDate>
#include <QTime>

#include <optional>

namespace convoy::cli {

struct DueWords {
    QDate date;
    QTime time; //!< invalid: the whole day
};

//! 2026-12-24, today, tomorrow, yesterday, +3d, -1w, +2m, and what quick add understands (friday, next week, 12 dec);
//! nothing when it is none of these.
[[nodiscard]] std::optional<QDate> dateFromWords(const QString& words, QDate today);

//! A date, and behind it perhaps a time of day: "tomorrow 17:00", "2026-12-24T09:30".
[[nodiscard]] std::optional<DueWords> dueFromWords(const QString& words, QDate today);

} // namespace convoy::cli
