#pragma once

#include "domain/schema.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace convoy {

[[nodiscard]] QByteArray compactJson(const QJsonObject& object);
[[nodiscard]] QByteArray compactJson(const QJsonArray& array);
[[nodiscard]] QJsonObject objectFromJson(const QByteArray& json); //!< empty when it is not an object
[[nodiscard]] QJsonArray arrayFromJson(const QByteArray& json);

//! A set as it is stored: sorted, without doubles or empty elements.
[[nodiscard]] QJsonArray setArray(QStringList elements);
[[nodiscard]] QStringList setElements(const QJsonValue& value);

//! What is wrong with a value for this field, as a sentence; empty when nothing is.
[[nodiscard]] QString whyNotValid(const Field& field, const QJsonValue& value);

} // namespace convoy
