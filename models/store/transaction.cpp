#include "store/database.h"

#include <sqlite3.h>

#include <cstdlib>
#include <cstring>
#include <utility>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

#ifdef CONVOY_FAULTS
//! Ends the process as a power cut would: no destructors, no flushing.
void crashHereIfAsked(const char* name, const char* moment)
{
    const QByteArray wanted = qgetenv("CONVOY_CRASH_AT");
    if (wanted.isEmpty())
        return;
    const qsizetype colon = wanted.indexOf(':');
    if (wanted.left(colon) == name && wanted.mid(colon + 1) == moment)
        std::_Exit(86);
}

bool endsHere(Database& database, const char* name, const char* moment)
{
    crashHereIfAsked(name, moment);
    return database.isInterrupted(name, moment);
}
#else
bool endsHere(Database&, const char*, const char*) { return false; }
#endif

Error ended(const char* name) { return { Error::Kind::Storage, u"the process ended in "_s + QLatin1String(name) }; }

} // namespace

Result<Transaction> Transaction::begin(Database& database, const char* name, Durability durability)
{
    Q_ASSERT_X(sqlite3_get_autocommit(database.handle()), name, "transactions do not nest");
    if (endsHere(database, name, "begin"))
        return ended(name);
    const char* level = durability == Durability::Full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL";
    if (Status set = database.run(level); !set)
        return std::move(set).error();
    Statement start = database.prepare("BEGIN IMMEDIATE");
    if (!start.execute())
        return database.lastError(u"begin "_s + QLatin1String(name));
    return Transaction(database, name);
}

Transaction::Transaction(Database& database, const char* name)
    : m_database(&database)
    , m_name(name)
    , m_changesBefore(sqlite3_total_changes64(database.handle()))
{
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
    , m_name(other.m_name)
    , m_changesBefore(other.m_changesBefore)
{
}

Transaction::~Transaction()
{
    // A full disk has rolled back already.
    if (m_database && !sqlite3_get_autocommit(m_database->handle()))
        (void)m_database->run("ROLLBACK");
}

Status Transaction::commit()
{
    if (endsHere(*m_database, m_name, "before"))
        return ended(m_name);
    Statement end = m_database->prepare("COMMIT");
    if (!end.execute())
        return m_database->lastError(u"commit "_s + QLatin1String(m_name));
    if (endsHere(*m_database, m_name, "after"))
        return ended(m_name);
    Database* database = std::exchange(m_database, nullptr);
    if (sqlite3_total_changes64(database->handle()) != m_changesBefore)
        database->announceCommit();
    return ok();
}

} // namespace convoy::store
