#pragma once

#include "sync/port/secretstore.h"

#include <QObject>

#include <chrono>

namespace QKeychain {
class Job;
}

namespace convoy::keychain {

//! Secrets in the system's keychain, through QtKeychain. A locked keyring waits for a prompt that perhaps nobody sees,
//! so every call has a time limit and ends in an Error that says what to do; it never falls back to plain text. Any
//! thread with an event loop; used on the store thread.
class KeychainSecrets final : public QObject, public sync::SecretStore {
    Q_OBJECT

public:
    explicit KeychainSecrets(std::chrono::milliseconds limit = std::chrono::seconds(5), QObject* parent = nullptr);

    QFuture<Result<QByteArray>> read(const QString& name) override;
    QFuture<Status> write(const QString& name, const QByteArray& secret) override;
    QFuture<Status> remove(const QString& name) override;

private:
    template <class Value> QFuture<Result<Value>> start(QKeychain::Job* job, std::function<Result<Value>()> outcome);

    std::chrono::milliseconds m_limit;
};

} // namespace convoy::keychain
