#pragma once

#include "domain/error.h"
#include "sync/status/syncstatus.h"

#include <QString>

namespace convoy::sync {

//! What happened, what is safe, what happens next: the one switch from a kind of error to a sentence for people.
[[nodiscard]] QString sentenceFor(const Error& error);

//! The words of the sync indicator for a status at a moment (wall clock, microseconds); the table is in tests/status.
[[nodiscard]] QString describe(const SyncStatus& status, qint64 nowMicros);

//! The badge beside the state for what needs the person: "1 edit to review"; empty when nothing does.
[[nodiscard]] QString describeBadge(const SyncStatus& status);

//! "9 days offline: 14 of your 60 edits touch things that others changed."
[[nodiscard]] QString describeAbsence(const AbsenceSummary& absence);

} // namespace convoy::sync
