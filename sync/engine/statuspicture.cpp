#include "sync/engine/statuspicture.h"

#include <tuple>

namespace convoy::sync {

namespace {

using Kind = Error::Kind;
using Reach = Connectivity::Reach;

constexpr qint64 staleAfter = 86'400'000'000;

// What a failure shows as; nothing when the rest of the picture says it better.
std::optional<SyncState> stateOf(Kind kind, Reach reach)
{
    switch (kind) {
    case Kind::DiskFull:
    case Kind::ReadOnly:
    case Kind::NotADatabase:
    case Kind::NewerDatabase:
    case Kind::Storage:
        return SyncState::CannotSave;
    case Kind::Unauthorized:
    case Kind::Keychain: // the sign-in is there, but out of reach
        return SyncState::SignInExpired;
    case Kind::TooOld:
        return SyncState::TooOld;
    case Kind::CaptivePortal:
        return SyncState::CaptivePortal;
    case Kind::Offline: // the network is there, so it is the server that is not
        return reach == Reach::Online ? SyncState::ServerUnreachable : SyncState::Offline;
    case Kind::Timeout:
    case Kind::ServerFault:
    case Kind::RateLimited:
    case Kind::Busy:
    case Kind::Malformed:
        return SyncState::ServerUnreachable;
    case Kind::Forbidden:
    case Kind::Rejected:
    case Kind::Locked:
    case Kind::Invalid:
    case Kind::NotFound:
    case Kind::Cancelled:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

bool isStale(const StatusFacts& facts)
{
    const auto since = facts.lastSyncedMicros > 0 ? facts.lastSyncedMicros : facts.counts.oldestMicros;
    return facts.counts.pending() > 0 && since > 0 && facts.nowMicros - since >= staleAfter;
}

bool isPressing(SyncState state) { return state < SyncState::Stale; }

SyncState offlineState(const StatusFacts& facts)
{
    return facts.counts.pending() > 0 ? SyncState::OfflinePending : SyncState::Offline;
}

SyncState calmState(const StatusFacts& facts)
{
    if (facts.waitsForUnmetered)
        return SyncState::Metered;
    if (facts.paused)
        return SyncState::Paused;
    if (facts.progress.firstDownload || (facts.lastSyncedMicros == 0 && facts.running))
        return SyncState::FirstDownload;
    if (facts.running)
        return SyncState::Syncing;
    return facts.counts.pending() > 0 || facts.lastSyncedMicros == 0 ? SyncState::Pending : SyncState::UpToDate;
}

} // namespace

SyncState stateFrom(const StatusFacts& facts)
{
    const auto failure = facts.lastError ? stateOf(facts.lastError->kind, facts.reach) : std::nullopt;
    if (failure == SyncState::CannotSave)
        return *failure;
    if (!facts.hasAccount)
        return SyncState::NoAccount;
    if (failure && isPressing(*failure))
        return *failure;
    if (isStale(facts) && !facts.running)
        return SyncState::Stale;
    if (failure == SyncState::CaptivePortal || facts.reach == Reach::CaptivePortal)
        return SyncState::CaptivePortal;
    if (failure == SyncState::ServerUnreachable)
        return *failure;
    if (failure == SyncState::Offline || facts.reach == Reach::Offline)
        return offlineState(facts);
    return calmState(facts);
}

AbsenceSummary summaryOf(const store::Absence& absence)
{
    return { absence.sinceMicros, absence.cycleMicros, absence.edits, absence.touched };
}

SyncStatus statusFrom(const StatusFacts& facts)
{
    SyncStatus status;
    status.state = stateFrom(facts);
    status.pending = facts.counts.pending();
    status.refused = facts.counts.needAttention() + facts.counts.parked;
    status.toReview = facts.toReview;
    status.keptAside = facts.counts.keptAside;
    status.waitsByChoice = facts.waitsByChoice;
    status.lastSyncedMicros = facts.lastSyncedMicros;
    status.nextAttemptMicros = facts.nextAttemptMicros;
    status.done = facts.running ? facts.progress.done : 0;
    status.total = facts.running ? facts.progress.total : 0;
    status.account = facts.account;
    status.server = facts.server;
    status.absence = facts.absence;
    status.lastError = facts.lastError;
    return status;
}

bool sameStatus(const SyncStatus& a, const SyncStatus& b)
{
    const auto tied = [](const SyncStatus& s) {
        return std::tie(s.state, s.pending, s.refused, s.keptAside, s.toReview, s.waitsByChoice, s.lastSyncedMicros,
            s.nextAttemptMicros, s.done, s.total, s.account, s.server);
    };
    const bool sameError = a.lastError.has_value() == b.lastError.has_value()
        && (!a.lastError || (a.lastError->kind == b.lastError->kind && a.lastError->detail == b.lastError->detail));
    return tied(a) == tied(b) && a.absence == b.absence && sameError;
}

} // namespace convoy::sync
