#include "tests/store/replicafixture.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

namespace {
const Uid someone = u"aaaaaaaa-0000-4000-8000-000000000001"_s;
const Uid another = u"aaaaaaaa-0000-4000-8000-000000000002"_s;
}

class Pushing : public ConnectedReplica { };

TEST_F(Pushing, WhatWasMadeOfflineIsSentInOrderAndGetsItsPermanentName)
{
    const RowKey parent = addTask(u"Parent"_s);
    const RowKey child = addTask(u"Child"_s, { { u"parent_id"_s, parent.value } });
    sync();
    EXPECT_TRUE(entries().empty());
    EXPECT_FALSE(isTemporary(uidOf(parent)));
    EXPECT_EQ(server.row(uidOf(child))[u"parent_id"_s], uidOf(parent));
    EXPECT_GT(row(child)->seq, 0);
    EXPECT_EQ(number("SELECT count(*) FROM base_rows"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM ids WHERE uid LIKE 'tmp-%'"), 0);
}

TEST_F(Pushing, AnOwnWriteDoesNotComeBackWhenNobodyElseWrote)
{
    addTask(u"Mine"_s);
    pull();
    ASSERT_TRUE(pushOnce());
    EXPECT_EQ(server.page(server.epoch, store->replica().cursors()->front().after, 10).rows.rowCount(), 0u);
}

TEST_F(Pushing, WhenSomebodyWroteInBetweenTheCursorStays)
{
    addTask(u"Mine"_s);
    server.put(Entity::Task, someone, { { u"title"_s, u"Theirs"_s } });
    const PushBatch batch = send();
    const auto stats = store->replica().acknowledge(batch, server.push(batch.request));
    ASSERT_TRUE(stats);
    EXPECT_TRUE(stats->pullAgain);
    pull();
    EXPECT_EQ(title(keyOf(someone)), u"Theirs"_s);
}

TEST_F(Pushing, SentEntriesStayAsTheyAreAndAreSentAgainUnderTheSameOpIds)
{
    const RowKey task = addTask(u"One"_s);
    const PushBatch first = send();
    change(task, { { u"title"_s, u"Two"_s } });
    ASSERT_EQ(entries().size(), 2u) << "nothing joins a sent entry";
    reopen();
    const auto again = store->replica().sentBatches();
    ASSERT_TRUE(again && again->size() == 1);
    EXPECT_EQ(again->front().request.groups[0].ops[0].op, first.request.groups[0].ops[0].op);
    EXPECT_EQ(again->front().request.groups[0].ops[0].stamp, first.request.groups[0].ops[0].stamp);
    EXPECT_EQ(again->front().request.groups[0].ops[0].fields, first.request.groups[0].ops[0].fields);
}

TEST_F(Pushing, AReplayedAnswerIsTakenOnceAndMovesNoCursor)
{
    addTask(u"One"_s);
    const PushBatch batch = send();
    (void)server.push(batch.request); // arrived, but the answer was lost
    const auto again = store->replica().sentBatches();
    ASSERT_TRUE(again && again->size() == 1);
    const auto stats = store->replica().acknowledge(again->front(), server.push(again->front().request));
    ASSERT_TRUE(stats);
    EXPECT_TRUE(stats->pullAgain);
    EXPECT_TRUE(entries().empty());
    pull();
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 1);
    EXPECT_EQ(number("SELECT min(seq) FROM tasks"), server.seq());
}

TEST_F(Pushing, AnEditMadeWhileAnotherIsOnItsWayFollowsItsAnswer)
{
    const RowKey task = syncedTask(u"Base"_s);
    change(task, { { u"title"_s, u"One"_s } });
    const PushBatch batch = send();
    change(task, { { u"title"_s, u"Two"_s } });
    ASSERT_TRUE(store->replica().acknowledge(batch, server.push(batch.request)));
    EXPECT_EQ(title(task), u"Two"_s);
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"title"_s][u"value"_s], u"One"_s);
    EXPECT_EQ(entries()[0].base[u"title"_s][u"seq"_s].toInteger(), server.seq());
    sync();
    EXPECT_EQ(server.row(uidOf(task))[u"title"_s], u"Two"_s);
}

TEST_F(Pushing, ASecondEditBesideASentOneKeepsTheBaseOfTheFirst)
{
    const RowKey task = syncedTask(u"Base"_s);
    const qint64 seen = row(task)->seq;
    change(task, { { u"title"_s, u"One"_s } });
    (void)send();
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s } });
    pull();
    change(task, { { u"title"_s, u"Two"_s } });
    ASSERT_EQ(entries().size(), 2u);
    EXPECT_EQ(entries()[1].base[u"title"_s][u"value"_s], u"Base"_s);
    EXPECT_EQ(entries()[1].base[u"title"_s][u"seq"_s].toInteger(), seen);
}

TEST_F(Pushing, ALaterEditOfARowDoesNotOvertakeAnEarlierOneThatWaits)
{
    const RowKey one = syncedTask(u"One"_s);
    const RowKey two = syncedTask(u"Two"_s);
    const QJsonObject high { { u"priority"_s, u"high"_s } };
    apply({ .text = {}, .changes = { { .entity = Entity::Task, .row = one, .fields = high },
        { .entity = Entity::Task, .row = two, .fields = high } } });
    ASSERT_TRUE(store->replica().failed(send(), { Error::Kind::ServerFault, u"500"_s }, clock.wallMicros() + 60'000'000));
    change(one, { { u"priority"_s, u"low"_s } });
    EXPECT_FALSE(*store->replica().nextBatch({}));
}

TEST_F(Pushing, AnEditThatLostLeavesTheBaseOfTheNextOneAlone)
{
    const RowKey task = syncedTask(u"Base"_s);
    const qint64 seen = row(task)->seq;
    change(task, { { u"title"_s, u"One"_s } });
    const PushBatch batch = send();
    change(task, { { u"title"_s, u"Two"_s } });
    const qint64 from = server.seq();
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s } });
    const auto stats = store->replica().acknowledge(batch,
        answerTo(batch, from, GroupOutcome::Merged, { .id = uidOf(task), .outcome = OpOutcome::Conflict, .lost = { u"title"_s } }));
    ASSERT_TRUE(stats);
    EXPECT_EQ(stats->conflicts, 1);
    EXPECT_EQ(entries().at(0).base[u"title"_s][u"seq"_s].toInteger(), seen);
    EXPECT_EQ(title(task), u"Two"_s);
    EXPECT_EQ(baseOf(task)->fields[u"title"_s], u"Theirs"_s);
}

TEST_F(Pushing, AFreshIdFromTheServerReplacesTheOfferedOneEverywhere)
{
    const RowKey parent = addTask(u"Parent"_s);
    server.renamed.insert(bareUid(uidOf(parent)), another);
    ASSERT_TRUE(pushOnce());
    EXPECT_EQ(uidOf(parent), another);
    const RowKey child = addTask(u"Child"_s, { { u"parent_id"_s, parent.value } });
    sync();
    EXPECT_EQ(server.row(uidOf(child))[u"parent_id"_s], another);
}

TEST_F(Pushing, ANaturalKeyTwinTakesOverEveryReference)
{
    const RowKey mine = addTask(u"Occurrence"_s);
    const RowKey child = addTask(u"Child"_s, { { u"parent_id"_s, mine.value } });
    server.put(Entity::Task, another, { { u"title"_s, u"Occurrence of theirs"_s } });
    pull();
    const RowKey theirs = keyOf(another);
    ASSERT_NE(theirs, mine);
    server.renamed.insert(bareUid(uidOf(mine)), another);
    const PushBatch batch = send();
    change(mine, { { u"priority"_s, u"high"_s } });
    change(child, { { u"priority"_s, u"low"_s } });
    PushRequest first = batch.request;
    first.groups.resize(1); // the server renames; the child's group stays unanswered
    const auto stats = store->replica().acknowledge(batch, server.push(first));
    ASSERT_TRUE(stats);
    EXPECT_TRUE(stats->missingAnswers);
    EXPECT_FALSE(row(mine));
    EXPECT_EQ(row(child)->fields[u"parent_id"_s].toInteger(), theirs.value);
    EXPECT_EQ(row(theirs)->fields[u"priority"_s], u"high"_s) << "a later edit moved along";
    const auto unanswered = store->replica().sentBatches();
    for (const auto& again : *unanswered)
        ASSERT_TRUE(store->replica().acknowledge(again, server.push(again.request)));
    sync();
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(server.row(uidOf(child))[u"parent_id"_s], another);
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 2);
}

TEST_F(Pushing, ARefusedEditLeavesTheScreenAndKeepsItsText)
{
    const RowKey task = syncedTask(u"Base"_s);
    change(task, { { u"title"_s, u"Forbidden"_s } });
    server.refused.insert(uidOf(task));
    ASSERT_TRUE(pushOnce());
    EXPECT_EQ(title(task), u"Base"_s);
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].state, OutboxState::Refused);
    EXPECT_EQ(entries()[0].fields[u"title"_s], u"Forbidden"_s);
    EXPECT_EQ(entries()[0].lastError, u"You may not change this."_s);
    server.refused.clear();
    ASSERT_TRUE(store->outbox().retry(entries()[0].group));
    EXPECT_EQ(title(task), u"Forbidden"_s);
    sync();
    EXPECT_EQ(server.row(uidOf(task))[u"title"_s], u"Forbidden"_s);
}

TEST_F(Pushing, ARefusedEditCanBeGivenAnotherValueAndGoesAsAnotherOperation)
{
    const RowKey task = syncedTask(u"Base"_s);
    change(task, { { u"title"_s, u"Forbidden"_s } });
    server.refused.insert(uidOf(task));
    ASSERT_TRUE(pushOnce());
    ASSERT_EQ(entries()[0].state, OutboxState::Refused);
    const OpId first = entries()[0].op;
    server.refused.clear();
    EXPECT_FALSE(store->outbox().edit(first, { { u"priority"_s, u"high"_s } })) << "the edit does not set it";
    EXPECT_FALSE(store->outbox().edit(first, { { u"title"_s, u"  "_s } })) << "a task needs a name";
    ASSERT_TRUE(store->outbox().edit(first, { { u"title"_s, u"Allowed\n"_s } }));
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].state, OutboxState::Waiting);
    EXPECT_TRUE(entries()[0].lastError.isEmpty());
    EXPECT_NE(entries()[0].op, first);
    EXPECT_EQ(title(task), u"Allowed"_s);
    sync();
    EXPECT_EQ(server.row(uidOf(task))[u"title"_s], u"Allowed"_s);
}

TEST_F(Pushing, AnEditOnItsWayCannotBeGivenAnotherValue)
{
    const RowKey task = syncedTask(u"Base"_s);
    change(task, { { u"title"_s, u"Sent"_s } });
    const auto batch = send();
    EXPECT_FALSE(store->outbox().edit(batch.entries.front().op, { { u"title"_s, u"Too late"_s } }));
    EXPECT_EQ(title(task), u"Sent"_s);
}

TEST_F(Pushing, WhatNeedsARefusedRowWaitsAndTheRestFlows)
{
    const RowKey parent = addTask(u"Parent"_s);
    const RowKey child = addTask(u"Child"_s, { { u"parent_id"_s, parent.value } });
    const RowKey other = addTask(u"Other"_s);
    server.refused.insert(bareUid(uidOf(parent)));
    auto batch = store->replica().nextBatch({ .operations = 1 });
    ASSERT_TRUE(store->replica().acknowledge(**batch, server.push((*batch)->request)));
    EXPECT_FALSE(row(parent));
    EXPECT_TRUE(row(child));
    while (pushOnce()) { }
    EXPECT_TRUE(isTemporary(uidOf(child)));
    EXPECT_FALSE(isTemporary(uidOf(other)));
    EXPECT_EQ(store->outbox().discardPreview(entries()[0].group)->size(), 2u);
    ASSERT_TRUE(store->outbox().discard(entries()[0].group));
    EXPECT_TRUE(entries().empty());
    EXPECT_FALSE(row(child));
}

TEST_F(Pushing, APurgedRowIsMadeAgainFromWhatThisDeviceShows)
{
    const RowKey task = syncedTask(u"Base"_s);
    const Uid uid = uidOf(task);
    change(task, { { u"priority"_s, u"high"_s } });
    server.forget(uid);
    server.purged.insert(uid);
    ASSERT_TRUE(pushOnce());
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].action, Action::Create);
    sync();
    EXPECT_EQ(server.row(uid)[u"title"_s], u"Base"_s);
    EXPECT_EQ(server.row(uid)[u"priority"_s], u"high"_s);
    EXPECT_TRUE(entries().empty());
}

TEST_F(Pushing, WhatWasNotProcessedGoesAgainUnderTheSameOpId)
{
    addTask(u"One"_s);
    const PushBatch batch = send();
    PushAnswer answer { .epoch = server.epoch, .from = server.seq(), .to = server.seq(), .rows = {} };
    answer.groups = { { .group = batch.request.groups[0].group, .outcome = GroupOutcome::NotProcessed } };
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    EXPECT_EQ(send().request.groups[0].ops[0].op, batch.request.groups[0].ops[0].op);
}

TEST_F(Pushing, ARebasedTextGoesAgainOnTheServersBaseUnderANewOpId)
{
    const RowKey task = addTask(u"One"_s, { { u"description"_s, u"base"_s } });
    sync();
    change(task, { { u"description"_s, u"mine"_s } });
    const PushBatch batch = send();
    PushAnswer answer { .epoch = server.epoch, .from = server.seq(), .to = server.seq(), .rows = {} };
    answer.groups = { { .group = batch.request.groups[0].group, .outcome = GroupOutcome::Rebase,
        .ops = { { .op = batch.request.groups[0].ops[0].op, .id = uidOf(task), .outcome = OpOutcome::Rebase,
            .rebase = { { u"description"_s, QJsonObject { { u"value"_s, u"theirs"_s }, { u"seq"_s, 900 } } } } } } } };
    const auto items = store->replica().rebaseItems(batch, answer);
    ASSERT_TRUE(items && items->size() == 1);
    EXPECT_EQ(items->front().base, u"base"_s);
    EXPECT_EQ(items->front().mine, u"mine"_s);
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    ASSERT_TRUE(store->replica().rebased(items->front(), u"merged"_s, false));
    const PushOp op = send().request.groups[0].ops[0];
    EXPECT_NE(op.op, batch.request.groups[0].ops[0].op);
    EXPECT_EQ(op.fields[u"description"_s], u"merged"_s);
    EXPECT_EQ(op.base[u"description"_s][u"seq"_s].toInteger(), 900);
    EXPECT_EQ(op.base[u"description"_s][u"value"_s], u"theirs"_s);
}

TEST_F(Pushing, AnOverlapIsSentWithTheTextThatBothBeganWith)
{
    const RowKey task = addTask(u"Boat"_s, { { u"description"_s, u"base"_s } });
    sync();
    change(task, { { u"description"_s, u"mine"_s } });
    const PushBatch batch = send();
    ASSERT_TRUE(store->replica().rebased(
        { batch.entries[0].id, u"description"_s, u"base"_s, u"mine"_s, u"theirs"_s, 900 }, u"mine"_s, true));
    const PushOp op = send().request.groups[0].ops[0];
    EXPECT_EQ(op.overlaps, QStringList { u"description"_s });
    EXPECT_EQ(op.base[u"description"_s][u"value"_s], u"base"_s);
    EXPECT_EQ(op.base[u"description"_s][u"seq"_s].toInteger(), row(task)->seq) << "the server's text stays unseen";
}

TEST_F(Pushing, AFailedRequestWaitsItsTimeAndThenGoesAgain)
{
    addTask(u"One"_s);
    const PushBatch batch = send();
    ASSERT_TRUE(store->replica().failed(batch, { Error::Kind::ServerFault, u"500"_s }, clock.wallMicros() + 1'000'000));
    EXPECT_EQ(entries().at(0).attempts, 1);
    EXPECT_FALSE(*store->replica().nextBatch({}));
    clock.advance(2'000'000);
    EXPECT_TRUE(*store->replica().nextBatch({}));
}

TEST_F(Pushing, AParkedGroupHoldsBackOnlyItsDependents)
{
    const RowKey parent = addTask(u"Parent"_s);
    addTask(u"Child"_s, { { u"parent_id"_s, parent.value } });
    addTask(u"Other"_s);
    ASSERT_TRUE(store->replica().park(entries()[0].group, { Error::Kind::ServerFault, u"500"_s }));
    EXPECT_TRUE(row(parent)) << "parked edits stay on screen";
    const PushBatch batch = send();
    ASSERT_EQ(batch.entries.size(), 1u);
    EXPECT_EQ(batch.entries[0].fields[u"title"_s], u"Other"_s);
    ASSERT_TRUE(store->outbox().retry(entries()[0].group));
    const PushBatch again = send();
    EXPECT_EQ(again.entries.size(), 2u);
    ASSERT_TRUE(store->replica().failed(again, { Error::Kind::ServerFault, u"500"_s }, 0));
    ASSERT_TRUE(store->replica().park(again.entries[0].group, { Error::Kind::ServerFault, u"500"_s }));
    ASSERT_TRUE(store->outbox().edit(again.entries[0].op, { { u"title"_s, u"Better"_s } }));
    EXPECT_EQ(send().entries.size(), 2u) << "with what was parked because of it";
}

TEST_F(Pushing, StampsAreInServerTimeWhateverTheWallClockDoes)
{
    ASSERT_TRUE(store->replica().setServerClock({ 2'000'000'000'000'000, clock.wallMicros(), clock.steadyMicros(), clock.boot() }));
    addTask(u"Before"_s); // advances by a second
    clock.setWall(5);
    addTask(u"After"_s);
    const PushBatch batch = send();
    EXPECT_EQ(timestampMicros(batch.request.groups[0].ops[0].stamp), 2'000'000'001'000'000);
    EXPECT_EQ(timestampMicros(batch.request.groups[1].ops[0].stamp), 2'000'000'002'000'000);
}

TEST_F(Pushing, AfterARebootTheLastKnownOffsetCounts)
{
    ASSERT_TRUE(store->replica().setServerClock({ clock.wallMicros() + 3'600'000'000, clock.wallMicros(), clock.steadyMicros(), clock.boot() }));
    clock.reboot(u"boot-2"_s);
    addTask(u"Later"_s);
    EXPECT_EQ(timestampMicros(send().request.groups[0].ops[0].stamp), clock.wallMicros() + 3'600'000'000);
}

TEST_F(Pushing, BatchesKeepTheirLimitsAndTakeTheQueueInFewRequests)
{
    for (int i = 0; i < 25; ++i)
        addTask(u"Task %1"_s.arg(i));
    int requests = 0;
    while (auto batch = *store->replica().nextBatch({ .operations = 10 })) {
        EXPECT_LE(batch->entries.size(), 10u);
        ASSERT_TRUE(store->replica().acknowledge(*batch, server.push(batch->request)));
        ++requests;
    }
    EXPECT_EQ(requests, 3);
}

TEST_F(ReplicaTest, AWorkspaceMadeOfflineGoesFirstAndAlone)
{
    addTask(u"Inside"_s);
    auto batch = store->replica().nextBatch({});
    ASSERT_TRUE(batch && *batch && (*batch)->createWorkspace);
    EXPECT_EQ((*batch)->entries.size(), 1u);
    EXPECT_FALSE(*store->replica().nextBatch({})) << "what is in it waits";
    ASSERT_TRUE(store->replica().workspaceCreated(**batch, server.createWorkspace(*(*batch)->createWorkspace)));
    EXPECT_FALSE(isTemporary(uidOf(workspace)));
    EXPECT_EQ(send().entries.size(), 1u);
}

TEST_F(ReplicaTest, EditsOfAWorkspaceWaitUntilItsFirstFillReachedTheHead)
{
    connectToServer();
    ASSERT_TRUE(store->database().run("UPDATE cursors SET filled=0"));
    addTask(u"Early"_s);
    EXPECT_FALSE(*store->replica().nextBatch({}));
}

} // namespace convoy::test
