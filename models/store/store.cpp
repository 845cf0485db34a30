#include "store/store.h"

#include "domain/gestures.h"
#include "store/database.h"
#include "store/editing.h"
#include "store/history.h"
#include "store/housekeeping.h"
#include "store/keptaside.h"
#include "store/metavalues.h"
#include "store/migrations.h"
#include "store/outbox.h"
#include "store/reads.h"
#include "store/remotecontexts.h"
#include "store/replica.h"
#include "store/subscriptions.h"
#include "store/textindex.h"
#include "store/window.h"
#include "store/writing.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

struct Store::Parts {
    Parts(std::unique_ptr<Database> opened, const Clock& theClock)
        : database(std::move(opened))
        , clock(theClock)
        , reads(*database)
        , outbox(*database, clock)
        , replica(*database, clock)
    {
    }

    std::unique_ptr<Database> database;
    const Clock& clock;
    Reads reads;
    Outbox outbox;
    Replica replica;
    TextMerge textMerge;
};

namespace {

//! The journal is kept in the file, so this is the first write: only on a file that is known to be ours.
Status useWriteAheadLog(Database& database)
{
    Statement statement = database.prepare("PRAGMA journal_mode=WAL");
    if (!statement.row())
        return database.lastError(u"write-ahead log"_s);
    if (statement.text(0) != "wal"_L1)
        return Error { Error::Kind::ReadOnly, u"no write-ahead log possible for %1"_s.arg(database.path()) };
    return ok();
}

//! Rows that came before a column existed here lack its values: the next cycle reads all of them anew, beside the
//! queue, which keeps its edits and their bases.
Status fillAddedColumns(Database& database)
{
    Access access(database);
    const bool any = !metaValue(access, "columns_added").isEmpty();
    if (access.error() || !any)
        return access.status();
    auto writing = Writing::begin(database, "columns", Durability::Full);
    if (!writing)
        return std::move(writing).error();
    for (const Cursor& cursor : readCursors(*writing)) {
        if (!cursor.epoch.isEmpty())
            startAnew(*writing, cursor, cursor.epoch);
    }
    writing->run("DELETE FROM meta WHERE name='columns_added'");
    writing->everythingChanged();
    return writing->commit();
}

Status prepareFile(Database& database, Store::Migrate wanted)
{
    const auto version = fileVersion(database);
    if (!version)
        return version.error();
    if (*version < databaseVersion() && wanted == Store::Migrate::No)
        return Error { Error::Kind::Locked, u"%1 has to be brought up to date first"_s.arg(database.path()) };
    if (Status done = useWriteAheadLog(database); !done)
        return done;
    // A durable edit writes some 22 pages to the log. At SQLite's 1,000 pages every 45th edit would wait for a checkpoint, at 4,000
    // (one block of the log's index, and the size at which it is cut) fewer than one in a hundred.
    if (Status done = database.run("PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000; PRAGMA journal_size_limit=16777216;"
                                   " PRAGMA wal_autocheckpoint=4000");
        !done)
        return done;
    if (Status done = migrate(database); !done)
        return done;
    if (Status done = fillAddedColumns(database); !done)
        return done;
    return wanted == Store::Migrate::Yes ? restoreViewIndexes(database) : ok();
}

template <class Record>
Result<EditReceipt> inTransaction(Database& database, const char* name, Record record)
{
    auto writing = Writing::begin(database, name, Durability::Full);
    if (!writing)
        return std::move(writing).error();
    Result<EditReceipt> receipt = record(*writing);
    if (!receipt)
        return receipt;
    if (Status committed = writing->commit(); !committed)
        return std::move(committed).error();
    return receipt;
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const QString& path, const Clock& clock, Migrate migrate)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return Error { Error::Kind::ReadOnly, u"%1 cannot be made"_s.arg(folder) };
    auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return std::move(database).error();
    if (Status prepared = prepareFile(**database, migrate); !prepared)
        return std::move(prepared).error();
    return std::unique_ptr<Store>(new Store(std::make_unique<Parts>(*std::move(database), clock)));
}

Store::Store(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
    m_parts->database->setCommitted([this] { Q_EMIT committed(); });
}

Store::~Store() = default;

Result<EditReceipt> Store::apply(const Gesture& gesture)
{
    auto receipt = inTransaction(*m_parts->database, "edit",
        [&](Writing& writing) { return recordGesture(writing, m_parts->clock, gesture, m_parts->textMerge); });
    if (receipt && !receipt->ops.empty())
        Q_EMIT edited();
    return receipt;
}

Result<EditReceipt> Store::undo()
{
    auto receipt = inTransaction(
        *m_parts->database, "undo", [&](Writing& writing) { return undoGesture(writing, m_parts->clock); });
    if (receipt && !receipt->ops.empty())
        Q_EMIT edited();
    return receipt;
}

Result<EditReceipt> Store::redo()
{
    auto receipt = inTransaction(
        *m_parts->database, "redo", [&](Writing& writing) { return redoGesture(writing, m_parts->clock); });
    if (receipt && !receipt->ops.empty())
        Q_EMIT edited();
    return receipt;
}

Result<EditReceipt> Store::putBack(GroupId kept)
{
    auto receipt = inTransaction(*m_parts->database, "edit", [&](Writing& writing) -> Result<EditReceipt> {
        for (const KeptGesture& each : keptGestures(writing)) {
            if (each.group != kept)
                continue;
            const auto gesture = gestureFromBox(writing, each);
            if (!gesture)
                return gesture.error();
            std::ignore = dismissKept(writing, kept);
            return recordGesture(writing, m_parts->clock, *gesture);
        }
        return Error { Error::Kind::NotFound, QCoreApplication::translate("KeptAside", "This edit is not kept here.") };
    });
    if (receipt && !receipt->ops.empty())
        Q_EMIT edited();
    return receipt;
}

void Store::setTextMerge(TextMerge merge) { m_parts->textMerge = std::move(merge); }

const Reads& Store::reads() const { return m_parts->reads; }
Outbox& Store::outbox() { return m_parts->outbox; }
Replica& Store::replica() { return m_parts->replica; }
Database& Store::database() { return *m_parts->database; }
QString Store::path() const { return m_parts->database->path(); }

Status Store::keepContext(const Uid& task, const QJsonObject& answer)
{
    auto writing = Writing::begin(*m_parts->database, "context", Durability::Normal);
    if (!writing)
        return std::move(writing).error();
    store::keepContext(*writing, bareUid(task), answer, m_parts->clock.wallMicros());
    return writing->commit();
}

Status Store::setHistoryDays(int days)
{
    auto writing = Writing::begin(*m_parts->database, "window", Durability::Full);
    if (!writing)
        return std::move(writing).error();
    store::setHistoryDays(*writing, days, m_parts->clock.wallMicros());
    return writing->commit();
}

Status Store::setMeta(const QString& name, const QString& value)
{
    auto writing = Writing::begin(*m_parts->database, "meta", Durability::Normal);
    if (!writing)
        return std::move(writing).error();
    setMetaValue(*writing, name.toUtf8().constData(), value);
    return writing->commit();
}

Result<bool> Store::claimReminder(RowKey task, const QString& at)
{
    auto writing = Writing::begin(*m_parts->database, "meta", Durability::Normal);
    if (!writing)
        return std::move(writing).error();
    const QByteArray name = "reminded/" + QByteArray::number(task.value);
    if (metaValue(*writing, name.constData()) == at)
        return false;
    setMetaValue(*writing, name.constData(), at);
    if (Status saved = writing->commit(); !saved)
        return std::move(saved).error();
    return true;
}

Status Store::ensureDefaults(const QString& workspaceName)
{
    Access access(*m_parts->database);
    const bool any = access.number("SELECT 1 FROM workspaces LIMIT 1") || access.number("SELECT 1 FROM cursors LIMIT 1");
    if (access.error())
        return *access.error();
    if (any)
        return ok();
    Gesture gesture = workspaceCreated(workspaceName);
    gesture.undoable = Undoable::No;
    // Two devices of one person that meet an empty account at the same time make the same workspace.
    if (const auto user = m_parts->reads.meta(u"user_id"_s); user && !user->isEmpty())
        gesture.changes.front().uid = u"tmp-"_s + derivedUid(*user, u"default workspace"_s);
    auto made = apply(gesture);
    return made ? ok() : Status(made.error());
}

Status Store::indexDirtyText(int budget) { return store::indexDirtyText(*m_parts->database, budget); }
Result<bool> Store::hasDirtyText() const { return store::hasDirtyText(*m_parts->database); }

} // namespace convoy::store
