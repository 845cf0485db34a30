#include "domain/activitywords.h"

#include <QCoreApplication>
#include <QHash>

namespace convoy {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Activity)
};

//! Values that mean something to a person; ids and long texts do not.
QString shortValue(const QString& field, const QJsonValue& value)
{
    if (field.endsWith("_id"_L1) || field == "description"_L1)
        return {};
    QString text
        = value.isArray() ? QVariant(value.toArray().toVariantList()).toStringList().join(u", "_s) : value.toString();
    text.replace(u'_', u' ');
    return text.size() > 40 ? text.left(37) + u"..."_s : text;
}

} // namespace

QString fieldName(const QString& field)
{
    static const QHash<QString, const char*> names { { u"title"_s, QT_TRANSLATE_NOOP("Activity", "title") },
        { u"name"_s, QT_TRANSLATE_NOOP("Activity", "name") }, { u"body"_s, QT_TRANSLATE_NOOP("Activity", "text") },
        { u"description"_s, QT_TRANSLATE_NOOP("Activity", "description") },
        { u"due_date"_s, QT_TRANSLATE_NOOP("Activity", "due date") },
        { u"due_time"_s, QT_TRANSLATE_NOOP("Activity", "due time") },
        { u"time_zone"_s, QT_TRANSLATE_NOOP("Activity", "time zone") },
        { u"start_date"_s, QT_TRANSLATE_NOOP("Activity", "start date") },
        { u"completion_date"_s, QT_TRANSLATE_NOOP("Activity", "completion") },
        { u"priority"_s, QT_TRANSLATE_NOOP("Activity", "priority") },
        { u"status"_s, QT_TRANSLATE_NOOP("Activity", "status") },
        { u"current_stage"_s, QT_TRANSLATE_NOOP("Activity", "stage") },
        { u"labels"_s, QT_TRANSLATE_NOOP("Activity", "labels") },
        { u"assignee_id"_s, QT_TRANSLATE_NOOP("Activity", "assignee") },
        { u"project_id"_s, QT_TRANSLATE_NOOP("Activity", "project") },
        { u"milestone_id"_s, QT_TRANSLATE_NOOP("Activity", "milestone") },
        { u"parent_id"_s, QT_TRANSLATE_NOOP("Activity", "parent") },
        { u"recurrence"_s, QT_TRANSLATE_NOOP("Activity", "repetition") },
        { u"reminder"_s, QT_TRANSLATE_NOOP("Activity", "reminder") },
        { u"workflow_id"_s, QT_TRANSLATE_NOOP("Activity", "workflow") },
        { u"archived"_s, QT_TRANSLATE_NOOP("Activity", "archived") },
        { u"prefix"_s, QT_TRANSLATE_NOOP("Activity", "prefix") }, { u"role"_s, QT_TRANSLATE_NOOP("Activity", "role") },
        { u"email"_s, QT_TRANSLATE_NOOP("Activity", "address") },
        { u"display_name"_s, QT_TRANSLATE_NOOP("Activity", "name") },
        { u"deleted_at"_s, QT_TRANSLATE_NOOP("Activity", "trash") } };
    const char* name = names.value(field);
    return name ? QCoreApplication::translate("Activity", name) : QString();
}

QString activitySentence(const Activity& entry)
{
    if (entry.action == "create"_L1)
        return Words::tr("created the task");
    if (entry.action == "delete"_L1)
        return Words::tr("moved the task to the trash");
    if (entry.action == "restore"_L1)
        return Words::tr("restored the task");
    QStringList parts;
    for (const QJsonValue& each : entry.changes) {
        const QJsonObject change = each.toObject();
        const QString field = change.value(u"field"_s).toString();
        const QString name = fieldName(field);
        // The one follows from the status, the other from the time.
        if (name.isEmpty() || field == "completion_date"_L1 || field == "time_zone"_L1)
            continue;
        const QString before = shortValue(field, change.value(u"old"_s));
        const QString now = shortValue(field, change.value(u"new"_s));
        if (now.isEmpty())
            parts += before.isEmpty() ? Words::tr("changed the %1").arg(name) : Words::tr("cleared the %1 (%2)").arg(name, before);
        else
            parts += before.isEmpty() ? Words::tr("set the %1 to %2").arg(name, now)
                                      : Words::tr("changed the %1 from %2 to %3").arg(name, before, now);
    }
    return parts.isEmpty() ? Words::tr("changed the task") : parts.join(u", "_s);
}

} // namespace convoy
