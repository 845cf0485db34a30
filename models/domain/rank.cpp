#include "domain/rank.h"

#include <QRandomGenerator>

namespace convoy {

namespace {

constexpr QLatin1String digits("0123456789abcdefghijklmnopqrstuvwxyz");

int digitAt(const QString& rank, qsizetype index, int otherwise)
{
    return index < rank.size() ? int(digits.indexOf(rank[index])) : otherwise;
}

} // namespace

QString rankBetween(const QString& before, const QString& after)
{
    QString rank;
    bool belowAfter = after.isEmpty(); // once a digit is below after's, the rest is free
    for (qsizetype i = 0;; ++i) {
        const int low = digitAt(before, i, 0);
        const int high = belowAfter ? int(digits.size()) : digitAt(after, i, 0);
        if (high - low > 1) {
            // At an open end small steps leave room: halving would use up a digit every five insertions.
            const int step = after.isEmpty() && i < before.size() ? 1 : (high - low) / 2;
            rank += QChar(digits[low + step]);
            break;
        }
        rank += QChar(digits[low]);
        belowAfter = belowAfter || low < high;
        if (i > before.size() + after.size())
            break; // before >= after: ranks of a damaged row; stay after `before`
    }
    for (int i = 0; i < 3; ++i)
        rank += QChar(digits[QRandomGenerator::global()->bounded(1, int(digits.size()))]);
    return rank;
}

} // namespace convoy
