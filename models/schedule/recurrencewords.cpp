#include "schedule/datewords.h"
#include "schedule/recurrence.h"

#include <array>

namespace convoy::schedule {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array codes { "MO"_L1, "TU"_L1, "WE"_L1, "TH"_L1, "FR"_L1, "SA"_L1, "SU"_L1 };

bool is(QStringView word, QLatin1StringView other) { return word.compare(other, Qt::CaseInsensitive) == 0; }

//! Walks over the words behind "every". Lives for one call of readRecurrence.
class Reader final {
public:
    Reader(const std::vector<Word>& words, size_t at)
        : m_words(words)
        , m_at(at)
    {
    }

    QString rule()
    {
        QString text = weekdays();
        if (text.isEmpty())
            text = dayOfYear();
        if (text.isEmpty())
            text = dayOfMonth();
        if (!text.isEmpty())
            return (text.contains(u"BYMONTH="_s) ? u"FREQ=YEARLY;"_s : text.startsWith(u"BYMONTHDAY"_s) ? u"FREQ=MONTHLY;"_s : u"FREQ=WEEKLY;"_s)
                + text;
        return byUnit();
    }
    [[nodiscard]] size_t at() const { return m_at; }

private:
    [[nodiscard]] QStringView word(size_t ahead = 0) const
    {
        return m_at + ahead < m_words.size() ? m_words[m_at + ahead].text : QStringView();
    }

    bool take(QLatin1StringView wanted)
    {
        const bool found = is(word(), wanted);
        m_at += found ? 1 : 0;
        return found;
    }

    //! "monday", "mon and fri", "tue, thu and sat", "weekday", "weekend".
    QString weekdays()
    {
        if (take("weekday"_L1) || take("workday"_L1) || take("weekdays"_L1))
            return u"BYDAY=MO,TU,WE,TH,FR"_s;
        if (take("weekend"_L1) || take("weekends"_L1))
            return u"BYDAY=SA,SU"_s;
        QStringList days;
        for (size_t ahead = 0;;) {
            const bool joins = !days.isEmpty() && is(word(ahead), "and"_L1);
            QStringView day = word(ahead + (joins ? 1 : 0));
            const bool comma = day.endsWith(u',');
            if (comma)
                day.chop(1);
            const int weekday = weekdayOf(day);
            if (!weekday)
                break;
            days.append(codes[size_t(weekday) - 1]);
            m_at += (joins ? 2 : 1);
            if (!comma && !is(word(), "and"_L1))
                break;
        }
        return days.isEmpty() ? QString() : u"BYDAY="_s + days.join(u',');
    }

    //! "15th", "the 15th", "the last day".
    QString dayOfMonth()
    {
        const size_t start = m_at;
        take("the"_L1);
        if (take("last"_L1) && take("day"_L1))
            return u"BYMONTHDAY=-1"_s;
        const QStringView typed = word();
        const int day = dayNumber(typed);
        if (day >= 1 && day <= 31 && (typed.back().isLetter() || m_at > start)) {
            ++m_at;
            return u"BYMONTHDAY=%1"_s.arg(day);
        }
        m_at = start;
        return {};
    }

    //! "12 dec", "dec 12".
    QString dayOfYear()
    {
        const int month = std::max(monthOf(word()), monthOf(word(1)));
        const int day = std::max(dayNumber(word()), dayNumber(word(1)));
        if (!month || !day || !QDate(2000, month, day).isValid()) // a leap year: 29 February is a day
            return {};
        m_at += 2;
        return u"BYMONTH=%1;BYMONTHDAY=%2"_s.arg(month).arg(day);
    }

    //! "day", "other week", "2 weeks on mon", "month on the 15th", "year on 12 dec".
    QString byUnit()
    {
        int interval = 1;
        if (take("other"_L1)) {
            interval = 2;
        } else if (const int typed = word().toInt(); typed > 0 && typed < 1000) {
            interval = typed;
            ++m_at;
        }
        QString text;
        if (take("day"_L1) || take("days"_L1))
            text = u"FREQ=DAILY"_s;
        else if (take("week"_L1) || take("weeks"_L1))
            text = u"FREQ=WEEKLY"_s + on(&Reader::weekdays);
        else if (take("month"_L1) || take("months"_L1))
            text = u"FREQ=MONTHLY"_s + on(&Reader::dayOfMonth);
        else if (take("year"_L1) || take("years"_L1))
            text = u"FREQ=YEARLY"_s + on(&Reader::dayOfYear);
        else if (interval == 2 && weekdayOf(word()))
            text = u"FREQ=WEEKLY;"_s + weekdays(); // every other friday
        if (!text.isEmpty() && interval > 1)
            text.insert(text.indexOf(u';') < 0 ? text.size() : text.indexOf(u';'), u";INTERVAL=%1"_s.arg(interval));
        return text;
    }

    QString on(QString (Reader::*days)())
    {
        const size_t start = m_at;
        if (!take("on"_L1))
            return {};
        const QString text = (this->*days)();
        if (text.isEmpty())
            m_at = start;
        return text.isEmpty() ? text : QString(u";"_s + text);
    }

    const std::vector<Word>& m_words;
    size_t m_at;
};

} // namespace

std::optional<Read<QString>> readRecurrence(const std::vector<Word>& words, size_t at)
{
    static constexpr std::pair<QLatin1StringView, QLatin1StringView> single[] { { "daily"_L1, "FREQ=DAILY"_L1 },
        { "weekly"_L1, "FREQ=WEEKLY"_L1 }, { "monthly"_L1, "FREQ=MONTHLY"_L1 }, { "yearly"_L1, "FREQ=YEARLY"_L1 } };
    const bool isOnly = words.size() == 1; // in a title "daily report" is a name
    for (const auto& [name, rule] : single) {
        if (isOnly && is(words[at].text, name))
            return Read<QString> { QString(rule), 1 };
    }
    if (!is(words[at].text, "every"_L1) && !is(words[at].text, "each"_L1))
        return {};
    Reader reader(words, at + 1);
    const auto rule = canonicalRule(reader.rule());
    if (!rule)
        return {};
    return Read<QString> { *rule, reader.at() - at };
}

Result<QString> ruleFromText(const QString& text)
{
    std::vector<Word> words;
    for (const QStringView each : QStringView(text).split(u' ', Qt::SkipEmptyParts))
        words.push_back({ each.data() - text.constData(), each });
    if (!words.empty()) {
        const auto read = readRecurrence(words, 0);
        if (read && read->words == words.size())
            return read->value;
    }
    return canonicalRule(text);
}

} // namespace convoy::schedule
