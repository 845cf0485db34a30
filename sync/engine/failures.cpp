#include "sync/engine/failures.h"

namespace convoy::sync {

using Kind = Error::Kind;
using Outcome = SyncReport::Outcome;
using namespace Qt::Literals::StringLiterals;

bool isTooMuch(const Error& error) { return error.code == "57014"_L1 || error.detail.startsWith("413"_L1); }

bool isDefinite(const Error& error)
{
    switch (error.kind) {
    case Kind::Rejected:
    case Kind::Forbidden:
    case Kind::NotFound:
        return true;
    case Kind::Busy:
        return isTooMuch(error);
    case Kind::ServerFault: // a code is the database's own word that it rolled back; without one it was a proxy's
        return error.code.size() == 5 && error.code != "42883"_L1;
    default:
        return false;
    }
}

bool mayLieInTheRequest(Kind kind)
{
    return kind == Kind::Timeout || kind == Kind::ServerFault || kind == Kind::Malformed || kind == Kind::CaptivePortal || kind == Kind::Busy;
}

Retry retryFor(Kind kind)
{
    switch (kind) {
    case Kind::Offline:
    case Kind::Timeout:
    case Kind::CaptivePortal:
    case Kind::ServerFault:
    case Kind::RateLimited:
    case Kind::Busy:
    case Kind::Malformed:
    case Kind::Forbidden:
    case Kind::Rejected:
    case Kind::DiskFull:
    case Kind::Storage:
    case Kind::Locked:
    case Kind::Keychain:
    case Kind::Invalid:
    case Kind::NotFound:
    case Kind::Cancelled:
        return Retry::Backoff;
    case Kind::TooOld:
    case Kind::ReadOnly:
    case Kind::NotADatabase:
    case Kind::NewerDatabase:
        return Retry::Regularly;
    case Kind::Unauthorized:
        return Retry::AfterSignIn;
    }
    Q_UNREACHABLE();
}

Outcome outcomeFor(Kind kind)
{
    switch (kind) {
    case Kind::Offline:
    case Kind::Timeout:
    case Kind::CaptivePortal:
        return Outcome::Offline;
    case Kind::Unauthorized:
        return Outcome::SignIn;
    case Kind::TooOld:
        return Outcome::TooOld;
    default:
        return Outcome::Failed;
    }
}

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Synced:
        return u"synced"_s;
    case Outcome::Failed:
        return u"failed"_s;
    case Outcome::Offline:
        return u"offline"_s;
    case Outcome::Attention:
        return u"attention"_s;
    case Outcome::SignIn:
        return u"sign_in"_s;
    case Outcome::TooOld:
        return u"too_old"_s;
    case Outcome::Waiting:
        return u"waiting"_s;
    }
    Q_UNREACHABLE();
}

} // namespace convoy::sync
