#pragma once

#include "domain/ids.h"
#include "store/access.h"

#include <unordered_map>

namespace convoy::store {

//! One write transaction: statements with a sticky error, and the rows that it touched, which commit() writes to the
//! change log. Destroyed without a successful commit() nothing has happened. Lives on the stack of one operation.
class Writing final : public Access {
public:
    static Result<Writing> begin(Database& database, const char* name, Durability durability);

    void touched(Entity entity, RowKey row);
    void outboxChanged() { m_outbox = true; }
    void everythingChanged() { m_everything = true; }

    [[nodiscard]] Status commit();

private:
    Writing(Database& database, Transaction transaction);
    void log(qint64 entity, qint64 key);
    void writeLog();

    Transaction m_transaction;
    std::unordered_map<qint64, Entity> m_rows;
    bool m_outbox = false;
    bool m_everything = false;
};

} // namespace convoy::store
