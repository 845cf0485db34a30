#include "store/acknowledge.h"

#include "domain/planted.h"
#include "store/cycles.h"
#include "store/lostrows.h"
#include "store/overlay.h"
#include "store/pageapply.h"
#include "store/refusals.h"
#include "store/subscriptions.h"
#include "store/twins.h"
#include "store/uidresolver.h"
#include "store/writing.h"

#include <algorithm>
#include <unordered_map>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct AckedOp {
    StoredEntry entry;
    OpOutcome outcome;
    QStringList lost;
    qint64 seq = 0; //!< of the row as this op left it; 0: not said
    bool replayed = false; //!< done by an earlier request, whose answer was lost
};

//! The server's row was not in the answer because the edit changed nothing there: the edit is what the server has.
void foldIntoBase(Writing& writing, const AckedOp& op)
{
    auto base = readBase(writing, op.entry.row);
    if (op.outcome != OpOutcome::Applied || (!base && op.entry.action != Action::Create))
        return;
    if (op.entry.action == Action::Delete && base && !base->deletedAt.isEmpty())
        return; // somebody else's deletion was there before
    const auto row = base ? std::nullopt : readRow(writing, op.entry.entity, op.entry.row);
    if (row && row->seq > 0)
        return; // a twin that was pulled before
    StoredEntry entry = op.entry;
    entry.state = OutboxState::Waiting;
    const auto folded = visibleRow(base, { entry });
    if (folded)
        writeBase(writing, entry.entity, *folded);
}

//! Whether a later edit of `field` was made having seen what this op left behind.
bool concerns(const AckedOp& op, const QString& name)
{
    // A deletion has seen of others what its base says and no more; that it has seen one's own, the server knows by itself.
    if (name == "deleted_at"_L1)
        return false;
    if (op.entry.action == Action::Create || op.entry.fields.contains(name))
        return true;
    const Field* field = fieldOf(op.entry.entity, name);
    if (op.entry.action != Action::Update || !field || field->group == FieldGroup::None)
        return false;
    const QStringList names = op.entry.fields.keys();
    return std::any_of(names.begin(), names.end(), [&](const QString& other) {
        const Field* sent = fieldOf(op.entry.entity, other);
        return sent && sent->group == field->group;
    });
}

//! The base of later edits of the same row: they were made having seen this op's values, so they follow it and are not
//! concurrent with it. A pull never does this; only the answer to one's own edit may.
void moveBase(StoredEntry& later, const AckedOp& op, const RowImage& server)
{
    const QJsonObject unset = emptyFields(later.entity);
    const QStringList names = later.base.keys();
    // What happened to the row after this op (a replayed answer is late) was not seen, a deletion for example.
    const qint64 seen = op.seq > 0 ? std::min(op.seq, server.seq) : server.seq;
    // Nor was a deletion that this op met and left alone: of a row in the trash the answer shows the value, no more.
    const bool inTrash = !server.deletedAt.isEmpty();
    for (const QString& name : names) {
        if (!concerns(op, name) || op.lost.contains(name))
            continue;
        const QJsonObject before = later.base.value(name).toObject();
        const Field* field = fieldOf(later.entity, name);
        const QJsonObject own = op.entry.base.value(name).toObject();
        // Typed before this op's text was merged: it begins with the one before the merge.
        if (field && field->rule == MergeRule::ThreeWay && !own.isEmpty() && own.value(u"value"_s) != before.value(u"value"_s))
            continue;
        const bool sent = op.entry.fields.contains(name);
        const QJsonValue now = server.fields.value(name);
        const QJsonValue expected = sent ? op.entry.fields.value(name) : before.value(u"value"_s);
        // What a create left open has its first value from the server, or from somebody who was there in between.
        const bool untouched = op.entry.action == Action::Create && !sent && now == unset.value(name);
        if (untouched || now == expected)
            later.base.insert(name, QJsonObject { { u"value"_s, now }, { u"seq"_s, inTrash ? before.value(u"seq"_s) : seen } });
        else if (sent)
            later.base.insert(name, QJsonObject { { u"value"_s, expected }, { u"seq"_s, before.value(u"seq"_s) } });
    }
}

//! One answer on its way into the store. Lives for one call of takeAnswer.
class Acknowledging final {
public:
    Acknowledging(Writing& writing, UidCache& cache, const PushBatch& batch, const PushAnswer& answer,
        const Occasion& occasion)
        : m_writing(writing)
        , m_cache(cache)
        , m_batch(batch)
        , m_answer(answer)
        , m_occasion(occasion)
    {
    }

    AckStats run()
    {
        std::vector<const PushedGroup*> refused;
        for (const PushGroup& sent : m_batch.request.groups) {
            const auto group = std::find_if(m_answer.groups.begin(), m_answer.groups.end(),
                [&](const PushedGroup& each) { return each.group == sent.group; });
            if (group == m_answer.groups.end()) {
                m_stats.missingAnswers = true;
                continue;
            }
            m_replayed = m_replayed || group->replayed;
            if (group->outcome == GroupOutcome::Refused)
                refused.push_back(&*group);
            else
                take(*group);
        }
        takeRows();
        for (const PushedGroup* group : refused)
            keepRefused(*group, sentEntries(group->group));
        std::sort(m_refused.begin(), m_refused.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
        parkDependents(m_writing, m_refused);
        m_stats.refused += int(m_refused.size());
        if (m_applied.tree)
            holdCycles(m_writing);
        moveCursor();
        m_writing.outboxChanged();
        return m_stats;
    }

private:
    [[nodiscard]] std::vector<StoredEntry> sentEntries(GroupId group)
    {
        std::vector<StoredEntry> entries;
        for (const OutboxEntry& each : m_batch.entries) {
            auto entry = each.group == group ? entryWithId(m_writing, each.id) : std::nullopt;
            if (entry && entry->state == OutboxState::Sent)
                entries.push_back(std::move(*entry));
        }
        return entries;
    }

    void keepRefused(const PushedGroup& group, std::vector<StoredEntry> entries)
    {
        auto kept = takeRefusal(m_writing, group, std::move(entries));
        m_refused.insert(m_refused.end(), std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()));
    }

    void take(const PushedGroup& group)
    {
        for (StoredEntry& entry : sentEntries(group.group)) {
            if (group.outcome == GroupOutcome::Rebase || group.outcome == GroupOutcome::NotProcessed) {
                backToWaiting(m_writing, entry, group.outcome == GroupOutcome::Rebase ? NewOp::Yes : NewOp::No);
                continue;
            }
            const auto answered = std::find_if(
                group.ops.begin(), group.ops.end(), [&](const PushedOp& each) { return each.op == entry.op; });
            if (answered == group.ops.end()) {
                m_stats.missingAnswers = true;
                continue;
            }
            if (answered->outcome == OpOutcome::Error) { // the rest was done by an earlier request, which had not this in it
                keepRefused({ .group = group.group, .outcome = GroupOutcome::Refused, .ops = { *answered } }, { entry });
                continue;
            }
            removeEntry(m_writing, entry.id);
            entry.row = adoptUid(m_writing, m_cache, entry.entity, entry.row, answered->id);
            ++m_stats.acknowledged;
            m_stats.conflicts += answered->outcome == OpOutcome::Conflict ? 1 : 0;
            m_acked.push_back({ std::move(entry), answered->outcome, answered->lost, answered->seq, group.replayed });
        }
    }

    void takeRows()
    {
        const auto before = serverVersions();
        m_applied = applyRows(m_writing, m_cache, m_batch.workspace, m_answer.rows, Arrival::Changes);
        keepIncoming(before);
        for (const AckedOp& op : m_acked) {
            if (!m_applied.named.count(op.entry.row.value) && !wasPurged(op))
                foldIntoBase(m_writing, op);
            moveBases(op);
        }
        for (const AckedOp& op : m_acked) {
            // A row that was written from the answer and has no edits left is right already.
            if (wasPurged(op))
                removePurged(op);
            else if (m_applied.written.count(op.entry.row.value))
                removeBase(m_writing, op.entry.row);
            else
                rebuildRow(m_writing, op.entry.entity, op.entry.row);
            m_writing.touched(op.entry.entity, op.entry.row);
        }
    }

    //! The rows of what is replayed come as they are now. One that does not come was deleted since, so long ago that not even
    //! a tombstone is left. (Edits of it that wait here are told so by their own answer, and make it again.)
    [[nodiscard]] bool wasPurged(const AckedOp& op)
    {
        return op.replayed && !m_applied.named.count(op.entry.row.value) && entriesOfRow(m_writing, op.entry.row).empty();
    }

    void removePurged(const AckedOp& op)
    {
        removeBase(m_writing, op.entry.row);
        removeMissing(m_writing, op.entry.entity, op.entry.row);
    }

    //! Of the rows that may come with what others wrote since the last pull; that pull will find them known.
    [[nodiscard]] std::unordered_map<qint64, RowImage> serverVersions()
    {
        std::unordered_map<qint64, RowImage> versions;
        const auto after = m_writing.number("SELECT after FROM cursors WHERE workspace_id=?", m_batch.workspace);
        for (const AckedOp& op : m_acked) {
            if (after == m_answer.from && !m_replayed)
                break;
            if (auto base = readBase(m_writing, op.entry.row))
                versions.emplace(op.entry.row.value, *std::move(base));
        }
        return versions;
    }

    void keepIncoming(const std::unordered_map<qint64, RowImage>& before)
    {
        UidResolver resolver(m_writing, m_cache, Arrival::Changes);
        IncomingLog incoming(m_writing, resolver, m_occasion);
        for (const auto& [key, base] : before) {
            QJsonObject sent;
            Entity entity = Entity::Task;
            for (const AckedOp& op : m_acked) {
                if (op.entry.row.value != key)
                    continue;
                entity = op.entry.entity;
                for (auto it = op.entry.fields.begin(); it != op.entry.fields.end(); ++it)
                    sent.insert(it.key(), it.value());
                if (op.entry.action != Action::Update)
                    sent.insert(u"deleted_at"_s, true);
            }
            const bool written = m_applied.written.count(key) > 0;
            if (const auto now = written ? readRow(m_writing, entity, RowKey { key }) : readBase(m_writing, RowKey { key }))
                incoming.rowCame(entity, base, *now, sent);
        }
        incoming.finish();
    }

    void moveBases(const AckedOp& op)
    {
        if (m_applied.written.count(op.entry.row.value))
            return; // nothing is left that could have a base
        const auto later = entriesOfRow(m_writing, op.entry.row);
        if (later.empty())
            return;
        const auto server = readBase(m_writing, op.entry.row);
        for (StoredEntry entry : later) {
            if (!server || entry.id < op.entry.id || entry.state == OutboxState::Sent)
                continue;
            moveBase(entry, op, *server);
            updateEntry(m_writing, entry);
        }
    }

    void moveCursor()
    {
        const auto after = m_writing.number("SELECT after FROM cursors WHERE workspace_id=? AND epoch=? AND resyncing=0",
            m_batch.workspace, m_answer.epoch);
        const bool blind = isPlanted(Planted::CursorMovedOverOthers) && !m_replayed;
        if (after && ((*after == m_answer.from && !m_replayed) || blind))
            m_writing.run("UPDATE cursors SET after=? WHERE workspace_id=?", m_answer.to, m_batch.workspace);
        else
            m_stats.pullAgain = true;
    }

    Writing& m_writing;
    UidCache& m_cache;
    const PushBatch& m_batch;
    const PushAnswer& m_answer;
    Occasion m_occasion;
    std::vector<AckedOp> m_acked;
    std::vector<StoredEntry> m_refused;
    Applied m_applied;
    AckStats m_stats;
    bool m_replayed = false;
};

} // namespace

AckStats takeAnswer(
    Writing& writing, UidCache& cache, const PushBatch& batch, const PushAnswer& answer, const Occasion& occasion)
{
    return Acknowledging(writing, cache, batch, answer, occasion).run();
}

void takeWorkspace(Writing& writing, UidCache& cache, const PushBatch& batch, const WorkspaceCreateAnswer& answer)
{
    for (const OutboxEntry& each : batch.entries) {
        const auto entry = entryWithId(writing, each.id);
        if (!entry || entry->state != OutboxState::Sent)
            continue;
        removeEntry(writing, entry->id);
        (void)adoptUid(writing, cache, entry->entity, entry->row, answer.id);
        const Applied applied = applyRows(writing, cache, entry->row, answer.rows, Arrival::Changes);
        const AckedOp op { *entry, OpOutcome::Applied, {}, 0 };
        if (!applied.named.count(entry->row.value))
            foldIntoBase(writing, op);
        for (StoredEntry later : entriesOfRow(writing, entry->row)) {
            if (const auto server = readBase(writing, entry->row)) {
                moveBase(later, op, *server);
                updateEntry(writing, later);
            }
        }
        if (applied.written.count(entry->row.value))
            removeBase(writing, entry->row);
        else
            rebuildRow(writing, entry->entity, entry->row);
        writing.touched(entry->entity, entry->row);
        // Whatever another device of this person put there already comes with the next pull, from the start.
        writing.run("UPDATE cursors SET epoch=?, after=0, filled=1, role=? WHERE workspace_id=?", answer.epoch,
            roleText(answer.role), entry->row);
    }
    writing.outboxChanged();
}

} // namespace convoy::store
