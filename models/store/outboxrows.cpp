#include "store/outboxrows.h"

#include "domain/jsonvalues.h"
#include "store/access.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

#define OUTBOX_COLUMNS                                                                                                  \
    "id, op, group_id, chain, workspace_id, entity, key, action, fields, base, text, wall, steady, boot, clock_offset," \
    " schema, state, attempts, next_attempt, error_code, error, shapes, overlaps, batch, stamp, seen"

namespace {

QByteArray overlapsJson(const QStringList& overlaps)
{
    return overlaps.isEmpty() ? QByteArray() : compactJson(QJsonArray::fromStringList(overlaps));
}

QString notNull(const QString& text) { return text.isNull() ? u""_s : text; }

template <class... Values>
std::vector<StoredEntry> select(Access& access, const char* sql, const Values&... values)
{
    std::vector<StoredEntry> entries;
    access.each(sql, [&](Statement& row) { entries.push_back(readEntry(row)); }, values...);
    return entries;
}

} // namespace

bool isOverlaid(OutboxState state)
{
    switch (state) {
    case OutboxState::Waiting:
    case OutboxState::Sent:
    case OutboxState::Parked:
        return true;
    case OutboxState::Answered:
    case OutboxState::Refused:
    case OutboxState::Held:
        return false;
    }
    Q_UNREACHABLE();
}

StoredEntry readEntry(const Statement& row)
{
    StoredEntry entry;
    entry.id = row.integer(0);
    entry.op = QUuid(row.text(1));
    entry.group = QUuid(row.text(2));
    entry.chain = row.text(3);
    entry.gesture = entry.chain.isEmpty() ? entry.group : QUuid(entry.chain);
    entry.workspace = row.key(4);
    entry.entity = static_cast<Entity>(row.integer(5));
    entry.row = row.key(6);
    entry.action = static_cast<Action>(row.integer(7));
    entry.fields = objectFromJson(row.bytes(8));
    entry.base = objectFromJson(row.bytes(9));
    entry.text = row.text(10);
    entry.wallMicros = row.integer(11);
    entry.steadyMicros = row.integer(12);
    entry.boot = row.text(13);
    entry.clockOffset = row.integer(14);
    entry.schema = static_cast<int>(row.integer(15));
    entry.state = static_cast<OutboxState>(row.integer(16));
    entry.attempts = static_cast<int>(row.integer(17));
    entry.nextAttemptMicros = row.integer(18);
    entry.lastErrorCode = row.text(19);
    entry.lastError = row.text(20);
    entry.shapes = row.integer(21) != 0;
    entry.overlaps = setElements(arrayFromJson(row.bytes(22)));
    entry.batch = row.text(23);
    entry.stamp = row.text(24);
    entry.seen = row.integer(25);
    return entry;
}

std::vector<StoredEntry> allEntries(Access& access)
{
    return select(access, "SELECT " OUTBOX_COLUMNS " FROM outbox ORDER BY id");
}

std::vector<StoredEntry> entriesInState(Access& access, OutboxState state)
{
    return select(access, "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE state=? ORDER BY id", static_cast<int>(state));
}

std::vector<StoredEntry> waitingEntries(Access& access, qint64 afterId, int limit)
{
    return select(access, "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE state=1 AND id>? ORDER BY id LIMIT ?", afterId, limit);
}

std::optional<StoredEntry> entryWithId(Access& access, qint64 id)
{
    auto found = select(access, "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE id=?", id);
    return found.empty() ? std::nullopt : std::optional<StoredEntry>(std::move(found.front()));
}

std::vector<StoredEntry> entriesOfRow(Access& access, RowKey row)
{
    return select(access, "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE key=? ORDER BY id", row);
}

std::vector<StoredEntry> entriesOfGroup(Access& access, GroupId group)
{
    const QString id = uuidText(group);
    const QString chain = access.text("SELECT chain FROM outbox WHERE group_id=? LIMIT 1", id);
    if (chain.isEmpty())
        return select(access, "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE group_id=? ORDER BY id", id);
    return select(access, "SELECT " OUTBOX_COLUMNS " FROM outbox WHERE chain=? ORDER BY id", chain);
}

void insertEntry(Access& access, StoredEntry& entry)
{
    access.run("INSERT INTO outbox(op, group_id, chain, workspace_id, entity, key, action, fields, base, text, wall, steady,"
               " boot, clock_offset, schema, state, attempts, next_attempt, error_code, error, shapes, overlaps, batch, stamp, seen)"
               " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        uuidText(entry.op), uuidText(entry.group), entry.chain, entry.workspace, static_cast<int>(entry.entity), entry.row,
        static_cast<int>(entry.action), compactJson(entry.fields), compactJson(entry.base), notNull(entry.text),
        entry.wallMicros, entry.steadyMicros, notNull(entry.boot), entry.clockOffset, entry.schema, static_cast<int>(entry.state), entry.attempts,
        entry.nextAttemptMicros, entry.lastErrorCode, entry.lastError, int(entry.shapes), overlapsJson(entry.overlaps),
        entry.batch, entry.stamp, entry.seen);
    entry.id = access.database().lastInsertId();
}

void updateEntry(Access& access, const StoredEntry& entry)
{
    access.run("UPDATE outbox SET op=?, key=?, action=?, fields=?, base=?, text=?, wall=?, steady=?, boot=?,"
               " clock_offset=?, state=?, attempts=?, next_attempt=?, error_code=?, error=?, shapes=?, overlaps=?, batch=?, stamp=?, seen=? WHERE id=?",
        uuidText(entry.op), entry.row, static_cast<int>(entry.action), compactJson(entry.fields), compactJson(entry.base),
        notNull(entry.text), entry.wallMicros, entry.steadyMicros, notNull(entry.boot), entry.clockOffset, static_cast<int>(entry.state), entry.attempts,
        entry.nextAttemptMicros, entry.lastErrorCode, entry.lastError, int(entry.shapes), overlapsJson(entry.overlaps),
        entry.batch, entry.stamp, entry.seen, entry.id);
}

void removeEntry(Access& access, qint64 id) { access.run("DELETE FROM outbox WHERE id=?", id); }

} // namespace convoy::store
