#include "dates.h"

#include "schedule/datewords.h"

#include <QRegularExpression>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<QDate> relativeDate(const QString& word, QDate today)
{
    static const QRegularExpression pattern(u"^([+-])(\\d{1,5})([dwmy])$"_s);
    if (word == "yesterday"_L1)
        return today.addDays(-1);
    const auto match = pattern.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    const int count = match.captured(2).toInt() * (match.captured(1) == "-"_L1 ? -1 : 1);
    switch (match.captured(3).front().unicode()) {
    case u'd':
        return today.addDays(count);
    case u'w':
        return today.addDays(qint64(7) * count);
    case u'm':
        return today.addMonths(count);
    default:
        return today.addYears(count);
    }
}

std::vector<schedule::Word> splitWords(const QString& text)
{
    std::vector<schedule::Word> words;
    for (const QStringView each : QStringView(text).split(u' ', Qt::SkipEmptyParts))
        words.push_back({ each.data() - text.constData(), each });
    return words;
}

std::optional<schedule::Read<QDate>> readAnyDate(const std::vector<schedule::Word>& words, QDate today)
{
    if (words.empty())
        return std::nullopt;
    if (const auto date = relativeDate(words.front().text.toString(), today))
        return schedule::Read<QDate> { *date, 1 };
    return schedule::readDate(words, 0, today);
}

} // namespace

std::optional<QDate> dateFromWords(const QString& words, QDate today)
{
    const auto due = dueFromWords(words, today);
    return due && !due->time.isValid() ? std::optional(due->date) : std::nullopt;
}

std::optional<DueWords> dueFromWords(const QString& words, QDate today)
{
    static const QRegularExpression isoMoment(u"^(\\d{4}-\\d{2}-\\d{2})t(\\d)"_s);
    QString text = words.toLower();
    text.replace(isoMoment, u"\\1 \\2"_s);
    const std::vector<schedule::Word> parts = splitWords(text);
    const auto date = readAnyDate(parts, today);
    if (!date || !date->value.isValid())
        return std::nullopt;
    if (date->words == parts.size())
        return DueWords { date->value, {} };
    const auto time = schedule::readTime(parts, date->words);
    if (!time || date->words + time->words != parts.size())
        return std::nullopt;
    return DueWords { date->value, time->value };
}

} // namespace convoy::cli
