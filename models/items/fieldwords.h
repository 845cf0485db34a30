#pragma once

#include "domain/activitywords.h"

#include <QJsonValue>

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! A value as it is on the wire (ids, codes, server time), in words: names, dates of the person's locale, elements
//! joined by commas. Empty when there is none. `row` gives the workflow and the members that ids are looked up in.
[[nodiscard]] QString valueInWords(
    const store::Reads& reads, Entity entity, RowKey row, const QString& field, const QJsonValue& value);

} // namespace convoy::items
