#include "store/exporting.h"

#include "domain/clock.h"
#include "domain/jsonvalues.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/rowimage.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

// id, workspace_id, created_at, updated_at, deleted_at
constexpr int leadingColumns = 5;

bool belongsToThePerson(const EntityInfo& info)
{
    return info.kind == SyncKind::Structural || info.kind == SyncKind::TaskData;
}

QByteArray selectOf(const EntityInfo& info)
{
    const QByteArray uidOf = "(SELECT uid FROM ids WHERE key=t.";
    QByteArray sql = "SELECT " + uidOf + "key), " + uidOf + "workspace_id), t.created_at, t.updated_at, t.deleted_at";
    for (const Field& field : info.fields) {
        const QByteArray name(field.name.data(), field.name.size());
        sql += field.type == FieldType::Reference ? QByteArray(", " + uidOf + name + ')') : QByteArray(", t." + name);
    }
    return sql + " FROM " + QByteArray(info.table.data(), info.table.size()) + " t ORDER BY t.key";
}

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QJsonObject rowObject(const EntityInfo& info, const Statement& row)
{
    QJsonObject object { { u"id"_s, bareUid(row.text(0)) }, { u"created_at"_s, textOrNull(row.text(2)) },
        { u"updated_at"_s, textOrNull(row.text(3)) }, { u"deleted_at"_s, textOrNull(row.text(4)) } };
    if (info.entity != Entity::Workspace)
        object.insert(u"workspace_id"_s, bareUid(row.text(1)));
    int column = leadingColumns;
    for (const Field& field : info.fields) {
        object.insert(field.name,
            field.type == FieldType::Reference ? textOrNull(bareUid(row.text(column))) : cellValue(field, row, column));
        ++column;
    }
    return object;
}

Result<qint64> writeRows(Database& database, const EntityInfo& info, QIODevice& to)
{
    qint64 rows = 0;
    const QByteArray sql = selectOf(info); // outlives the statement
    Statement statement = database.prepare(sql.constData());
    while (statement.row()) {
        to.write(rows++ == 0 ? "\n" : ",\n");
        to.write(compactJson(rowObject(info, statement)));
    }
    if (statement.failed())
        return database.lastError(u"export"_s);
    return rows;
}

Result<qint64> writeAll(Database& database, QIODevice& to)
{
    qint64 tasks = 0;
    to.write("{\"format\":\"convoy-export\",\"schema\":" + QByteArray::number(schemaVersion()) + ",\"made_at\":\""
        + timestampText(SystemClock().wallMicros()).toUtf8() + '"');
    for (const EntityInfo& info : schema()) {
        if (!belongsToThePerson(info))
            continue;
        to.write(",\n\"" + QByteArray(info.table.data(), info.table.size()) + "\":[");
        const auto rows = writeRows(database, info, to);
        if (!rows)
            return rows.error();
        if (info.entity == Entity::Task)
            tasks = *rows;
        to.write("]");
    }
    if (to.write("}\n") < 0)
        return Error { Error::Kind::Storage, to.errorString() };
    return tasks;
}

} // namespace

Result<qint64> exportEverything(const Reads& reads, QIODevice& to)
{
    // A connection of its own: a long reading holds nobody's transaction open.
    auto database = Database::open(reads.path(), Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    if (auto begun = (*database)->run("BEGIN"); !begun)
        return begun.error();
    return writeAll(**database, to);
}

Result<qint64> exportEverything(const Reads& reads, const QString& path)
{
    const auto failed = [&path](const QString& why) {
        return Error { Error::Kind::Storage, QCoreApplication::translate("Store", "Could not write %1: %2.").arg(path, why) };
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return failed(file.errorString());
    const auto tasks = exportEverything(reads, static_cast<QIODevice&>(file));
    if (!tasks)
        return tasks.error();
    if (!file.commit())
        return failed(file.errorString());
    return *tasks;
}

} // namespace convoy::store
