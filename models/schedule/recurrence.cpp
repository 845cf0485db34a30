#include "schedule/recurrence.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <libical/ical.h>

#include <memory>

namespace convoy::schedule {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Recurrence)
};

icaltimetype toIcal(QDate date)
{
    icaltimetype time {}; // icaltime_null_date() has an hour of -1, over which the iterator never gets
    time.is_date = 1;
    time.year = date.year();
    time.month = date.month();
    time.day = date.day();
    return time;
}

QDate fromIcal(const icaltimetype& time) { return icaltime_is_null_time(time) ? QDate() : QDate(time.year, time.month, time.day); }

icalrecurrencetype parse(const QString& rule)
{
    icalerror_set_errors_are_fatal(0); // a person types rules
    return icalrecurrencetype_from_string(rule.toUtf8().constData());
}

QString text(icalrecurrencetype& rule)
{
    const std::unique_ptr<char, decltype(&std::free)> words(icalrecurrencetype_as_string_r(&rule), &std::free);
    return QString::fromLatin1(words.get());
}

bool isSet(const short* values) { return values[0] != ICAL_RECURRENCE_ARRAY_MAX; }

bool isByDays(const icalrecurrencetype& rule)
{
    const bool known = rule.freq == ICAL_DAILY_RECURRENCE || rule.freq == ICAL_WEEKLY_RECURRENCE
        || rule.freq == ICAL_MONTHLY_RECURRENCE || rule.freq == ICAL_YEARLY_RECURRENCE;
    return known && !isSet(rule.by_hour) && !isSet(rule.by_minute) && !isSet(rule.by_second);
}

//! The rule's end as a date; the moment of an UNTIL in UTC belongs to a day only in some zone.
void endOnDay(icalrecurrencetype& rule, const QString& zone)
{
    if (icaltime_is_null_time(rule.until) || rule.until.is_date)
        return;
    QDate day = fromIcal(rule.until);
    if (icaltime_is_utc(rule.until)) {
        const QTimeZone known(zone.toLatin1());
        const QDateTime moment(day, QTime(rule.until.hour, rule.until.minute, rule.until.second), Qt::UTC);
        day = moment.toTimeZone(known.isValid() ? known : QTimeZone::systemTimeZone()).date();
    }
    rule.until = toIcal(day);
}

template <class Wanted>
QDate find(const icalrecurrencetype& rule, QDate start, Wanted wanted)
{
    const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> dates(
        icalrecur_iterator_new(rule, toIcal(start)), &icalrecur_iterator_free);
    if (!dates)
        return {};
    for (QDate date = fromIcal(icalrecur_iterator_next(dates.get())); date.isValid(); date = fromIcal(icalrecur_iterator_next(dates.get()))) {
        if (wanted(date))
            return date;
    }
    return {};
}

} // namespace

Result<QString> canonicalRule(const QString& typed)
{
    QString rule = typed.trimmed().toUpper();
    if (rule.startsWith("RRULE:"_L1))
        rule.remove(0, 6);
    icalrecurrencetype read = parse(rule);
    if (read.freq == ICAL_NO_RECURRENCE)
        return Error { Error::Kind::Invalid,
            Words::tr("\"%1\" is no repetition; \"every 2 weeks\" is one, or FREQ=WEEKLY;BYDAY=MO.").arg(typed.trimmed()) };
    if (!isByDays(read))
        return Error { Error::Kind::Invalid, Words::tr("Tasks repeat by day, week, month or year, not within a day.") };
    if (!firstDate(rule, QDate(2000, 1, 1)).isValid())
        return Error { Error::Kind::Invalid, Words::tr("No day fits \"%1\".").arg(typed.trimmed()) };
    return text(read);
}

QDate firstDate(const QString& rule, QDate from)
{
    icalrecurrencetype read = parse(rule);
    if (!isByDays(read) || !from.isValid())
        return {};
    endOnDay(read, {});
    return find(read, from, [from](QDate date) { return date >= from; });
}

NextDate nextDate(const QString& rule, QDate date, const QString& zone)
{
    icalrecurrencetype read = parse(rule);
    if (!isByDays(read) || !date.isValid() || read.count == 1)
        return {};
    const int left = read.count > 1 ? read.count - 1 : 0;
    read.count = 0; // this occurrence may be off the rule; it is one of the counted all the same
    icalrecurrencetype expanded = read;
    endOnDay(expanded, zone);
    const QDate next = find(expanded, date, [date](QDate each) { return each > date; });
    if (!next.isValid())
        return {};
    read.count = left;
    return { next, text(read) };
}

namespace {

QString ordinal(int number)
{
    if (number == -1)
        return Words::tr("last");
    const int tens = number % 100;
    const int ones = number % 10;
    const QString end = tens >= 11 && tens <= 13 ? u"th"_s : ones == 1 ? u"st"_s : ones == 2 ? u"nd"_s : ones == 3 ? u"rd"_s : u"th"_s;
    return QString::number(number) + end;
}

QString list(const QStringList& items)
{
    if (items.size() < 2)
        return items.join(QString());
    return Words::tr("%1 and %2", "the last of a list").arg(items.mid(0, items.size() - 1).join(u", "_s), items.back());
}

QString howOften(const icalrecurrencetype& rule)
{
    const int n = rule.interval;
    switch (rule.freq) {
    case ICAL_DAILY_RECURRENCE: return n == 1 ? Words::tr("Every day") : Words::tr("Every %1 days").arg(n);
    case ICAL_WEEKLY_RECURRENCE: return n == 1 ? Words::tr("Every week") : Words::tr("Every %1 weeks").arg(n);
    case ICAL_MONTHLY_RECURRENCE: return n == 1 ? Words::tr("Every month") : Words::tr("Every %1 months").arg(n);
    default: return n == 1 ? Words::tr("Every year") : Words::tr("Every %1 years").arg(n);
    }
}

struct Days {
    QStringList names;
    QList<int> numbers; //!< 1 = Monday
};

Days daysOf(const icalrecurrencetype& rule)
{
    Days days;
    for (int i = 0; i < ICAL_BY_DAY_SIZE && rule.by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i) {
        const int weekday = (icalrecurrencetype_day_day_of_week(rule.by_day[i]) + 5) % 7 + 1;
        const int position = icalrecurrencetype_day_position(rule.by_day[i]);
        QString name = QLocale().dayName(weekday);
        if (position != 0)
            name = Words::tr("the %1 %2", "the 2nd Tuesday").arg(ordinal(position), name);
        days.names.append(name);
        days.numbers.append(position == 0 ? weekday : 0);
    }
    return days;
}

QStringList numbersOf(const short* values)
{
    QStringList numbers;
    for (int i = 0; values[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i)
        numbers.append(values[i] == -1 ? Words::tr("the last day") : Words::tr("the %1", "the 15th").arg(ordinal(values[i])));
    return numbers;
}

QString ending(const icalrecurrencetype& rule)
{
    if (rule.count == 1)
        return Words::tr(", for the last time");
    if (rule.count > 1)
        return Words::tr(", %1 more times").arg(rule.count);
    if (!icaltime_is_null_time(rule.until))
        return Words::tr(", until %1").arg(QLocale().toString(fromIcal(rule.until), u"d MMM yyyy"_s));
    return {};
}

bool isBeyondWords(const icalrecurrencetype& rule)
{
    bool odd = isSet(rule.by_year_day) || isSet(rule.by_week_no) || isSet(rule.by_set_pos) || !isByDays(rule);
    for (int i = 0; i < ICAL_BY_MONTHDAY_SIZE && rule.by_month_day[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i)
        odd = odd || rule.by_month_day[i] < -1;
    odd = odd || (isSet(rule.by_month) && rule.freq != ICAL_YEARLY_RECURRENCE);
    return odd || (isSet(rule.by_day) && isSet(rule.by_month_day));
}

} // namespace

QString recurrenceWords(const QString& rule)
{
    if (rule.isEmpty())
        return {};
    const icalrecurrencetype read = parse(rule);
    if (isBeyondWords(read))
        return rule;
    QString words = howOften(read);
    const Days days = daysOf(read);
    QStringList monthDays = numbersOf(read.by_month_day);
    if (read.freq == ICAL_WEEKLY_RECURRENCE && read.interval == 1 && days.numbers == QList<int> { 1, 2, 3, 4, 5 })
        return Words::tr("Every weekday") + ending(read);
    QStringList months;
    for (int i = 0; read.by_month[i] != ICAL_RECURRENCE_ARRAY_MAX; ++i)
        months.append(QLocale().monthName(read.by_month[i]));
    const QStringList on = days.names.isEmpty() ? monthDays : days.names;
    if (read.freq == ICAL_YEARLY_RECURRENCE && !months.isEmpty() && days.names.isEmpty() && monthDays.size() == 1 && read.by_month_day[0] > 0)
        words = Words::tr("%1 on %2 %3", "every year, a day, a month").arg(words).arg(read.by_month_day[0]).arg(list(months));
    else if (!on.isEmpty())
        words = Words::tr("%1 on %2").arg(words, list(on));
    if (!months.isEmpty() && !(days.names.isEmpty() && monthDays.size() == 1 && read.by_month_day[0] > 0))
        words = Words::tr("%1 in %2").arg(words, list(months));
    return words + ending(read);
}

} // namespace convoy::schedule
