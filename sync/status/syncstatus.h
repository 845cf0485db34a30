#pragma once

#include "domain/error.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace convoy::sync {

//! The states of the sync indicator, most pressing first; the words are in sentences.h.
enum class SyncState : quint8 {
    CannotSave,
    SignInExpired,
    TooOld,
    Stale, //!< not synced for a day or more with edits waiting
    CaptivePortal,
    ServerUnreachable,
    OfflinePending,
    Offline,
    Metered,
    Paused,
    FirstDownload,
    Syncing,
    Pending,
    UpToDate,
    NoAccount,
};

//! What a long time without sync came to: of the edits that waited here, how many are on things that others changed.
struct AbsenceSummary {
    qint64 sinceMicros = 0;
    qint64 untilMicros = 0;
    int edits = 0;
    int touched = 0;
    bool operator==(const AbsenceSummary&) const = default;
};

//! All that the interface and the CLI know of sync. One value, one signal. Times are wall clock, microseconds.
struct SyncStatus {
    SyncState state = SyncState::NoAccount;
    qint64 pending = 0; //!< edits the server has not acknowledged
    qint64 refused = 0; //!< edits that need the person
    qint64 keptAside = 0; //!< gestures kept aside (their workspace is gone) that nobody has exported yet
    qint64 toReview = 0; //!< conflicts that need the person
    bool waitsByChoice = false; //!< Metered: the person wants it so, however small the download
    qint64 lastSyncedMicros = 0; //!< the last complete cycle; 0: never
    qint64 nextAttemptMicros = 0; //!< 0: none planned
    qint64 done = 0; //!< progress of FirstDownload and Syncing
    qint64 total = 0;
    QString account; //!< the e-mail address; empty: no account
    QString server;
    std::optional<AbsenceSummary> absence {}; //!< the latest one, also after it was dealt with
    std::optional<Error> lastError {};
};

//! What a comparison of every row with the server came to.
struct VerifySummary {
    qint64 rows = 0; //!< compared
    int workspaces = 0;
    int buckets = 0; //!< parts that differed, and were fetched again
    int repaired = 0; //!< rows that had been different here
    int keptAside = 0; //!< rows that this device had and the server did not: in the box
    int remaining = 0; //!< parts that differ even so
    bool operator==(const VerifySummary&) const = default;
};

//! How much a cycle looks at.
enum class Depth : bool {
    Changes, //!< what is new on either side
    Everything, //!< and every row that both have is compared
};

//! What one cycle came to: the exit codes of `convoy-cli sync` and the line "Back online. 3 sent, 5 received."
struct SyncReport {
    enum class Outcome : quint8 { Synced = 0, Failed = 1, Offline = 3, Attention = 4, SignIn = 5, TooOld = 6, Waiting = 7 };
    Outcome outcome = Outcome::Failed;
    int sent = 0;
    int received = 0;
    int conflicts = 0;
    int requests = 0;
    qint64 bytes = 0;
    std::optional<AbsenceSummary> absence {}; //!< this cycle ended one
    std::optional<VerifySummary> verified {}; //!< of a cycle with Depth::Everything
    std::optional<Error> error {};
};

} // namespace convoy::sync

Q_DECLARE_METATYPE(convoy::sync::SyncStatus)
Q_DECLARE_METATYPE(convoy::sync::SyncReport)
