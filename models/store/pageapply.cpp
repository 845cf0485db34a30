#include "store/pageapply.h"

#include "domain/jsonvalues.h"
#include "domain/planted.h"
#include "store/overlay.h"
#include "store/pagebinding.h"
#include "store/tables.h"
#include "store/uidresolver.h"
#include "store/writing.h"

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

std::unordered_set<qint64> rowsWithEntries(Writing& writing)
{
    std::unordered_set<qint64> rows;
    writing.each("SELECT DISTINCT key FROM outbox", [&](Statement& row) { rows.insert(row.integer(0)); });
    return rows;
}

bool hasSearchableText(Entity entity)
{
    const auto fields = infoOf(entity).fields;
    return std::any_of(fields.begin(), fields.end(), [](const Field& field) { return field.searchable; });
}

//! One page on its way into the tables. Lives for one call of applyRows.
class PageApply final {
public:
    PageApply(Writing& writing, UidCache& cache, RowKey workspace, Arrival arrival, const std::optional<Occasion>& occasion)
        : m_writing(writing)
        , m_resolver(writing, cache, arrival)
        , m_workspace(workspace)
        , m_pending(rowsWithEntries(writing))
        , m_fill(arrival == Arrival::Fill)
        , m_repair(arrival == Arrival::Repair)
    {
        if (occasion)
            m_incoming.emplace(writing, m_resolver, *occasion);
    }

    void apply(const RowSet& set)
    {
        const PageBinding binding(set);
        if (!binding.usable())
            return;
        m_result.tree = m_result.tree || set.entity == Entity::Task || set.entity == Entity::TaskDependency;
        const bool searchable = hasSearchableText(set.entity);
        Statement upsert = m_writing.database().prepare(tableSql(set.entity).upsert.constData());
        for (size_t row = 0; row < set.rowCount() && m_writing.ok(); ++row) {
            const Cell* cells = &set.cells[row * set.columns.size()];
            const RowKey key = m_resolver.own(set.entity, binding.id(cells));
            if (!key)
                continue;
            if (!m_fill)
                m_result.named.insert(key.value);
            if (isPlanted(Planted::TombstoneIgnored) && binding.isDeleted(cells))
                continue;
            const bool pending = m_pending.count(key.value) > 0 && !isPlanted(Planted::EditHiddenByPull);
            const bool changed = pending ? rebase(binding, key, cells)
                : m_repair               ? putRight(binding, key, cells)
                                         : write(upsert, binding, key, cells);
            ++(changed ? m_result.rows : m_result.skipped);
            if (changed && searchable)
                m_dirty.push_back(key.value);
            if (changed && m_incoming && !m_fill && set.entity == Entity::Activity)
                m_incoming->entryCame(set, binding, cells);
        }
    }

    Applied finish()
    {
        if (m_incoming)
            m_incoming->finish();
        // In the order of the keys this is an append; in the order of arrival it would be a search each.
        std::sort(m_dirty.begin(), m_dirty.end());
        for (const qint64 key : m_dirty)
            m_writing.run("INSERT OR IGNORE INTO search_dirty(key) VALUES(?)", key);
        if (m_fill)
            m_writing.everythingChanged();
        return std::move(m_result);
    }

private:
    bool write(Statement& upsert, const PageBinding& binding, RowKey key, const Cell* cells)
    {
        if (m_incoming && !m_fill)
            m_incoming->rowComes(binding, key, workspaceOf(binding, key), cells);
        binding.bind(upsert, m_resolver, key, workspaceOf(binding, key), cells);
        if (!upsert.execute()) {
            m_writing.fail(m_writing.database().lastError(u"write a pulled row"_s));
            return false;
        }
        if (m_writing.database().changes() == 0)
            return false;
        if (!m_fill) {
            m_writing.touched(binding.entity(), key);
            m_result.written.insert(key.value);
        }
        return true;
    }

    //! The server's version of a row with edits under way: it becomes the base, and the edits go on top of it again.
    bool rebase(const PageBinding& binding, RowKey key, const Cell* cells)
    {
        const auto base = readBase(m_writing, key);
        if (base && binding.seq(cells) <= base->seq && !m_repair)
            return false;
        Statement replace = m_writing.database().prepare(tableSql(binding.entity()).replace.constData());
        binding.bind(replace, m_resolver, key, workspaceOf(binding, key), cells);
        if (!replace.execute())
            m_writing.fail(m_writing.database().lastError(u"write a pulled row"_s));
        const auto image = readRow(m_writing, binding.entity(), key);
        if (image) {
            if (isPlanted(Planted::BaseMovedByPull))
                moveBases(*image);
            writeBase(m_writing, binding.entity(), *image);
            if (m_incoming)
                m_incoming->rowCame(binding.entity(), base, *image);
        }
        rebuildRow(m_writing, binding.entity(), key);
        m_writing.touched(binding.entity(), key);
        return !m_repair || image != base;
    }

    bool putRight(const PageBinding& binding, RowKey key, const Cell* cells)
    {
        const auto before = readRow(m_writing, binding.entity(), key);
        if (!before && binding.isDeleted(cells))
            return false;
        Statement replace = m_writing.database().prepare(tableSql(binding.entity()).replace.constData());
        binding.bind(replace, m_resolver, key, workspaceOf(binding, key), cells);
        if (!replace.execute())
            m_writing.fail(m_writing.database().lastError(u"write a row again"_s));
        if (readRow(m_writing, binding.entity(), key) == before)
            return false;
        m_writing.touched(binding.entity(), key);
        return true;
    }

    void moveBases(const RowImage& server)
    {
        for (StoredEntry& entry : entriesOfRow(m_writing, server.key)) {
            for (const QString& name : entry.base.keys())
                entry.base.insert(name, QJsonObject { { u"value"_s, server.fields.value(name) }, { u"seq"_s, server.seq } });
            updateEntry(m_writing, entry);
        }
    }

    [[nodiscard]] RowKey workspaceOf(const PageBinding& binding, RowKey key) const
    {
        return binding.entity() == Entity::Workspace ? key : m_workspace;
    }

    Writing& m_writing;
    UidResolver m_resolver;
    RowKey m_workspace;
    std::unordered_set<qint64> m_pending;
    bool m_fill;
    bool m_repair;
    std::optional<IncomingLog> m_incoming;
    std::vector<qint64> m_dirty;
    Applied m_result;
};

} // namespace

Applied applyRows(Writing& writing, UidCache& cache, RowKey workspace, const Rows& rows, Arrival arrival,
    const std::optional<Occasion>& occasion)
{
    PageApply page(writing, cache, workspace, arrival, occasion);
    for (const RowSet& set : rows.sets) {
        if (infoOf(set.entity).kind != SyncKind::Reference)
            page.apply(set);
    }
    return page.finish();
}

void replaceReference(Writing& writing, UidCache& cache, const Rows& rows)
{
    UidResolver resolver(writing, cache, Arrival::Changes);
    for (const EntityInfo& info : schema()) {
        if (info.kind != SyncKind::Reference)
            continue;
        const QByteArray table(info.table.data(), info.table.size());
        writing.run(QByteArray("DELETE FROM " + table).constData());
    }
    for (const RowSet& set : rows.sets) {
        const PageBinding binding(set);
        if (!binding.usable() || infoOf(set.entity).kind != SyncKind::Reference)
            continue;
        Statement replace = writing.database().prepare(tableSql(set.entity).replace.constData());
        for (size_t row = 0; row < set.rowCount() && writing.ok(); ++row) {
            const Cell* cells = &set.cells[row * set.columns.size()];
            binding.bind(replace, resolver, resolver.own(set.entity, binding.id(cells)), {}, cells);
            if (!replace.execute())
                writing.fail(writing.database().lastError(u"write reference data"_s));
        }
    }
    writing.everythingChanged();
}

} // namespace convoy::store
