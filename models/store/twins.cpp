#include "store/twins.h"

#include "domain/jsonvalues.h"
#include "store/identities.h"
#include "store/overlay.h"
#include "store/uidcache.h"
#include "store/writing.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Puts one key in the place of another, everywhere a key is kept.
class Merging final {
public:
    Merging(Writing& writing, Entity entity, RowKey from, RowKey to)
        : m_writing(writing)
        , m_entity(entity)
        , m_from(from)
        , m_to(to)
    {
    }

    void run()
    {
        // The answer that brings this may have confirmed its last edit a moment ago: what the server has is known, and the
        // screen still shows what that edit wanted.
        if (!readBase(m_writing, m_to))
            keepBase(m_writing, m_entity, m_to);
        repointTables();
        repointOutbox();
        repointBases();
        repointHistory();
        removeBase(m_writing, m_from);
        removeRow(m_writing, m_entity, m_from);
        setUid(m_writing, m_from, Uid(u"was-"_s + uuidText(QUuid::createUuid())));
        m_writing.run("INSERT OR IGNORE INTO search_dirty(key) VALUES(?)", m_from);
        m_writing.everythingChanged();
        m_writing.outboxChanged();
        rebuildRow(m_writing, m_entity, m_to);
    }

private:
    [[nodiscard]] bool repoint(Entity entity, QJsonObject& fields) const
    {
        bool changed = false;
        for (const Field& field : infoOf(entity).fields) {
            const QJsonValue value = fields.value(field.name);
            if (field.refersTo != m_entity)
                continue;
            if (value.isDouble() && value.toInteger() == m_from.value) {
                fields.insert(field.name, m_to.value);
                changed = true;
            } else if (value.isObject() && value[u"value"_s].toInteger() == m_from.value) {
                QJsonObject base = value.toObject();
                base.insert(u"value"_s, m_to.value);
                fields.insert(field.name, base);
                changed = true;
            }
        }
        return changed;
    }

    void repointTables()
    {
        for (const EntityInfo& info : schema()) {
            for (const Field& field : info.fields) {
                if (field.refersTo != m_entity)
                    continue;
                const QString sql = u"UPDATE %1 SET %2=? WHERE %2=?"_s.arg(info.table, field.name);
                m_writing.run(sql.toUtf8().constData(), m_to, m_from);
            }
        }
    }

    void repointOutbox()
    {
        for (StoredEntry& entry : allEntries(m_writing)) {
            bool changed = repoint(entry.entity, entry.fields);
            changed = repoint(entry.entity, entry.base) || changed;
            if (entry.row == m_from) {
                entry.row = m_to;
                changed = true;
            }
            if (changed)
                updateEntry(m_writing, entry);
        }
    }

    void repointBases()
    {
        std::vector<std::pair<RowKey, Entity>> rows;
        m_writing.each("SELECT key, entity FROM base_rows",
            [&](Statement& row) { rows.emplace_back(row.key(0), static_cast<Entity>(row.integer(1))); });
        for (const auto& [key, entity] : rows) {
            auto base = readBase(m_writing, key);
            if (base && repoint(entity, base->fields))
                writeBase(m_writing, entity, *base);
        }
    }

    void repointHistory()
    {
        std::vector<std::pair<qint64, QJsonArray>> moments;
        m_writing.each("SELECT id, changes FROM history",
            [&](Statement& row) { moments.emplace_back(row.integer(0), arrayFromJson(row.bytes(1))); });
        for (auto& [id, lines] : moments) {
            for (QJsonValueRef value : lines) {
                QJsonObject line = value.toObject();
                const auto entity = static_cast<Entity>(line[u"entity"_s].toInt());
                for (const auto& name : { u"before"_s, u"after"_s }) {
                    QJsonObject fields = line[name].toObject();
                    if (repoint(entity, fields))
                        line.insert(name, fields);
                }
                if (line[u"key"_s].toInteger() == m_from.value)
                    line.insert(u"key"_s, m_to.value);
                value = line;
            }
            m_writing.run("UPDATE history SET changes=? WHERE id=?", compactJson(lines), id);
        }
    }

    Writing& m_writing;
    Entity m_entity;
    RowKey m_from;
    RowKey m_to;
};

} // namespace

RowKey adoptUid(Writing& writing, UidCache& cache, Entity entity, RowKey row, const Uid& uid)
{
    const auto self = identityOf(writing, row);
    if (!self || self->uid == uid || uid.isEmpty())
        return row;
    const auto known = identityOf(writing, uid);
    if (!known || known->key == row) {
        if (bareUid(self->uid) != uid)
            cache.clear();
        setUid(writing, row, uid);
        return row;
    }
    cache.clear();
    Merging(writing, entity, row, known->key).run();
    return known->key;
}

} // namespace convoy::store
