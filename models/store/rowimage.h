#pragma once

#include "domain/schema.h"

#include <QJsonObject>

#include <optional>

namespace convoy::store {

class Access;
class Statement;

//! The seq of rows that a resync has not met (yet): they are not, or not known to be, on the server.
inline constexpr qint64 notOnTheServer = -1;

//! One row as values: what the overlay, the history and the merge of twins compute with.
struct RowImage {
    RowKey key;
    RowKey workspace {};
    qint64 seq = 0;
    QString createdAt {};
    QString updatedAt {};
    QString deletedAt {};
    QJsonObject fields {}; //!< every field of the entity; references are keys, absent values null
    bool operator==(const RowImage&) const = default;
};

[[nodiscard]] QJsonValue cellValue(const Field& field, const Statement& row, int column);
void bindValue(Statement& statement, const Field& field, const QJsonValue& value);

//! A field's value when nobody has set it.
[[nodiscard]] QJsonObject emptyFields(Entity entity);

[[nodiscard]] std::optional<RowImage> readRow(Access& access, Entity entity, RowKey key);
void writeRow(Access& access, Entity entity, const RowImage& image); //!< in place of what is there
void removeRow(Access& access, Entity entity, RowKey key);

[[nodiscard]] std::optional<RowImage> readBase(Access& access, RowKey key);
void writeBase(Access& access, Entity entity, const RowImage& image);
void removeBase(Access& access, RowKey key);

} // namespace convoy::store
