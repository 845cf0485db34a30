#include "sync/account/plainsecrets.h"

#include "domain/jsonvalues.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace convoy::account {

using namespace Qt::Literals::StringLiterals;

QFuture<Result<QByteArray>> SessionSecrets::read(const QString& name)
{
    return readyFuture(Result<QByteArray>(m_secrets.value(name)));
}

QFuture<Status> SessionSecrets::write(const QString& name, const QByteArray& secret)
{
    m_secrets.insert(name, secret);
    return readyFuture(ok());
}

QFuture<Status> SessionSecrets::remove(const QString& name)
{
    m_secrets.remove(name);
    return readyFuture(ok());
}

FileSecrets::FileSecrets(QString path) : m_path(std::move(path)) { }

QString FileSecrets::warning(const QString& path)
{
    return QCoreApplication::translate("convoy::account::FileSecrets",
        "The sign-in is kept unencrypted in %1. Whoever can read that file can act as you.")
        .arg(path);
}

Result<QJsonObject> FileSecrets::load() const
{
    QFile file(m_path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return Error { Error::Kind::Keychain, file.errorString() };
    return objectFromJson(file.readAll());
}

Status FileSecrets::save(const QJsonObject& secrets) const
{
    QSaveFile file(m_path);
    auto whole = secrets;
    whole.insert("about"_L1, u"Convoy's sign-in, NOT encrypted. Keep it to yourself."_s);
    const auto bytes = compactJson(whole);
    // Closed to others before the first byte is in it, and never half-written.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return Error { Error::Kind::Keychain, file.errorString() };
    return ok();
}

QFuture<Result<QByteArray>> FileSecrets::read(const QString& name)
{
    const auto secrets = load();
    if (!secrets)
        return readyFuture(Result<QByteArray>(secrets.error()));
    return readyFuture(Result<QByteArray>(secrets->value(name).toString().toUtf8()));
}

QFuture<Status> FileSecrets::write(const QString& name, const QByteArray& secret)
{
    auto secrets = load();
    if (!secrets)
        return readyFuture(Status(secrets.error()));
    secrets->insert(name, QString::fromUtf8(secret));
    return readyFuture(save(*secrets));
}

QFuture<Status> FileSecrets::remove(const QString& name)
{
    auto secrets = load();
    if (!secrets)
        return readyFuture(Status(secrets.error()));
    if (!secrets->contains(name))
        return readyFuture(ok());
    secrets->remove(name);
    return readyFuture(save(*secrets));
}

} // namespace convoy::account
