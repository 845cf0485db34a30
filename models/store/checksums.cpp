#include "store/checksums.h"

#include "domain/jsonvalues.h"
#include "store/identities.h"
#include "store/overlay.h"

#include <QCryptographicHash>
#include <QLocale>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char separator = '\x1f';

enum Header { KeyColumn, WorkspaceColumn, UidColumn, SeqColumn, CreatedColumn, UpdatedColumn, DeletedColumn, PendingColumn, FirstField };

QByteArray md5Of(const QByteArray& text) { return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex(); }

QByteArray quotedAsJsonb(const QString& text)
{
    QByteArray out = "\"";
    for (const char c : text.toUtf8()) {
        switch (c) {
        case '"':
        case '\\':
            (out += '\\') += c;
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                (out += "\\u00") += QByteArray::number(c, 16).rightJustified(2, '0');
            else
                out += c;
        }
    }
    return out += '"';
}

QByteArray asJsonb(const QJsonValue& value);

QByteArray objectAsJsonb(const QJsonObject& object)
{
    QList<QByteArray> names;
    for (const QString& name : object.keys())
        names += name.toUtf8();
    std::sort(names.begin(), names.end(), [](const QByteArray& a, const QByteArray& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    QByteArrayList members;
    for (const QByteArray& name : names) {
        const QString text = QString::fromUtf8(name);
        members += quotedAsJsonb(text) + ": " + asJsonb(object.value(text));
    }
    return '{' + members.join(", ") + '}';
}

//! As PostgreSQL prints a jsonb value.
QByteArray asJsonb(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        return value.toDouble() == double(value.toInteger()) ? QByteArray::number(value.toInteger())
                                                             : QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QJsonValue::String:
        return quotedAsJsonb(value.toString());
    case QJsonValue::Array: {
        QByteArrayList elements;
        for (const QJsonValue each : value.toArray())
            elements += asJsonb(each);
        return '[' + elements.join(", ") + ']';
    }
    case QJsonValue::Object:
        return objectAsJsonb(value.toObject());
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return "null";
}

QByteArray jsonColumn(const QJsonValue& value) { return value.isNull() || value.isUndefined() ? QByteArray() : asJsonb(value); }

QByteArray plainCell(const Field& field, const Statement& row, int column)
{
    if (row.isNull(column))
        return field.type == FieldType::Boolean ? "0" : "";
    if (field.type == FieldType::Set || field.type == FieldType::Json)
        return jsonColumn(arrayFromJson('[' + row.bytes(column) + ']').first());
    // What somebody else made may name a row whose create was given up here before it was answered: it is temporary here for ever.
    return field.type == FieldType::Reference ? bareUid(row.bytes(column)) : row.bytes(column);
}

QByteArray plainValue(Access& access, const Field& field, const QJsonValue& value)
{
    switch (field.type) {
    case FieldType::Boolean:
        return value.toBool() ? "1" : "0";
    case FieldType::Integer:
        return value.isNull() ? QByteArray() : QByteArray::number(value.toInteger());
    case FieldType::Reference: {
        const auto target = identityOf(access, RowKey { value.toInteger() });
        return target ? bareUid(target->uid).toUtf8() : QByteArray();
    }
    case FieldType::Set:
    case FieldType::Json:
        return jsonColumn(value);
    case FieldType::Text:
    case FieldType::Timestamp:
    case FieldType::Date:
    case FieldType::Time:
    case FieldType::Uuid:
        break;
    }
    return value.toString().toUtf8();
}

QByteArray plainImage(Access& access, Entity entity, const QByteArray& id, const RowImage& image)
{
    QByteArray text = id + separator + QByteArray::number(image.seq) + separator + image.createdAt.toUtf8() + separator
        + image.updatedAt.toUtf8();
    for (const Field& field : infoOf(entity).fields)
        text += separator + plainValue(access, field, image.fields.value(field.name));
    return text;
}

QByteArray plainRow(const EntityInfo& info, const Statement& row)
{
    QByteArray text = bareUid(row.bytes(UidColumn));
    for (const int column : { SeqColumn, CreatedColumn, UpdatedColumn })
        text += separator + row.bytes(column);
    int column = FirstField;
    for (const Field& field : info.fields)
        text += separator + plainCell(field, row, column++);
    return text;
}

QByteArray sliceSql(const EntityInfo& info)
{
    QByteArray sql = "SELECT t.key, t.workspace_id, i.uid, t.seq, t.created_at, t.updated_at, t.deleted_at,"
                     " EXISTS(SELECT 1 FROM outbox o WHERE o.key=t.key)";
    for (const Field& field : info.fields) {
        const QByteArray name(field.name.data(), field.name.size());
        if (field.type == FieldType::Reference)
            sql += ", (SELECT uid FROM ids WHERE key=t." + name + ')';
        else
            sql += ", t." + name;
    }
    return sql + " FROM " + QByteArray(info.table.data(), info.table.size())
        + " t JOIN ids i ON i.key=t.key WHERE t.key > ? ORDER BY t.key LIMIT ?";
}

int columnOf(Entity entity, const QString& name) { return FirstField + fieldIndex(entity, name).value(); }

std::string_view bytesOf(const QByteArray& text) { return { text.constData(), size_t(text.size()) }; }

} // namespace

int bucketOf(const Uid& uid) { return bareUid(uid).left(2).toInt(nullptr, 16) & (bucketCount - 1); }

Verification::Verification(Database& database, std::vector<Part> parts, BucketRange range)
    : m_database(database)
    , m_range(range)
{
    for (Part& part : parts) {
        auto& tables = m_buckets[part.workspace];
        for (const EntityInfo& info : schema()) {
            if (info.kind != SyncKind::Reference)
                tables[info.entity].resize(bucketCount);
        }
        const RowKey workspace = part.workspace;
        m_parts.emplace(workspace, std::move(part));
    }
}

Result<bool> Verification::readOn(int rows)
{
    Access access(m_database);
    while (rows > 0 && m_table < schema().size() && access.ok()) {
        const EntityInfo& info = schema()[m_table];
        const int read = info.kind == SyncKind::Reference ? 0 : readTable(access, info, rows);
        if (read == 0) {
            ++m_table;
            m_after = {};
        }
        rows -= std::max(read, 1);
    }
    for (; rows > 0 && m_table == schema().size() && m_nextSkipped < m_skipped.size() && access.ok(); --rows)
        readSkipped(access, m_skipped[m_nextSkipped++]);
    if (access.error())
        return *access.error();
    return m_table == schema().size() && m_nextSkipped == m_skipped.size();
}

int Verification::readTable(Access& access, const EntityInfo& info, int rows)
{
    int read = 0;
    const QByteArray sql = sliceSql(info);
    access.each(
        sql.constData(),
        [&](Statement& row) {
            ++read;
            m_after = row.key(KeyColumn);
            const RowKey workspace = row.key(WorkspaceColumn);
            const int bucket = bucketOf(row.text(UidColumn));
            if (!m_parts.contains(workspace) || !m_range.contains(bucket))
                return;
            if (row.integer(PendingColumn)) {
                m_skipped.push_back({ info.entity, m_after });
                return;
            }
            if (!row.isNull(DeletedColumn))
                return;
            if (row.integer(SeqColumn) <= 0) {
                m_buckets[workspace][info.entity][size_t(bucket)].stray = true;
                return;
            }
            const bool isTask = info.entity == Entity::Task;
            const QByteArray status = isTask ? row.bytes(columnOf(Entity::Task, u"status"_s)) : QByteArray();
            const QByteArray finished = isTask ? row.bytes(columnOf(Entity::Task, u"completion_date"_s)) : QByteArray();
            if (isInWindow(info.entity, workspace, bytesOf(status), bytesOf(finished), row.view(CreatedColumn)))
                add(workspace, info.entity, bareUid(row.bytes(UidColumn)), plainRow(info, row));
        },
        m_after.value, rows);
    return read;
}

void Verification::readSkipped(Access& access, const Skipped& row)
{
    auto image = readBase(access, row.key);
    if (!image) // its edits were given up while this was reading; else the server does not know it yet
        image = access.number("SELECT 1 FROM outbox WHERE key=? LIMIT 1", row.key) ? std::nullopt : readRow(access, row.entity, row.key);
    const auto identity = identityOf(access, row.key);
    if (!image || !identity || image->seq <= 0 || !image->deletedAt.isEmpty() || !m_parts.contains(image->workspace))
        return;
    const QByteArray id = bareUid(identity->uid).toUtf8();
    const QByteArray status = image->fields.value(u"status"_s).toString().toUtf8();
    const QByteArray finished = image->fields.value(u"completion_date"_s).toString().toUtf8();
    const QByteArray created = image->createdAt.toUtf8();
    if (isInWindow(row.entity, image->workspace, bytesOf(status), bytesOf(finished), bytesOf(created)))
        add(image->workspace, row.entity, id, plainImage(access, row.entity, id, *image));
}

//! The server's timestamps compare as text: always UTC, and "+" sorts before "." and digits.
bool Verification::isInWindow(Entity entity, RowKey workspace, std::string_view status, std::string_view finished, std::string_view created) const
{
    const QByteArray window = m_parts.at(workspace).window.toUtf8();
    if (window.isEmpty())
        return true;
    if (entity == Entity::Activity)
        return created >= bytesOf(window);
    const bool isFinished = entity == Entity::Task && (status == "done" || status == "cancelled") && !finished.empty();
    return !isFinished || finished >= bytesOf(window);
}

void Verification::add(RowKey workspace, Entity entity, const QByteArray& id, const QByteArray& row)
{
    ++m_rows;
    m_buckets[workspace][entity][size_t(bucketOf(QString::fromLatin1(id)))].lines.push_back({ id, md5Of(row) });
}

std::vector<BucketDifference> Verification::differences()
{
    std::vector<BucketDifference> all;
    for (auto& [workspace, tables] : m_buckets) {
        const Checksums& theirs = m_parts.at(workspace).theirs;
        for (auto& [entity, buckets] : tables) {
            std::vector<BucketSum> sums(bucketCount);
            if (const auto known = theirs.find(entity); known != theirs.end()) {
                for (const BucketSum& sum : known->second)
                    sums[size_t(sum.bucket & (bucketCount - 1))] = sum;
            }
            for (int number = m_range.from; number < m_range.end; ++number) {
                Bucket& bucket = buckets[size_t(number)];
                std::sort(bucket.lines.begin(), bucket.lines.end(), [](const Line& a, const Line& b) { return a.id < b.id; });
                QByteArray lines;
                for (const Line& line : bucket.lines)
                    lines += line.md5;
                const BucketSum& there = sums[size_t(number)];
                const QString hash = lines.isEmpty() ? QString() : QString::fromLatin1(md5Of(lines));
                if (bucket.stray || qint64(bucket.lines.size()) != there.count || hash != there.hash)
                    all.push_back({ workspace, entity, number, qint64(bucket.lines.size()), there.count });
            }
        }
    }
    return all;
}

} // namespace convoy::store
