#pragma once

#include "domain/exchange.h"

#include <QByteArray>

#include <simdjson.h>

namespace convoy::remote {

//! One answer being read: its bytes with the padding the parser wants, and the parser, which owns the unescaped text.
//! Rows point into it, so it is shared with them. Private to this folder; simdjson is included nowhere else.
struct Document {
    QByteArray buffer;
    simdjson::ondemand::parser parser;
};

namespace json = simdjson::ondemand;
using Code = simdjson::error_code;

//! Reads `{table: {columns, rows}}`; adds to `rows`, which keeps `document` alive.
[[nodiscard]] Code readTables(json::value tables, const std::shared_ptr<Document>& document, Rows& rows);

[[nodiscard]] Code readText(json::value value, QString& text); //!< null leaves it empty
[[nodiscard]] Code readTexts(json::value value, QStringList& texts);
[[nodiscard]] std::string_view trimmedEnd(std::string_view raw); //!< raw JSON ends at the next token, not at its own

} // namespace convoy::remote
