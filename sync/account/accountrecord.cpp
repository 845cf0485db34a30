#include "sync/account/accountrecord.h"

#include "domain/jsonvalues.h"

#include <QFile>
#include <QSaveFile>

namespace convoy::account {

using namespace Qt::Literals::StringLiterals;

Result<AccountRecord> readAccountRecord(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return Error { Error::Kind::NotFound, path };
    if (!file.open(QIODevice::ReadOnly))
        return Error { Error::Kind::Storage, file.errorString() };
    const auto object = objectFromJson(file.readAll());
    AccountRecord record { object.value("server"_L1).toString(), object.value("anon_key"_L1).toString(),
        object.value("email"_L1).toString(), object.value("user_id"_L1).toString() };
    if (record.server.isEmpty() || record.userId.isEmpty())
        return Error { Error::Kind::Storage, u"%1 is damaged"_s.arg(path) };
    return record;
}

Status writeAccountRecord(const QString& path, const AccountRecord& record)
{
    QSaveFile file(path);
    const auto bytes = compactJson(QJsonObject { { u"server"_s, record.server }, { u"anon_key"_s, record.anonKey },
        { u"email"_s, record.email }, { u"user_id"_s, record.userId } });
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error { Error::Kind::Storage, file.errorString() };
    return ok();
}

Status removeAccountRecord(const QString& path)
{
    QFile file(path);
    if (file.exists() && !file.remove())
        return Error { Error::Kind::Storage, file.errorString() };
    return ok();
}

} // namespace convoy::account
