#pragma once

#include "domain/ids.h"

#include <QByteArray>
#include <QString>

#include <string_view>

struct sqlite3_stmt;

namespace convoy::store {

//! A prepared statement on loan from its Database: bind in order, step, read columns; reset when it leaves the scope.
//! Text bound as a view is not copied and has to live until the statement is reset.
class Statement final {
public:
    explicit Statement(sqlite3_stmt* statement) noexcept;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    Statement& bind(qint64 value);
    Statement& bind(int value) { return bind(qint64(value)); }
    Statement& bind(RowKey key); //!< none becomes NULL
    Statement& bind(const QString& text); //!< null string becomes NULL
    Statement& bind(const QByteArray& text); //!< as text
    Statement& bindView(std::string_view text); //!< not copied
    Statement& bindNull();
    Statement& bindReal(double value);
    template <class... Values>
    Statement& bindAll(const Values&... values)
    {
        (bind(values), ...);
        return *this;
    }

    enum class Step : quint8 { Row, Done, Failed };
    Step step();
    bool row() { return step() == Step::Row; } //!< false also on failure: ask failed()
    bool execute() //!< then reset, ready for the next binds
    {
        const bool done = step() != Step::Failed;
        reset();
        return done;
    }
    [[nodiscard]] bool failed() const noexcept { return m_failed; }
    void reset(); //!< forgets the bindings as well

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] RowKey key(int column) const { return RowKey { integer(column) }; }
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] std::string_view view(int column) const; //!< valid until the next step
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    sqlite3_stmt* m_statement;
    int m_next = 1;
    bool m_failed = false;
};

} // namespace convoy::store
