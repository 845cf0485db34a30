#include "items/editing.h"

#include "store/reads.h"

#include <algorithm>

namespace convoy::items {

void Editing::review(const Keys& conflicts, store::Keep keep)
{
    std::vector<store::ConflictItem> chosen;
    const auto isChosen = [&](const store::ConflictItem& item) {
        return std::any_of(chosen.begin(), chosen.end(), [&](const auto& each) { return each.conflict == item.conflict; });
    };
    for (const store::ConflictItem& item : m_reads.openConflicts().value_or(std::vector<store::ConflictItem> {})) {
        if (std::find(conflicts.begin(), conflicts.end(), item.conflict) == conflicts.end())
            continue;
        for (const auto& together : store::decidedTogether(m_reads, item).value_or(std::vector { item })) {
            if (!isChosen(together))
                chosen.push_back(together);
        }
    }
    postReviewed(store::reviewed(m_reads, chosen, keep));
}

void Editing::reviewWith(RowKey conflict, const QString& text)
{
    for (const store::ConflictItem& item : m_reads.openConflicts().value_or(std::vector<store::ConflictItem> {})) {
        if (item.conflict == conflict) {
            postReviewed(store::reviewedWith(m_reads, item, text));
            return;
        }
    }
    postReviewed(store::reviewed(m_reads, {}, store::Keep::Both)); // decided meanwhile, on another device
}

void Editing::postReviewed(const Result<Gesture>& gesture)
{
    const QString onFailure = tr("The decision could not be saved.");
    if (gesture)
        post(*gesture, onFailure);
    else
        Q_EMIT failed(onFailure + u' ' + gesture.error().detail);
}

} // namespace convoy::items
