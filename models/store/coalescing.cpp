#include "store/coalescing.h"

#include "domain/planted.h"
#include "domain/schema.h"
#include "domain/text.h"
#include "store/rowimage.h"
#include "store/writing.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

bool isAlone(Access& access, const StoredEntry& entry)
{
    return entry.chain.isEmpty()
        && access.number("SELECT count(*) FROM outbox WHERE group_id=?", uuidText(entry.group)) == 1;
}

//! The referred-to row changes between the two: it may not exist yet, or still be in the trash.
bool refersToLaterRow(Access& access, const StoredEntry& last, const StoredEntry& entry)
{
    const auto references = referencesOf(entry);
    return std::any_of(references.begin(), references.end(), [&](RowKey row) {
        return access.number("SELECT 1 FROM outbox WHERE key=? AND id>? LIMIT 1", row, last.id).has_value();
    });
}

//! Moves in a tree depend on each other: joined to an earlier entry this one could close a circle on the way.
bool movesBehindOthers(Access& access, const StoredEntry& last, const StoredEntry& entry)
{
    return entry.shapes && access.number("SELECT 1 FROM outbox WHERE shapes=1 AND id>? LIMIT 1", last.id).has_value();
}

bool isReferredTo(Access& access, const StoredEntry& created)
{
    return access
        .number("SELECT 1 FROM outbox WHERE id>? AND key<>? AND (workspace_id=? OR EXISTS"
                " (SELECT 1 FROM json_each(outbox.fields) WHERE value=?)) LIMIT 1",
            created.id, created.row, created.row, created.row)
        .has_value();
}

bool isPair(Action last, Action next, Action a, Action b) { return last == a && next == b; }

//! The words for both: those of the one that sets all that the other one does, or plainer ones.
QString joinedText(Writing& writing, const StoredEntry& last, const StoredEntry& entry)
{
    const auto covers = [](const StoredEntry& one, const StoredEntry& other) {
        const QStringList names = other.fields.keys();
        return std::all_of(names.begin(), names.end(), [&](const QString& name) { return one.fields.contains(name); });
    };
    if (last.text == entry.text || covers(entry, last))
        return entry.text;
    if (covers(last, entry))
        return last.text;
    const auto row = readRow(writing, entry.entity, entry.row);
    const QString name = row ? row->fields.value(entry.entity == Entity::Task ? u"title"_s : u"name"_s).toString() : QString();
    return name.isEmpty() ? Words::tr("Several changes") : Words::tr("Several changes of '%1'").arg(cleanLine(name).left(60));
}

void takeOver(Writing& writing, StoredEntry& last, const StoredEntry& entry)
{
    if (last.action != Action::Create)
        last.text = joinedText(writing, last, entry);
    for (auto it = entry.fields.begin(); it != entry.fields.end(); ++it) {
        last.fields.insert(it.key(), it.value());
        last.overlaps.removeAll(it.key()); // typed anew, so it is merged anew
    }
    for (auto it = entry.base.begin(); it != entry.base.end(); ++it) {
        if (last.action != Action::Create && !last.base.contains(it.key()))
            last.base.insert(it.key(), it.value());
    }
    last.wallMicros = entry.wallMicros;
    last.steadyMicros = entry.steadyMicros;
    last.boot = entry.boot;
    last.clockOffset = entry.clockOffset;
    last.shapes = last.shapes || entry.shapes;
    last.seen = std::min(last.seen, entry.seen);
    last.attempts = 0;
    last.nextAttemptMicros = 0;
}

} // namespace

std::vector<RowKey> referencesOf(const OutboxEntry& entry)
{
    std::vector<RowKey> rows;
    for (const Field& field : infoOf(entry.entity).fields) {
        const qint64 key = field.type == FieldType::Reference ? entry.fields.value(field.name).toInteger() : 0;
        if (key != 0)
            rows.push_back(RowKey { key });
    }
    return rows;
}

Coalesced coalesce(Writing& writing, StoredEntry& entry)
{
    std::vector<StoredEntry> entries = entriesOfRow(writing, entry.row);
    if (isPlanted(Planted::CoalescedAcrossSent) && !entries.empty() && entries.back().state == OutboxState::Sent
        && entries.back().action == Action::Update && entry.action == Action::Update) {
        takeOver(writing, entries.back(), entry);
        updateEntry(writing, entries.back());
        entry = entries.back();
        return Coalesced::Joined;
    }
    if (entries.empty() || entries.back().state != OutboxState::Waiting || entries.back().schema != entry.schema
        || !entries.back().batch.isEmpty() || !isAlone(writing, entries.back()))
        return Coalesced::No;
    StoredEntry& last = entries.back();
    if (isPair(last.action, entry.action, Action::Create, Action::Delete)) {
        const bool mayBeThere = !last.base.isEmpty(); // it was on the server once
        if (entries.size() > 1 || mayBeThere || isReferredTo(writing, last))
            return Coalesced::No;
        removeEntry(writing, last.id);
        return Coalesced::Vanished;
    }
    if (isPair(last.action, entry.action, Action::Delete, Action::Restore)
        || isPair(last.action, entry.action, Action::Restore, Action::Delete)) {
        // Back to what the server has: then there is nothing to tell it, and nobody else's deletion to take back.
        const auto base = readBase(writing, entry.row);
        if ((base && !base->deletedAt.isEmpty()) == (entry.action == Action::Delete)) {
            removeEntry(writing, last.id);
            return Coalesced::Vanished;
        }
        last.action = entry.action;
    } else if (entry.action != Action::Update || (last.action != Action::Create && last.action != Action::Update)
        || refersToLaterRow(writing, last, entry) || movesBehindOthers(writing, last, entry)) {
        return Coalesced::No;
    }
    takeOver(writing, last, entry);
    updateEntry(writing, last);
    entry = last;
    return Coalesced::Joined;
}

} // namespace convoy::store
