#include "store/reads.h"

#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "store/access.h"
#include "store/keptaside.h"
#include "store/outboxrows.h"
#include "store/rowreader.h"

#include <QJsonDocument>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! A value that is stored as JSON text; anything that is not JSON is the text itself.
QJsonValue jsonValue(const QByteArray& text)
{
    if (text.isEmpty())
        return QJsonValue::Null;
    QJsonParseError error {};
    const QJsonArray wrapped = QJsonDocument::fromJson('[' + text + ']', &error).array();
    return error.error == QJsonParseError::NoError && wrapped.size() == 1 ? wrapped.at(0) : QString::fromUtf8(text);
}

//! The server keeps the beginning of a text over 64 KiB, and says so.
bool uncut(QJsonValue& value)
{
    const QJsonValue kept = value.isObject() ? value[u"cut"_s] : QJsonValue(QJsonValue::Undefined);
    if (kept.isUndefined())
        return false;
    value = kept;
    return true;
}

ConflictItem readConflict(const Statement& statement)
{
    RowReader row(statement);
    ConflictItem item;
    item.conflict = row.key();
    item.uid = row.text();
    const QString table = row.text();
    item.row = row.key();
    if (const EntityInfo* info = entityByTable(table))
        item.entity = info->entity;
    item.field = row.text();
    item.rule = row.text();
    item.base = jsonValue(row.bytes());
    item.mine = jsonValue(row.bytes());
    item.theirs = jsonValue(row.bytes());
    item.mineDevice = row.text();
    item.theirsDevice = row.text();
    item.mineStamp = row.text();
    item.theirsStamp = row.text();
    item.mineIsCut = uncut(item.mine);
    uncut(item.theirs);
    uncut(item.base);
    return item;
}

SyncRun readRun(const Statement& statement)
{
    RowReader row(statement);
    SyncRun run;
    run.startedMicros = row.integer();
    run.durationMicros = row.integer();
    run.trigger = row.text();
    run.outcome = row.text();
    run.pulled = int(row.integer());
    run.pushed = int(row.integer());
    run.conflicts = int(row.integer());
    run.requests = int(row.integer());
    run.bytes = row.integer();
    run.error = row.text();
    return run;
}

void add(OutboxCounts& counts, OutboxState state, qint64 count)
{
    switch (state) {
    case OutboxState::Waiting:
        counts.waiting += count;
        return;
    case OutboxState::Sent:
        counts.sent += count;
        return;
    case OutboxState::Refused:
        counts.refused += count;
        return;
    case OutboxState::Parked:
        counts.parked += count;
        return;
    case OutboxState::Held:
        counts.held += count;
        return;
    case OutboxState::Answered:
        return;
    }
}

Result<QString> textOrNothing(Database& database, const char* sql)
{
    Statement statement = database.prepare(sql);
    if (statement.row())
        return statement.text(0);
    if (statement.failed())
        return database.lastError(u"read the history"_s);
    return QString();
}

} // namespace

Result<std::vector<OutboxEntry>> Reads::outbox(RowKey row) const
{
    Access access(m_database);
    const std::vector<StoredEntry> entries = row ? entriesOfRow(access, row) : allEntries(access);
    if (access.error())
        return *access.error();
    return std::vector<OutboxEntry>(entries.begin(), entries.end());
}

Result<OutboxCounts> Reads::outboxCounts() const
{
    Statement statement = m_database.prepare("SELECT state, count(*) FROM outbox GROUP BY state");
    OutboxCounts counts;
    while (statement.row())
        add(counts, OutboxState(statement.integer(0)), statement.integer(1));
    if (statement.failed())
        return m_database.lastError(u"count pending edits"_s);
    // Entries are made in the order of time, so the oldest is the first one that is still on its way.
    Statement oldest = m_database.prepare("SELECT wall FROM outbox WHERE state IN (1,2,5) ORDER BY id LIMIT 1");
    if (oldest.row())
        counts.oldestMicros = oldest.integer(0);
    else if (oldest.failed())
        return m_database.lastError(u"read the oldest pending edit"_s);
    Statement next = m_database.prepare("SELECT min(next_attempt) FROM outbox WHERE state=1 AND next_attempt>0");
    if (next.row())
        counts.nextAttemptMicros = next.integer(0);
    else if (next.failed())
        return m_database.lastError(u"read the next attempt"_s);
    Access access(m_database);
    counts.keptAside = keptNotExported(access);
    if (access.error())
        return *access.error();
    return counts;
}

Result<qint64> Reads::latestEdit() const
{
    Statement statement = m_database.prepare("SELECT seq FROM sqlite_sequence WHERE name='outbox'");
    const bool any = statement.row();
    if (statement.failed())
        return m_database.lastError(u"read the number of the latest edit"_s);
    return any ? statement.integer(0) : 0;
}

Result<std::vector<KeptGesture>> Reads::keptAside() const
{
    Access access(m_database);
    auto kept = keptGestures(access);
    if (access.error())
        return *access.error();
    return kept;
}

Result<std::vector<ConflictItem>> Reads::openConflicts(RowKey row) const
{
    Statement statement = m_database.prepare(
        "SELECT t.key, i.uid, t.row_table, (SELECT r.key FROM ids r WHERE r.uid=t.row_id), t.field, t.rule, "
        "t.base_value,"
        " t.mine_value, t.theirs_value, t.mine_device, t.theirs_device, t.mine_stamp, t.theirs_stamp"
        " FROM sync_conflicts t JOIN ids i ON i.key=t.key WHERE t.deleted_at IS NULL AND ifnull(t.resolution,'')=''"
        " AND (?1 IS NULL OR t.row_id=(SELECT r.uid FROM ids r WHERE r.key=?1)) ORDER BY t.seq, t.key");
    statement.bind(row);
    return allRows<ConflictItem>(m_database, statement, "read what is to review", readConflict);
}

Result<std::vector<SyncRun>> Reads::syncRuns(int limit) const
{
    Statement statement
        = m_database.prepare("SELECT started, duration, trigger, outcome, pulled, pushed, conflicts, requests,"
                             " bytes, error FROM sync_runs ORDER BY id DESC LIMIT ?");
    statement.bind(limit);
    return allRows<SyncRun>(m_database, statement, "read the sync history", readRun);
}

Result<QString> Reads::undoText() const
{
    return textOrNothing(m_database, "SELECT text FROM history WHERE undone=0 ORDER BY id DESC LIMIT 1");
}

Result<QString> Reads::redoText() const
{
    return textOrNothing(m_database, "SELECT text FROM history WHERE id > coalesce("
                                      "(SELECT id FROM history WHERE undone=0 ORDER BY id DESC LIMIT 1), 0) ORDER BY id LIMIT 1");
}

} // namespace convoy::store
