#pragma once

#include "rowjson.h"
#include "store/reads.h"

namespace convoy::cli {

//! "title: Old → New", for people.
[[nodiscard]] QString incomingWords(const store::Reads& reads, const store::IncomingChange& change);
[[nodiscard]] QString whereFrom(const QString& device, const QString& author);
[[nodiscard]] QJsonObject incomingJson(const store::IncomingChange& change, RowJson& json);

} // namespace convoy::cli
