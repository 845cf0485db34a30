#include "store/refusals.h"

#include "domain/jsonvalues.h"
#include "store/dependents.h"
#include "store/overlay.h"
#include "store/writing.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Refusals)
};

//! The deletion in front of it was taken back here: what the row was is still needed.
bool isWaitingRestore(const StoredEntry& entry) { return entry.action == Action::Restore && isOverlaid(entry.state); }

//! The row was purged on the server: the edit becomes its create, with everything this device shows of it. The base goes
//! along, so that the server knows the row when somebody else makes it again first. False if this device shows nothing of
//! it: its making was refused, and the edit has to be kept until that has gone.
bool makeAgain(Writing& writing, StoredEntry entry)
{
    if (entry.action == Action::Delete) {
        removeEntry(writing, entry.id);
        const auto others = entriesOfRow(writing, entry.row);
        if (std::none_of(others.begin(), others.end(), isWaitingRestore))
            removeBase(writing, entry.row);
        rebuildRow(writing, entry.entity, entry.row);
        if (others.empty() && readRow(writing, entry.entity, entry.row))
            removeRow(writing, entry.entity, entry.row);
        writing.touched(entry.entity, entry.row);
        return true;
    }
    const auto row = readRow(writing, entry.entity, entry.row);
    if (!row)
        return false;
    entry.action = Action::Create;
    entry.fields = {};
    entry.base = {};
    const auto base = readBase(writing, entry.row);
    const qint64 seq = base ? std::max(base->seq, qint64(0)) : 0;
    for (const Field& field : infoOf(entry.entity).fields) {
        const QJsonValue value = row->fields.value(field.name);
        const QJsonValue before = base ? base->fields.value(field.name) : value;
        if (field.rule == MergeRule::Server || (value.isNull() && before.isNull()))
            continue;
        entry.fields.insert(field.name, value);
        entry.base.insert(field.name, QJsonObject { { u"value"_s, before }, { u"seq"_s, seq } });
    }
    removeBase(writing, entry.row);
    backToWaiting(writing, entry, NewOp::Yes);
    return true;
}

void refuse(Writing& writing, StoredEntry& entry, const PushedGroup& group)
{
    const auto answered = std::find_if(group.ops.begin(), group.ops.end(),
        [&](const PushedOp& op) { return op.op == entry.op && !op.errorCode.isEmpty(); });
    const bool own = answered != group.ops.end();
    entry.state = OutboxState::Refused;
    entry.lastErrorCode = own ? answered->errorCode : group.errorCode;
    entry.lastError = own ? answered->errorMessage : group.errorMessage;
    entry.batch.clear();
    updateEntry(writing, entry);
    rebuildRow(writing, entry.entity, entry.row);
    writing.touched(entry.entity, entry.row);
}

} // namespace

void backToWaiting(Writing& writing, StoredEntry& entry, NewOp newOp)
{
    if (newOp == NewOp::Yes)
        entry.op = QUuid::createUuid();
    entry.state = OutboxState::Waiting;
    // The request may have arrived after all, or twice: under this op id nothing else may ever go.
    if (newOp == NewOp::Yes)
        entry.batch.clear();
    entry.stamp.clear();
    updateEntry(writing, entry);
    rebuildRow(writing, entry.entity, entry.row);
    writing.touched(entry.entity, entry.row);
}

std::vector<StoredEntry> takeRefusal(Writing& writing, const PushedGroup& group, std::vector<StoredEntry> entries)
{
    const bool gone = std::any_of(
        group.ops.begin(), group.ops.end(), [](const PushedOp& op) { return op.outcome == OpOutcome::GoneRow; });
    if (gone || group.errorCode == "upgrade_required"_L1) {
        std::vector<StoredEntry> kept;
        for (StoredEntry& entry : entries) {
            const auto answered
                = std::find_if(group.ops.begin(), group.ops.end(), [&](const PushedOp& op) { return op.op == entry.op; });
            if (answered == group.ops.end() || answered->outcome != OpOutcome::GoneRow) {
                backToWaiting(writing, entry, gone ? NewOp::Yes : NewOp::No);
            } else if (!makeAgain(writing, entry)) {
                refuse(writing, entry, group);
                kept.push_back(entry);
            }
        }
        return kept;
    }
    for (StoredEntry& entry : entries)
        refuse(writing, entry, group);
    return entries;
}

void parkDependents(Writing& writing, const std::vector<StoredEntry>& refused)
{
    auto dependents = dependentsOf(writing, refused, Reach::MadeRows);
    parkEntries(writing, std::move(dependents), u"depends"_s, Words::tr("This needs something that the server refused."));
}

void parkEntries(Writing& writing, std::vector<StoredEntry> entries, const QString& code, const QString& sentence)
{
    for (StoredEntry& entry : entries) {
        if (entry.state != OutboxState::Waiting)
            continue;
        entry.state = OutboxState::Parked;
        entry.lastErrorCode = code;
        entry.lastError = sentence;
        updateEntry(writing, entry);
        writing.touched(entry.entity, entry.row);
    }
    if (!entries.empty())
        writing.outboxChanged();
}

} // namespace convoy::store
