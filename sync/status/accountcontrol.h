#pragma once

#include "domain/result.h"

#include <QObject>

namespace convoy::sync {

struct SignInRequest {
    enum class Mode : quint8 { SignIn, SignUp };
    enum class Secrets : quint8 { Keychain, Session, File };
    enum class LocalTasks : quint8 { Add, KeepSeparate }; //!< what becomes of the tasks made before there was an account
    QString server; //!< https://....supabase.co
    QString anonKey;
    QString email;
    QString password;
    Mode mode = Mode::SignIn;
    Secrets secrets = Secrets::Keychain;
    LocalTasks localTasks = LocalTasks::Add;
};

struct AccountInfo {
    QString server;
    QString email;
    QString userId;
    bool signedIn = false;
};

//! Signing in and out, for the interface. Lives on the interface thread.
class AccountControl : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual AccountInfo account() const = 0;
    [[nodiscard]] virtual qint64 localTaskCount() const = 0; //!< tasks of this device only, which a sign-in would add
    virtual void signIn(const SignInRequest& request) = 0;
    virtual void signOut() = 0; //!< the database stays on the disk; its unsynced edits with it

Q_SIGNALS:
    void signedIn(const convoy::sync::AccountInfo& account);
    void signInFailed(const convoy::Error& error);
    void signedOut();
};

} // namespace convoy::sync
