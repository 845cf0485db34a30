#include "store/statement.h"

#include <sqlite3.h>

#include <utility>

namespace convoy::store {

Statement::Statement(sqlite3_stmt* statement) noexcept
    : m_statement(statement)
    , m_failed(statement == nullptr)
{
}

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
    , m_next(other.m_next)
    , m_failed(other.m_failed)
{
}

Statement::~Statement() { reset(); }

Statement& Statement::bind(qint64 value)
{
    sqlite3_bind_int64(m_statement, m_next++, value);
    return *this;
}

Statement& Statement::bind(RowKey key) { return key ? bind(key.value) : bindNull(); }

Statement& Statement::bind(const QString& text)
{
    if (text.isNull())
        return bindNull();
    const QByteArray utf8 = text.toUtf8();
    sqlite3_bind_text64(m_statement, m_next++, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
        SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(const QByteArray& text)
{
    if (text.isNull())
        return bindNull();
    sqlite3_bind_text64(m_statement, m_next++, text.constData(), static_cast<sqlite3_uint64>(text.size()),
        SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindView(std::string_view text)
{
    sqlite3_bind_text64(m_statement, m_next++, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindNull()
{
    sqlite3_bind_null(m_statement, m_next++);
    return *this;
}

Statement& Statement::bindReal(double value)
{
    sqlite3_bind_double(m_statement, m_next++, value);
    return *this;
}

Statement::Step Statement::step()
{
    switch (m_statement ? sqlite3_step(m_statement) : SQLITE_MISUSE) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        m_failed = true;
        return Step::Failed;
    }
}

void Statement::reset()
{
    if (!m_statement)
        return;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_next = 1;
}

qint64 Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

QString Statement::text(int column) const
{
    const auto* utf8 = sqlite3_column_text(m_statement, column);
    if (!utf8)
        return {};
    return QString::fromUtf8(reinterpret_cast<const char*>(utf8), sqlite3_column_bytes(m_statement, column));
}

QByteArray Statement::bytes(int column) const
{
    const auto* utf8 = sqlite3_column_text(m_statement, column);
    if (!utf8)
        return {};
    return { reinterpret_cast<const char*>(utf8), sqlite3_column_bytes(m_statement, column) };
}

std::string_view Statement::view(int column) const
{
    const auto* utf8 = sqlite3_column_text(m_statement, column);
    if (!utf8)
        return {};
    return { reinterpret_cast<const char*>(utf8), static_cast<size_t>(sqlite3_column_bytes(m_statement, column)) };
}

double Statement::real(int column) const { return sqlite3_column_double(m_statement, column); }

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

} // namespace convoy::store
