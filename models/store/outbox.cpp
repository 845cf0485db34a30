#include "store/outbox.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "domain/text.h"
#include "store/cycles.h"
#include "store/dependents.h"
#include "store/keptaside.h"
#include "store/outboxjson.h"
#include "store/overlay.h"
#include "store/reads.h"
#include "store/writing.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

std::vector<StoredEntry> withDependents(Access& access, GroupId group)
{
    std::vector<StoredEntry> entries = entriesOfGroup(access, group);
    const auto dependents = dependentsOf(access, entries, Reach::MadeRows);
    entries.insert(entries.end(), dependents.begin(), dependents.end());
    return entries;
}

//! A group and those that were parked because it failed.
std::vector<StoredEntry> groupWithParked(Access& access, GroupId group)
{
    std::vector<StoredEntry> entries = entriesOfGroup(access, group);
    for (StoredEntry dependent : dependentsOf(access, entries, Reach::SameRows)) {
        if (dependent.state == OutboxState::Parked && dependent.lastErrorCode == "depends"_L1)
            entries.push_back(std::move(dependent));
    }
    return entries;
}

Error unknownGroup() { return { Error::Kind::NotFound, Words::tr("This change is no longer waiting.") }; }

void backInLine(Writing& writing, StoredEntry& entry)
{
    entry.state = OutboxState::Waiting;
    entry.attempts = 0;
    entry.nextAttemptMicros = 0;
    entry.lastErrorCode.clear();
    entry.lastError.clear();
    updateEntry(writing, entry);
    rebuildRow(writing, entry.entity, entry.row);
    writing.touched(entry.entity, entry.row);
}

//! A sentence; empty when the entry may set the field to this value.
QString whyNotEditable(const StoredEntry& entry, const QString& name, const QJsonValue& value)
{
    const Field* field = fieldOf(entry.entity, name);
    if (!field || !entry.fields.contains(name))
        return Words::tr("This change does not set \"%1\".").arg(name);
    if (field->type == FieldType::Reference && value.isDouble())
        return {};
    const bool named = name == "title"_L1 || name == "name"_L1;
    if (named && value.toString().trimmed().isEmpty())
        return Words::tr("It needs a name.");
    const QString text = value.toString();
    if (entry.entity == Entity::Task && name == "status"_L1 && !statusFromText(text))
        return Words::tr("\"%1\" is no status: todo, in_progress, done or cancelled.").arg(text);
    if (entry.entity == Entity::Task && name == "priority"_L1 && !priorityFromText(text))
        return Words::tr("\"%1\" is no priority: none, low, medium or high.").arg(text);
    if (name == "time_zone"_L1 && !text.isEmpty() && !QTimeZone::isTimeZoneIdAvailable(text.toLatin1()))
        return Words::tr("There is no time zone \"%1\".").arg(text);
    return whyNotValid(*field, value);
}

//! A status and a stage that an edit sets together say the same: who changes one of them changes the other, as anywhere else.
void keepTogether(Database& database, const Clock& clock, StoredEntry& entry, const QJsonObject& changed)
{
    const bool status = changed.contains(u"status"_s);
    const bool stage = changed.contains(u"current_stage"_s);
    if (entry.entity != Entity::Task || status == stage)
        return;
    Access access(database);
    const auto row = readRow(access, Entity::Task, entry.row);
    const qint64 project = entry.fields.contains(u"project_id"_s) ? entry.fields.value(u"project_id"_s).toInteger()
                                                                   : row ? row->fields.value(u"project_id"_s).toInteger() : 0;
    const Workflow workflow = Reads(database).workflowOf(RowKey { project }).value_or(builtInWorkflow());
    const QString now = timestampText(clock.wallMicros());
    const QJsonObject fitting = status
        ? fieldsForStatus(*statusFromText(changed.value(u"status"_s).toString()), workflow, now)
        : fieldsForStage(changed.value(u"current_stage"_s).toString(), workflow, now);
    for (auto it = fitting.begin(); it != fitting.end(); ++it) {
        if (entry.fields.contains(it.key()))
            entry.fields.insert(it.key(), it.value());
    }
}

bool mayRetry(const StoredEntry& entry)
{
    return entry.state == OutboxState::Parked || entry.state == OutboxState::Refused || entry.state == OutboxState::Held
        || (entry.state == OutboxState::Waiting && entry.nextAttemptMicros > 0);
}

} // namespace

Outbox::Outbox(Database& database, const Clock& clock)
    : m_database(database)
    , m_clock(clock)
{
}

Result<std::vector<OutboxEntry>> Outbox::entries() const
{
    Access access(m_database);
    const auto stored = allEntries(access);
    if (access.error())
        return *access.error();
    return std::vector<OutboxEntry>(stored.begin(), stored.end());
}

Status Outbox::retry(GroupId group)
{
    auto writing = Writing::begin(m_database, "retry", Durability::Full);
    if (!writing)
        return std::move(writing).error();
    std::vector<StoredEntry> entries = groupWithParked(*writing, group);
    if (entries.empty())
        return writing->error() ? Status(*writing->error()) : Status(unknownGroup());
    for (StoredEntry& entry : entries) {
        if (mayRetry(entry))
            backInLine(*writing, entry);
    }
    for (const StoredEntry& entry : entries) {
        if (entry.shapes && closesCycle(*writing, entry))
            return Error { Error::Kind::Invalid, Words::tr("This would still make a circle. Change it or discard it.") };
    }
    writing->outboxChanged();
    return writing->commit();
}

Status Outbox::edit(const OpId& op, const QJsonObject& fields)
{
    auto writing = Writing::begin(m_database, "edit-entry", Durability::Full);
    if (!writing)
        return std::move(writing).error();
    const auto id = writing->number("SELECT id FROM outbox WHERE op=?", uuidText(op));
    auto entry = id ? entryWithId(*writing, *id) : std::nullopt;
    if (!entry)
        return writing->error() ? Status(*writing->error()) : Status(unknownGroup());
    if (entry->state == OutboxState::Sent)
        return Error { Error::Kind::Invalid, Words::tr("This is on its way to the server; it can be changed back afterwards.") };
    // Its request may have arrived. Then its gesture is done, and what is changed now is not part of that.
    if (entry->state == OutboxState::Waiting && !entry->batch.isEmpty() && writing->number("SELECT count(*) FROM outbox WHERE group_id=?", uuidText(entry->group)) > 1)
        return Error { Error::Kind::Invalid, Words::tr("This may have reached the server already; it can be changed back afterwards.") };
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (const QString wrong = whyNotEditable(*entry, it.key(), it.value()); !wrong.isEmpty())
            return Error { Error::Kind::Invalid, wrong };
        const bool line = it.key() == "title"_L1 || it.key() == "name"_L1;
        const QString text = it.value().toString();
        entry->fields.insert(
            it.key(), it.value().isString() ? QJsonValue(line ? cleanLine(text) : cleanText(text)) : it.value());
    }
    keepTogether(m_database, m_clock, *entry, fields);
    entry->overlaps.clear();
    // Its content is another one now, so it is another operation: the ledger must not answer for the first.
    entry->op = QUuid::createUuid();
    if (entry->state != OutboxState::Waiting) {
        for (StoredEntry& other : groupWithParked(*writing, entry->group)) {
            if (other.id != entry->id && mayRetry(other))
                backInLine(*writing, other);
        }
    }
    backInLine(*writing, *entry);
    if (entry->shapes && closesCycle(*writing, *entry))
        return Error { Error::Kind::Invalid, Words::tr("This would still make a circle. Change it or discard it.") };
    writing->outboxChanged();
    return writing->commit();
}

Status Outbox::hurry()
{
    Access access(m_database);
    const bool any = access.number("SELECT 1 FROM outbox WHERE state=1 AND next_attempt>0 LIMIT 1").has_value();
    if (access.error() || !any)
        return access.error() ? Status(*access.error()) : ok();
    auto writing = Writing::begin(m_database, "retry", Durability::Normal);
    if (!writing)
        return std::move(writing).error();
    writing->run("UPDATE outbox SET next_attempt=0 WHERE state=1 AND next_attempt>0");
    writing->outboxChanged();
    return writing->commit();
}

Result<std::vector<OutboxEntry>> Outbox::discardPreview(GroupId group) const
{
    Access access(m_database);
    const auto entries = withDependents(access, group);
    if (access.error())
        return *access.error();
    return std::vector<OutboxEntry>(entries.begin(), entries.end());
}

Result<std::vector<GroupId>> Outbox::discard(GroupId group)
{
    auto writing = Writing::begin(m_database, "discard", Durability::Full);
    if (!writing)
        return std::move(writing).error();
    const auto entries = withDependents(*writing, group);
    if (entries.empty())
        return writing->error() ? *writing->error() : unknownGroup();
    const bool onItsWay = std::any_of(
        entries.begin(), entries.end(), [](const auto& entry) { return entry.state == OutboxState::Sent; });
    if (onItsWay)
        return Error { Error::Kind::Invalid, Words::tr("This is on its way to the server; it can be changed back afterwards.") };
    std::vector<GroupId> kept;
    for (const StoredEntry& entry : entries) {
        const GroupId handle = keepAside(*writing, entry, writing->text("SELECT name FROM workspaces WHERE key=?", entry.workspace), u"discarded"_s, m_clock.wallMicros());
        if (std::find(kept.begin(), kept.end(), handle) == kept.end())
            kept.push_back(handle);
    }
    for (const GroupId& each : kept)
        writing->run("UPDATE quarantine SET exported=? WHERE group_id=?", m_clock.wallMicros(), uuidText(each));
    for (const StoredEntry& entry : entries) {
        rebuildRow(*writing, entry.entity, entry.row);
        writing->touched(entry.entity, entry.row);
        if (entry.entity == Entity::Workspace && entry.action == Action::Create)
            writing->run("DELETE FROM cursors WHERE workspace_id=? AND epoch IS NULL", entry.row);
    }
    holdCycles(*writing);
    writing->outboxChanged();
    if (Status committed = writing->commit(); !committed)
        return std::move(committed).error();
    return kept;
}

Result<QByteArray> Outbox::exported() const
{
    Access access(m_database);
    QJsonArray pending;
    for (const StoredEntry& entry : allEntries(access))
        pending += entryObject(access, entry);
    QJsonArray quarantined;
    for (const KeptGesture& kept : keptGestures(access)) {
        for (const QJsonObject& edit : kept.edits) {
            quarantined += QJsonObject { { u"workspace"_s, kept.workspace }, { u"workspace_name"_s, kept.workspaceName },
                { u"reason"_s, kept.reason }, { u"moved_at"_s, timestampText(kept.movedMicros) }, { u"edit"_s, edit } };
        }
    }
    if (access.error())
        return *access.error();
    const QJsonObject all { { u"exported_at"_s, timestampText(m_clock.wallMicros()) }, { u"pending"_s, pending },
        { u"quarantined"_s, quarantined } };
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}

Status Outbox::noteExported()
{
    auto writing = Writing::begin(m_database, "box", Durability::Full);
    if (!writing)
        return std::move(writing).error();
    store::noteExported(*writing, m_clock.wallMicros());
    return writing->commit();
}

Status Outbox::dismissKept(GroupId group)
{
    auto writing = Writing::begin(m_database, "box", Durability::Full);
    if (!writing)
        return std::move(writing).error();
    if (!store::dismissKept(*writing, group))
        return writing->error() ? Status(*writing->error()) : Status(unknownGroup());
    return writing->commit();
}

} // namespace convoy::store
