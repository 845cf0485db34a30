#pragma once

#include "domain/error.h"
#include "sync/status/syncstatus.h"

namespace convoy::sync {

//! What a failure means for what comes next. Pure, exhaustive, tested as tables.

//! The request itself was answered with no: nothing of it happened on the server, and sending it again as it is would
//! most likely come to the same. Anything else leaves it open whether the server has done it.
[[nodiscard]] bool isDefinite(const Error& error);

//! No definite answer came, and the request itself may be why: somebody on the way who does not let it through, a server that
//! never gets done with it. Without a network, or without a valid sign-in, it is not.
[[nodiscard]] bool mayLieInTheRequest(Error::Kind kind);

//! The server gave up for want of time: the same with less may work.
[[nodiscard]] bool isTooMuch(const Error& error);

enum class Retry : quint8 {
    Backoff,
    Regularly, //!< with the periodic timer: hurrying would not help
    AfterSignIn, //!< when the person has signed in
};
[[nodiscard]] Retry retryFor(Error::Kind kind);

[[nodiscard]] SyncReport::Outcome outcomeFor(Error::Kind kind);
[[nodiscard]] QString outcomeName(SyncReport::Outcome outcome); //!< as in sync_runs

} // namespace convoy::sync
