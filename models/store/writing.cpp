#include "store/writing.h"

#include "store/tables.h"

namespace convoy::store {

namespace {
//! More rows than a window shows: naming them costs more than reading the screen again.
constexpr size_t mostNamedRows = 500;
}

Result<Writing> Writing::begin(Database& database, const char* name, Durability durability)
{
    auto transaction = Transaction::begin(database, name, durability);
    if (!transaction)
        return std::move(transaction).error();
    return Writing(database, *std::move(transaction));
}

Writing::Writing(Database& database, Transaction transaction)
    : Access(database)
    , m_transaction(std::move(transaction))
{
}

void Writing::touched(Entity entity, RowKey row)
{
    if (m_everything)
        return;
    m_rows.emplace(row.value, entity);
    if (m_rows.size() > mostNamedRows)
        m_everything = true;
}

void Writing::log(qint64 entity, qint64 key) { run("INSERT INTO change_log(entity, key) VALUES(?, ?)", entity, key); }

void Writing::writeLog()
{
    if (m_everything) {
        log(0, everythingChangedKey);
    } else {
        for (const auto& [key, entity] : m_rows)
            log(static_cast<qint64>(entity), key);
    }
    if (m_outbox)
        log(0, outboxChangedKey);
}

Status Writing::commit()
{
    writeLog();
    if (error())
        return *error();
    return m_transaction.commit();
}

} // namespace convoy::store
