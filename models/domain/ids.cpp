#include "domain/ids.h"

namespace convoy {

namespace {
constexpr QLatin1String temporaryPrefix("tmp-");
}

QString uuidText(const QUuid& id) { return id.toString(QUuid::WithoutBraces); }

Uid newTemporaryUid() { return temporaryPrefix + uuidText(QUuid::createUuid()); }

bool isTemporary(const Uid& uid) { return uid.startsWith(temporaryPrefix); }

Uid bareUid(const Uid& uid) { return isTemporary(uid) ? uid.mid(temporaryPrefix.size()) : uid; }
QByteArray bareUid(const QByteArray& uid) { return uid.startsWith(temporaryPrefix.data()) ? uid.mid(temporaryPrefix.size()) : uid; }

Uid derivedUid(const Uid& space, const QString& name)
{
    return uuidText(QUuid::createUuidV5(QUuid(bareUid(space)), name));
}

} // namespace convoy
