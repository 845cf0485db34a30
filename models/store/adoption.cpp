#include "store/adoption.h"

#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "store/access.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/rowimage.h"
#include "store/store.h"

#include <QHash>

#include <array>
#include <unordered_set>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t changesPerGesture = 150; // below the size at which gestures are chained

//! One row of the old database on its way into the new one.
struct OldRow {
    RowKey key;
    Uid uid;
    RowKey workspace;
    QJsonObject fields;
};

QJsonValue valueAt(const Statement& statement, int column, const Field& field)
{
    if (statement.isNull(column))
        return {};
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Reference:
        return statement.integer(column);
    case FieldType::Boolean:
        return statement.integer(column) != 0;
    case FieldType::Set:
        return arrayFromJson(statement.bytes(column));
    case FieldType::Json:
    case FieldType::Text:
    case FieldType::Timestamp:
    case FieldType::Date:
    case FieldType::Time:
    case FieldType::Uuid:
        return statement.text(column);
    }
    Q_UNREACHABLE();
}

//! Moves entity by entity, referred-to rows first, and remembers which new key stands for which old one.
class Adoption final {
public:
    Adoption(Database& from, Store& into, QString text)
        : m_from(from)
        , m_into(into)
        , m_text(std::move(text))
    {
    }

    Result<qint64> run()
    {
        for (const Entity entity : { Entity::Workspace, Entity::Project, Entity::Milestone, Entity::Task, Entity::TaskDependency,
                 Entity::Activity }) {
            auto rows = readRows(entity);
            if (!rows)
                return std::move(rows).error();
            if (auto carried = carry(entity, *rows); !carried)
                return std::move(carried).error();
        }
        return m_count;
    }

    //! Tasks, milestones and projects that are in the new database with the same values, and in which nothing is that is not.
    Result<std::vector<std::pair<Entity, OldRow>>> arrived()
    {
        std::vector<std::pair<Entity, OldRow>> found;
        std::unordered_set<qint64> needed; // by what stays
        const std::array entities { Entity::Task, Entity::Milestone, Entity::Project, Entity::Workspace };
        std::array<std::vector<OldRow>, entities.size()> all;
        for (size_t at = 0; at < entities.size(); ++at) {
            auto rows = readRows(entities[at]);
            if (!rows)
                return std::move(rows).error();
            all[at] = *std::move(rows);
            for (const OldRow& row : all[at]) {
                if (const auto known = m_into.reads().keyOf(row.uid))
                    m_newKeys.insert(row.key.value, known->value);
            }
        }
        for (size_t at = 0; entities[at] != Entity::Workspace; ++at) { // those stay
            std::vector<OldRow>& rows = all[at];
            if (entities[at] == Entity::Task)
                rows = parentsFirst(std::move(rows));
            for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
                if (needed.count(row->key.value) == 0 && isThere(entities[at], *row)) {
                    found.emplace_back(entities[at], *row);
                    continue;
                }
                for (const auto name : { "parent_id"_L1, "milestone_id"_L1, "project_id"_L1 })
                    needed.insert(row->fields.value(name).toInteger());
            }
        }
        return found;
    }

private:
    [[nodiscard]] bool isThere(Entity entity, const OldRow& row)
    {
        Access access(m_into.database());
        const auto there = readRow(access, entity, RowKey { m_newKeys.value(row.key.value) });
        const QJsonObject expected = changeFor(entity, row, 0, {}).fields;
        const QStringList names = expected.keys();
        return there && std::all_of(names.begin(), names.end(),
            [&](const QString& name) { return there->fields.value(name) == expected.value(name); });
    }

    Result<std::vector<OldRow>> readRows(Entity entity)
    {
        const EntityInfo& info = infoOf(entity);
        QByteArray sql = "SELECT t.key, i.uid, t.workspace_id";
        for (const Field& field : info.fields)
            sql += ", t." + QByteArray(field.name.data(), field.name.size());
        sql += " FROM " + QByteArray(info.table.data(), info.table.size())
            + " t JOIN ids i ON i.key = t.key WHERE t.deleted_at IS NULL ORDER BY t.key";
        Statement statement = m_from.prepare(sql.constData());
        std::vector<OldRow> rows;
        while (statement.row()) {
            OldRow row { statement.key(0), statement.text(1), statement.key(2), {} };
            int column = 3;
            for (const Field& field : info.fields) {
                if (const QJsonValue value = valueAt(statement, column++, field); !value.isNull() && field.rule != MergeRule::Server)
                    row.fields.insert(field.name, value);
            }
            rows.push_back(std::move(row));
        }
        if (statement.failed())
            return m_from.lastError(u"read the tasks of this device"_s);
        return rows;
    }

    //! Parents come before their children, whatever order they were made in.
    static std::vector<OldRow> parentsFirst(std::vector<OldRow> rows)
    {
        QHash<qint64, size_t> places;
        for (size_t i = 0; i < rows.size(); ++i)
            places.insert(rows[i].key.value, i);
        std::vector<OldRow> sorted;
        std::vector<bool> taken(rows.size());
        for (size_t i = 0; i < rows.size(); ++i) {
            std::vector<size_t> chain;
            for (size_t at = i; !taken[at];) {
                taken[at] = true; // also ends a damaged circle of parents
                chain.push_back(at);
                const auto parent = places.constFind(rows[at].fields.value(u"parent_id"_s).toInteger());
                if (parent == places.cend())
                    break;
                at = *parent;
            }
            for (auto it = chain.rbegin(); it != chain.rend(); ++it)
                sorted.push_back(std::move(rows[*it]));
        }
        return sorted;
    }

    Status carry(Entity entity, std::vector<OldRow>& rows)
    {
        if (entity == Entity::Task)
            rows = parentsFirst(std::move(rows));
        Gesture gesture { .text = m_text, .changes = {}, .undoable = Undoable::No };
        std::vector<RowKey> oldKeys;
        QHash<qint64, qint64> placeholders;
        const auto flush = [&]() -> Status {
            if (gesture.changes.empty())
                return ok();
            auto receipt = m_into.apply(gesture);
            if (!receipt)
                return std::move(receipt).error();
            for (size_t i = 0; i < oldKeys.size(); ++i)
                m_newKeys.insert(oldKeys[i].value, receipt->created[i].value);
            m_count += qint64(oldKeys.size());
            gesture.changes.clear();
            oldKeys.clear();
            placeholders.clear();
            return ok();
        };
        RowKey workspace {};
        for (OldRow& row : rows) {
            if (const auto known = m_into.reads().keyOf(row.uid); known) {
                m_newKeys.insert(row.key.value, known->value);
                continue;
            }
            // A gesture stays within one workspace; a workspace itself goes alone.
            if (gesture.changes.size() >= changesPerGesture || row.workspace != workspace || entity == Entity::Workspace) {
                if (auto flushed = flush(); !flushed)
                    return flushed;
                workspace = row.workspace;
            }
            const qint64 placeholder = -qint64(gesture.changes.size()) - 1;
            gesture.changes.push_back(changeFor(entity, row, placeholder, placeholders));
            placeholders.insert(row.key.value, placeholder);
            oldKeys.push_back(row.key);
        }
        return flush();
    }

    Change changeFor(Entity entity, const OldRow& row, qint64 placeholder, const QHash<qint64, qint64>& placeholders) const
    {
        Change change { .entity = entity, .row = RowKey { placeholder }, .action = Action::Create, .fields = row.fields, .uid = row.uid };
        if (entity != Entity::Workspace)
            change.workspace = RowKey { m_newKeys.value(row.workspace.value) };
        for (const Field& field : infoOf(entity).fields) {
            if (field.type != FieldType::Reference || !change.fields.contains(field.name))
                continue;
            const qint64 old = change.fields.value(field.name).toInteger();
            const qint64 now = placeholders.contains(old) ? placeholders.value(old) : m_newKeys.value(old);
            if (now != 0)
                change.fields.insert(field.name, now);
            else
                change.fields.remove(field.name); // what it pointed to is in the trash, or reference data
        }
        return change;
    }

    Database& m_from;
    Store& m_into;
    QString m_text;
    QHash<qint64, qint64> m_newKeys;
    qint64 m_count = 0;
};

} // namespace

Result<qint64> contentCount(Database& database)
{
    Statement statement = database.prepare("SELECT count(*) FROM tasks WHERE deleted_at IS NULL");
    if (!statement.row())
        return database.lastError(u"count the tasks of this device"_s);
    return statement.integer(0);
}

Result<qint64> adopt(Database& from, Store& into, const QString& text) { return Adoption(from, into, text).run(); }

Status letGo(Store& from, Store& into, const QString& text)
{
    const auto rows = Adoption(from.database(), into, text).arrived();
    if (!rows)
        return rows.error();
    Gesture gesture { .text = text, .changes = {}, .undoable = Undoable::No };
    const auto flush = [&] {
        const auto receipt = gesture.changes.empty() ? Result<EditReceipt>(EditReceipt()) : from.apply(gesture);
        gesture.changes.clear();
        return receipt ? ok() : Status(receipt.error());
    };
    RowKey workspace {};
    for (const auto& [entity, row] : *rows) {
        if (gesture.changes.size() >= changesPerGesture || row.workspace != workspace) {
            if (auto done = flush(); !done)
                return done;
            workspace = row.workspace;
        }
        gesture.changes.push_back({ .entity = entity, .row = row.key, .action = Action::Delete });
    }
    return flush();
}

} // namespace convoy::store
