#pragma once

#include "domain/clock.h"

namespace convoy::store {

class Access;

//! Small facts about this database.
[[nodiscard]] QString metaValue(Access& access, const char* name); //!< empty when unset
void setMetaValue(Access& access, const char* name, const QString& value);

inline constexpr char deviceIdMeta[] = "device_id";
inline constexpr char deviceNameMeta[] = "device_name";

[[nodiscard]] std::optional<ServerClock> serverClock(Access& access);
void setServerClock(Access& access, const ServerClock& clock);
[[nodiscard]] qint64 clockOffset(Access& access); //!< server minus wall clock in microseconds, as last known; else 0

} // namespace convoy::store
