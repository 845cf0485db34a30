#include "tests/ui/toysync.h"

#include "store/replica.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

ToySync::ToySync(UiWorld& world)
    : m_world(world)
{
    std::ignore = world.store->replica().setDevice(uuidText(QUuid::createUuid()), u"laptop"_s);
    if (const auto batch = world.store->replica().nextBatch({}).value_or(std::nullopt); batch && batch->createWorkspace)
        std::ignore = world.store->replica().workspaceCreated(*batch, server.createWorkspace(*batch->createWorkspace));
}

void ToySync::push()
{
    auto& replica = m_world.store->replica();
    while (auto batch = replica.nextBatch({}).value_or(std::nullopt))
        std::ignore = replica.acknowledge(*batch, server.push(batch->request));
    m_world.settle();
}

void ToySync::pull()
{
    auto& replica = m_world.store->replica();
    const auto cursors = *replica.cursors();
    std::ignore = replica.applyPage(server.page(cursors.front().epoch, cursors.front().after, 1000));
    m_world.settle();
}

void ToySync::lose(RowKey task, const QString& field, const QJsonValue& base, const QJsonValue& mine, const QJsonValue& theirs)
{
    loseIn(Entity::Task, task, field, base, mine, theirs);
}

void ToySync::loseIn(Entity entity, RowKey row, const QString& field, const QJsonValue& base, const QJsonValue& mine, const QJsonValue& theirs)
{
    server.put(Entity::Conflict, uuidText(QUuid::createUuid()),
        { { u"user_id"_s, uuidText(QUuid::createUuid()) }, { u"row_table"_s, QString(infoOf(entity).table) },
            { u"row_id"_s, bareUid(m_world.workbench->catalog().uidOf(row)) }, { u"field"_s, field }, { u"rule"_s, field == u"deleted_at"_s ? u"delete"_s : u"last_writer"_s },
            { u"base_value"_s, base }, { u"mine_value"_s, mine }, { u"theirs_value"_s, theirs }, { u"mine_device"_s, u"this laptop"_s },
            { u"theirs_device"_s, u"laptop-anna"_s }, { u"mine_stamp"_s, u"2026-11-23T10:42:07.123456+00:00"_s },
            { u"theirs_stamp"_s, u"2026-11-23T11:42:07.123456+00:00"_s }, { u"resolution"_s, QString() } });
}

} // namespace convoy::test
