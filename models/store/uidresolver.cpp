#include "store/uidresolver.h"

#include "store/identities.h"
#include "store/writing.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr size_t mostCached = 250'000;
}

UidResolver::UidResolver(Writing& writing, UidCache& cache, Arrival arrival)
    : m_writing(writing)
    , m_cache(cache)
    , m_arrival(arrival)
{
    if (cache.size() > mostCached)
        cache.clear();
    writing.each("SELECT key, substr(uid, 5) FROM ids WHERE uid >= 'tmp-' AND uid < 'tmp.'", [&](Statement& row) {
        m_temporary.insert(row.integer(0));
        if (const auto packed = PackedUid::parse(row.bytes(1).toStdString()))
            m_cache.insert(*packed, row.key(0));
    });
}

RowKey UidResolver::own(Entity entity, std::string_view uid)
{
    const RowKey key = reference(entity, uid);
    if (!m_temporary.empty() && m_temporary.erase(key.value) > 0)
        setUid(m_writing, key, QString::fromUtf8(uid.data(), static_cast<qsizetype>(uid.size())));
    return key;
}

RowKey UidResolver::reference(Entity entity, std::string_view uid)
{
    const auto packed = PackedUid::parse(uid);
    if (!packed)
        return uid.empty() ? RowKey {} : lookedUp(entity, uid);
    if (const RowKey known = m_cache.find(*packed))
        return known;
    const RowKey key = lookedUp(entity, uid);
    if (key)
        m_cache.insert(*packed, key);
    return key;
}

RowKey UidResolver::lookedUp(Entity entity, std::string_view uid)
{
    if (m_arrival == Arrival::Fill) {
        if (const RowKey made = inserted(entity, uid))
            return made;
        return selected(uid);
    }
    if (const RowKey known = selected(uid))
        return known;
    return inserted(entity, uid);
}

RowKey UidResolver::selected(std::string_view uid)
{
    Statement select = m_writing.database().prepare("SELECT key FROM ids WHERE uid=?");
    select.bindView(uid);
    return select.row() ? select.key(0) : RowKey {};
}

RowKey UidResolver::inserted(Entity entity, std::string_view uid)
{
    Statement insert = m_writing.database().prepare("INSERT OR IGNORE INTO ids(entity, uid) VALUES(?, ?)");
    insert.bind(static_cast<int>(entity)).bindView(uid);
    if (!insert.execute()) {
        m_writing.fail(m_writing.database().lastError(u"name a row"_s));
        return {};
    }
    return m_writing.database().changes() == 1 ? RowKey { m_writing.database().lastInsertId() } : RowKey {};
}

} // namespace convoy::store
