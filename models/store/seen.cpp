#include "store/seen.h"

#include "store/access.h"
#include "store/overlay.h"
#include "store/rowimage.h"

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Whether the edit covers a value that the server gave the row after the edit was made.
bool hidesNewer(const StoredEntry& edit, const RowImage& base)
{
    for (auto it = edit.base.begin(); it != edit.base.end(); ++it) {
        if (base.seq > it.value()["seq"_L1].toInteger() && base.fields.value(it.key()) != it.value()["value"_L1])
            return true;
    }
    return false;
}

} // namespace

qint64 seenBy(Access& access, const StoredEntry& entry)
{
    qint64 seen = access.number("SELECT after FROM cursors WHERE workspace_id=?", entry.workspace).value_or(-1);
    if (entry.entity != Entity::Project || entry.action != Action::Delete)
        return seen;
    std::vector<RowKey> edited;
    access.each("SELECT b.key FROM base_rows b JOIN tasks t ON t.key=b.key WHERE t.project_id=?"
                " UNION ALL SELECT b.key FROM base_rows b JOIN milestones m ON m.key=b.key WHERE m.project_id=?",
        [&](Statement& row) { edited.push_back(row.key(0)); }, entry.row, entry.row);
    for (const RowKey inside : edited) {
        const auto base = readBase(access, inside);
        for (const StoredEntry& edit : entriesOfRow(access, inside)) {
            if (base && edit.action == Action::Update && isOverlaid(edit.state) && hidesNewer(edit, *base))
                seen = std::min(seen, base->seq - 1);
        }
    }
    return seen;
}

} // namespace convoy::store
