#pragma once

#include "domain/result.h"
#include "domain/values.h"
#include "store/database.h"

#include <vector>

namespace convoy::store {

//! Takes the columns of a row one after the other, as the SELECTs below list them.
class RowReader final {
public:
    explicit RowReader(const Statement& statement, int first = 0) : m_statement(statement), m_column(first) { }
    QString text() { return m_statement.text(m_column++); }
    RowKey key() { return m_statement.key(m_column++); }
    qint64 integer() { return m_statement.integer(m_column++); }
    QByteArray bytes() { return m_statement.bytes(m_column++); }
    std::optional<qint64> optionalInteger();
    QDate date();
    QTime time();
    void header(RowHeader& header);

private:
    const Statement& m_statement;
    int m_column;
};

//! The columns that RowReader::header takes, of a table called t joined to ids called i.
#define CONVOY_HEADER_COLUMNS "t.key, i.uid, t.workspace_id, t.seq, t.created_at, t.updated_at, t.deleted_at"
#define CONVOY_TASK_COLUMNS                                                                                            \
    CONVOY_HEADER_COLUMNS                                                                                              \
        ", t.title, t.description, t.project_id, t.milestone_id, t.parent_id, t.current_stage, t.status,"              \
        " t.completion_date, t.priority, t.labels, t.start_date, t.due_date, t.due_time, t.time_zone,"                 \
        " t.recurrence, t.series_id, t.occurrence_date, t.reminder, t.assignee_id, t.position, t.number"
inline constexpr int taskColumns = 28;

[[nodiscard]] Task readTask(const Statement& statement);

//! All rows of a bound statement, each made by `read`.
template <class T, class Read>
[[nodiscard]] Result<std::vector<T>> allRows(
    const Database& database, Statement& statement, const char* doing, Read read)
{
    std::vector<T> rows;
    while (statement.row())
        rows.push_back(read(statement));
    if (statement.failed())
        return database.lastError(QString::fromUtf8(doing));
    return rows;
}

//! The one row of a bound statement; NotFound when there is none.
template <class T, class Read>
[[nodiscard]] Result<T> oneRow(const Database& database, Statement& statement, const char* doing, Read read)
{
    if (statement.row())
        return T(read(statement));
    if (statement.failed())
        return database.lastError(QString::fromUtf8(doing));
    return Error { Error::Kind::NotFound, QString::fromUtf8(doing) };
}

} // namespace convoy::store
