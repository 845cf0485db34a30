#include "sync/account/gotrue.h"

#include "domain/jsonvalues.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy::account {

namespace {

using namespace Qt::Literals::StringLiterals;
using Kind = Error::Kind;
using sync::HttpReply;
using sync::HttpRequest;

constexpr qint64 second = 1'000'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(convoy::account::SignIn)
};

QString codeIn(const QJsonObject& body)
{
    for (const auto name : { "error_code"_L1, "error"_L1 }) {
        if (const auto code = body.value(name).toString(); !code.isEmpty())
            return code;
    }
    return {};
}

// The session is over for good: asking again with the same token comes to the same.
bool endsSession(const QString& code)
{
    static const QStringList codes { u"refresh_token_already_used"_s, u"refresh_token_not_found"_s,
        u"session_not_found"_s, u"session_expired"_s, u"bad_jwt"_s, u"user_not_found"_s };
    return codes.contains(code);
}

// What the person typed is not accepted, in words for the form.
QString wrongInput(const QString& code)
{
    if (code == "invalid_credentials"_L1 || code == "invalid_grant"_L1)
        return Words::tr("The e-mail address or the password is not right.");
    if (code == "email_not_confirmed"_L1)
        return Words::tr("Confirm your e-mail address first: follow the link in the message, then sign in.");
    if (code == "user_already_exists"_L1 || code == "email_exists"_L1)
        return Words::tr("There is an account with this e-mail address already. Sign in instead.");
    if (code == "weak_password"_L1)
        return Words::tr("This password is too easy to guess. Take a longer one.");
    if (code == "signup_disabled"_L1)
        return Words::tr("This server takes no new accounts. Ask whoever runs it for one.");
    if (code == "user_banned"_L1)
        return Words::tr("This account may not sign in. Ask whoever runs the server.");
    if (code == "validation_failed"_L1 || code == "email_address_invalid"_L1)
        return Words::tr("The server does not take this e-mail address or password. Check both.");
    return {};
}

Kind kindOf(int status, const QString& code)
{
    if (endsSession(code) || status == 401 || status == 403)
        return Kind::Unauthorized;
    if (status == 429)
        return Kind::RateLimited;
    if (status == 503)
        return Kind::Busy;
    if (status == 408 || status == 504)
        return Kind::Timeout;
    if (status >= 500)
        return Kind::ServerFault;
    return status == 404 ? Kind::Malformed : Kind::Rejected;
}

QByteArray credentials(const QString& email, const QString& password)
{
    return compactJson(QJsonObject { { u"email"_s, email.trimmed() }, { u"password"_s, password } });
}

template <class Value> std::shared_ptr<QPromise<Result<Value>>> startedPromise()
{
    auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    return promise;
}

} // namespace

Error signInError(const HttpReply& reply)
{
    const auto body = objectFromJson(reply.body);
    const auto code = codeIn(body);
    if (const auto sentence = wrongInput(code); !sentence.isEmpty())
        return { Kind::Invalid, sentence, {}, code };
    // Nothing else that these requests carry is answered so: the gateway has turned them away, the service has not seen them.
    if (reply.status == 401 && !endsSession(code))
        return { Kind::Invalid, Words::tr("The server does not take this key. Nothing was changed on this device; copy the project's publishable (anon) key once more."), {}, code };
    bool isNumber = false;
    const auto wait = reply.retryAfter.trimmed().toInt(&isNumber);
    Error error { kindOf(reply.status, code), QString::fromUtf8(reply.body.left(200)), {}, code };
    if (isNumber && wait >= 0)
        error.retryAfter = std::chrono::seconds(wait);
    return error;
}

Result<Session> sessionFrom(const QByteArray& body, qint64 nowMicros)
{
    const auto object = objectFromJson(body);
    const auto user = object.contains("user"_L1) ? object.value("user"_L1).toObject() : object;
    Session session { object.value("access_token"_L1).toString().toUtf8(),
        object.value("refresh_token"_L1).toString().toUtf8(), 0, user.value("id"_L1).toString(),
        user.value("email"_L1).toString() };
    if (session.accessToken.isEmpty() && !session.userId.isEmpty())
        return Error { Kind::Invalid, wrongInput(u"email_not_confirmed"_s), {}, u"email_not_confirmed"_s };
    if (session.accessToken.isEmpty() || session.refreshToken.isEmpty() || session.userId.isEmpty())
        return Error { Kind::Malformed, u"a session without its tokens"_s };
    // By this device's clock from the moment of the answer, so that a clock that is wrong expires nothing early.
    const auto lifetime = object.value("expires_in"_L1).toInteger(3600) * second;
    session.expiresMicros = nowMicros + lifetime - std::min(30 * second, lifetime / 4);
    return session;
}

GoTrue::GoTrue(QUrl server, QByteArray anonKey, sync::Http& http)
    : m_server(std::move(server))
    , m_anonKey(std::move(anonKey))
    , m_http(http)
{
}

HttpRequest GoTrue::request(const QString& path, const QString& query, const QByteArray& body) const
{
    auto url = m_server;
    auto base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + "/auth/v1/"_L1 + path);
    url.setQuery(query);
    return { "POST", url, { { "apikey", m_anonKey }, { "Content-Type", "application/json" } }, body };
}

QFuture<Result<Session>> GoTrue::ask(const HttpRequest& request, qint64 nowMicros, QObject* context)
{
    auto promise = startedPromise<Session>();
    whenDone(m_http.send(request), context, [promise, nowMicros](const Result<HttpReply>& reply) {
        if (!reply)
            promise->addResult(reply.error());
        else if (reply->status < 200 || reply->status >= 300)
            promise->addResult(signInError(*reply));
        else
            promise->addResult(sessionFrom(reply->body, nowMicros));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<Session>> GoTrue::signIn(
    const QString& email, const QString& password, qint64 nowMicros, QObject* context)
{
    return ask(request(u"token"_s, u"grant_type=password"_s, credentials(email, password)), nowMicros, context);
}

QFuture<Result<Session>> GoTrue::signUp(
    const QString& email, const QString& password, qint64 nowMicros, QObject* context)
{
    return ask(request(u"signup"_s, {}, credentials(email, password)), nowMicros, context);
}

QFuture<Result<Session>> GoTrue::refresh(const QByteArray& refreshToken, qint64 nowMicros, QObject* context)
{
    const QJsonObject body { { u"refresh_token"_s, QString::fromUtf8(refreshToken) } };
    return ask(request(u"token"_s, u"grant_type=refresh_token"_s, compactJson(body)), nowMicros, context);
}

QFuture<Status> GoTrue::signOut(const QByteArray& accessToken, QObject* context)
{
    auto out = request(u"logout"_s, u"scope=local"_s, "{}");
    out.headers.emplace_back("Authorization", "Bearer " + accessToken);
    auto promise = startedPromise<Unit>();
    whenDone(m_http.send(out), context, [promise](const Result<HttpReply>& reply) {
        if (!reply)
            promise->addResult(reply.error());
        else if (reply->status >= 300 && reply->status != 401 && reply->status != 403 && reply->status != 404)
            promise->addResult(signInError(*reply));
        else // a session the server does not know any more is what was asked for
            promise->addResult(ok());
        promise->finish();
    });
    return promise->future();
}

} // namespace convoy::account
