#pragma once

#include "domain/clock.h"
#include "sync/account/gotrue.h"
#include "sync/port/secretstore.h"
#include "sync/port/tokens.h"

#include <QObject>

namespace convoy::account {

//! The signed-in person on this device: gives requests their token and renews it, once for all that ask meanwhile. A
//! new refresh token is stored before anything uses it, since the old one is void then; a refused one ends the session,
//! and nothing but the session: edits stay where they are. Only the holder of SyncLock renews. Store thread.
class AccountSession final : public QObject, public sync::TokenSource {
    Q_OBJECT

public:
    using TokenResult = Result<QByteArray>;

    //! `secretName` names the session in the secret store; it carries the device id.
    AccountSession(
        GoTrue service, sync::SecretStore& secrets, QString secretName, const Clock& clock, QObject* parent = nullptr);

    QFuture<Result<Session>> signIn(const QString& email, const QString& password);
    QFuture<Result<Session>> signUp(const QString& email, const QString& password);
    QFuture<Status>
    signOut(); //!< forgets the session here, whatever the server says; its failure is the secret store's

    QFuture<TokenResult> accessToken() override;
    QFuture<TokenResult> renewed(const QByteArray& refused) override;

private:
    using Asker = std::shared_ptr<QPromise<TokenResult>>;
    enum class Need : quint8 { Valid, NewerThanRefused };

    QFuture<TokenResult> join(Need need, const QByteArray& refused);
    void load();
    void onLoaded(const Result<QByteArray>& secret);
    void refresh(const QByteArray& refreshToken);
    void onRefreshed(const Result<Session>& session);
    void keep(const Session& session);
    void answerAll(const TokenResult& token);
    QFuture<Result<Session>> keepFirst(const QFuture<Result<Session>>& session);
    [[nodiscard]] bool usable(const Session& session) const;

    GoTrue m_service;
    sync::SecretStore& m_secrets;
    const QString m_secretName;
    const Clock& m_clock;
    Session m_session;
    bool m_unsaved = false; //!< the store refused the newest session: it is tried again before use
    QByteArray m_refused; //!< the token that the askers have found refused; empty: none
    std::vector<Asker> m_askers;
};

//! How a session is kept in the secret store. Pure.
[[nodiscard]] QByteArray secretFrom(const Session& session);
[[nodiscard]] Session sessionFromSecret(const QByteArray& secret); //!< empty tokens when it is none

} // namespace convoy::account
