#pragma once

#include <QString>

namespace convoy {

//! Fractional ranks: text that sorts (by code point) between two others, so that moving a row writes one row. The last
//! three characters are random, so two devices that insert at the same place rarely make the same rank; ties go by uuid.
//! Empty `before` means the very beginning, empty `after` the very end.
[[nodiscard]] QString rankBetween(const QString& before, const QString& after);

} // namespace convoy
