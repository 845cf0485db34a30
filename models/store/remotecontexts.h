#pragma once

#include "domain/ids.h"

#include <QJsonObject>

namespace convoy::store {

class Access;
class Writing;

// What the server said of a task's surroundings that are not on this device: shown while it cannot be asked. The latest 200.

void keepContext(Writing& writing, const Uid& task, const QJsonObject& answer, qint64 nowMicros);
[[nodiscard]] QJsonObject keptContext(Access& access, const Uid& task); //!< empty: none
void forgetContexts(Writing& writing); //!< some access was lost, and what they hold is of any workspace

} // namespace convoy::store
