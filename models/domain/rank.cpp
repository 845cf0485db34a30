#include "domain/rank.h"

#include <QRandomGenerator>

namespace convoy {

namespace {

constexpr QLatin1String digits("0123456789abcdefghijklmnopqrstuvwxyz");

int digitAt(const QString& rank, qsizetype index, int otherwise)
{
    return index < rank.size() ? int(digits.indexOf(rank[index])) : otherwise;
}

//! The first digits count whole steps: lists grow at their ends, and there a step costs no further digit.
constexpr qsizetype wholeDigits = 4;

QString step(const QString& rank, int by)
{
    QString whole = rank.left(wholeDigits);
    for (qsizetype i = whole.size() - 1; whole.size() == wholeDigits && i >= 0; --i) {
        const int digit = digitAt(whole, i, 0) + by;
        if (digit >= 0 && digit < digits.size()) {
            whole[i] = QChar(digits[digit]);
            return whole;
        }
        whole[i] = QChar(digits[by > 0 ? 0 : digits.size() - 1]);
    }
    return {}; // no whole step left at this end
}

QString between(const QString& before, const QString& after)
{
    QString rank;
    bool belowAfter = after.isEmpty(); // once a digit is below after's, the rest is free
    for (qsizetype i = 0; i <= before.size() + after.size(); ++i) {
        const int low = digitAt(before, i, 0);
        const int high = belowAfter ? int(digits.size()) : digitAt(after, i, 0);
        if (high - low > 1)
            return rank + QChar(digits[low + (high - low) / 2]);
        rank += QChar(digits[low]);
        belowAfter = belowAfter || low < high;
    }
    return rank; // before >= after: ranks of a damaged row; stay behind `before`
}

} // namespace

QString rankBetween(const QString& before, const QString& after)
{
    QString rank;
    if (before.isEmpty() && after.isEmpty())
        rank = QStringLiteral("i000");
    else if (after.isEmpty())
        rank = step(before, 1);
    else if (before.isEmpty())
        rank = step(after, -1);
    if (rank.isEmpty())
        rank = between(before, after);
    for (int i = 0; i < 3; ++i)
        rank += QChar(digits[QRandomGenerator::global()->bounded(1, int(digits.size()))]);
    return rank;
}

} // namespace convoy
