#pragma once

#include "store/taskquery.h"
#include "sync/engine/syncengine.h"
#include "sync/port/connectivity.h"
#include "sync/status/syncstatus.h"

namespace convoy::sync {

//! Everything that the indicator's state follows from.
struct StatusFacts {
    bool hasAccount = false;
    bool paused = false;
    bool waitsForUnmetered = false;
    bool waitsByChoice = false;
    bool running = false;
    Connectivity::Reach reach = Connectivity::Reach::Unknown;
    CycleProgress progress {};
    store::OutboxCounts counts {};
    qint64 toReview = 0;
    qint64 lastSyncedMicros = 0;
    qint64 nextAttemptMicros = 0;
    qint64 nowMicros = 0;
    QString account;
    QString server;
    std::optional<AbsenceSummary> absence {};
    std::optional<Error> lastError {}; //!< of the last cycle; none after one that worked
};

[[nodiscard]] AbsenceSummary summaryOf(const store::Absence& absence);

//! The first state that applies, in the order of SyncState. Pure; the table is in tests/engine.
[[nodiscard]] SyncState stateFrom(const StatusFacts& facts);
[[nodiscard]] SyncStatus statusFrom(const StatusFacts& facts);
[[nodiscard]] bool sameStatus(const SyncStatus& a, const SyncStatus& b);

} // namespace convoy::sync
