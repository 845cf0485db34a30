#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace convoy {

//! Why something did not work, in a form that code can decide on. The sentence for people is made from the
//! kind in one place (sync/status/sentences.h); detail is for logs and "Details" folds, never shown raw.
struct Error {
    enum class Kind {
        // the network and the server
        Offline, //!< no route, refused, name not found
        Timeout,
        CaptivePortal, //!< a login page answered instead of the server
        ServerFault, //!< 5xx
        RateLimited, //!< 429
        Busy, //!< the server asks to try again (lock or statement timeout)
        Malformed, //!< an answer that is not what the protocol says
        Unauthorized, //!< the token is not accepted; refresh, then sign in again
        Forbidden, //!< signed in, but not allowed
        Rejected, //!< the server understood and said no
        TooOld, //!< this program's schema is below the server's minimum
        // this device
        DiskFull,
        ReadOnly, //!< the data directory cannot be written
        NotADatabase, //!< the file is something else, or damaged
        NewerDatabase, //!< written by a newer Convoy
        Storage, //!< any other failure of the local database
        Locked, //!< another process holds what is needed
        Keychain,
        // the request itself
        Invalid, //!< the edit or the argument makes no sense (detail is a sentence for the person)
        NotFound,
        Cancelled,
    };

    Kind kind;
    QString detail;
    std::optional<std::chrono::milliseconds> retryAfter {}; //!< the server's own wish
    QString code {}; //!< SQLSTATE, PGRST or GoTrue code, where there was one
};

} // namespace convoy
