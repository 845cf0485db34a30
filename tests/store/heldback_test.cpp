// What has reached the server but never got an answer, while pulls go on: the device shows its own values over what others did since.
#include "store/reads.h"
#include "tests/store/replicafixture.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

class HeldBack : public ConnectedReplica {
protected:
    //! Sent and done, but no answer came, so often that it waits behind the pull by now.
    void sendInVain()
    {
        const PushBatch batch = send();
        (void)server.push(batch.request);
        ASSERT_TRUE(store->replica().failed(batch, { Error::Kind::ServerFault, u"502"_s }, clock.wallMicros() + 60'000'000));
    }
    PushOp deletionOf(RowKey row, Entity entity)
    {
        EXPECT_TRUE(store->apply({ .text = u"Deleted"_s, .changes = { { .entity = entity, .row = row, .action = Action::Delete } } }));
        const auto entry = entries().back();
        PushOp op;
        op.base = entry.base;
        op.seen = number("SELECT seen FROM outbox ORDER BY id DESC LIMIT 1");
        return op;
    }
};

TEST_F(HeldBack, AnEditThatRestsHoldsBackTheNextOneOfItsRowWhateverIsParkedBehindThem)
{
    const RowKey task = addTask(u"Mine"_s);
    const RowKey other = addTask(u"Other"_s);
    sync();
    change(task, { { u"title"_s, u"One"_s } });
    ASSERT_TRUE(store->replica().failed(send(), { Error::Kind::ServerFault, u"502"_s }, clock.wallMicros() + 60'000'000));
    ASSERT_TRUE(store->apply({ .text = u"Two at once"_s, .changes = { { .entity = Entity::Task, .row = task, .fields = { { u"title"_s, u"Two"_s } } },
                                                            { .entity = Entity::Task, .row = other, .fields = { { u"title"_s, u"Two"_s } } } } }));
    change(task, { { u"title"_s, u"Three"_s } });
    ASSERT_EQ(entries().size(), 4u);
    ASSERT_TRUE(store->replica().park(entries().back().group, { Error::Kind::ServerFault, u"500"_s }));
    EXPECT_FALSE(*store->replica().nextBatch({}));
    clock.advance(61'000'000);
    const auto batch = *store->replica().nextBatch({});
    ASSERT_TRUE(batch);
    EXPECT_EQ(batch->entries.front().fields[u"title"_s], u"One"_s);
}

TEST_F(HeldBack, AnEditInTheOutboxIsGivenWhatATaskCanHaveAndItsStageFollows)
{
    const RowKey task = addTask(u"Mine"_s);
    ASSERT_TRUE(pushOnce());
    ASSERT_TRUE(store->apply(statusSet({ *store->reads().task(task) }, TaskStatus::InProgress, builtInWorkflow(), u"2026-11-29T10:00:00.000000+00:00"_s)));
    const auto edit = [&](const QString& name, const QString& value) { return store->outbox().edit(entries().front().op, { { name, value } }); };
    EXPECT_FALSE(edit(u"status"_s, u"banana"_s));
    ASSERT_TRUE(edit(u"status"_s, u"done"_s));
    EXPECT_EQ(entries().front().fields[u"current_stage"_s], u"done"_s);
    EXPECT_FALSE(entries().front().fields[u"completion_date"_s].toString().isEmpty());
    ASSERT_TRUE(edit(u"current_stage"_s, u"todo"_s));
    EXPECT_EQ(entries().front().fields[u"status"_s], u"todo"_s);
    EXPECT_TRUE(entries().front().fields[u"completion_date"_s].isNull());
    change(task, { { u"priority"_s, u"high"_s }, { u"time_zone"_s, u"Europe/Rome"_s } });
    EXPECT_FALSE(edit(u"priority"_s, u"banana"_s));
    EXPECT_FALSE(edit(u"time_zone"_s, u"Mars/Phobos"_s));
    EXPECT_TRUE(edit(u"priority"_s, u"low"_s));
}

TEST_F(HeldBack, TheWordsOfEditsThatWereJoinedCoverAllOfThem)
{
    const RowKey task = addTask(u"Mine"_s);
    ASSERT_TRUE(pushOnce());
    const auto say = [&](const QString& words, const QJsonObject& fields) {
        ASSERT_TRUE(store->apply({ .text = words, .changes = { { .entity = Entity::Task, .row = task, .fields = fields } } }));
        ASSERT_EQ(entries().size(), 1u);
    };
    say(u"Renamed"_s, { { u"title"_s, u"Other"_s } });
    say(u"Renamed again"_s, { { u"title"_s, u"Third"_s } });
    EXPECT_EQ(entries().front().text, u"Renamed again"_s);
    say(u"Labelled"_s, { { u"labels"_s, QJsonArray { u"x"_s } } });
    EXPECT_EQ(entries().front().text, u"Several changes of 'Third'"_s);
    say(u"Renamed"_s, { { u"title"_s, u"Fourth"_s } });
    EXPECT_EQ(entries().front().text, u"Several changes of 'Third'"_s);
}

TEST_F(HeldBack, ADeletionHasNotSeenWhatOthersGaveARowWhoseMakingIsNotAnswered)
{
    const RowKey task = addTask(u"Mine"_s);
    sendInVain();
    server.put(Entity::Task, bareUid(uidOf(task)), { { u"title"_s, u"Theirs"_s } });
    pull();
    EXPECT_EQ(title(task), u"Mine"_s);
    const PushOp op = deletionOf(task, Entity::Task);
    EXPECT_EQ(op.base[u"title"_s][u"seq"_s].toInteger(-1), 0);
    EXPECT_GT(op.base[u"deleted_at"_s][u"seq"_s].toInteger(), 0);
}

TEST_F(HeldBack, NorHasTheDeletionOfItsProject)
{
    const Uid project = u"aaaaaaaa-0000-4000-8000-000000000010"_s;
    server.put(Entity::Project, project, { { u"name"_s, u"Garden"_s } });
    pull();
    const qint64 before = store->replica().cursors()->front().after;
    const RowKey task = addTask(u"Mine"_s, { { u"project_id"_s, keyOf(project).value } });
    sendInVain();
    pull();
    server.put(Entity::Task, bareUid(uidOf(task)), { { u"title"_s, u"Theirs"_s } });
    pull();
    EXPECT_LE(deletionOf(keyOf(project), Entity::Project).seen, before);
}

TEST_F(HeldBack, WhatNobodyTouchedMeanwhileWasSeen)
{
    const Uid project = u"aaaaaaaa-0000-4000-8000-000000000010"_s;
    server.put(Entity::Project, project, { { u"name"_s, u"Garden"_s } });
    pull();
    addTask(u"Mine"_s, { { u"project_id"_s, keyOf(project).value } });
    sendInVain();
    pull();
    EXPECT_EQ(deletionOf(keyOf(project), Entity::Project).seen, store->replica().cursors()->front().after);
}

TEST_F(HeldBack, WhatWasDoneIsNotDoneAgainWhenItsAnswerComesAtLast)
{
    const RowKey task = addTask(u"Mine"_s);
    sendInVain();
    server.put(Entity::Task, bareUid(uidOf(task)), { { u"title"_s, u"Theirs"_s } });
    pull();
    clock.advance(120'000'000);
    sync();
    EXPECT_EQ(title(task), u"Theirs"_s);
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 1);
    EXPECT_TRUE(entries().empty());
}

} // namespace convoy::test
