#pragma once

#include <QString>

#include <vector>

namespace convoy::ui {

//! A run of words that is only in this text, or in both.
struct DiffSpan {
    QString text;
    bool shared = true;
    bool operator==(const DiffSpan&) const = default;
};

struct WordDiff {
    std::vector<DiffSpan> left;
    std::vector<DiffSpan> right;
};

//! Which words two texts share, by their longest common sequence. The spans of a side put together are its text. Two
//! texts whose differing middles are too large to compare at once differ as a whole there.
[[nodiscard]] WordDiff wordDiff(const QString& left, const QString& right);

} // namespace convoy::ui
