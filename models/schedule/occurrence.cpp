#include "schedule/occurrence.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "schedule/recurrence.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>

namespace convoy::schedule {

using namespace Qt::Literals::StringLiterals;

namespace {

QString movedReminder(const QString& reminder, qint64 days)
{
    const auto moment = QDateTime::fromString(reminder, Qt::ISODate);
    return moment.isValid() ? moment.addDays(days).toString(u"yyyy-MM-ddTHH:mm"_s) : QString();
}

QJsonValue dateText(QDate date) { return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue(); }

QJsonValue textOrNothing(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QJsonValue keyOrNothing(RowKey key) { return key ? QJsonValue(key.value) : QJsonValue(); }

//! The task once more, `days` later, as to do.
Change again(const Task& task, QDate occurrence, qint64 days, const Workflow& workflow)
{
    const auto later = [days](QDate date) { return dateText(date.isValid() ? date.addDays(days) : date); };
    QJsonObject fields { { u"title"_s, task.title }, { u"description"_s, textOrNothing(task.description) },
        { u"project_id"_s, keyOrNothing(task.project) }, { u"milestone_id"_s, keyOrNothing(task.milestone) },
        { u"parent_id"_s, keyOrNothing(task.parent) }, { u"priority"_s, priorityText(task.priority) },
        { u"labels"_s, task.labels.isEmpty() ? QJsonValue() : QJsonValue(setArray(task.labels)) },
        { u"start_date"_s, later(task.startDate) }, { u"due_date"_s, later(task.dueDate) },
        { u"due_time"_s, textOrNothing(task.dueTime.toString(u"HH:mm"_s)) }, { u"time_zone"_s, textOrNothing(task.timeZone) },
        { u"reminder"_s, textOrNothing(movedReminder(task.reminder, days)) }, { u"assignee_id"_s, textOrNothing(task.assigneeId) },
        { u"position"_s, textOrNothing(task.position) }, { u"series_id"_s, seriesOf(task) },
        { u"occurrence_date"_s, dateText(occurrence) } };
    for (const QString& name : fields.keys()) {
        if (fields.value(name).isNull())
            fields.remove(name);
    }
    Change change = taskCreated(task.workspace, fields, workflow).changes.front();
    change.uid = occurrenceUid(seriesOf(task), occurrence);
    return change;
}

} // namespace

Uid occurrenceUid(const QString& series, QDate date) { return derivedUid(series, date.toString(Qt::ISODate)); }

QString seriesOf(const Task& task) { return task.seriesId.isEmpty() ? bareUid(task.uid) : task.seriesId; }

std::vector<Change> nextOccurrence(const Task& finished, const std::vector<Task>& subtasks, const Workflow& workflow, QDate today)
{
    // Done early, on a day before its own, this occurrence must not be made a second time.
    QDate from = std::max(finished.dueDate, finished.occurrenceDate);
    for (const QDate other : { finished.startDate, today })
        from = from.isValid() ? from : other;
    const NextDate next = finished.recurrence.isEmpty() ? NextDate {} : nextDate(finished.recurrence, from, finished.timeZone);
    if (!next.date.isValid())
        return {};
    const qint64 days = (finished.dueDate.isValid() ? finished.dueDate : from).daysTo(next.date);
    std::vector<Change> changes { again(finished, next.date, days, workflow) };
    changes.front().row = RowKey { -1 };
    changes.front().fields.insert(u"due_date"_s, dateText(next.date));
    changes.front().fields.insert(u"recurrence"_s, next.rule);
    QHash<RowKey, qint64> made { { finished.key, -1 } };
    for (const Task& subtask : subtasks) {
        const bool wanted = subtask.status != TaskStatus::Cancelled && subtask.recurrence.isEmpty() && subtask.deletedAt.isEmpty();
        if (!wanted || !made.contains(subtask.parent))
            continue;
        Change change = again(subtask, next.date, days, workflow);
        change.row = RowKey { -1 - qint64(changes.size()) };
        change.fields.insert(u"parent_id"_s, made.value(subtask.parent));
        made.insert(subtask.key, change.row.value);
        changes.push_back(std::move(change));
    }
    return changes;
}

} // namespace convoy::schedule
