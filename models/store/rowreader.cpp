#include "store/rowreader.h"

#include "domain/jsonvalues.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

std::optional<qint64> RowReader::optionalInteger()
{
    const int column = m_column++;
    return m_statement.isNull(column) ? std::nullopt : std::optional(m_statement.integer(column));
}

QDate RowReader::date()
{
    const QString value = text();
    return value.isEmpty() ? QDate() : QDate::fromString(value, Qt::ISODate);
}

QTime RowReader::time()
{
    const QString value = text();
    return value.isEmpty() ? QTime() : QTime::fromString(value, u"HH:mm"_s);
}

void RowReader::header(RowHeader& header)
{
    header.key = key();
    header.uid = text();
    header.workspace = key();
    header.seq = integer();
    header.createdAt = text();
    header.updatedAt = text();
    header.deletedAt = text();
}

Task readTask(const Statement& statement)
{
    RowReader row(statement);
    Task task;
    row.header(task);
    task.title = row.text();
    task.description = row.text();
    task.project = row.key();
    task.milestone = row.key();
    task.parent = row.key();
    task.stage = row.text();
    task.status = statusFromText(row.text()).value_or(TaskStatus::Todo);
    task.completionDate = row.text();
    task.priority = priorityFromText(row.text()).value_or(Priority::None);
    const QByteArray labels = row.bytes();
    if (labels.size() > 2)
        task.labels = setElements(arrayFromJson(labels));
    task.startDate = row.date();
    task.dueDate = row.date();
    task.dueTime = row.time();
    task.timeZone = row.text();
    task.recurrence = row.text();
    task.seriesId = row.text();
    task.occurrenceDate = row.date();
    task.reminder = row.text();
    task.assigneeId = row.text();
    task.position = row.text();
    task.number = row.optionalInteger();
    return task;
}

} // namespace convoy::store
