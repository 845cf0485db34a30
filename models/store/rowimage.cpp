#include "store/rowimage.h"

#include "domain/jsonvalues.h"
#include "store/access.h"
#include "store/tables.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Any JSON value as text, scalars too, which QJsonDocument does not take.
QByteArray jsonText(const QJsonValue& value)
{
    const QByteArray wrapped = compactJson(QJsonArray { value });
    return wrapped.mid(1, wrapped.size() - 2);
}

QString textOrNull(const QString& text) { return text.isEmpty() ? QString() : text; }

QJsonObject toJson(const RowImage& image)
{
    QJsonObject json = image.fields;
    json.insert(u"workspace_id"_s, image.workspace.value);
    json.insert(u"created_at"_s, image.createdAt);
    json.insert(u"updated_at"_s, image.updatedAt);
    json.insert(u"deleted_at"_s, image.deletedAt);
    return json;
}

RowImage fromJson(RowKey key, qint64 seq, QJsonObject json)
{
    RowImage image { .key = key, .workspace = RowKey { json.take(u"workspace_id"_s).toInteger() }, .seq = seq };
    image.createdAt = json.take(u"created_at"_s).toString();
    image.updatedAt = json.take(u"updated_at"_s).toString();
    image.deletedAt = json.take(u"deleted_at"_s).toString();
    image.fields = std::move(json);
    return image;
}

} // namespace

QJsonValue cellValue(const Field& field, const Statement& row, int column)
{
    if (row.isNull(column))
        return QJsonValue::Null;
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Reference:
        return row.integer(column);
    case FieldType::Boolean:
        return row.integer(column) != 0;
    case FieldType::Set:
    case FieldType::Json:
        return arrayFromJson('[' + row.bytes(column) + ']').first();
    case FieldType::Text:
    case FieldType::Timestamp:
    case FieldType::Date:
    case FieldType::Time:
    case FieldType::Uuid:
        return row.text(column);
    }
    Q_UNREACHABLE();
}

void bindValue(Statement& statement, const Field& field, const QJsonValue& value)
{
    if (value.isNull() || value.isUndefined()) {
        statement.bindNull();
        return;
    }
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Reference:
        statement.bind(value.toInteger());
        return;
    case FieldType::Boolean:
        statement.bind(value.toBool() ? 1 : 0);
        return;
    case FieldType::Set:
    case FieldType::Json:
        statement.bind(jsonText(value));
        return;
    case FieldType::Text:
    case FieldType::Timestamp:
    case FieldType::Date:
    case FieldType::Time:
    case FieldType::Uuid:
        statement.bind(value.toString());
        return;
    }
}

QJsonObject emptyFields(Entity entity)
{
    QJsonObject fields;
    for (const Field& field : infoOf(entity).fields)
        fields.insert(field.name, QJsonValue::Null);
    return fields;
}

std::optional<RowImage> readRow(Access& access, Entity entity, RowKey key)
{
    std::optional<RowImage> image;
    access.each(
        tableSql(entity).select.constData(),
        [&](Statement& row) {
            image = RowImage { key, row.key(1), row.integer(2), row.text(3), row.text(4), row.text(5), {} };
            int column = headerColumns;
            for (const Field& field : infoOf(entity).fields)
                image->fields.insert(field.name, cellValue(field, row, column++));
        },
        key);
    return image;
}

void writeRow(Access& access, Entity entity, const RowImage& image)
{
    if (!access.ok())
        return;
    Statement statement = access.database().prepare(tableSql(entity).replace.constData());
    statement.bindAll(image.key, image.workspace, image.seq, textOrNull(image.createdAt), textOrNull(image.updatedAt),
        textOrNull(image.deletedAt));
    for (const Field& field : infoOf(entity).fields)
        bindValue(statement, field, image.fields.value(field.name));
    if (!statement.execute())
        access.fail(access.database().lastError(u"write a row"_s));
}

void removeRow(Access& access, Entity entity, RowKey key) { access.run(tableSql(entity).remove.constData(), key); }

std::optional<RowImage> readBase(Access& access, RowKey key)
{
    std::optional<RowImage> image;
    access.each(
        "SELECT seq, row FROM base_rows WHERE key=?",
        [&](Statement& row) { image = fromJson(key, row.integer(0), objectFromJson(row.bytes(1))); }, key);
    return image;
}

void writeBase(Access& access, Entity entity, const RowImage& image)
{
    access.run("INSERT OR REPLACE INTO base_rows(key, entity, seq, row) VALUES(?, ?, ?, ?)", image.key,
        static_cast<int>(entity), image.seq, compactJson(toJson(image)));
}

void removeBase(Access& access, RowKey key) { access.run("DELETE FROM base_rows WHERE key=?", key); }

} // namespace convoy::store
