#include "store/metavalues.h"

#include "domain/jsonvalues.h"
#include "store/access.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr char serverClockMeta[] = "server_clock";
}

QString metaValue(Access& access, const char* name)
{
    return access.text("SELECT value FROM meta WHERE name=?", QByteArray(name));
}

void setMetaValue(Access& access, const char* name, const QString& value)
{
    // What is there already is not written again: opening a database changes nothing in it.
    access.run("INSERT INTO meta(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value=excluded.value"
               " WHERE value IS NOT excluded.value",
        QByteArray(name), value);
}

std::optional<ServerClock> serverClock(Access& access)
{
    const QJsonObject stored = objectFromJson(metaValue(access, serverClockMeta).toUtf8());
    if (stored.isEmpty())
        return std::nullopt;
    return ServerClock { stored[u"server"_s].toInteger(), stored[u"wall"_s].toInteger(), stored[u"steady"_s].toInteger(),
        stored[u"boot"_s].toString(), stored[u"error"_s].toInteger() };
}

void setServerClock(Access& access, const ServerClock& clock)
{
    const QJsonObject stored { { u"server"_s, clock.serverMicros }, { u"wall"_s, clock.wallMicros },
        { u"steady"_s, clock.steadyMicros }, { u"boot"_s, clock.boot }, { u"error"_s, clock.errorMicros } };
    setMetaValue(access, serverClockMeta, QString::fromUtf8(compactJson(stored)));
}

qint64 clockOffset(Access& access)
{
    const auto known = serverClock(access);
    return known ? known->serverMicros - known->wallMicros : 0;
}

} // namespace convoy::store
