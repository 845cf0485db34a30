#pragma once

#include <vector>

namespace convoy::items {

//! What turns one list of lines into another: one stretch is replaced, the lines before and behind it are the same ones
//! (by `isSame`), though what they say may differ.
struct LineChange {
    int first = 0;
    int removed = 0;
    int inserted = 0;
};

template <class Line, class IsSame>
[[nodiscard]] LineChange changeBetween(const std::vector<Line>& before, const std::vector<Line>& after, IsSame isSame)
{
    size_t head = 0;
    while (head < before.size() && head < after.size() && isSame(before[head], after[head]))
        ++head;
    size_t tail = 0;
    while (tail < before.size() - head && tail < after.size() - head
        && isSame(before[before.size() - 1 - tail], after[after.size() - 1 - tail]))
        ++tail;
    return { int(head), int(before.size() - head - tail), int(after.size() - head - tail) };
}

} // namespace convoy::items
