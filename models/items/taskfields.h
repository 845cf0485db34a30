#pragma once

#include "domain/values.h"

#include <QJsonObject>

namespace convoy::items {

//! Puts changed fields, as a gesture carries them, over a task that was read.
void putOver(Task& task, const QJsonObject& fields);

[[nodiscard]] QJsonValue dateValue(QDate date); //!< null when invalid
[[nodiscard]] QJsonValue timeValue(QTime time);
[[nodiscard]] QJsonValue keyValue(RowKey key);
[[nodiscard]] QJsonValue textValue(const QString& text); //!< null when empty

} // namespace convoy::items
