#pragma once

#include "store/database.h"

#include <optional>

namespace convoy::store {

//! Questions and statements on one connection with an error that sticks: the first failure is kept, everything after it
//! does nothing, and whoever finishes asks once. Lives on the stack of one operation.
class Access {
public:
    explicit Access(Database& database)
        : m_database(&database)
    {
    }

    [[nodiscard]] Database& database() const { return *m_database; }
    [[nodiscard]] bool ok() const { return !m_error; }
    [[nodiscard]] Status status() const { return m_error ? Status(*m_error) : Status(Unit {}); }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    void fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }

    //! One statement without results.
    template <class... Values>
    void run(const char* sql, const Values&... values)
    {
        if (m_error)
            return;
        Statement statement = m_database->prepare(sql);
        statement.bindAll(values...);
        if (!statement.execute())
            fail(m_database->lastError(QString::fromUtf8(sql).left(60)));
    }

    //! fn(statement) for each row. fn must not change the tables that are being read.
    template <class Fn, class... Values>
    void each(const char* sql, Fn fn, const Values&... values)
    {
        if (m_error)
            return;
        Statement statement = m_database->prepare(sql);
        statement.bindAll(values...);
        while (statement.row())
            fn(statement);
        if (statement.failed())
            fail(m_database->lastError(QString::fromUtf8(sql).left(60)));
    }

    template <class... Values>
    [[nodiscard]] std::optional<qint64> number(const char* sql, const Values&... values)
    {
        std::optional<qint64> found;
        each(sql, [&](Statement& row) { found = row.integer(0); }, values...);
        return found;
    }

    template <class... Values>
    [[nodiscard]] QString text(const char* sql, const Values&... values)
    {
        QString found;
        each(sql, [&](Statement& row) { found = row.text(0); }, values...);
        return found;
    }

private:
    Database* m_database;
    std::optional<Error> m_error;
};

} // namespace convoy::store
