#pragma once

#include "domain/change.h"
#include "domain/clock.h"
#include "domain/result.h"

namespace convoy::store {

class Access;
class Writing;

//! One row's part of a gesture in the history: enough to take it back or do it again.
struct HistoryLine {
    Entity entity;
    RowKey row;
    RowKey workspace;
    Action action;
    QJsonObject before; //!< of an update: the changed fields; of a delete or restore: the whole row
    QJsonObject after; //!< of a create or update
};

struct TakenBack {
    std::vector<Change> changes;
    bool leftOut = false; //!< something has been changed since then and is left as it is
};

//! What takes these steps back, the last one first.
[[nodiscard]] TakenBack takeBack(Access& access, const std::vector<HistoryLine>& lines);

//! A new gesture ends what could be done again.
void addHistory(Writing& writing, GroupId group, const QString& text, qint64 madeMicros, const std::vector<HistoryLine>& lines);

//! Takes back the newest gesture, or does the last undone one again, as a new edit; per field (a field group as one),
//! only where the value is still the one that the gesture, or its undoing, left. Receipt's note says what was left out.
Result<EditReceipt> undoGesture(Writing& writing, const Clock& clock);
Result<EditReceipt> redoGesture(Writing& writing, const Clock& clock);

} // namespace convoy::store
