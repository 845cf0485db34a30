#pragma once

#include "store/taskquery.h"

#include <optional>

namespace convoy::store {

class Access;
class Writing;

//! Shorter than this is a normal day.
inline constexpr qint64 longAbsence = qint64(24) * 3600 * 1'000'000;

//! What waits here against what others changed meanwhile: from the edits' bases and the server's versions that a pull
//! has just brought. None when the last complete cycle is not long ago, or nothing waits.
[[nodiscard]] std::optional<Absence> absenceUntil(Access& access, qint64 cycleMicros);
void keepAbsence(Writing& writing, const Absence& absence); //!< so that it can be shown later
[[nodiscard]] std::vector<Absence> keptAbsences(Access& access, int limit); //!< the latest first

} // namespace convoy::store
