#include "store/outboxjson.h"

#include "domain/actionname.h"
#include "domain/clock.h"
#include "domain/jsonvalues.h"
#include "store/identities.h"
#include "store/requests.h"
#include "store/rowimage.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

QString stateText(OutboxState state)
{
    switch (state) {
    case OutboxState::Waiting:
        return u"waiting"_s;
    case OutboxState::Sent:
        return u"sent"_s;
    case OutboxState::Answered:
        return u"answered"_s;
    case OutboxState::Refused:
        return u"refused"_s;
    case OutboxState::Parked:
        return u"parked"_s;
    case OutboxState::Held:
        return u"held"_s;
    }
    Q_UNREACHABLE();
}

Uid uidOf(Access& access, RowKey row)
{
    const auto known = identityOf(access, row);
    return known ? bareUid(known->uid) : Uid();
}

//! What the row is called, so that the edit means something without the database.
QString nameOf(Access& access, const StoredEntry& entry)
{
    auto row = readRow(access, entry.entity, entry.row);
    const QJsonObject fields = row ? row->fields : entry.fields;
    const QString title = fields.value(u"title"_s).toString();
    return title.isEmpty() ? fields.value(u"name"_s).toString() : title;
}

} // namespace

QJsonObject entryObject(Access& access, const StoredEntry& entry)
{
    QJsonObject fields;
    for (auto it = entry.fields.begin(); it != entry.fields.end(); ++it) {
        const Field* field = fieldOf(entry.entity, it.key());
        fields.insert(it.key(), field ? wireValue(access, *field, it.value()) : it.value());
    }
    return { { u"op"_s, uuidText(entry.op) }, { u"group"_s, uuidText(entry.group) }, { u"entity"_s, infoOf(entry.entity).table },
        { u"uid"_s, uidOf(access, entry.row) }, { u"workspace"_s, uidOf(access, entry.workspace) },
        { u"name"_s, nameOf(access, entry) }, { u"action"_s, actionName(entry.action) }, { u"fields"_s, fields },
        { u"text"_s, entry.text }, { u"made_at"_s, timestampText(entry.wallMicros) }, { u"state"_s, stateText(entry.state) },
        { u"error_code"_s, entry.lastErrorCode }, { u"error"_s, entry.lastError } };
}

QByteArray entryJson(Access& access, const StoredEntry& entry) { return compactJson(entryObject(access, entry)); }

} // namespace convoy::store
