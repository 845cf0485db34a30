#include "tests/simulation/person.h"

#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "store/outboxrows.h"
#include "store/review.h"

#include <algorithm>

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tableOf(Entity entity) { return infoOf(entity).table; }

} // namespace

RowKey Person::any(Entity entity, const QString& where)
{
    const auto keys = m_device.keys(u"SELECT t.key FROM %1 t JOIN cursors c ON c.workspace_id=t.workspace_id AND c.role<>'viewer'"
                                    " AND c.enabled=1 WHERE %2 ORDER BY t.key"_s.arg(tableOf(entity), where));
    return keys.empty() ? RowKey {} : m_random.of(keys);
}

RowKey Person::anyWorkspace() { return any(Entity::Workspace, u"t.deleted_at IS NULL"_s); }

RowKey Person::in(RowKey workspace, Entity entity)
{
    return any(entity, u"t.deleted_at IS NULL AND t.workspace_id=%1"_s.arg(workspace.value));
}

Book::Images Person::look(const Rows& rows)
{
    Book::Images images;
    for (const auto& [entity, key] : rows)
        images.emplace_back(entity, m_device.row(entity, key));
    return images;
}

void Person::note(const Rows& rows, const Book::Images& before, const Result<EditReceipt>& receipt)
{
    if (!m_device.isAlive() && m_device.crashes().back().endsWith(":before"_L1))
        return;
    for (size_t i = 0; i < rows.size(); ++i) {
        m_book.compare(m_device, m_index, m_timeline.now(), rows[i].first, before[i].second,
            m_device.row(rows[i].first, rows[i].second), receipt.has_value());
    }
}

void Person::apply(Gesture gesture)
{
    Rows rows;
    for (const Change& change : gesture.changes) {
        if (change.action != Action::Create)
            rows.emplace_back(change.entity, change.row);
        else if (!change.uid.isEmpty()) // may be there already, in the trash perhaps
            for (const RowKey key : m_device.keys(u"SELECT key FROM ids WHERE uid IN ('%1', 'tmp-%1')"_s.arg(bareUid(change.uid))))
                rows.emplace_back(change.entity, key);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const auto before = look(rows);
    const qint64 lastKey = m_device.number("SELECT max(key) FROM ids");
    const auto receipt = m_device.store().apply(gesture);
    m_trace.line(m_timeline.now(), u"%1: %2%3"_s.arg(m_device.name(), gesture.text, receipt ? QString() : u" - "_s + receipt.error().detail));
    note(rows, before, receipt);
    const bool done = receipt || (!m_device.isAlive() && m_device.crashes().back().endsWith(":after"_L1));
    if (!done)
        return;
    for (const Change& change : gesture.changes) {
        if (change.action != Action::Create)
            continue;
        // Keys are given in order; after a crash there is no receipt to read them from.
        const auto made = m_device.keys(u"SELECT key FROM ids WHERE key>%1 AND entity=%2"_s.arg(lastKey).arg(int(change.entity)));
        for (const RowKey key : made)
            m_book.compare(m_device, m_index, m_timeline.now(), change.entity, std::nullopt, m_device.row(change.entity, key), receipt.has_value());
        break;
    }
    if (m_device.isAlive()) {
        m_device.resetBackoff();
        m_device.syncSoon(m_random.between(1, 90) * aSecond);
    }
}

void Person::change(Entity entity, RowKey row, const QJsonObject& fields)
{
    if (row)
        apply({ .text = u"%1 %2 %3"_s.arg(tableOf(entity), m_device.uid(row), QString::fromUtf8(compactJson(fields))),
            .changes = { { .entity = entity, .row = row, .fields = fields } } });
}

void Person::act(Entity entity, RowKey row, Action action)
{
    if (row)
        apply({ .text = u"%1 %2 %3"_s.arg(action == Action::Delete ? u"delete"_s : u"restore"_s, tableOf(entity), m_device.uid(row)),
            .changes = { { .entity = entity, .row = row, .action = action } } });
}

void Person::turn(bool back)
{
    Rows rows;
    QJsonArray lines;
    store::Access access(m_device.store().database());
    access.each(back ? "SELECT changes FROM history WHERE undone=0 ORDER BY id DESC LIMIT 1" : "SELECT changes FROM history WHERE undone=1 ORDER BY id LIMIT 1",
        [&](store::Statement& row) { lines = arrayFromJson(row.bytes(0)); });
    for (const auto& line : std::as_const(lines))
        rows.emplace_back(static_cast<Entity>(line.toObject()[u"entity"_s].toInt()), RowKey { line.toObject()[u"key"_s].toInteger() });
    const auto before = look(rows);
    const auto receipt = back ? m_device.store().undo() : m_device.store().redo();
    m_trace.line(m_timeline.now(), u"%1: %2 %3%4"_s.arg(m_device.name(), back ? u"undo"_s : u"redo"_s, QString::fromUtf8(compactJson(lines)),
            receipt ? receipt->note : u" - "_s + receipt.error().detail));
    note(rows, before, receipt);
    if (!m_device.isAlive())
        return;
    m_device.syncSoon(m_random.between(1, 90) * aSecond);
    // What is no longer as the gesture left it must be left as it is.
    for (size_t i = 0; i < rows.size(); ++i) {
        const QJsonObject line = lines[qsizetype(i)].toObject();
        const auto after = m_device.row(rows[i].first, rows[i].second);
        if (line[u"action"_s].toInt() != int(Action::Update) || !before[i].second || !after || std::count(rows.begin(), rows.end(), rows[i]) > 1)
            continue;
        const QJsonObject left = line[back ? u"after"_s : u"before"_s].toObject();
        for (auto it = left.begin(); it != left.end(); ++it) {
            const auto shown = before[i].second->fields.value(it.key());
            if (shown != it.value() && after->fields.value(it.key()) != shown)
                complaints += u"%1: undo changed %2 of %3, which somebody else had set to %4"_s.arg(m_device.name(), it.key(), m_device.uid(rows[i].second), shown.toString());
        }
    }
}

void Person::undo() { turn(true); }
void Person::redo() { turn(false); }

void Person::discard()
{
    const auto entries = m_device.store().outbox().entries();
    if (!entries || entries->empty())
        return;
    const auto& entry = m_random.of(*entries);
    const bool retry = m_random.chance(0.5);
    const auto done = retry ? takeUpAgain(entry.group) : giveUp(entry.group);
    m_trace.line(m_timeline.now(), u"%1: %2 %3%4"_s.arg(m_device.name(), retry ? u"retry"_s : u"discard"_s, entry.text,
            done ? QString() : u" - "_s + done.error().detail));
}

//! An edit that was refused or parked, made once more: of what is there by now it has seen what the screen shows.
Status Person::takeUpAgain(GroupId group)
{
    Rows rows;
    for (const auto& each : m_device.store().outbox().entries().value_or(std::vector<OutboxEntry> {}))
        rows.emplace_back(each.entity, each.row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const auto before = look(rows);
    const auto waiting = m_device.store().outbox().entries().value_or(std::vector<OutboxEntry> {});
    const auto done = m_device.store().outbox().retry(group);
    if (done)
        noteCovered(waiting);
    if (done || !m_device.isAlive())
        note(rows, before, done ? Result<EditReceipt>(EditReceipt {}) : Result<EditReceipt>(done.error()));
    return done;
}

//! What was taken up again goes out before what this person has put in its place since: that stays, and they see it.
void Person::noteCovered(const std::vector<OutboxEntry>& before)
{
    const auto now = m_device.store().outbox().entries().value_or(std::vector<OutboxEntry> {});
    for (const auto& each : now) {
        const auto was = std::find_if(before.begin(), before.end(), [&](const auto& other) { return other.id == each.id; });
        if (was == before.end() || was->state == OutboxState::Waiting || each.state != OutboxState::Waiting)
            continue;
        for (auto it = each.fields.begin(); it != each.fields.end(); ++it) {
            const Field* field = fieldOf(each.entity, it.key());
            const bool covered = std::any_of(now.begin(), now.end(), [&](const auto& other) {
                return other.row == each.row && other.id > each.id && other.fields.contains(it.key()) && store::isOverlaid(other.state);
            });
            if (covered && field && field->rule == MergeRule::LastWriter)
                m_book.discarded(m_device.uid(each.row), named(m_device, each.entity, { { it.key(), it.value() } }));
        }
    }
}

//! Discards a group and what depends on it, and notes what that gives up.
Status Person::giveUp(GroupId group)
{
    const auto preview = m_device.store().outbox().discardPreview(group);
    Rows rows;
    for (const auto& each : *preview)
        rows.emplace_back(each.entity, each.row);
    const auto before = look(rows);
    const auto done = m_device.store().outbox().discard(group);
    const bool certain = done || (!m_device.isAlive() && m_device.crashes().back().endsWith(":after"_L1));
    if (!certain)
        return done.error();
    noteDiscarded(*preview);
    // Who gives up that a row is restored puts it in the trash, with all that they see in it.
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto after = m_device.row(rows[i].first, rows[i].second);
        const bool alive = before[i].second && before[i].second->deletedAt.isEmpty();
        const bool dead = !after || !after->deletedAt.isEmpty();
        if (before[i].second && dead && ((alive && after) || (*preview)[i].action == Action::Restore))
            m_book.add({ .device = m_index, .at = m_timeline.now(), .entity = rows[i].first, .key = rows[i].second, .row = m_device.uid(rows[i].second),
                .field = u"deleted_at"_s, .value = true, .saw = false, .sawRow = named(m_device, rows[i].first, before[i].second->fields),
                .sawContents = m_device.contentsOf(rows[i].second) });
    }
    return done ? ok() : Status(done.error());
}

void Person::noteDiscarded(const std::vector<OutboxEntry>& entries)
{
    for (const auto& each : entries) {
        m_book.discarded(m_device.uid(each.row), named(m_device, each.entity, each.fields));
        if (each.action == Action::Delete || each.action == Action::Restore)
            m_book.discarded(m_device.uid(each.row), { { u"deleted_at"_s, true } });
    }
}

//! A value that lost: mine, theirs or both, as a window does it.
void Person::decide()
{
    const auto open = m_device.store().reads().openConflicts();
    if (!open || open->empty())
        return;
    const auto& reads = m_device.store().reads();
    const auto& conflict = m_random.of(*open);
    const auto keep = m_random.of(std::vector { store::Keep::Mine, store::Keep::Theirs, store::Keep::Both });
    const auto together = store::decidedTogether(reads, conflict);
    const auto gesture = together ? store::reviewed(reads, *together, keep) : Result<Gesture>(together.error());
    if (gesture)
        return apply(*gesture);
    m_trace.line(m_timeline.now(), u"%1: cannot keep %2 of %3: %4"_s.arg(m_device.name(), store::keepText(keep), conflict.field, gesture.error().detail));
}

void Person::settle()
{
    for (int round = 0; round < 100; ++round) {
        const auto entries = m_device.store().outbox().entries();
        const auto entry = std::find_if(entries->begin(), entries->end(), [](const OutboxEntry& each) {
            return each.state == OutboxState::Refused || each.state == OutboxState::Held || each.state == OutboxState::Parked;
        });
        if (entry == entries->end())
            return;
        if (entry->state == OutboxState::Parked && entry->lastErrorCode != "depends"_L1 && takeUpAgain(entry->group)) {
            m_trace.line(m_timeline.now(), u"%1: retries %2"_s.arg(m_device.name(), entry->text));
            continue;
        }
        if (!giveUp(entry->group))
            return;
        m_trace.line(m_timeline.now(), u"%1: discards %2: %3"_s.arg(m_device.name(), entry->text, entry->lastError));
    }
}

} // namespace convoy::simulation
