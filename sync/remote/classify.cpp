#include "sync/remote/classify.h"

#include "domain/jsonvalues.h"

#include <QRegularExpression>

namespace convoy::remote {

namespace {

using namespace Qt::Literals::StringLiterals;
using Kind = Error::Kind;

bool isClass(const QString& code, QLatin1String sqlstateClass)
{
    return code.size() == 5 && code.startsWith(sqlstateClass);
}

// Failures of the moment, not of the request: lock and statement timeouts, resources, shutdowns, connections.
bool isPassing(const QString& code)
{
    static constexpr QLatin1String classes[] = { "08"_L1, "40"_L1, "53"_L1, "55"_L1, "57"_L1 };
    for (const auto sqlstateClass : classes) {
        if (isClass(code, sqlstateClass))
            return true;
    }
    return code == "PT503"_L1 || code == "PGRST000"_L1 || code == "PGRST001"_L1 || code == "PGRST002"_L1
        || code == "PGRST003"_L1;
}

bool isDeadToken(const QString& code)
{
    return code == "PGRST301"_L1 || code == "PGRST302"_L1 || code == "PGRST303"_L1;
}

// A function the server does not have (yet): its migrations are missing, or its schema cache has not been reloaded.
bool isUnknownFunction(const QString& code) { return code == "PGRST202"_L1 || code == "42883"_L1; }

Kind kindOf(int status, const QString& code)
{
    if (isPassing(code))
        return Kind::Busy;
    if (status == 401 || isDeadToken(code))
        return Kind::Unauthorized;
    // A denied grant is 403 for a signed-in user. With 401 the server took us for nobody, so it is the token after all.
    if (code == "42501"_L1 || code == "PT403"_L1)
        return Kind::Forbidden;
    if (status == 403)
        return Kind::Forbidden;
    if (code == "PT404"_L1)
        return Kind::NotFound;
    if (isUnknownFunction(code))
        return Kind::ServerFault;
    if (status == 408 || status == 504)
        return Kind::Timeout;
    if (status == 429)
        return Kind::RateLimited;
    if (status == 503)
        return Kind::Busy;
    if (status >= 500)
        return Kind::ServerFault;
    if (status == 404)
        return Kind::Malformed;
    return status >= 400 ? Kind::Rejected : Kind::Malformed;
}

// The header when a proxy or PostgREST itself asks; the error's details when one of our functions does.
std::optional<std::chrono::milliseconds> retryAfterOf(const QByteArray& header, const QString& details, Kind kind)
{
    bool isNumber = false;
    const auto seconds = header.trimmed().toInt(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(seconds);
    if (kind != Kind::Busy && kind != Kind::RateLimited)
        return std::nullopt;
    static const QRegularExpression digits(
        u"^(?:Retry-After:\\s*)?(\\d{1,5})(?:\\s*s)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = digits.match(details.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    return std::chrono::seconds(match.captured(1).toInt());
}

} // namespace

Error errorOf(const sync::HttpReply& reply)
{
    const auto body = objectFromJson(reply.body);
    const auto code = body.value("code"_L1).toString();
    const auto message = body.value("message"_L1).toString(QString::fromUtf8(reply.body.left(200)));
    const auto kind = kindOf(reply.status, code);
    Error error { kind, u"%1 %2 %3"_s.arg(QString::number(reply.status), code, message).simplified() };
    error.retryAfter = retryAfterOf(reply.retryAfter, body.value("details"_L1).toString(), kind);
    error.code = code;
    return error;
}

} // namespace convoy::remote
