#include "store/editing.h"

#include "domain/jsonvalues.h"
#include "domain/text.h"
#include "store/coalescing.h"
#include "store/cycles.h"
#include "store/gesturecheck.h"
#include "store/history.h"
#include "store/identities.h"
#include "store/metavalues.h"
#include "store/overlay.h"
#include "store/seen.h"
#include "store/writing.h"

#include <QCoreApplication>

#include <set>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t mostOpsInGroup = 200;
constexpr qsizetype mostBytesInGroup = 512 * 1024;

//! Fields whose value is what the row shows already are no edit; fields of a group count as one.
QJsonObject withoutEqual(Entity entity, const QJsonObject& fields, const RowImage& row)
{
    QJsonObject changed;
    for (const Field& field : infoOf(entity).fields) {
        if (!fields.contains(field.name))
            continue;
        bool differs = fields.value(field.name) != row.fields.value(field.name);
        for (const Field& other : infoOf(entity).fields) {
            if (field.group != FieldGroup::None && other.group == field.group && fields.contains(other.name))
                differs = differs || fields.value(other.name) != row.fields.value(other.name);
        }
        if (differs)
            changed.insert(field.name, fields.value(field.name));
    }
    return changed;
}

//! One gesture on its way into the database. Lives for one call of recordGesture.
class Editing final {
public:
    Editing(Writing& writing, const Clock& clock, const Gesture& gesture, const TextMerge& merge)
        : m_writing(writing)
        , m_clock(clock)
        , m_gesture(gesture)
        , m_merge(merge)
        , m_offset(clockOffset(writing))
    {
    }

    Result<EditReceipt> run()
    {
        auto resolvedGesture = resolved(m_writing, m_gesture);
        if (!resolvedGesture)
            return std::move(resolvedGesture).error();
        m_receipt.created = resolvedGesture->created;
        for (Change& change : resolvedGesture->changes) {
            if (Status valid = checkChange(m_writing, *resolvedGesture, change); !valid)
                return std::move(valid).error();
            prepare(change);
        }
        record();
        for (const StoredEntry& entry : m_entries) {
            if (entry.shapes && closesCycle(m_writing, entry))
                return cycleError(entry);
        }
        if (m_gesture.undoable == Undoable::Yes && !m_lines.empty())
            addHistory(m_writing, m_receipt.group, m_gesture.text, m_clock.wallMicros(), m_lines);
        if (!m_entries.empty())
            m_writing.outboxChanged();
        if (m_writing.error())
            return *m_writing.error();
        return std::move(m_receipt);
    }

private:
    //! Each half was small enough; what they came to may not be.
    void checkMerged(const Change& change)
    {
        for (auto started = change.started.begin(); started != change.started.end(); ++started) {
            if (change.fields.value(started.key()).toString().toUtf8().size() > maxValueBytes)
                m_writing.fail({ Error::Kind::Invalid,
                    QCoreApplication::translate("Edit",
                        "The text was changed elsewhere while you were writing, and both together are larger than 256 KiB. Yours is still in the editor: make it shorter.") });
        }
    }

    void prepare(Change& change)
    {
        const auto row = readRow(m_writing, change.entity, change.row);
        if (const QString merged = row ? mergeTypedOver(change, row->fields, m_merge) : QString(); !merged.isEmpty()) {
            m_receipt.note = merged;
            checkMerged(change);
        }
        StoredEntry entry = entryFor(change);
        HistoryLine line { change.entity, change.row, change.workspace, change.action, {}, {} };
        switch (change.action) {
        case Action::Create:
            line.after = entry.fields;
            if (change.again)
                m_again.insert(change.row);
            break;
        case Action::Update:
            entry.fields = row ? withoutEqual(change.entity, change.fields, *row) : change.fields;
            if (entry.fields.isEmpty())
                return;
            for (auto it = entry.fields.begin(); row && it != entry.fields.end(); ++it)
                line.before.insert(it.key(), row->fields.value(it.key()));
            line.after = entry.fields;
            break;
        case Action::Delete:
        case Action::Restore:
            if (!row || row->deletedAt.isEmpty() == (change.action == Action::Restore))
                return;
            line.before = row->fields;
            break;
        }
        entry.shapes = shapesTree(entry);
        m_entries.push_back(std::move(entry));
        m_lines.push_back(std::move(line));
    }

    [[nodiscard]] StoredEntry entryFor(const Change& change) const
    {
        StoredEntry entry;
        entry.op = QUuid::createUuid();
        entry.workspace = change.workspace;
        entry.entity = change.entity;
        entry.row = change.row;
        entry.action = change.action;
        if (change.action == Action::Create || change.action == Action::Update)
            entry.fields = change.fields;
        entry.text = m_gesture.text;
        entry.wallMicros = m_clock.wallMicros();
        entry.steadyMicros = m_clock.steadyMicros();
        entry.boot = m_clock.boot();
        entry.clockOffset = m_offset;
        entry.schema = schemaVersion();
        return entry;
    }

    static bool shapesTree(const StoredEntry& entry)
    {
        return entry.entity == Entity::TaskDependency || (entry.entity == Entity::Task && entry.fields.contains(u"parent_id"_s));
    }

    void record()
    {
        assignGroups();
        for (StoredEntry& entry : m_entries) {
            keepBase(m_writing, entry.entity, entry.row);
            entry.base = baseFor(entry);
            entry.seen = seenBy(m_writing, entry);
            const Coalesced joined = m_entries.size() == 1 ? coalesce(m_writing, entry) : Coalesced::No;
            if (joined == Coalesced::No)
                insertEntry(m_writing, entry);
            if (entry.entity == Entity::Workspace)
                keepCursor(entry, joined);
            rebuildRow(m_writing, entry.entity, entry.row);
            m_receipt.ops.push_back(entry.op);
        }
        if (m_entries.size() == 1)
            m_receipt.group = m_entries.front().group;
    }

    //! A gesture too large for one request, or over two workspaces, becomes several groups in a chain, shown as one.
    void assignGroups()
    {
        m_receipt.group = QUuid::createUuid();
        GroupId group = m_receipt.group;
        size_t ops = 0;
        qsizetype bytes = 0;
        RowKey workspace;
        for (StoredEntry& entry : m_entries) {
            const qsizetype size = compactJson(entry.fields).size() + 300;
            const bool elsewhere = std::exchange(workspace, entry.workspace) != entry.workspace;
            if (ops > 0 && (ops == mostOpsInGroup || bytes + size > mostBytesInGroup || elsewhere)) {
                group = QUuid::createUuid();
                ops = 0;
                bytes = 0;
            }
            entry.group = group;
            ++ops;
            bytes += size;
        }
        if (group == m_receipt.group)
            return;
        for (StoredEntry& entry : m_entries)
            entry.chain = uuidText(m_receipt.group);
    }

    //! What the person saw: the server's value and its seq, as they were at the first of the edits still under way.
    QJsonObject baseFor(const StoredEntry& entry)
    {
        if (entry.action == Action::Create)
            return m_again.contains(entry.row) && isKnownToServer(entry.row) ? unchanged(entry.fields) : QJsonObject();
        QStringList names = entry.fields.keys();
        if (names.isEmpty())
            names = { u"deleted_at"_s };
        const auto base = readBase(m_writing, entry.row);
        const auto pending = entriesOfRow(m_writing, entry.row);
        QJsonObject result;
        for (const QString& name : names) {
            QJsonValue value = base ? base->fields.value(name) : QJsonValue();
            if (base && name == "deleted_at"_L1 && !base->deletedAt.isEmpty())
                value = base->deletedAt;
            QJsonValue known = QJsonObject { { u"value"_s, value }, { u"seq"_s, base ? std::max(base->seq, qint64(0)) : 0 } };
            const Field* field = fieldOf(entry.entity, name);
            bool found = false;
            for (auto earlier = pending.rbegin(); earlier != pending.rend(); ++earlier) {
                const bool overlaid = isOverlaid(earlier->state) && earlier->base.contains(name);
                // What stands before that was merged with a text that this person has not seen.
                if (overlaid && found && field && field->rule == MergeRule::ThreeWay
                    && earlier->base.value(name)[u"value"_s] != known[u"value"_s])
                    break;
                found = found || overlaid;
                if (isOverlaid(earlier->state) && earlier->base.contains(name))
                    known = earlier->base.value(name);
                // Behind a create that is not answered nobody has seen the server's value, though it may have been pulled.
                else if (isOverlaid(earlier->state) && earlier->action == Action::Create && earlier->fields.contains(name))
                    known = QJsonObject { { u"value"_s, earlier->fields.value(name) }, { u"seq"_s, 0 } };
            }
            result.insert(name, known);
        }
        if (entry.action == Action::Delete)
            addHidden(result, entry, pending);
        return result;
    }

    //! Where an edit under way shows instead of the server's value, a deletion has seen no more than that edit had; behind a create that
    //! may be on the server, nothing.
    static void addHidden(QJsonObject& base, const StoredEntry& deletion, const std::vector<StoredEntry>& pending)
    {
        for (const StoredEntry& earlier : pending) {
            const bool made = earlier.action == Action::Create;
            if (!isOverlaid(earlier.state) || (!made && earlier.action != Action::Update))
                continue;
            const QStringList names = made ? earlier.fields.keys() : earlier.base.keys();
            for (const QString& name : names) {
                const Field* field = fieldOf(deletion.entity, name);
                const bool shows = field && field->rule != MergeRule::Elements && field->rule != MergeRule::Rank;
                if (shows && !base.contains(name))
                    base.insert(name, made ? QJsonObject { { u"value"_s, earlier.fields.value(name) }, { u"seq"_s, 0 } } : earlier.base.value(name).toObject());
            }
        }
    }

    //! A row that was here, is not any more, and is made again: the server may have it still, or again.
    [[nodiscard]] bool isKnownToServer(RowKey row)
    {
        const auto known = identityOf(m_writing, row);
        return known && !isTemporary(known->uid);
    }

    static QJsonObject unchanged(const QJsonObject& fields)
    {
        QJsonObject base;
        for (auto it = fields.begin(); it != fields.end(); ++it)
            base.insert(it.key(), QJsonObject { { u"value"_s, it.value() }, { u"seq"_s, 0 } });
        return base;
    }

    void keepCursor(const StoredEntry& entry, Coalesced joined)
    {
        if (entry.action == Action::Create)
            m_writing.run("INSERT OR IGNORE INTO cursors(workspace_id) VALUES(?)", entry.row);
        if (joined == Coalesced::Vanished)
            m_writing.run("DELETE FROM cursors WHERE workspace_id=? AND epoch IS NULL", entry.row);
    }

    [[nodiscard]] static Error cycleError(const StoredEntry& entry)
    {
        return { Error::Kind::Invalid,
            entry.entity == Entity::Task
                ? QCoreApplication::translate("Edit", "A task cannot be placed below itself.")
                : QCoreApplication::translate("Edit", "These tasks would wait for each other in a circle.") };
    }

    Writing& m_writing;
    const Clock& m_clock;
    const Gesture& m_gesture;
    const TextMerge& m_merge;
    qint64 m_offset;
    EditReceipt m_receipt;
    std::vector<StoredEntry> m_entries;
    std::vector<HistoryLine> m_lines;
    std::set<RowKey> m_again; //!< rows that this gesture makes as they were before
};

} // namespace

Result<EditReceipt> recordGesture(Writing& writing, const Clock& clock, const Gesture& gesture, const TextMerge& merge)
{
    return Editing(writing, clock, gesture, merge).run();
}

} // namespace convoy::store
