#include "store/dependents.h"

#include "store/access.h"
#include "store/coalescing.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace convoy::store {

namespace {

//! What later entries may depend on: grows while the outbox is read in its order.
struct Needed {
    std::unordered_set<qint64> made;
    std::unordered_set<qint64> edited;
    std::set<QString> chains;

    void add(const StoredEntry& entry)
    {
        if (entry.action == Action::Create)
            made.insert(entry.row.value);
        edited.insert(entry.row.value);
        if (!entry.chain.isEmpty())
            chains.insert(entry.chain);
    }

    [[nodiscard]] bool holds(const StoredEntry& entry, Reach reach) const
    {
        const auto references = referencesOf(entry);
        return made.count(entry.row.value) || made.count(entry.workspace.value)
            || (reach == Reach::SameRows && edited.count(entry.row.value)) || chains.count(entry.chain)
            || std::any_of(references.begin(), references.end(), [&](RowKey row) { return made.count(row.value) > 0; });
    }
};

} // namespace

std::vector<StoredEntry> dependentsOf(Access& access, const std::vector<StoredEntry>& entries, Reach reach)
{
    Needed needed;
    std::unordered_set<qint64> own;
    for (const StoredEntry& entry : entries) {
        needed.add(entry);
        own.insert(entry.id);
    }
    if (entries.empty() || (needed.made.empty() && needed.chains.empty() && reach == Reach::MadeRows))
        return {};
    std::vector<StoredEntry> all = allEntries(access);
    std::vector<StoredEntry> dependents;
    for (auto group = all.begin(); group != all.end();) {
        const auto end = std::find_if(group, all.end(), [&](const auto& each) { return each.group != group->group; });
        const bool later = group->id > entries.front().id && !own.count(group->id);
        if (later && std::any_of(group, end, [&](const auto& each) { return needed.holds(each, reach); })) {
            std::for_each(group, end, [&](const auto& each) { needed.add(each); });
            dependents.insert(dependents.end(), group, end);
        }
        group = end;
    }
    return dependents;
}

} // namespace convoy::store
