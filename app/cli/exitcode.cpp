#include "exitcode.h"

#include "sync/status/sentences.h"

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {
const auto usageCode = u"usage"_s;
const auto signInCode = u"no_account"_s;
} // namespace

Error usageError(const QString& sentence)
{
    return { .kind = Error::Kind::Invalid, .detail = sentence, .code = usageCode };
}

Error notFound(const QString& sentence) { return { .kind = Error::Kind::Invalid, .detail = sentence }; }

Error nobodySignedIn(const QString& sentence)
{
    return { .kind = Error::Kind::Unauthorized, .detail = sentence, .code = signInCode };
}

ExitCode exitCodeFor(const Error& error)
{
    using enum Error::Kind;
    switch (error.kind) {
    case Offline:
    case Timeout:
    case CaptivePortal:
    case ServerFault:
    case RateLimited:
    case Busy:
        return ExitCode::Offline;
    case Unauthorized:
        return ExitCode::SignIn;
    case TooOld:
        return ExitCode::TooOld;
    case Invalid:
        return error.code == usageCode ? ExitCode::Usage : ExitCode::Failed;
    case Malformed:
    case Forbidden:
    case Rejected:
    case DiskFull:
    case ReadOnly:
    case NotADatabase:
    case NewerDatabase:
    case Storage:
    case Locked:
    case Keychain:
    case NotFound:
    case Cancelled:
        return ExitCode::Failed;
    }
    Q_UNREACHABLE();
}

QString messageFor(const Error& error)
{
    const bool ownWords = error.kind == Error::Kind::Invalid || error.code == signInCode;
    return ownWords && !error.detail.isEmpty() ? error.detail : sync::sentenceFor(error);
}

} // namespace convoy::cli
