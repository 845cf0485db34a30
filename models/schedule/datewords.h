#pragma once

#include <QDate>
#include <QStringView>
#include <QTime>

#include <optional>
#include <vector>

namespace convoy::schedule {

//! A word of a line, where it stands.
struct Word {
    qsizetype start = 0;
    QStringView text;
};

template <class T>
struct Read {
    T value;
    size_t words = 1; //!< how many words it took
};

//! A date beginning at words[at]: today, tomorrow, fri, friday, next week, next fri, in 3 days, 12 dec, dec 12, 2026-12-24.
//! Days of the week mean the next such day after today; a day and month that have passed mean next year's.
[[nodiscard]] std::optional<Read<QDate>> readDate(const std::vector<Word>& words, size_t at, QDate today);

//! A time of day: 17:00, 9:30, 5pm, 5:30pm, "at 17:00".
[[nodiscard]] std::optional<Read<QTime>> readTime(const std::vector<Word>& words, size_t at);

//! 1 (Monday) to 7 of "mon" or "monday", 1 to 12 of "dec" or "december", the number of "12", "12th" or "12."; else 0.
[[nodiscard]] int weekdayOf(QStringView word);
[[nodiscard]] int monthOf(QStringView word);
[[nodiscard]] int dayNumber(QStringView word);

//! A repetition beginning at words[at]: every day, every other week, every 3 months, every weekday, every mon and fri, every 2 weeks
//! on tue, every month on the 15th, every month on the last day, every 15th, every year on 12 dec, every 12 dec. An RRULE.
[[nodiscard]] std::optional<Read<QString>> readRecurrence(const std::vector<Word>& words, size_t at);

} // namespace convoy::schedule
