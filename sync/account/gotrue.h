#pragma once

#include "sync/port/http.h"

#include <QString>

namespace convoy::account {

//! What a sign-in or a refresh gives. Times are wall clock, microseconds.
struct Session {
    QByteArray accessToken;
    QByteArray refreshToken;
    qint64 expiresMicros = 0; //!< with a margin: from here on the token counts as expired
    QString userId;
    QString email;
};

//! The sign-in service of a Supabase project. Stateless; one request per call. Store thread.
class GoTrue final {
public:
    GoTrue(QUrl server, QByteArray anonKey, sync::Http& http);

    QFuture<Result<Session>> signIn(const QString& email, const QString& password, qint64 nowMicros, QObject* context);
    QFuture<Result<Session>> signUp(const QString& email, const QString& password, qint64 nowMicros, QObject* context);
    QFuture<Result<Session>> refresh(const QByteArray& refreshToken, qint64 nowMicros, QObject* context);
    QFuture<Status> signOut(const QByteArray& accessToken, QObject* context); //!< this session only

private:
    [[nodiscard]] sync::HttpRequest request(const QString& path, const QString& query, const QByteArray& body) const;
    QFuture<Result<Session>> ask(const sync::HttpRequest& request, qint64 nowMicros, QObject* context);

    QUrl m_server;
    QByteArray m_anonKey;
    sync::Http& m_http;
};

//! What an answer other than 2xx means. Total and pure. Wrong credentials, and a key that is none, are Invalid with a sentence for
//! the form; Unauthorized means that this session is over (and of a refresh Invalid does, too).
[[nodiscard]] Error signInError(const sync::HttpReply& reply);
[[nodiscard]] Result<Session> sessionFrom(const QByteArray& body, qint64 nowMicros);

} // namespace convoy::account
