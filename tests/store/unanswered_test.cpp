// What the simulation found: edits behind others that the server has not answered yet, and what an answer may claim.
#include "tests/store/replicafixture.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

class Unanswered : public ConnectedReplica { };

TEST_F(Unanswered, AnElementTakenOutBehindAnUnansweredCreateIsGoneAtOnce)
{
    const RowKey task = addTask(u"New"_s, { { u"labels"_s, QJsonArray { u"red"_s, u"blue"_s } } });
    (void)send();
    change(task, { { u"labels"_s, QJsonArray { u"blue"_s } } });
    EXPECT_EQ(row(task)->fields[u"labels"_s], (QJsonArray { u"blue"_s }));
}

TEST_F(Unanswered, AnElementTakenOutAgainBehindAnUnansweredEditIsGoneAtOnce)
{
    const RowKey task = syncedTask(u"Old"_s);
    change(task, { { u"labels"_s, QJsonArray { u"red"_s } } });
    (void)send();
    change(task, { { u"labels"_s, QJsonArray {} } });
    EXPECT_EQ(row(task)->fields[u"labels"_s], QJsonArray {});
}

TEST_F(Unanswered, AnEditBehindACreateHasNotSeenWhatAPullBroughtUnderneath)
{
    const RowKey task = addTask(u"Mine"_s);
    const PushBatch batch = send();
    (void)server.push(batch.request); // the answer is lost
    server.put(Entity::Task, bareUid(uidOf(task)), { { u"title"_s, u"Theirs"_s } });
    pull();
    EXPECT_EQ(title(task), u"Mine"_s);
    change(task, { { u"title"_s, u"Mine again"_s } });
    EXPECT_EQ(entries()[1].base[u"title"_s], (QJsonObject { { u"value"_s, u"Mine"_s }, { u"seq"_s, 0 } }));
}

TEST_F(Unanswered, TheAnswerToACreateDoesNotClaimToHaveSeenWhatSomebodyElseFilledIn)
{
    const RowKey task = addTask(u"Mine"_s);
    const PushBatch batch = send();
    change(task, { { u"start_date"_s, u"2026-10-01"_s }, { u"reminder"_s, u"2026-10-01T09:00"_s } });
    (void)server.push(batch.request); // the answer is lost; the same request is answered later with the row as it is then
    server.put(Entity::Task, bareUid(uidOf(task)), { { u"start_date"_s, u"2026-11-11"_s } });
    ASSERT_TRUE(store->replica().acknowledge(batch, server.push(batch.request)));
    pull();
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"start_date"_s][u"seq"_s].toInteger(), 0);
}

TEST_F(Unanswered, TheAnswerToAnEditDoesNotMakeADeletionHaveSeenMore)
{
    const RowKey task = syncedTask(u"Old"_s);
    const qint64 seen = row(task)->seq;
    change(task, { { u"title"_s, u"Mine"_s } });
    const PushBatch batch = send();
    remove(task);
    server.put(Entity::Task, uidOf(task), { { u"description"_s, u"Theirs"_s } });
    ASSERT_TRUE(store->replica().acknowledge(batch, server.push(batch.request)));
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"deleted_at"_s][u"seq"_s].toInteger(), seen);
}

TEST_F(Unanswered, ALateAnswerDoesNotClaimToHaveSeenADeletionSinceThen)
{
    const RowKey task = addTask(u"Mine"_s);
    const PushBatch batch = send();
    change(task, { { u"title"_s, u"Mine again"_s } });
    PushAnswer answer = server.push(batch.request);
    const qint64 made = server.row(bareUid(uidOf(task)))[u"seq"_s].toInteger();
    answer.groups[0].ops[0].seq = made;
    server.tombstone(Entity::Task, bareUid(uidOf(task)));
    answer.rows = server.page(server.epoch, 0, 1'000).rows; // answered late, with the row as it is by now
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_LE(entries()[0].base[u"title"_s][u"seq"_s].toInteger(), made);
    EXPECT_EQ(entries()[0].base[u"title"_s][u"value"_s], u"Mine"_s);
}

TEST_F(Unanswered, ADeletionHasNotSeenWhatAnEditUnderWayHides)
{
    const RowKey task = syncedTask(u"Old"_s);
    const qint64 seen = row(task)->seq;
    change(task, { { u"title"_s, u"Mine"_s } });
    (void)send();
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s } });
    pull();
    ASSERT_EQ(title(task), u"Mine"_s);
    remove(task);
    EXPECT_GT(entries()[1].base[u"deleted_at"_s][u"seq"_s].toInteger(), seen);
    EXPECT_EQ(entries()[1].base[u"title"_s][u"seq"_s].toInteger(), seen);
}

TEST_F(Unanswered, EachEditOfASetInARequestSaysWhatItAddedToTheOneBefore)
{
    const RowKey task = syncedTask(u"Old"_s);
    const RowKey other = syncedTask(u"Other"_s);
    const auto both = [&](const QString& label) {
        apply({ .text = {}, .changes = { { .entity = Entity::Task, .row = task, .fields = { { u"labels"_s, QJsonArray { label } } } },
            { .entity = Entity::Task, .row = other, .fields = { { u"title"_s, label } } } } });
    };
    both(u"red"_s);
    both(u"blue"_s);
    const PushBatch batch = send();
    ASSERT_EQ(batch.request.groups.size(), 2u);
    EXPECT_NE(batch.request.groups[0].ops[0].base[u"labels"_s][u"value"_s], QJsonArray { u"red"_s });
    EXPECT_EQ(batch.request.groups[1].ops[0].base[u"labels"_s][u"value"_s], QJsonArray { u"red"_s });
    EXPECT_EQ(store->replica().sentBatches()->front().request.groups[1].ops[0].base[u"labels"_s][u"value"_s], QJsonArray { u"red"_s });
}

TEST_F(Unanswered, WhatWentOutOnceIsNotChangedUnderItsOpIdThoughTheServerSaidThatItFailed)
{
    const RowKey task = addTask(u"New"_s);
    ASSERT_TRUE(store->replica().failed(send(), { Error::Kind::ServerFault, u"500"_s }, 0));
    change(task, { { u"title"_s, u"Newer"_s } });
    ASSERT_EQ(entries().size(), 2u);
    EXPECT_EQ(entries()[0].fields[u"title"_s], u"New"_s);
    remove(task);
    EXPECT_EQ(entries().size(), 3u) << "nor does it vanish";
}

TEST_F(Unanswered, APurgedRowIsMadeAgainWithItsBaseSoThatTheServerKnowsIt)
{
    const RowKey task = syncedTask(u"Base"_s);
    const Uid uid = uidOf(task);
    const qint64 seen = row(task)->seq;
    change(task, { { u"priority"_s, u"high"_s }, { u"due_date"_s, u"2026-10-01"_s } });
    server.forget(uid);
    server.purged.insert(uid);
    ASSERT_TRUE(pushOnce());
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"title"_s], (QJsonObject { { u"value"_s, u"Base"_s }, { u"seq"_s, seen } }));
    EXPECT_EQ(entries()[0].base[u"due_date"_s], (QJsonObject { { u"value"_s, QJsonValue::Null }, { u"seq"_s, seen } }));
    server.put(Entity::Task, uid, { { u"title"_s, u"Made again by somebody else"_s } });
    pull();
    EXPECT_EQ(title(task), u"Made again by somebody else"_s);
    EXPECT_EQ(row(task)->fields[u"priority"_s], u"high"_s);
    remove(task);
    EXPECT_EQ(entries().size(), 2u) << "it may be there, so its making does not vanish";
}

TEST_F(Unanswered, ATextTypedBehindOneThatOverlappedBeginsWithTheSameBase)
{
    const RowKey task = addTask(u"Boat"_s, { { u"description"_s, u"base"_s } });
    sync();
    const qint64 seen = row(task)->seq;
    change(task, { { u"description"_s, u"mine"_s } });
    const PushBatch batch = send();
    ASSERT_TRUE(store->replica().rebased(
        { batch.entries[0].id, u"description"_s, u"base"_s, u"mine"_s, u"theirs"_s, 900 }, u"mine"_s, true));
    change(task, { { u"description"_s, u"mine, typed anew"_s } });
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_TRUE(entries()[0].overlaps.isEmpty());
    (void)send();
    change(task, { { u"description"_s, u"and once more"_s } });
    EXPECT_EQ(entries()[1].base[u"description"_s], (QJsonObject { { u"value"_s, u"base"_s }, { u"seq"_s, seen } }));
}

TEST_F(Unanswered, ATextTypedBeforeTheOneInFrontOfItWasMergedBeginsWithTheOneBeforeTheMerge)
{
    const RowKey task = addTask(u"Boat"_s, { { u"description"_s, u"base"_s } });
    sync();
    const qint64 seen = row(task)->seq;
    change(task, { { u"description"_s, u"mine"_s } });
    const PushBatch batch = send();
    change(task, { { u"description"_s, u"mine, and more"_s } });
    ASSERT_TRUE(store->replica().rebased(
        { batch.entries[0].id, u"description"_s, u"base"_s, u"mine"_s, u"theirs"_s, 900 }, u"mine theirs"_s, false));
    const QJsonObject typed { { u"value"_s, u"mine"_s }, { u"seq"_s, seen } };
    EXPECT_EQ(entries()[1].base[u"description"_s], typed);
    store::BatchLimits one;
    one.operations = 1;
    const PushBatch again = **store->replica().nextBatch(one);
    ASSERT_TRUE(store->replica().acknowledge(again, server.push(again.request)));
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"description"_s], typed);
}

TEST_F(Unanswered, ADeletionThatCameSecondKeepsTheTimeOfTheFirst)
{
    const RowKey task = syncedTask(u"Old"_s);
    remove(task);
    const PushBatch batch = send();
    server.tombstone(Entity::Task, uidOf(task));
    pull();
    PushAnswer answer = server.push(batch.request);
    answer.rows = {}; // there was nothing to write
    const QString first = baseOf(task)->deletedAt;
    ASSERT_FALSE(first.isEmpty());
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    EXPECT_EQ(row(task)->deletedAt, first);
}

TEST_F(Unanswered, ATwinThatWasPulledBeforeStaysAsTheServerHasIt)
{
    const RowKey mine = addTask(u"Occurrence"_s);
    const Uid theirs = u"aaaaaaaa-0000-4000-8000-000000000002"_s;
    server.put(Entity::Task, theirs, { { u"title"_s, u"Occurrence"_s } });
    pull();
    const auto before = row(keyOf(theirs));
    server.renamed.insert(bareUid(uidOf(mine)), theirs);
    const PushBatch batch = send();
    PushAnswer answer = server.push(batch.request);
    answer.rows = {}; // the twin had it all: there was nothing to write
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    EXPECT_EQ(row(keyOf(theirs)), before);
}

TEST_F(Unanswered, ARestingGroupGoesAlthoughTheClockWasTurnedBack)
{
    addTask(u"New"_s);
    ASSERT_TRUE(store->replica().failed(send(), { Error::Kind::ServerFault, u"500"_s }, clock.wallMicros() + 60'000'000));
    EXPECT_FALSE(*store->replica().nextBatch({}));
    clock.setWall(clock.wallMicros() - 5 * 3'600'000'000);
    EXPECT_TRUE(*store->replica().nextBatch({}));
}

TEST_F(Unanswered, AnAnswerShowsNoDeletionToEditsThatWait)
{
    const RowKey task = syncedTask(u"Base"_s);
    const qint64 seen = row(task)->seq;
    change(task, { { u"title"_s, u"One"_s } });
    const PushBatch batch = send();
    change(task, { { u"title"_s, u"Two"_s } });
    const qint64 from = server.seq();
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"One"_s } });
    server.tombstone(Entity::Task, uidOf(task));
    ASSERT_TRUE(store->replica().acknowledge(
        batch, answerTo(batch, from, GroupOutcome::Applied, { .id = uidOf(task), .seq = server.seq() })));
    ASSERT_FALSE(baseOf(task)->deletedAt.isEmpty());
    EXPECT_EQ(entries().at(0).base[u"title"_s], (QJsonObject { { u"value"_s, u"One"_s }, { u"seq"_s, seen } }));
}

TEST_F(ReplicaTest, AWorkspaceThatWasGivenUpButMadeOnTheServerIsReadLikeAnyOther)
{
    const auto next = store->replica().nextBatch({});
    ASSERT_TRUE(next && *next && (*next)->createWorkspace);
    const PushBatch& batch = **next;
    const auto lost = server.createWorkspace(*batch.createWorkspace);
    ASSERT_TRUE(store->replica().failed(batch, { Error::Kind::ServerFault, u"500"_s }, 0));
    ASSERT_TRUE(store->outbox().discard(batch.entries.front().group));
    ASSERT_TRUE(store->replica().applyMemberships({ { lost.id, u"Home"_s, Role::Owner, server.epoch } }));
    const auto cursors = store->replica().cursors();
    ASSERT_EQ(cursors->size(), 1u);
    EXPECT_EQ(cursors->front().uid, lost.id) << "one that is temporary is never asked for";
}

TEST_F(Unanswered, ARowThatAResyncDidNotFindGoesWithItsLastEdit)
{
    const RowKey task = syncedTask(u"Old"_s);
    change(task, { { u"title"_s, u"Mine"_s } });
    server.forget(uidOf(task));
    server.restoreBackup(u"22222222-2222-4222-8222-222222222222"_s, 50);
    pull();
    EXPECT_EQ(title(task), u"Mine"_s);
    ASSERT_TRUE(store->outbox().discard(entries().at(0).group));
    EXPECT_FALSE(row(task));
    EXPECT_FALSE(baseOf(task));
}

TEST_F(Unanswered, ARowThatWasDeletedAndPurgedBeforeItsCreateWasAnsweredIsNoLongerHere)
{
    const RowKey task = addTask(u"Long gone"_s);
    const RowKey edited = addTask(u"Gone, but edited here"_s);
    const PushBatch batch = send();
    (void)server.push(batch.request); // the answer is lost for a hundred days
    change(edited, { { u"title"_s, u"Typed meanwhile"_s } });
    for (const RowKey gone : { task, edited }) {
        server.forget(bareUid(uidOf(gone)));
        server.purged.insert(bareUid(uidOf(gone)));
    }
    ASSERT_TRUE(store->replica().acknowledge(batch, server.push(batch.request)));
    EXPECT_FALSE(row(task));
    EXPECT_EQ(title(edited), u"Typed meanwhile"_s) << "its own answer will say that it has to be made again";
    sync();
    EXPECT_EQ(title(edited), u"Typed meanwhile"_s);
    EXPECT_TRUE(entries().empty());
}

TEST_F(Unanswered, AnEditSaysHowFarItsMakerHadSeenTheWorkspaceWhenItBegan)
{
    const auto cursor = [&] { return store->replica().cursors()->front().after; };
    const RowKey task = syncedTask(u"One"_s);
    const qint64 begun = cursor();
    change(task, { { u"title"_s, u"Two"_s } });
    server.put(Entity::Task, u"aaaaaaaa-0000-4000-8000-000000000001"_s, { { u"title"_s, u"Theirs"_s } });
    pull();
    ASSERT_GT(cursor(), begun);
    change(task, { { u"title"_s, u"Three"_s } });
    const PushBatch joined = send();
    EXPECT_EQ(joined.request.groups[0].ops[0].seen, begun);
    ASSERT_TRUE(store->replica().acknowledge(joined, server.push(joined.request)));
    change(task, { { u"title"_s, u"Four"_s } });
    EXPECT_EQ(send().request.groups[0].ops[0].seen, cursor());
}

TEST_F(Unanswered, AProjectIsThrownAwayHavingSeenAllButWhatEditsThatWaitCover)
{
    const Uid project = u"aaaaaaaa-0000-4000-8000-000000000010"_s;
    const Uid task = u"aaaaaaaa-0000-4000-8000-000000000011"_s;
    server.put(Entity::Project, project, { { u"name"_s, u"Garden"_s } });
    server.put(Entity::Task, task, { { u"title"_s, u"One"_s }, { u"project_id"_s, project } });
    pull();
    const auto cursor = [&] { return store->replica().cursors()->front().after; };
    const auto seenByDeletion = [&] {
        const auto away = store->apply({ .text = u"Away"_s, .changes = { { .entity = Entity::Project, .row = keyOf(project), .action = Action::Delete } } });
        const qint64 seen = number("SELECT seen FROM outbox WHERE entity=(SELECT entity FROM ids WHERE uid='aaaaaaaa-0000-4000-8000-000000000010')");
        EXPECT_TRUE(away && store->outbox().discard(away->group));
        return seen;
    };
    const qint64 begun = cursor();
    EXPECT_EQ(seenByDeletion(), begun);
    change(keyOf(task), { { u"position"_s, u"x"_s }, { u"labels"_s, QJsonArray { u"red"_s } } });
    server.put(Entity::Task, task, { { u"position"_s, u"y"_s }, { u"labels"_s, QJsonArray { u"blue"_s } } });
    pull();
    EXPECT_EQ(seenByDeletion(), cursor()) << "sets show both, and a place is no content";
    const Uid comment = u"aaaaaaaa-0000-4000-8000-000000000012"_s;
    server.put(Entity::Activity, comment, { { u"kind"_s, u"comment"_s }, { u"task_id"_s, task }, { u"body"_s, u"old"_s } });
    pull();
    const qint64 commented = cursor();
    ASSERT_TRUE(store->apply({ .text = u"Rewrote"_s, .changes = { { .entity = Entity::Activity, .row = keyOf(comment), .fields = { { u"body"_s, u"mine"_s } } } } }));
    server.put(Entity::Activity, comment, { { u"body"_s, u"theirs"_s } });
    pull();
    EXPECT_LE(seenByDeletion(), commented) << "a comment's";
    EXPECT_TRUE(store->database().run("DELETE FROM outbox WHERE entity=(SELECT entity FROM ids WHERE uid='aaaaaaaa-0000-4000-8000-000000000012')"));
    change(keyOf(task), { { u"title"_s, u"Mine"_s } });
    const qint64 titled = row(keyOf(task))->seq;
    server.put(Entity::Task, task, { { u"title"_s, u"Theirs"_s } });
    pull();
    EXPECT_LE(seenByDeletion(), titled);
    server.restoreBackup(u"22222222-2222-4222-8222-222222222222"_s, server.page(server.epoch, 0, 1000).next + 100);
    pull();
    EXPECT_EQ(number("SELECT max(seen) FROM outbox"), 0) << "another epoch counts anew";
}

TEST_F(Unanswered, ATaskThatWasCleanedAwayAndIsMadeAgainHasItsLabels)
{
    const RowKey task = syncedTask(u"One"_s);
    change(task, { { u"labels"_s, QJsonArray { u"blue"_s, u"red"_s } } });
    sync();
    remove(task);
    sync();
    ASSERT_TRUE(store->database().run("DELETE FROM tasks"));
    ASSERT_TRUE(store->undo());
    ASSERT_EQ(entries().size(), 1u);
    ASSERT_EQ(entries().front().action, Action::Create);
    EXPECT_EQ(row(task)->fields[u"labels"_s], (QJsonArray { u"blue"_s, u"red"_s }));
    (void)send();
    change(task, { { u"labels"_s, QJsonArray { u"green"_s, u"red"_s } } });
    EXPECT_EQ(row(task)->fields[u"labels"_s], (QJsonArray { u"green"_s, u"red"_s }));
}

TEST_F(Unanswered, APartOfAGestureThatMayHaveArrivedIsNotRewritten)
{
    const RowKey one = syncedTask(u"One"_s);
    const RowKey two = syncedTask(u"Two"_s);
    ASSERT_TRUE(store->apply({ .text = u"Both"_s, .changes = { { .entity = Entity::Task, .row = one, .fields = { { u"title"_s, u"1"_s } } },
        { .entity = Entity::Task, .row = two, .fields = { { u"title"_s, u"2"_s } } } } }));
    const PushBatch batch = send();
    (void)server.push(batch.request); // the answer is lost, again and again
    ASSERT_TRUE(store->replica().failed(batch, { Error::Kind::ServerFault, u"502"_s }, 0));
    const OpId op = entries().back().op;
    const auto edited = store->outbox().edit(op, { { u"title"_s, u"two"_s } });
    ASSERT_FALSE(edited);
    EXPECT_EQ(edited.error().kind, Error::Kind::Invalid);
    EXPECT_EQ(entries().back().op, op);
    change(two, { { u"title"_s, u"two"_s } });
    sync();
    EXPECT_EQ(title(two), u"two"_s) << "a later edit is another matter";
}

TEST_F(Unanswered, WhatWasNoPartOfItsGestureWhenThatWasDoneIsKeptAsRefused)
{
    const RowKey task = syncedTask(u"One"_s);
    change(task, { { u"title"_s, u"Typed"_s } });
    const PushBatch batch = send();
    PushAnswer answer = answerTo(batch, 0, GroupOutcome::Applied, { .id = uidOf(task), .outcome = OpOutcome::Error, .errorCode = u"bad_value"_s, .errorMessage = u"Not part of it."_s });
    answer.groups.front().replayed = true;
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries().front().state, OutboxState::Refused);
    EXPECT_EQ(entries().front().fields[u"title"_s], u"Typed"_s);
    EXPECT_EQ(entries().front().lastError, u"Not part of it."_s);
}

} // namespace convoy::test
