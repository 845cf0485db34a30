// What the answer to a push leaves of a row where two things meet: purged and refused, deleted and made again.
#include "tests/store/replicafixture.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

class Answers : public ConnectedReplica {
};

TEST_F(Answers, AnEditOfAPurgedRowWhoseMakingWasRefusedIsKeptUntilTheRowIsThere)
{
    const RowKey task = addTask(u"Boat"_s);
    sync();
    const Uid uid = uidOf(task);
    change(task, { { u"title"_s, u"Ship"_s } });
    server.refused.insert(uid);
    ASSERT_TRUE(pushOnce());
    change(task, { { u"priority"_s, u"high"_s } });
    server.refused.clear();
    server.forget(uid);
    server.purged.insert(uid);
    ASSERT_TRUE(pushOnce());
    server.refused.insert(uid);
    ASSERT_TRUE(pushOnce());
    ASSERT_EQ(entries().size(), 2u);
    ASSERT_EQ(entries()[1].action, Action::Create);
    ASSERT_FALSE(row(task));
    server.refused.clear();
    ASSERT_TRUE(store->outbox().retry(entries()[0].group));
    ASSERT_TRUE(pushOnce());
    ASSERT_EQ(entries().size(), 2u);
    EXPECT_EQ(entries()[0].state, OutboxState::Refused);
    EXPECT_EQ(entries()[0].lastErrorCode, u"gone_row"_s);
    EXPECT_EQ(entries()[0].fields[u"title"_s], u"Ship"_s);
    for (const size_t next : { 1u, 0u }) {
        ASSERT_TRUE(store->outbox().retry(entries()[next].group));
        ASSERT_TRUE(pushOnce());
    }
    sync();
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(server.row(uid)[u"title"_s], u"Ship"_s);
    EXPECT_EQ(server.row(uid)[u"priority"_s], u"high"_s);
}

TEST_F(Answers, ARowThatIsTakenBackFromTheTrashHereIsMadeAgainThoughItWasPurged)
{
    const RowKey task = addTask(u"Boat"_s, { { u"priority"_s, u"high"_s } });
    sync();
    const Uid uid = uidOf(task);
    remove(task);
    ASSERT_TRUE(store->replica().failed(send(), { Error::Kind::ServerFault, u"502"_s }, 0));
    ASSERT_TRUE(store->apply({ .text = u"Put back"_s, .changes = { { .entity = Entity::Task, .row = task, .action = Action::Restore } } }));
    server.forget(uid);
    server.purged.insert(uid);
    sync();
    sync();
    EXPECT_TRUE(entries().empty());
    ASSERT_TRUE(row(task));
    EXPECT_TRUE(row(task)->deletedAt.isEmpty());
    EXPECT_EQ(server.row(uid)[u"title"_s], u"Boat"_s);
    EXPECT_EQ(server.row(uid)[u"priority"_s], u"high"_s);
}

TEST_F(Answers, ADependencyMadeAgainStaysThoughTheDeletionBeforeItLost)
{
    const RowKey task = addTask(u"Sail"_s);
    const RowKey other = addTask(u"Mend the sail"_s);
    sync();
    const QJsonObject names { { u"task_id"_s, task.value }, { u"blocked_by_id"_s, other.value } };
    const Gesture waits { .text = u"Waits"_s, .changes = { { .entity = Entity::TaskDependency, .row = RowKey { -1 }, .action = Action::Create,
                                                             .fields = names, .workspace = workspace } } };
    const RowKey key = apply(waits).created.front();
    sync();
    const auto before = row(key, Entity::TaskDependency);
    apply({ .text = u"Waits no more"_s, .changes = { { .entity = Entity::TaskDependency, .row = key, .action = Action::Delete } } });
    apply(waits);
    const PushBatch batch = send();
    ASSERT_EQ(batch.request.groups.size(), 2u);
    PushAnswer answer { .epoch = server.epoch, .from = server.seq(), .to = server.seq(), .rows = {} };
    for (const PushGroup& group : batch.request.groups) {
        const bool deletion = group.ops[0].action == Action::Delete;
        answer.groups.push_back({ .group = group.group, .outcome = deletion ? GroupOutcome::Merged : GroupOutcome::Applied,
            .ops = { { .op = group.ops[0].op, .id = bareUid(uidOf(key)), .outcome = deletion ? OpOutcome::Conflict : OpOutcome::Applied,
                .lost = deletion ? QStringList { u"deleted_at"_s } : QStringList(), .seq = before->seq } } });
    }
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(row(key, Entity::TaskDependency), before);
    EXPECT_EQ(number("SELECT count(*) FROM task_dependencies"), 1);
}

} // namespace convoy::test
