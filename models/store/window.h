#pragma once

#include "store/replica.h"

#include <unordered_set>

namespace convoy::store {

class Access;
class UidCache;
class Writing;

// The history window: tasks finished long ago, and old feed entries, need not be on this device. A task stays as long as
// something here hangs on it, and nothing goes that the server has not confirmed.

inline constexpr char historyDaysMeta[] = "history_days"; //!< empty or 0: everything is kept

//! The beginning of the window that the person asked for, at midnight UTC; empty: everything.
[[nodiscard]] QString wantedWindow(Access& access, qint64 nowMicros);

[[nodiscard]] bool isWider(const QString& window, const QString& than); //!< empty is the widest of all

void setHistoryDays(Writing& writing, int days, qint64 nowMicros);

//! The next page of a second fill to ask for, which brings what an earlier, narrower window left out.
[[nodiscard]] std::optional<PullRequest::Cursor> nextOfSecondFill(Writing& writing, qint64 nowMicros);
[[nodiscard]] int takeSecondFill(Writing& writing, UidCache& cache, const Cursor& cursor, const WorkspacePage& page);

[[nodiscard]] bool hasSomethingToEvict(Access& access, qint64 nowMicros);
//! Removes up to `rows` rows that have left the window. False: there is nothing more to do.
[[nodiscard]] bool evictSome(Writing& writing, int rows, qint64 nowMicros);

//! Rows that came name others that are not here, since a window left them out: they are to be fetched.
void noteAbsentees(Writing& writing, const std::unordered_set<qint64>& named);
[[nodiscard]] std::vector<RowsRequest> absenteeRequests(Access& access);
void takeAbsentees(Writing& writing, UidCache& cache, RowKey workspace, const Rows& rows);
void forgetAbsentees(Writing& writing, const RowsRequest& request); //!< every workspace was asked: nobody has them

} // namespace convoy::store
