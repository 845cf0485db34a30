#include "items/taskfields.h"

#include "domain/jsonvalues.h"

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

using Put = void (*)(Task&, const QJsonValue&);

RowKey keyOf(const QJsonValue& value) { return RowKey { value.toInteger() }; }
QDate dateOf(const QJsonValue& value) { return QDate::fromString(value.toString(), Qt::ISODate); }

const QHash<QString, Put>& puts()
{
    static const QHash<QString, Put> all {
        { u"title"_s, [](Task& t, const QJsonValue& v) { t.title = v.toString(); } },
        { u"description"_s, [](Task& t, const QJsonValue& v) { t.description = v.toString(); } },
        { u"project_id"_s, [](Task& t, const QJsonValue& v) { t.project = keyOf(v); } },
        { u"milestone_id"_s, [](Task& t, const QJsonValue& v) { t.milestone = keyOf(v); } },
        { u"parent_id"_s, [](Task& t, const QJsonValue& v) { t.parent = keyOf(v); } },
        { u"current_stage"_s, [](Task& t, const QJsonValue& v) { t.stage = v.toString(); } },
        { u"status"_s,
            [](Task& t, const QJsonValue& v) { t.status = statusFromText(v.toString()).value_or(t.status); } },
        { u"completion_date"_s, [](Task& t, const QJsonValue& v) { t.completionDate = v.toString(); } },
        { u"priority"_s,
            [](Task& t, const QJsonValue& v) { t.priority = priorityFromText(v.toString()).value_or(t.priority); } },
        { u"labels"_s, [](Task& t, const QJsonValue& v) { t.labels = setElements(v); } },
        { u"start_date"_s, [](Task& t, const QJsonValue& v) { t.startDate = dateOf(v); } },
        { u"due_date"_s, [](Task& t, const QJsonValue& v) { t.dueDate = dateOf(v); } },
        { u"due_time"_s,
            [](Task& t, const QJsonValue& v) { t.dueTime = QTime::fromString(v.toString(), u"HH:mm"_s); } },
        { u"time_zone"_s, [](Task& t, const QJsonValue& v) { t.timeZone = v.toString(); } },
        { u"recurrence"_s, [](Task& t, const QJsonValue& v) { t.recurrence = v.toString(); } },
        { u"reminder"_s, [](Task& t, const QJsonValue& v) { t.reminder = v.toString(); } },
        { u"assignee_id"_s, [](Task& t, const QJsonValue& v) { t.assigneeId = v.toString(); } },
        { u"position"_s, [](Task& t, const QJsonValue& v) { t.position = v.toString(); } },
    };
    return all;
}

} // namespace

void putOver(Task& task, const QJsonObject& fields)
{
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (const Put put = puts().value(it.key()))
            put(task, it.value());
    }
}

QJsonValue dateValue(QDate date) { return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue(); }
QJsonValue timeValue(QTime time) { return time.isValid() ? QJsonValue(time.toString(u"HH:mm"_s)) : QJsonValue(); }
QJsonValue keyValue(RowKey key) { return key ? QJsonValue(key.value) : QJsonValue(); }
QJsonValue textValue(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

} // namespace convoy::items
