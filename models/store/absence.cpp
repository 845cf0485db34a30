#include "store/absence.h"

#include "domain/jsonvalues.h"
#include "store/outboxrows.h"
#include "store/rowimage.h"
#include "store/writing.h"

#include <QSet>

#include <algorithm>
#include <limits>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! The newest version of the row that the edit had seen.
qint64 seenSeq(const StoredEntry& entry)
{
    qint64 seen = 0;
    for (const QJsonValue& base : entry.base)
        seen = std::max(seen, base["seq"_L1].toInteger());
    return seen;
}

//! None when nobody else touched the row since.
std::optional<Absence::Item> touchedItem(Access& access, const StoredEntry& entry)
{
    const auto server = readBase(access, entry.row);
    if (entry.action == Action::Create || !server || server->seq <= seenSeq(entry))
        return std::nullopt;
    Absence::Item item { entry.entity, entry.row, entry.text, {} };
    for (auto it = entry.fields.begin(); it != entry.fields.end(); ++it) {
        if (server->fields.value(it.key()) != entry.base.value(it.key())["value"_L1])
            item.fields += it.key();
    }
    return item;
}

QByteArray itemsJson(const Absence& absence)
{
    QJsonArray items;
    for (const auto& item : absence.items) {
        items += QJsonObject { { u"entity"_s, static_cast<int>(item.entity) }, { u"key"_s, item.row.value },
            { u"text"_s, item.text }, { u"fields"_s, QJsonArray::fromStringList(item.fields) } };
    }
    return compactJson(items);
}

} // namespace

std::optional<Absence> absenceUntil(Access& access, qint64 cycleMicros)
{
    const auto since
        = access.number("SELECT max(started) FROM sync_runs WHERE outcome IN ('synced', 'attention', 'waiting')");
    if (!since || *since == 0 || cycleMicros - *since < longAbsence)
        return std::nullopt;
    Absence absence { cycleMicros, *since };
    QSet<GroupId> all;
    QSet<GroupId> touched;
    for (const StoredEntry& entry : allEntries(access)) {
        if (!isOverlaid(entry.state))
            continue;
        all.insert(entry.group);
        if (auto item = touchedItem(access, entry)) {
            touched.insert(entry.group);
            absence.items.push_back(*std::move(item));
        }
    }
    absence.edits = static_cast<int>(all.size());
    absence.touched = static_cast<int>(touched.size());
    return all.isEmpty() ? std::nullopt : std::optional(std::move(absence));
}

void keepAbsence(Writing& writing, const Absence& absence)
{
    writing.run("INSERT OR REPLACE INTO absences(cycle, since, edits, touched, items) VALUES(?, ?, ?, ?, ?)",
        absence.cycleMicros, absence.sinceMicros, absence.edits, absence.touched, itemsJson(absence));
}

std::vector<Absence> keptAbsences(Access& access, int limit)
{
    std::vector<Absence> absences;
    access.each(
        "SELECT cycle, since, edits, touched, items FROM absences ORDER BY cycle DESC LIMIT ?",
        [&](Statement& row) {
            Absence absence { row.integer(0), row.integer(1), static_cast<int>(row.integer(2)),
                static_cast<int>(row.integer(3)) };
            for (const QJsonValue& each : arrayFromJson(row.bytes(4))) {
                absence.items.push_back({ static_cast<Entity>(each["entity"_L1].toInt()),
                    RowKey { each["key"_L1].toInteger() }, each["text"_L1].toString(),
                    setElements(each["fields"_L1]) });
            }
            absences.push_back(std::move(absence));
        },
        limit);
    return absences;
}

} // namespace convoy::store
