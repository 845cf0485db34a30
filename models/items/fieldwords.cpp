#include "items/fieldwords.h"

#include "domain/clock.h"
#include "domain/jsonvalues.h"
#include "items/taskcells.h"
#include "store/reads.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FieldWords)
};

QString memberName(const store::Reads& reads, Entity entity, RowKey row, const QString& user)
{
    const RowKey workspace = entity == Entity::Task ? reads.task(row).value_or(Task {}).workspace : RowKey {};
    for (const Member& member : reads.members(workspace).value_or(std::vector<Member> {})) {
        if (member.userId == user)
            return member.displayName.isEmpty() ? member.email : member.displayName;
    }
    return Words::tr("someone who is no member here");
}

QString referenceName(const store::Reads& reads, Entity target, const QString& uid)
{
    const auto key = reads.keyOf(uid);
    QString name;
    if (key && target == Entity::Project)
        name = reads.project(*key).value_or(Project {}).name;
    else if (key && target == Entity::Milestone)
        name = reads.milestone(*key).value_or(Milestone {}).name;
    else if (key && target == Entity::Task)
        name = reads.task(*key).value_or(Task {}).title;
    for (const Workflow& workflow : reads.workflows().value_or(std::vector<Workflow> {})) {
        if (target == Entity::Workflow && workflow.uid == uid)
            name = workflow.name;
    }
    return name.isEmpty() ? Words::tr("something that is no longer here") : name;
}

QString stageName(const store::Reads& reads, RowKey task, const QString& id)
{
    const auto workflow = reads.workflowOf(reads.task(task).value_or(Task {}).project);
    for (const Stage& stage : workflow.value_or(Workflow {}).stages) {
        if (stage.id == id)
            return stage.name;
    }
    return id;
}

QString timeInWords(const QString& text)
{
    const auto micros = timestampMicros(text);
    return micros ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(*micros / 1000), QLocale::ShortFormat) : text;
}

QString dateInWords(const QString& text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() ? QLocale().toString(date, QLocale::ShortFormat) : text;
}

QString codeInWords(const QString& field, const QString& code)
{
    if (field == "status"_L1)
        return statusName(statusFromText(code).value_or(TaskStatus::Todo));
    const auto priority = priorityFromText(code);
    return priority == Priority::None ? Words::tr("None") : priorityName(priority.value_or(Priority::None));
}

} // namespace

QString valueInWords(const store::Reads& reads, Entity entity, RowKey row, const QString& field, const QJsonValue& value)
{
    if (field == "deleted_at"_L1)
        return value.isNull() ? Words::tr("kept") : Words::tr("in the trash since %1").arg(timeInWords(value.toString()));
    const Field* known = fieldOf(entity, field);
    const QString text = value.toString();
    if (!known || (text.isEmpty() && value.isString()) || value.isNull())
        return {};
    switch (known->type) {
    case FieldType::Set:
        return setElements(value).join(u", "_s);
    case FieldType::Boolean:
        return value.toBool() ? Words::tr("yes") : Words::tr("no");
    case FieldType::Integer:
        return QLocale().toString(value.toInteger());
    case FieldType::Timestamp:
        return timeInWords(text);
    case FieldType::Date:
        return dateInWords(text);
    case FieldType::Reference:
        return referenceName(reads, *known->refersTo, text);
    case FieldType::Uuid:
        return field == "assignee_id"_L1 ? memberName(reads, entity, row, text) : text;
    case FieldType::Text:
        if (field == "status"_L1 || field == "priority"_L1)
            return codeInWords(field, text);
        return field == "current_stage"_L1 ? stageName(reads, row, text) : text;
    case FieldType::Time:
        return text;
    case FieldType::Json:
        return QString::fromUtf8(compactJson(value.toObject()));
    }
    Q_UNREACHABLE();
}

} // namespace convoy::items
