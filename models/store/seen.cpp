#include "store/seen.h"

#include "domain/schema.h"
#include "store/access.h"
#include "store/rowimage.h"

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 seqOf(const QJsonValue& base) { return base["seq"_L1].toInteger(); }

//! Where the edit covers what the server gave the row since: how far it had seen that. A set shows both; a row in
//! the trash shows nothing of it.
qint64 seenUnder(const StoredEntry& edit, const RowImage& row, qint64 seen)
{
    if (!isOverlaid(edit.state))
        return seen;
    const auto showsInstead = [&](const QString& name, const QJsonValue& own) {
        const Field* field = fieldOf(edit.entity, name);
        return field && field->rule != MergeRule::Elements && field->rule != MergeRule::Rank && row.fields.value(name) != own;
    };
    if (edit.action == Action::Create) { // it may be there, and somebody else may have changed it
        for (auto it = edit.fields.begin(); it != edit.fields.end(); ++it)
            seen = showsInstead(it.key(), it.value()) ? std::min(seen, edit.seen) : seen;
        return seen;
    }
    for (auto it = edit.base.begin(); it != edit.base.end(); ++it) {
        if ((showsInstead(it.key(), it.value()["value"_L1]) || edit.action == Action::Delete) && row.seq > seqOf(it.value()))
            seen = std::min(seen, seqOf(it.value()));
    }
    return seen;
}

} // namespace

qint64 seenBy(Access& access, const StoredEntry& entry)
{
    qint64 seen = access.number("SELECT after FROM cursors WHERE workspace_id=?", entry.workspace).value_or(-1);
    if ((entry.entity != Entity::Project && entry.entity != Entity::Task) || entry.action != Action::Delete)
        return seen;
    std::vector<RowKey> edited;
    if (entry.entity == Entity::Task) // by index: many may go at once
        access.each("SELECT a.key FROM activity_feed a WHERE a.task_id=? AND EXISTS (SELECT 1 FROM base_rows b WHERE b.key=a.key)",
            [&](Statement& row) { edited.push_back(row.key(0)); }, entry.row);
    else
        access.each("SELECT b.key FROM base_rows b WHERE json_extract(b.row, '$.project_id')=?1"
                    " OR EXISTS (SELECT 1 FROM tasks t WHERE t.key=b.key AND t.project_id=?1)"
                    " OR EXISTS (SELECT 1 FROM milestones m WHERE m.key=b.key AND m.project_id=?1)"
                    " OR EXISTS (SELECT 1 FROM activity_feed a LEFT JOIN tasks t ON t.key=a.task_id WHERE a.key=b.key"
                    " AND ?1 IN (a.project_id, t.project_id))",
            [&](Statement& row) { edited.push_back(row.key(0)); }, entry.row);
    for (const RowKey inside : edited) {
        if (const auto row = readBase(access, inside)) {
            for (const StoredEntry& edit : entriesOfRow(access, inside))
                seen = seenUnder(edit, *row, seen);
        }
    }
    return seen;
}

} // namespace convoy::store
