#include "tests/merge/serverworld.h"

#include "domain/actionname.h"
#include "domain/ids.h"
#include "domain/jsonvalues.h"

#include <QSqlError>
#include <QSqlQuery>

#include <gtest/gtest.h>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

namespace {

QString fresh() { return uuidText(QUuid::createUuid()); }

std::vector<Stage> stagesFrom(const QJsonArray& stages)
{
    std::vector<Stage> result;
    for (const QJsonValue& each : stages) {
        result.push_back({ each[u"id"_s].toString(), each[u"name"_s].toString(),
            statusFromText(each[u"category"_s].toString()).value_or(TaskStatus::Todo) });
    }
    return result;
}

} // namespace

QJsonObject operation(Action action, Entity entity, const QString& id, const QJsonObject& fields, const QJsonObject& base,
    const QString& stamp)
{
    return { { u"op"_s, fresh() }, { u"entity"_s, infoOf(entity).table }, { u"id"_s, id }, { u"action"_s, actionName(action) },
        { u"fields"_s, fields }, { u"base"_s, base }, { u"stamp"_s, stamp } };
}

ServerWorld::ServerWorld(const QSqlDatabase& database)
    : workspace(fresh())
    , m_database(database)
{
    const QString ann = fresh();
    const QString bob = fresh();
    annLaptop = { ann, fresh(), u"ann@example.org"_s };
    annTablet = { ann, fresh(), u"ann@example.org"_s };
    bobDesk = { bob, fresh(), u"bob@example.org"_s };
    bobPhone = { bob, fresh(), u"bob@example.org"_s };
    EXPECT_TRUE(m_database.transaction());
    edit(u"set local timezone to 'UTC'"_s);
    furnish();
}

ServerWorld::~ServerWorld() { m_database.rollback(); }

void ServerWorld::furnish()
{
    act(annLaptop);
    ask(u"select public.workspace_create(?::jsonb)"_s,
        { QString::fromUtf8(compactJson(QJsonObject { { u"id"_s, workspace }, { u"name"_s, u"World"_s } })) });
    bobMember = fresh();
    make(Entity::WorkspaceMember, bobMember,
        { { u"user_id"_s, bobDesk.user }, { u"role"_s, u"editor"_s }, { u"email"_s, u"bob@example.org"_s } });
    const QString workflow = fresh();
    const auto stages = QByteArray(R"([{"id": "idea", "name": "Idea", "category": "todo"},)"
                                   R"({"id": "review", "name": "Cooking", "category": "in_progress"},)"
                                   R"({"id": "eaten", "name": "Eaten", "category": "done"}])");
    edit(u"insert into public.workflows (id, name, stages) values ('%1', 'Odd', '%2')"_s.arg(workflow, QString::fromUtf8(stages)));
    const QJsonArray standard = ask(u"select stages from public.workflows where is_default"_s, {}).toArray();
    around.stages[QString()] = stagesFrom(standard);
    for (int i = 0; i < 2; ++i) {
        projects += fresh();
        milestones += fresh();
        QJsonObject fields { { u"name"_s, u"Project"_s } };
        if (i == 1)
            fields.insert(u"workflow_id"_s, workflow);
        make(Entity::Project, projects.back(), fields);
        make(Entity::Milestone, milestones.back(), { { u"name"_s, u"First"_s }, { u"project_id"_s, projects.back() } });
        around.stages[projects.back()] = stagesFrom(i == 0 ? standard : arrayFromJson(stages));
        around.milestones[milestones.back()] = projects.back();
    }
    tasks = { fresh(), fresh(), fresh(), fresh() };
    make(Entity::Task, tasks[0], { { u"title"_s, u"a"_s }, { u"project_id"_s, projects[0] } });
    make(Entity::Task, tasks[1], { { u"title"_s, u"b"_s }, { u"project_id"_s, projects[0] }, { u"parent_id"_s, tasks[0] } });
    make(Entity::Task, tasks[2], { { u"title"_s, u"c"_s }, { u"project_id"_s, projects[1] } });
    make(Entity::Task, tasks[3], { { u"title"_s, u"d"_s } });
    push(annLaptop, operation(Action::Delete, Entity::Task, tasks[1], {}));
    around.tasks[tasks[0]] = { projects[0], {}, false };
    around.tasks[tasks[1]] = { projects[0], tasks[0], true };
    around.tasks[tasks[2]] = { projects[1], {}, false };
    around.tasks[tasks[3]] = { {}, {}, false };
}

void ServerWorld::make(Entity entity, const QString& id, const QJsonObject& fields)
{
    const QJsonObject answer = push(annLaptop, operation(Action::Create, entity, id, fields));
    EXPECT_EQ(answer[u"status"_s], u"applied"_s) << compactJson(answer).constData();
}

void ServerWorld::act(const Device& device)
{
    const QJsonObject claims { { u"sub"_s, device.user }, { u"role"_s, u"authenticated"_s }, { u"email"_s, device.email } };
    // The one is what PostgREST sets, the other what the test server's auth.uid() reads.
    ask(u"select to_json(set_config('request.jwt.claims', ?, true) || set_config('request.jwt.claim.sub', ?, true))"_s,
        { QString::fromUtf8(compactJson(claims)), device.user });
}

QJsonObject ServerWorld::push(const Device& device, const QJsonObject& op)
{
    act(device);
    const QJsonObject group { { u"group"_s, fresh() }, { u"schema"_s, schemaVersion() }, { u"ops"_s, QJsonArray { op } } };
    const QJsonObject request { { u"workspace"_s, workspace }, { u"schema"_s, schemaVersion() },
        { u"device"_s, QJsonObject { { u"id"_s, device.id }, { u"name"_s, device.id } } }, { u"groups"_s, QJsonArray { group } } };
    const QJsonValue answer = ask(u"select public.sync_push(?::jsonb)"_s, { QString::fromUtf8(compactJson(request)) });
    return answer[u"groups"_s][0].toObject();
}

void ServerWorld::edit(const QString& sql)
{
    ask(u"select to_json(set_config('request.jwt.claims', '', true) || set_config('request.jwt.claim.sub', '', true))"_s, {});
    QSqlQuery query(m_database);
    EXPECT_TRUE(query.exec(sql)) << qPrintable(query.lastError().text());
}

QJsonObject ServerWorld::row(Entity entity, const QString& id)
{
    return ask(u"select convoy.load_row(?, ?::uuid)"_s, { QString(infoOf(entity).table), id }).toObject();
}

QJsonArray ServerWorld::openConflicts(const QString& row)
{
    return ask(u"select coalesce(jsonb_agg(to_jsonb(c)), '[]') from public.sync_conflicts c"
               " where c.row_id = ?::uuid and c.resolution = '' and c.deleted_at is null"_s,
        { row })
        .toArray();
}

merge::ServerRow ServerWorld::serverRow(Entity entity, const QJsonObject& row)
{
    merge::ServerRow result;
    if (row.isEmpty())
        return result;
    const QJsonObject metas = row[u"field_meta"_s].toObject();
    QStringList names { u"deleted_at"_s };
    for (const Field& field : infoOf(entity).fields)
        names += field.name;
    for (const QString& name : names) {
        const QJsonObject meta = metas.value(metas.contains(name) ? name : u"*"_s).toObject();
        result[name] = { row.value(name), meta[u"seq"_s].toInteger(), meta[u"stamp"_s].toString(),
            meta[u"device"_s].toString(), meta[u"base"_s].toInteger(), meta[u"user"_s].toString(), !metas.contains(name) };
        for (const QJsonValue& other : meta[u"also"_s].toArray())
            result[name].also.emplace_back(other[u"device"_s].toString(), other[u"user"_s].toString());
    }
    return result;
}

QJsonValue ServerWorld::ask(const QString& sql, const QVariantList& values)
{
    QSqlQuery query(m_database);
    query.prepare(sql);
    for (const QVariant& value : values)
        query.addBindValue(value);
    EXPECT_TRUE(query.exec()) << qPrintable(query.lastError().text());
    if (!query.next())
        return QJsonValue::Null;
    const QByteArray text = query.value(0).toString().toUtf8();
    return text.isEmpty() ? QJsonValue() : arrayFromJson('[' + text + ']').first();
}

} // namespace convoy::test
