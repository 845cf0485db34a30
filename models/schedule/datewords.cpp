#include "schedule/datewords.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace convoy::schedule {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array months { "jan"_L1, "feb"_L1, "mar"_L1, "apr"_L1, "may"_L1, "jun"_L1, "jul"_L1, "aug"_L1, "sep"_L1,
    "oct"_L1, "nov"_L1, "dec"_L1 };
constexpr std::array fullMonths { "january"_L1, "february"_L1, "march"_L1, "april"_L1, "may"_L1, "june"_L1, "july"_L1,
    "august"_L1, "september"_L1, "october"_L1, "november"_L1, "december"_L1 };
constexpr std::array days { "mon"_L1, "tue"_L1, "wed"_L1, "thu"_L1, "fri"_L1, "sat"_L1, "sun"_L1 };
constexpr std::array fullDays { "monday"_L1, "tuesday"_L1, "wednesday"_L1, "thursday"_L1, "friday"_L1, "saturday"_L1,
    "sunday"_L1 };

bool is(QStringView word, QLatin1StringView other) { return word.compare(other, Qt::CaseInsensitive) == 0; }

template <size_t N>
int indexIn(const std::array<QLatin1StringView, N>& names, QStringView word)
{
    for (size_t i = 0; i < N; ++i) {
        if (is(word, names[i]))
            return int(i) + 1;
    }
    return 0;
}

QStringView wordAt(const std::vector<Word>& words, size_t at) { return at < words.size() ? words[at].text : QStringView(); }

QDate nextDay(QDate today, int day)
{
    const int ahead = (day - today.dayOfWeek() + 7) % 7;
    return today.addDays(ahead == 0 ? 7 : ahead);
}

QDate inYear(int year, int month, int day, QDate today)
{
    const QDate date(year ? year : today.year(), month, day);
    if (date.isValid() && !year && date < today)
        return QDate(today.year() + 1, month, day);
    return date;
}

//! "12 dec", "dec 12", each perhaps with a year behind it.
std::optional<Read<QDate>> readDayAndMonth(const std::vector<Word>& words, size_t at, QDate today)
{
    const QStringView first = wordAt(words, at);
    const QStringView second = wordAt(words, at + 1);
    const int month = std::max(monthOf(first), monthOf(second));
    const int day = std::max(dayNumber(first), dayNumber(second));
    if (!month || !day || (monthOf(first) && monthOf(second)))
        return {};
    const QStringView third = wordAt(words, at + 2);
    const int year = third.size() == 4 ? third.toInt() : 0;
    const bool withYear = year >= 2000 && year < 2200;
    const QDate date = inYear(withYear ? year : 0, month, day, today);
    if (!date.isValid())
        return {};
    return Read<QDate> { date, withYear ? 3u : 2u };
}

//! "in 3 days", "in a week", "in 2 months".
std::optional<Read<QDate>> readAhead(const std::vector<Word>& words, size_t at, QDate today)
{
    const QStringView amount = wordAt(words, at + 1);
    const QStringView unit = wordAt(words, at + 2);
    const int count = is(amount, "a"_L1) || is(amount, "one"_L1) ? 1 : amount.toInt();
    if (count < 1 || count > 999)
        return {};
    if (is(unit, "day"_L1) || is(unit, "days"_L1))
        return Read<QDate> { today.addDays(count), 3 };
    if (is(unit, "week"_L1) || is(unit, "weeks"_L1))
        return Read<QDate> { today.addDays(7 * count), 3 };
    if (is(unit, "month"_L1) || is(unit, "months"_L1))
        return Read<QDate> { today.addMonths(count), 3 };
    return {};
}

//! "next week" is the coming Monday, "next month" its first day, "next fri" the Friday of next week.
std::optional<Read<QDate>> readNext(QStringView unit, QDate today)
{
    const QDate monday = nextDay(today, 1);
    if (is(unit, "week"_L1))
        return Read<QDate> { monday, 2 };
    if (is(unit, "month"_L1))
        return Read<QDate> { QDate(today.year(), today.month(), 1).addMonths(1), 2 };
    if (const int day = weekdayOf(unit))
        return Read<QDate> { monday.addDays(day - 1), 2 };
    return {};
}

} // namespace

int monthOf(QStringView word) { return std::max(indexIn(months, word), indexIn(fullMonths, word)); }
int weekdayOf(QStringView word) { return std::max(indexIn(days, word), indexIn(fullDays, word)); }

int dayNumber(QStringView word)
{
    static const QRegularExpression form(u"^(\\d{1,2})(st|nd|rd|th|\\.)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(word);
    return match.hasMatch() ? match.capturedView(1).toInt() : 0;
}

std::optional<Read<QDate>> readDate(const std::vector<Word>& words, size_t at, QDate today)
{
    const QStringView word = wordAt(words, at);
    if (is(word, "today"_L1))
        return Read<QDate> { today, 1 };
    if (is(word, "tomorrow"_L1))
        return Read<QDate> { today.addDays(1), 1 };
    if (is(word, "in"_L1))
        return readAhead(words, at, today);
    if (is(word, "next"_L1))
        return readNext(wordAt(words, at + 1), today);
    if (const int day = weekdayOf(word))
        return Read<QDate> { nextDay(today, day), 1 };
    if (word.size() == 10) {
        if (const QDate date = QDate::fromString(word.toString(), Qt::ISODate); date.isValid())
            return Read<QDate> { date, 1 };
    }
    return readDayAndMonth(words, at, today);
}

std::optional<Read<QTime>> readTime(const std::vector<Word>& words, size_t at)
{
    if (is(wordAt(words, at), "at"_L1)) {
        auto later = at + 1 < words.size() ? readTime(words, at + 1) : std::nullopt;
        if (later)
            ++later->words;
        return later;
    }
    static const QRegularExpression form(u"^(\\d{1,2})(?::(\\d{2}))?(am|pm)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(wordAt(words, at));
    if (!match.hasMatch() || (!match.hasCaptured(2) && !match.hasCaptured(3)))
        return {};
    int hour = match.capturedView(1).toInt();
    const QStringView half = match.capturedView(3);
    if (!half.isEmpty() && (hour < 1 || hour > 12))
        return {};
    if (is(half, "pm"_L1) && hour < 12)
        hour += 12;
    if (is(half, "am"_L1) && hour == 12)
        hour = 0;
    const QTime time(hour, match.capturedView(2).toInt());
    if (!time.isValid())
        return {};
    return Read<QTime> { time, 1 };
}

} // namespace convoy::schedule
