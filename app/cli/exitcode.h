#pragma once

#include "domain/result.h"

namespace convoy::cli {

//! What the shell learns; documented by --help. The numbers are a promise.
enum class ExitCode : int { Ok = 0, Failed = 1, Usage = 2, Offline = 3, Attention = 4, SignIn = 5, TooOld = 6, Waiting = 7 };

//! A command line that makes no sense, said in a sentence: exit code 2.
[[nodiscard]] Error usageError(const QString& sentence);
//! Something named that is not here, or not the only one: exit code 1.
[[nodiscard]] Error notFound(const QString& sentence);

//! Sync without an account, said in a sentence: exit code 5.
[[nodiscard]] Error nobodySignedIn(const QString& sentence);

[[nodiscard]] ExitCode exitCodeFor(const Error& error);

//! What happened and what is safe. What this program said itself it says as it is; the rest is put by sync/status.
[[nodiscard]] QString messageFor(const Error& error);

} // namespace convoy::cli
