#pragma once

#include "domain/ids.h"

#include <QJsonValue>
#include <QString>

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! What a field is called in sentences and headings ("due date"); empty for one that says nothing to a person.
[[nodiscard]] QString fieldName(const QString& field);

//! A value as it is on the wire (ids, codes, server time), in words: names, dates of the person's locale, elements
//! joined by commas. Empty when there is none. `row` gives the workflow and the members that ids are looked up in.
[[nodiscard]] QString valueInWords(
    const store::Reads& reads, Entity entity, RowKey row, const QString& field, const QJsonValue& value);

} // namespace convoy::items
