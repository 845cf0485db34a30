#pragma once

#include "domain/async.h"
#include "domain/result.h"

#include <QByteArray>

namespace convoy::sync {

//! Keeps small secrets (the refresh token) between runs. A missing secret is an empty array, not an error. Every future
//! ends within a time limit, also when the keyring waits for a prompt nobody sees.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    virtual QFuture<Result<QByteArray>> read(const QString& name) = 0;
    virtual QFuture<Status> write(const QString& name, const QByteArray& secret) = 0;
    virtual QFuture<Status> remove(const QString& name) = 0;
};

} // namespace convoy::sync
