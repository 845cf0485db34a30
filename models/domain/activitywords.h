#pragma once

#include "domain/values.h"

namespace convoy {

//! What a field is called in sentences and headings ("due date"); empty for one that says nothing to a person.
[[nodiscard]] QString fieldName(const QString& field);

//! What a system entry of the activity feed says, behind the name of who did it: "changed the title from A to B".
[[nodiscard]] QString activitySentence(const Activity& entry);

} // namespace convoy
