#include "store/identities.h"

#include "store/access.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

std::optional<Identity> identityOf(Access& access, RowKey key)
{
    std::optional<Identity> found;
    access.each(
        "SELECT entity, uid FROM ids WHERE key=?",
        [&](Statement& row) { found = Identity { key, static_cast<Entity>(row.integer(0)), row.text(1) }; }, key);
    return found;
}

std::optional<Identity> identityOf(Access& access, const Uid& uid)
{
    std::optional<Identity> found;
    const Uid bare = bareUid(uid);
    access.each(
        "SELECT key, entity, uid FROM ids WHERE uid IN (?, ?)",
        [&](Statement& row) { found = Identity { row.key(0), static_cast<Entity>(row.integer(1)), row.text(2) }; }, bare,
        QString(u"tmp-"_s + bare));
    return found;
}

RowKey keyFor(Access& access, Entity entity, const Uid& uid)
{
    if (const auto known = identityOf(access, uid))
        return known->key;
    access.run("INSERT INTO ids(entity, uid) VALUES(?, ?)", static_cast<int>(entity), uid);
    return RowKey { access.database().lastInsertId() };
}

void setUid(Access& access, RowKey key, const Uid& uid) { access.run("UPDATE ids SET uid=? WHERE key=?", uid, key); }

} // namespace convoy::store
