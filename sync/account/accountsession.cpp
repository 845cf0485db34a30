#include "sync/account/accountsession.h"

#include "domain/jsonvalues.h"

namespace convoy::account {

using namespace Qt::Literals::StringLiterals;

QByteArray secretFrom(const Session& session)
{
    return compactJson(QJsonObject {
        { u"access_token"_s, QString::fromUtf8(session.accessToken) },
        { u"refresh_token"_s, QString::fromUtf8(session.refreshToken) },
        { u"expires"_s, session.expiresMicros },
        { u"user"_s, session.userId },
        { u"email"_s, session.email },
    });
}

Session sessionFromSecret(const QByteArray& secret)
{
    const auto object = objectFromJson(secret);
    return { object.value("access_token"_L1).toString().toUtf8(), object.value("refresh_token"_L1).toString().toUtf8(),
        object.value("expires"_L1).toInteger(), object.value("user"_L1).toString(),
        object.value("email"_L1).toString() };
}

AccountSession::AccountSession(
    GoTrue service, sync::SecretStore& secrets, QString secretName, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_secrets(secrets)
    , m_secretName(std::move(secretName))
    , m_clock(clock)
{
}

QFuture<Result<Session>> AccountSession::signIn(const QString& email, const QString& password)
{
    return keepFirst(m_service.signIn(email, password, m_clock.wallMicros(), this));
}

QFuture<Result<Session>> AccountSession::signUp(const QString& email, const QString& password)
{
    return keepFirst(m_service.signUp(email, password, m_clock.wallMicros(), this));
}

//! A sign-in is done when its session is in the secret store: one that would be gone at the next start is none.
QFuture<Result<Session>> AccountSession::keepFirst(const QFuture<Result<Session>>& asked)
{
    auto promise = std::make_shared<QPromise<Result<Session>>>();
    promise->start();
    whenDone(asked, this, [this, promise](const Result<Session>& session) {
        if (!session) {
            promise->addResult(session.error());
            return promise->finish();
        }
        whenDone(
            m_secrets.write(m_secretName, secretFrom(*session)), this, [this, promise, session](const Status& written) {
                if (written) {
                    m_session = *session;
                    m_unsaved = false;
                }
                promise->addResult(written ? session : Result<Session>(written.error()));
                promise->finish();
            });
    });
    return promise->future();
}

QFuture<Status> AccountSession::signOut()
{
    // The server is told, but nobody waits for it: offline, the token simply runs out.
    if (!m_session.accessToken.isEmpty())
        m_service.signOut(m_session.accessToken, this);
    m_session = {};
    m_unsaved = false;
    return m_secrets.remove(m_secretName);
}

bool AccountSession::usable(const Session& session) const
{
    return !session.accessToken.isEmpty() && session.accessToken != m_refused
        && m_clock.wallMicros() < session.expiresMicros;
}

QFuture<AccountSession::TokenResult> AccountSession::accessToken() { return join(Need::Valid, {}); }

QFuture<AccountSession::TokenResult> AccountSession::renewed(const QByteArray& refused)
{
    return join(Need::NewerThanRefused, refused);
}

QFuture<AccountSession::TokenResult> AccountSession::join(Need need, const QByteArray& refused)
{
    if (need == Need::NewerThanRefused && (m_session.accessToken == refused || m_session.accessToken.isEmpty()))
        m_refused = refused;
    if (m_askers.empty() && !m_unsaved && usable(m_session))
        return readyFuture(TokenResult(m_session.accessToken));
    auto asker = std::make_shared<QPromise<TokenResult>>();
    asker->start();
    m_askers.push_back(asker);
    if (m_askers.size() == 1)
        m_unsaved ? keep(Session(m_session)) : load();
    return asker->future();
}

//! What is stored may be newer than what is known here: another process held the lock meanwhile.
void AccountSession::load()
{
    whenDone(m_secrets.read(m_secretName), this, [this](const Result<QByteArray>& secret) { onLoaded(secret); });
}

void AccountSession::onLoaded(const Result<QByteArray>& secret)
{
    if (!secret)
        return answerAll(secret.error());
    const auto stored = sessionFromSecret(*secret);
    if (stored.refreshToken.isEmpty())
        return answerAll(Error { Error::Kind::Unauthorized, u"nobody is signed in"_s });
    m_session = stored;
    if (usable(m_session))
        return answerAll(m_session.accessToken);
    refresh(m_session.refreshToken);
}

void AccountSession::refresh(const QByteArray& refreshToken)
{
    whenDone(m_service.refresh(refreshToken, m_clock.wallMicros(), this), this,
        [this](const Result<Session>& session) { onRefreshed(session); });
}

void AccountSession::onRefreshed(const Result<Session>& session)
{
    if (!session) {
        auto error = session.error();
        // Whatever else a refusal of the request itself is called, it is a refusal of this session.
        if (error.kind == Error::Kind::Rejected || error.kind == Error::Kind::Invalid)
            error.kind = Error::Kind::Unauthorized;
        return answerAll(error);
    }
    m_session = *session;
    m_unsaved = true;
    keep(*session);
}

void AccountSession::keep(const Session& session)
{
    whenDone(m_secrets.write(m_secretName, secretFrom(session)), this, [this](const Status& written) {
        if (!written)
            return answerAll(written.error());
        m_unsaved = false;
        if (!usable(m_session)) // it expired while it waited to be saved
            return refresh(m_session.refreshToken);
        answerAll(m_session.accessToken);
    });
}

void AccountSession::answerAll(const TokenResult& token)
{
    if (token)
        m_refused.clear();
    const auto askers = std::exchange(m_askers, {});
    for (const auto& asker : askers) {
        asker->addResult(token);
        asker->finish();
    }
}

} // namespace convoy::account
