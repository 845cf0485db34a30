#include "store/incoming.h"

#include "domain/jsonvalues.h"
#include "store/metavalues.h"
#include "store/pagebinding.h"
#include "store/tables.h"
#include "store/uidresolver.h"
#include "store/writing.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const Cell& cell)
{
    return QString::fromUtf8(cell.text.data(), static_cast<qsizetype>(cell.text.size()));
}

//! A field's cell by name; an empty one when the page lacks it.
Cell cellOf(const PageBinding& binding, const Cell* cells, QLatin1String name)
{
    const auto index = fieldIndex(binding.entity(), QString(name));
    const int column = index ? binding.fieldColumn(static_cast<size_t>(*index)) : -1;
    return column < 0 ? Cell {} : cells[column];
}

QByteArray jsonText(const QJsonValue& value)
{
    const QByteArray wrapped = compactJson(QJsonArray { value });
    return wrapped.mid(1, wrapped.size() - 2);
}

QByteArray bytesOf(const Cell& cell) { return { cell.text.data(), static_cast<qsizetype>(cell.text.size()) }; }

//! What is worth telling: not what only the server keeps, and not a move within a list.
bool isNews(const Field& field) { return field.rule != MergeRule::Server && field.rule != MergeRule::Rank; }

bool isTold(Entity entity)
{
    return infoOf(entity).kind != SyncKind::Reference && infoOf(entity).kind != SyncKind::Review;
}

//! Whether the cell certainly is what the column holds. A difference in the writing of JSON is not decided here.
bool isSame(const Field& field, const Cell& cell, const Statement& here, int column)
{
    if (cell.type == Cell::Type::Null || here.isNull(column))
        return cell.type == Cell::Type::Null && here.isNull(column);
    if (field.type == FieldType::Integer || field.type == FieldType::Boolean)
        return cell.integer == here.integer(column);
    return cell.text == here.view(column);
}

//! The feed cuts long texts.
bool isCut(const QJsonValue& told)
{
    const QString text = told.toString();
    return text.size() > 200 && text.endsWith(u" …"_s);
}

bool agrees(const QJsonValue& told, const QJsonValue& value)
{
    return isCut(told) ? value.toString().startsWith(told.toString().chopped(2)) : told == value;
}

} // namespace

struct IncomingLog::Line {
    Entity entity;
    RowKey row;
    RowKey workspace;
    qint64 seq;
    Action action = Action::Update;
    QString field {};
    QJsonValue before {};
    QJsonValue after {};
    QString made {};
    QString author {};
    QString deviceId {};
    QString device {};
};

IncomingLog::IncomingLog(Writing& writing, UidResolver& resolver, const Occasion& occasion)
    : m_writing(writing)
    , m_resolver(resolver)
    , m_occasion(occasion)
    , m_device(metaValue(writing, deviceIdMeta))
{
}

void IncomingLog::rowComes(const PageBinding& binding, RowKey key, RowKey workspace, const Cell* cells)
{
    const Entity entity = binding.entity();
    if (!isTold(entity))
        return;
    if (entity == Entity::Activity && textOf(cellOf(binding, cells, "kind"_L1)) != "comment"_L1)
        return;
    Line line { entity, key, workspace, binding.seq(cells) };
    Statement here = m_writing.database().prepare(tableSql(entity).select.constData());
    here.bind(key);
    if (here.row()) {
        if (here.integer(2) < line.seq)
            compare(line, binding, cells, here);
        return;
    }
    if (binding.isDeleted(cells))
        return;
    line.action = Action::Create;
    if (entity == Entity::Activity)
        return addComment(std::move(line), binding, cells);
    add(line);
}

void IncomingLog::addComment(Line line, const PageBinding& binding, const Cell* cells)
{
    line.author = textOf(cellOf(binding, cells, "author_name"_L1));
    line.deviceId = textOf(cellOf(binding, cells, "device_id"_L1));
    line.device = textOf(cellOf(binding, cells, "device_name"_L1));
    line.after = textOf(cellOf(binding, cells, "body"_L1));
    if (line.deviceId != m_device || m_device.isEmpty())
        add(line);
}

void IncomingLog::compare(const Line& line, const PageBinding& binding, const Cell* cells, const Statement& here)
{
    const bool wasDeleted = !here.isNull(5);
    if (wasDeleted != binding.isDeleted(cells)) {
        Line turned = line;
        turned.action = wasDeleted ? Action::Restore : Action::Delete;
        add(turned);
    }
    const auto fields = infoOf(line.entity).fields;
    for (size_t i = 0; i < fields.size(); ++i) {
        const Field& field = fields[i];
        const int column = binding.fieldColumn(i);
        const int there = headerColumns + static_cast<int>(i);
        if (column < 0 || !isNews(field))
            continue;
        if (field.type != FieldType::Reference && isSame(field, cells[column], here, there))
            continue;
        const QJsonValue after = local(field, cells[column]);
        const QJsonValue before = cellValue(field, here, there);
        if (after == before)
            continue;
        Line changed = line;
        changed.field = field.name;
        changed.before = before;
        changed.after = after;
        add(changed);
    }
}

void IncomingLog::rowCame(
    Entity entity, const std::optional<RowImage>& before, const RowImage& after, const QJsonObject& sent)
{
    if (!isTold(entity) || !before || before->seq >= after.seq)
        return;
    Line line { entity, after.key, after.workspace, after.seq };
    if (before->deletedAt.isEmpty() != after.deletedAt.isEmpty() && !sent.contains("deleted_at"_L1)) {
        line.action = after.deletedAt.isEmpty() ? Action::Restore : Action::Delete;
        add(line);
        line.action = Action::Update;
    }
    for (const Field& field : infoOf(entity).fields) {
        const bool mine = sent.contains(field.name);
        const QJsonValue mineValue = sent.value(field.name);
        line.before = mine && field.rule == MergeRule::Elements ? mineValue : before->fields.value(field.name);
        line.after = after.fields.value(field.name);
        if (!isNews(field) || line.before == line.after || (mine && mineValue == line.after))
            continue;
        line.field = field.name;
        add(line);
    }
}

void IncomingLog::entryCame(const RowSet& set, const PageBinding& binding, const Cell* cells)
{
    const auto cell = [&](QLatin1String name) { return cellOf(binding, cells, name); };
    const QString deviceId = textOf(cell("device_id"_L1));
    const EntityInfo* info = entityByTable(textOf(cell("subject_table"_L1)));
    if (!info || deviceId.isEmpty() || deviceId == m_device)
        return;
    Entry entry { .subject = m_resolver.reference(info->entity, cell("subject_id"_L1).text), .entity = info->entity };
    entry.seq = binding.seq(cells);
    entry.action = textOf(cell("action"_L1));
    entry.changes = arrayFromJson(bytesOf(cell("changes"_L1)));
    entry.author = textOf(cell("author_name"_L1));
    entry.deviceId = deviceId;
    entry.device = textOf(cell("device_name"_L1));
    const int made = PageBinding::columnOf(set, "created_at"_L1);
    entry.made = made < 0 ? QString() : textOf(cells[made]);
    m_entries.push_back(std::move(entry));
}

void IncomingLog::finish()
{
    for (const Entry& entry : m_entries)
        attribute(entry);
    if (m_added)
        m_writing.run("DELETE FROM incoming WHERE id <= (SELECT max(id) FROM incoming) - ?", mostIncoming);
}

void IncomingLog::attribute(const Entry& entry)
{
    std::vector<std::pair<qint64, Line>> lines;
    m_writing.each(
        "SELECT id, action, field, before, after, workspace_id, seq FROM incoming WHERE key=? AND device_id IS NULL ORDER BY id",
        [&](Statement& row) {
            Line line { entry.entity, entry.subject, row.key(5), row.integer(6), static_cast<Action>(row.integer(1)), row.text(2) };
            line.before = arrayFromJson('[' + row.bytes(3) + ']').first();
            line.after = arrayFromJson('[' + row.bytes(4) + ']').first();
            lines.emplace_back(row.integer(0), std::move(line));
        },
        entry.subject);
    std::vector<bool> seen(static_cast<size_t>(entry.changes.size()), false);
    for (const auto& [id, line] : lines) {
        bool named = false;
        bool told = false;
        QJsonValue before = line.before;
        for (qsizetype i = 0; i < entry.changes.size(); ++i) {
            const QJsonObject change = entry.changes.at(i).toObject();
            const Field* field = fieldOf(entry.entity, change.value("field"_L1).toString());
            if (line.action != Action::Update || !field || field->name != line.field)
                continue;
            named = true;
            told = agrees(local(*field, change.value("new"_L1)), line.after);
            seen[static_cast<size_t>(i)] = told;
            if (told && !isCut(change.value("old"_L1)))
                before = local(*field, change.value("old"_L1));
        }
        // What the entry does not name and is older followed from it: a stage from a status, for example.
        if (named ? told : line.seq < entry.seq) {
            m_writing.run("UPDATE incoming SET before=?, author=?, device_id=?, device=?, made=? WHERE id=?",
                jsonText(before), entry.author, entry.deviceId, entry.device, entry.made, id);
        }
    }
    for (qsizetype i = 0; i < entry.changes.size(); ++i) {
        if (!seen[static_cast<size_t>(i)])
            addUnseen(entry, entry.changes.at(i).toObject());
    }
}

//! Overwritten by yet another device before this one looked, or merged here already: only the feed knows of it.
void IncomingLog::addUnseen(const Entry& entry, const QJsonObject& change)
{
    const Field* field = fieldOf(entry.entity, change.value("field"_L1).toString());
    const auto workspace = m_writing.number(
        "SELECT workspace_id FROM activity_feed WHERE seq=? AND device_id=? LIMIT 1", entry.seq, entry.deviceId);
    if (!field || !isNews(*field) || !workspace)
        return;
    Line line { entry.entity, entry.subject, RowKey { *workspace }, entry.seq };
    line.field = field->name;
    line.before = local(*field, change.value("old"_L1));
    line.after = local(*field, change.value("new"_L1));
    line.made = entry.made;
    line.author = entry.author;
    line.deviceId = entry.deviceId;
    line.device = entry.device;
    add(line);
}

QJsonValue IncomingLog::local(const Field& field, const QJsonValue& wire)
{
    if (field.type != FieldType::Reference || !wire.isString())
        return wire;
    return m_resolver.reference(*field.refersTo, wire.toString().toStdString()).value;
}

QJsonValue IncomingLog::local(const Field& field, const Cell& cell)
{
    if (cell.type == Cell::Type::Null)
        return QJsonValue::Null;
    switch (field.type) {
    case FieldType::Reference:
        return m_resolver.reference(*field.refersTo, cell.text).value;
    case FieldType::Integer:
        return cell.integer;
    case FieldType::Boolean:
        return cell.integer != 0;
    case FieldType::Set:
    case FieldType::Json:
        if (cell.type == Cell::Type::Json)
            return arrayFromJson('[' + bytesOf(cell) + ']').first();
        return textOf(cell);
    case FieldType::Text:
    case FieldType::Timestamp:
    case FieldType::Date:
    case FieldType::Time:
    case FieldType::Uuid:
        return textOf(cell);
    }
    Q_UNREACHABLE();
}

void IncomingLog::add(const Line& line)
{
    const auto orNull = [](const QString& text) { return text.isEmpty() ? QString() : text; };
    m_writing.run("INSERT INTO incoming(cycle, arrived, entity, key, workspace_id, seq, action, field, before, after,"
                  " made, author, device_id, device) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        m_occasion.cycleMicros, m_occasion.nowMicros, static_cast<int>(line.entity), line.row, line.workspace, line.seq,
        static_cast<int>(line.action), line.field.isNull() ? u""_s : line.field, jsonText(line.before),
        jsonText(line.after), orNull(line.made), orNull(line.author), orNull(line.deviceId), orNull(line.device));
    m_added = true;
}

} // namespace convoy::store
