#include "ui/syncview/worddiff.h"

#include <QStringList>

#include <algorithm>

namespace convoy::ui {

namespace {

constexpr qsizetype mostCells = 4'000'000; // of the table of lengths: some ten milliseconds

//! Words and what is between them, each with its spaces behind it, so that nothing gets lost.
QStringList wordsOf(const QString& text)
{
    QStringList words;
    qsizetype from = 0;
    for (qsizetype i = 1; i <= text.size(); ++i) {
        if (i == text.size() || (text[i - 1].isSpace() && !text[i].isSpace())) {
            words.append(text.mid(from, i - from));
            from = i;
        }
    }
    return words;
}

bool sameWord(const QString& a, const QString& b) { return a == b || QStringView(a).trimmed() == QStringView(b).trimmed(); }

void add(std::vector<DiffSpan>& spans, const QString& word, bool shared)
{
    if (!spans.empty() && spans.back().shared == shared)
        spans.back().text.append(word);
    else
        spans.push_back({ word, shared });
}

//! The lengths of the longest common sequences of all ends of both lists.
std::vector<int> lengthsOf(const QStringList& left, const QStringList& right)
{
    const auto columns = size_t(right.size()) + 1;
    std::vector<int> lengths((size_t(left.size()) + 1) * columns);
    for (qsizetype i = left.size() - 1; i >= 0; --i) {
        for (qsizetype j = right.size() - 1; j >= 0; --j) {
            const auto at = size_t(i) * columns + size_t(j);
            lengths[at] = sameWord(left[i], right[j]) ? lengths[at + columns + 1] + 1 : std::max(lengths[at + columns], lengths[at + 1]);
        }
    }
    return lengths;
}

void diffMiddle(const QStringList& left, const QStringList& right, WordDiff& diff)
{
    const bool tooLarge = left.size() * right.size() > mostCells;
    const std::vector<int> lengths = tooLarge ? std::vector<int>() : lengthsOf(left, right);
    const auto columns = size_t(right.size()) + 1;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < left.size() || j < right.size()) {
        const bool both = i < left.size() && j < right.size() && !tooLarge;
        if (both && sameWord(left[i], right[j])) {
            add(diff.left, left[i++], true);
            add(diff.right, right[j++], true);
        } else if (j == right.size()
            || (i < left.size() && (tooLarge || lengths[size_t(i + 1) * columns + size_t(j)] >= lengths[size_t(i) * columns + size_t(j + 1)]))) {
            add(diff.left, left[i++], false);
        } else {
            add(diff.right, right[j++], false);
        }
    }
}

} // namespace

WordDiff wordDiff(const QString& leftText, const QString& rightText)
{
    QStringList left = wordsOf(leftText);
    QStringList right = wordsOf(rightText);
    WordDiff diff;
    qsizetype head = 0;
    while (head < std::min(left.size(), right.size()) && sameWord(left[head], right[head]))
        ++head;
    qsizetype tail = 0;
    while (tail < std::min(left.size(), right.size()) - head && sameWord(left[left.size() - 1 - tail], right[right.size() - 1 - tail]))
        ++tail;
    for (qsizetype i = 0; i < head; ++i) {
        add(diff.left, left[i], true);
        add(diff.right, right[i], true);
    }
    diffMiddle(left.mid(head, left.size() - head - tail), right.mid(head, right.size() - head - tail), diff);
    for (qsizetype i = tail; i > 0; --i) {
        add(diff.left, left[left.size() - i], true);
        add(diff.right, right[right.size() - i], true);
    }
    return diff;
}

} // namespace convoy::ui
