#include "app/datadirectory.h"

#include "domain/ids.h"
#include "domain/jsonvalues.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>
#include <QSysInfo>

#include <sys/stat.h>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DataDirectory)
};

QString hashed(const QString& text)
{
    const auto hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(24));
}

std::optional<QJsonObject> readJson(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return objectFromJson(file.readAll());
}

Status writeJson(const QString& path, const QJsonObject& object)
{
    QSaveFile file(path);
    const QByteArray json = compactJson(object) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error { Error::Kind::ReadOnly, u"%1: %2"_s.arg(path, file.errorString()) };
    return ok();
}

//! Of the file system; stays with a folder that is moved within it.
QString folderNumber(const QString& path)
{
    struct stat found {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? QString::number(found.st_ino) : QString();
}

} // namespace

DataDirectory::DataDirectory(QString path)
    : m_path(std::move(path))
{
}

QString DataDirectory::standardPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/convoy"_L1;
}

Result<DataDirectory> DataDirectory::open(const QString& path)
{
    DataDirectory directory(QDir(path).absolutePath());
    if (!QDir().mkpath(directory.m_path + "/accounts"_L1))
        return Error { Error::Kind::ReadOnly, directory.m_path };
    if (auto read = directory.readDevice(); !read)
        return std::move(read).error();
    // Taken for "nobody is signed in" it would show an empty list, and the next edits would go elsewhere.
    const QString current = directory.m_path + "/current.json"_L1;
    if (QFile::exists(current) && !directory.account())
        return Error { Error::Kind::Invalid, Words::tr("The file that says who is signed in here is damaged: %1. Your tasks are safe in the files beside it. "
                                                           "Put that file right, or remove it and sign in again.").arg(current) };
    return directory;
}

Status DataDirectory::readDevice()
{
    const QString file = m_path + "/device.json"_L1;
    const auto known = readJson(file).value_or(QJsonObject());
    m_deviceId = known.value(u"id"_s).toString();
    m_deviceName = known.value(u"name"_s).toString();
    const QString machine = hashed(QString::fromLatin1(QSysInfo::machineUniqueId()));
    const QString folder = folderNumber(m_path);
    const bool sameMachine = known.value(u"machine"_s) == machine;
    const bool samePath = known.value(u"path"_s) == m_path;
    const bool sameFolder = known.value(u"folder"_s) == folder; // one folder has several paths, by links
    if (!m_deviceId.isEmpty() && sameMachine && (sameFolder || samePath))
        return ok();
    // The server takes what a device wrote for seen by it. A copied directory is another device, or the two would write over each
    // other's edits as if they were their own.
    if (m_deviceId.isEmpty() || known.contains(u"machine"_s)) {
        m_deviceId = uuidText(QUuid::createUuid());
        m_deviceName = QSysInfo::machineHostName();
    }
    return writeJson(file,
        { { u"id"_s, m_deviceId }, { u"name"_s, m_deviceName }, { u"machine"_s, machine }, { u"path"_s, m_path },
            { u"folder"_s, folder } });
}

std::optional<Account> DataDirectory::account() const
{
    const auto json = readJson(m_path + "/current.json"_L1);
    if (!json || json->value(u"server"_s).toString().isEmpty())
        return std::nullopt;
    return Account { .server = json->value(u"server"_s).toString(),
        .anonKey = json->value(u"key"_s).toString(),
        .email = json->value(u"email"_s).toString(),
        .userId = json->value(u"user_id"_s).toString(),
        .secrets = json->value(u"secrets"_s).toString() };
}

Status DataDirectory::setAccount(const std::optional<Account>& account)
{
    const QString file = m_path + "/current.json"_L1;
    if (!account) {
        if (QFile::exists(file) && !QFile::remove(file))
            return Error { Error::Kind::ReadOnly, file };
        return ok();
    }
    return writeJson(file,
        { { u"server"_s, account->server }, { u"key"_s, account->anonKey }, { u"email"_s, account->email },
            { u"user_id"_s, account->userId }, { u"secrets"_s, account->secrets } });
}

QString DataDirectory::localDatabase() const { return m_path + "/local.db"_L1; }

QString DataDirectory::databaseFor(const Account& account) const
{
    return m_path + "/accounts/"_L1 + hashed(account.server + u'\n' + account.userId) + ".db"_L1;
}

QString DataDirectory::deviceIdFor(const Account& account) const
{
    return uuidText(QUuid::createUuidV5(QUuid(m_deviceId), account.server + u'\n' + account.userId));
}

QString DataDirectory::currentDatabase() const
{
    const auto current = account();
    return current ? databaseFor(*current) : localDatabase();
}

QString DataDirectory::secretName(const Account& account) const
{
    return u"convoy/%1/%2/%3"_s.arg(m_deviceId, account.server, account.userId);
}

QString DataDirectory::socketName() const
{
    // A name rather than a path: socket paths are limited to 107 bytes, data directories are not.
    return "convoy-"_L1 + hashed(m_path);
}

} // namespace convoy::app
