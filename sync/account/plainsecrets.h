#pragma once

#include "sync/port/secretstore.h"

#include <QHash>

namespace convoy::account {

//! Secrets for this run of the program only. Store thread.
class SessionSecrets final : public sync::SecretStore {
public:
    QFuture<Result<QByteArray>> read(const QString& name) override;
    QFuture<Status> write(const QString& name, const QByteArray& secret) override;
    QFuture<Status> remove(const QString& name) override;

private:
    QHash<QString, QByteArray> m_secrets;
};

//! Secrets in a file that only its owner can read, NOT encrypted: for the command line and tests, never chosen
//! silently. The file says so itself. Store thread.
class FileSecrets final : public sync::SecretStore {
public:
    explicit FileSecrets(QString path);
    QFuture<Result<QByteArray>> read(const QString& name) override;
    QFuture<Status> write(const QString& name, const QByteArray& secret) override;
    QFuture<Status> remove(const QString& name) override;

    [[nodiscard]] static QString warning(const QString& path); //!< for whoever chose it

private:
    [[nodiscard]] Result<QJsonObject> load() const;
    [[nodiscard]] Status save(const QJsonObject& secrets) const;

    QString m_path;
};

} // namespace convoy::account
