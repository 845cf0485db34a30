#include "incomingwords.h"

#include "domain/actionname.h"
#include "domain/clock.h"
#include "domain/schema.h"
#include "output.h"
#include "words.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;
using store::IncomingChange;

namespace {

bool isReference(const IncomingChange& change)
{
    const Field* field = fieldOf(change.entity, change.field);
    return field && field->type == FieldType::Reference;
}

QString shown(const store::Reads& reads, const IncomingChange& change, const QJsonValue& value)
{
    if (!isReference(change) || !value.isDouble())
        return valueWords(value);
    const RowKey row { value.toInteger() };
    switch (*fieldOf(change.entity, change.field)->refersTo) {
    case Entity::Project:
        return reads.project(row) ? reads.project(row)->name : QString();
    case Entity::Milestone:
        return reads.milestone(row) ? reads.milestone(row)->name : QString();
    default:
        return reads.task(row) ? reads.task(row)->title : QString();
    }
}

} // namespace

QString incomingWords(const store::Reads& reads, const IncomingChange& change)
{
    switch (change.action) {
    case Action::Create:
        if (change.entity == Entity::Activity)
            return Cli::tr("comment: %1").arg(valueWords(change.after));
        return Cli::tr("new");
    case Action::Delete:
        return Cli::tr("deleted");
    case Action::Restore:
        return Cli::tr("brought back");
    case Action::Update:
        return u"%1: %2 → %3"_s.arg(
            change.field, shown(reads, change, change.before), shown(reads, change, change.after));
    }
    Q_UNREACHABLE();
}

QString whereFrom(const QString& device, const QString& author)
{
    if (device.isEmpty())
        return Cli::tr("The server's console, or a device that is not known");
    return author.isEmpty() ? device : Cli::tr("%1 (%2)").arg(device, author);
}

QJsonObject incomingJson(const IncomingChange& change, RowJson& json)
{
    const auto value = [&](const QJsonValue& each) {
        return isReference(change) && each.isDouble() ? json.uid(RowKey { each.toInteger() }) : each;
    };
    return { { u"id"_s, change.id }, { u"entity"_s, infoOf(change.entity).table }, { u"uid"_s, json.uid(change.row) },
        { u"task"_s, json.uid(change.task) }, { u"title"_s, change.title }, { u"action"_s, actionName(change.action) },
        { u"field"_s, change.field }, { u"before"_s, value(change.before) }, { u"after"_s, value(change.after) },
        { u"author"_s, change.author }, { u"device"_s, change.device }, { u"device_id"_s, change.deviceId },
        { u"made_at"_s, change.madeAt }, { u"arrived_at"_s, timestampText(change.arrivedMicros) },
        { u"cycle"_s, timestampText(change.cycleMicros) }, { u"standing"_s, change.standing } };
}

} // namespace convoy::cli
