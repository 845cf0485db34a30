#pragma once

#include "domain/exchange.h"
#include "domain/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace convoy::remote {

//! Answers as README.md describes them, read from their bytes. Whatever the bytes are, the outcome is an answer or
//! Malformed; what a newer server adds is left out. Pure; the rows share the bytes.
[[nodiscard]] Result<PullAnswer> parsePull(const QByteArray& body);
[[nodiscard]] Result<RowsAnswer> parseRows(const QByteArray& body);
[[nodiscard]] Result<PushAnswer> parsePush(const QByteArray& body);
[[nodiscard]] Result<WorkspaceCreateAnswer> parseWorkspaceCreate(const QByteArray& body);
[[nodiscard]] Result<ReferenceAnswer> parseReference(const QByteArray& body);
[[nodiscard]] Result<QJsonObject> parseTaskContext(const QByteArray& body);
[[nodiscard]] Result<QJsonObject> parseTaskActivity(const QByteArray& body);

} // namespace convoy::remote
