#include "tests/store/replicafixture.h"

#include "store/reads.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

namespace {
const Uid someone = u"aaaaaaaa-0000-4000-8000-000000000001"_s;
const Uid phone = u"dddddddd-0000-4000-8000-00000000000f"_s;
const Uid tablet = u"dddddddd-0000-4000-8000-00000000000e"_s;
}

class Incoming : public ConnectedReplica {
protected:
    //! What sync_push writes beside a row that another device changed.
    void entry(const Uid& subject, const Uid& device, const QString& name, const QJsonArray& changes,
        const QString& action = u"update"_s)
    {
        server.put(Entity::Activity, uuidText(QUuid::createUuid()),
            { { u"kind"_s, u"system"_s }, { u"task_id"_s, subject }, { u"subject_table"_s, u"tasks"_s },
                { u"subject_id"_s, subject }, { u"action"_s, action }, { u"changes"_s, changes },
                { u"author_name"_s, u"Ann"_s }, { u"device_id"_s, device }, { u"device_name"_s, name } });
    }
    static QJsonObject told(const QString& field, const QJsonValue& before, const QJsonValue& after)
    {
        return { { u"field"_s, field }, { u"old"_s, before }, { u"new"_s, after } };
    }
    [[nodiscard]] std::vector<IncomingChange> incoming(const IncomingQuery& query = {})
    {
        const auto changes = store->reads().incoming(query);
        EXPECT_TRUE(changes);
        return changes.value_or(std::vector<IncomingChange> {});
    }
    //! As the window and the command line do it.
    QString revert(const std::vector<qint64>& ids)
    {
        const auto reverting = store->reads().revertOf(ids);
        EXPECT_TRUE(reverting);
        if (!reverting->gesture.changes.empty())
            apply(reverting->gesture);
        return reverting->note;
    }
};

TEST_F(Incoming, AChangeIsKeptWithItsOldValueAndWhoMadeItOnWhichDevice)
{
    const RowKey task = syncedTask(u"Old"_s);
    store->replica().beginCycle(4711);
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"New"_s } });
    entry(uidOf(task), phone, u"Phone"_s, { told(u"title"_s, u"Old"_s, u"New"_s) });
    pull();
    const auto changes = incoming();
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].field, u"title"_s);
    EXPECT_EQ(changes[0].before, u"Old"_s);
    EXPECT_EQ(changes[0].after, u"New"_s);
    EXPECT_EQ(changes[0].author, u"Ann"_s);
    EXPECT_EQ(changes[0].device, u"Phone"_s);
    EXPECT_EQ(changes[0].deviceId, phone);
    EXPECT_EQ(changes[0].cycleMicros, 4711);
    EXPECT_EQ(changes[0].task, task);
    EXPECT_EQ(changes[0].title, u"New"_s);
    EXPECT_TRUE(changes[0].standing);
    EXPECT_FALSE(changes[0].madeAt.isEmpty());
}

TEST_F(Incoming, AFirstFillAndOnesOwnEditsAreNotKept)
{
    server.put(Entity::Task, someone, { { u"title"_s, u"There before"_s } });
    reopen();
    const RowKey task = syncedTask(u"Mine"_s);
    change(task, { { u"title"_s, u"Mine again"_s }, { u"labels"_s, QJsonArray { u"a"_s } } });
    sync();
    for (const auto& each : incoming())
        EXPECT_NE(each.row, task);
    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Resync,
        .reason = {}, .epoch = u"22222222-2222-4222-8222-222222222222"_s, .rows = {} }));
    server.restoreBackup(u"22222222-2222-4222-8222-222222222222"_s, 50);
    const auto before = incoming().size();
    server.put(Entity::Task, u"aaaaaaaa-0000-4000-8000-0000000000aa"_s, { { u"title"_s, u"Only in the fill"_s } });
    pull();
    EXPECT_EQ(incoming().size(), before);
}

TEST_F(Incoming, AChangeWithoutAnEntryOfTheFeedIsKeptAsSomebodys)
{
    const RowKey task = syncedTask(u"Old"_s);
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"By hand"_s } });
    pull();
    ASSERT_EQ(incoming().size(), 1u);
    EXPECT_TRUE(incoming()[0].deviceId.isEmpty());
    EXPECT_EQ(incoming()[0].after, u"By hand"_s);
}

TEST_F(Incoming, WhatSomebodyElseOverwroteIsKeptAsWell)
{
    const RowKey task = syncedTask(u"A"_s);
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"B"_s } });
    entry(uidOf(task), phone, u"Phone"_s, { told(u"title"_s, u"A"_s, u"B"_s) });
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"C"_s } });
    entry(uidOf(task), tablet, u"Tablet"_s, { told(u"title"_s, u"B"_s, u"C"_s) });
    pull();
    const auto devices = groupedByDevice(incoming());
    ASSERT_EQ(devices.size(), 2u);
    for (const auto& device : devices) {
        ASSERT_EQ(device.changes.size(), 1u);
        EXPECT_EQ(device.changes[0].after, device.deviceId == phone ? u"B"_s : u"C"_s);
        EXPECT_EQ(device.changes[0].before, device.deviceId == phone ? u"A"_s : u"B"_s);
        EXPECT_EQ(device.changes[0].standing, device.deviceId == tablet);
    }
    EXPECT_EQ(groupedByTask(incoming()).size(), 1u);
    EXPECT_EQ(revert({ devices[0].changes[0].id, devices[1].changes[0].id }), QString());
    EXPECT_EQ(title(task), u"A"_s) << "both together go back to the first value";
}

TEST_F(Incoming, TheChangeOfARowWithEditsUnderWayIsComparedWithTheServersVersion)
{
    const RowKey task = syncedTask(u"Old"_s);
    change(task, { { u"title"_s, u"Mine"_s } });
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s }, { u"priority"_s, u"high"_s } });
    entry(uidOf(task), phone, u"Phone"_s,
        { told(u"priority"_s, u"none"_s, u"high"_s), told(u"title"_s, u"Old"_s, u"Theirs"_s) });
    pull();
    ASSERT_EQ(incoming().size(), 2u);
    for (const auto& each : incoming()) {
        EXPECT_EQ(each.device, u"Phone"_s);
        if (each.field == "title"_L1) {
            EXPECT_EQ(each.before, u"Old"_s);
            EXPECT_EQ(each.after, u"Theirs"_s);
            EXPECT_FALSE(each.standing) << "my own title is shown";
        }
    }
}

TEST_F(Incoming, WhatCameWithAnAnswerIsKeptOnce)
{
    const RowKey task = syncedTask(u"Old"_s);
    change(task, { { u"title"_s, u"Mine"_s } });
    const auto batch = send();
    server.put(Entity::Task, uidOf(task), { { u"priority"_s, u"high"_s } });
    entry(uidOf(task), phone, u"Phone"_s, { told(u"priority"_s, u"none"_s, u"high"_s) });
    ASSERT_TRUE(store->replica().acknowledge(batch, server.push(batch.request)));
    ASSERT_EQ(incoming().size(), 1u);
    EXPECT_EQ(incoming()[0].field, u"priority"_s);
    pull();
    ASSERT_EQ(incoming().size(), 1u);
    EXPECT_EQ(incoming()[0].device, u"Phone"_s);
}

TEST_F(Incoming, NewDeletedAndCommentedAreTold)
{
    const RowKey task = syncedTask(u"Doomed"_s);
    server.put(Entity::Task, someone, { { u"title"_s, u"Fresh"_s } });
    entry(someone, phone, u"Phone"_s, {}, u"create"_s);
    server.tombstone(Entity::Task, uidOf(task));
    entry(uidOf(task), phone, u"Phone"_s, {}, u"delete"_s);
    server.put(Entity::Activity, u"cccccccc-0000-4000-8000-000000000001"_s,
        { { u"kind"_s, u"comment"_s }, { u"task_id"_s, someone }, { u"body"_s, u"Look"_s },
            { u"author_name"_s, u"Ann"_s }, { u"device_id"_s, tablet }, { u"device_name"_s, u"Tablet"_s } });
    pull();
    const auto changes = incoming();
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_EQ(incoming({ .task = keyOf(someone) }).size(), 2u);
    for (const auto& each : changes) {
        if (each.row == task)
            EXPECT_EQ(each.action, Action::Delete);
        else
            EXPECT_EQ(each.action, Action::Create);
        EXPECT_EQ(each.device, each.entity == Entity::Activity ? u"Tablet"_s : u"Phone"_s);
    }
    std::vector<qint64> fromPhone;
    for (const auto& each : changes) {
        if (each.device == "Phone"_L1)
            fromPhone.push_back(each.id);
    }
    EXPECT_EQ(revert(fromPhone), QString());
    EXPECT_TRUE(row(task)->deletedAt.isEmpty());
    EXPECT_FALSE(row(keyOf(someone))->deletedAt.isEmpty());
    ASSERT_TRUE(store->undo());
    EXPECT_FALSE(row(task)->deletedAt.isEmpty()) << "an ordinary edit: it can be undone";
}

TEST_F(Incoming, ARevertTakesTheGroupAlongAndLeavesWhatChangedSince)
{
    const RowKey task = syncedTask(u"Old"_s);
    server.put(Entity::Task, uidOf(task),
        { { u"status"_s, u"done"_s }, { u"current_stage"_s, u"done"_s },
            { u"completion_date"_s, u"2026-11-25T10:00:00.000000+00:00"_s }, { u"title"_s, u"New"_s } });
    entry(uidOf(task), phone, u"Phone"_s,
        { told(u"status"_s, u"todo"_s, u"done"_s), told(u"title"_s, u"Old"_s, u"New"_s) });
    pull();
    qint64 status = 0;
    std::vector<qint64> all;
    for (const auto& each : incoming()) {
        EXPECT_EQ(each.device, u"Phone"_s) << "the stage followed from the status";
        EXPECT_NE(each.field, u"completion_date"_s);
        all.push_back(each.id);
        if (each.field == "status"_L1)
            status = each.id;
    }
    EXPECT_EQ(revert({ status }), QString());
    EXPECT_EQ(row(task)->fields[u"status"_s], u"todo"_s);
    EXPECT_TRUE(row(task)->fields[u"completion_date"_s].isNull());
    EXPECT_EQ(title(task), u"New"_s);
    change(task, { { u"title"_s, u"Mine"_s } });
    EXPECT_FALSE(revert(all).isEmpty()) << "it says so";
    EXPECT_EQ(title(task), u"Mine"_s);
}

TEST_F(Incoming, TheTableIsBounded)
{
    const RowKey task = syncedTask(u"Old"_s);
    ASSERT_TRUE(store->database().run("INSERT INTO incoming(cycle, arrived, entity, key, seq, action, field, before, after)"
                          " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 6000)"
                          " SELECT 1, 1, 5, 999, 1, 2, 'title', '1', '2' FROM n"));
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"New"_s } });
    pull();
    EXPECT_EQ(number("SELECT count(*) FROM incoming"), 5000);
    clock.advance(qint64(100) * 86'400 * 1'000'000);
    ASSERT_TRUE(store->replica().cleanup());
    EXPECT_EQ(number("SELECT count(*) FROM incoming"), 0);
}

} // namespace convoy::test
