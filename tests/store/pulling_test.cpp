#include "tests/store/replicafixture.h"

#include "store/reads.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

namespace {
const Uid someone = u"aaaaaaaa-0000-4000-8000-000000000001"_s;
const Uid another = u"aaaaaaaa-0000-4000-8000-000000000002"_s;
}

class Pulling : public ConnectedReplica { };

TEST_F(Pulling, WhatTheServerSaidOfTasksIsKeptForAWhileAndForgottenWithAnyLostAccess)
{
    const auto uid = [](int n) { return u"bbbbbbbb-0000-4000-8000-%1"_s.arg(n, 12, 10, QChar(u'0')); };
    for (int n = 0; n < 203; ++n) {
        clock.advance(1'000'000);
        ASSERT_TRUE(store->keepContext(u"tmp-"_s + uid(n), { { u"n"_s, n } }));
    }
    ASSERT_TRUE(store->keepContext(uid(202), { { u"n"_s, 7 } }));
    EXPECT_EQ(store->reads().keptContext(uid(202))->value(u"n"_s), 7) << "the latest, by the bare id";
    EXPECT_TRUE(store->reads().keptContext(uid(2))->isEmpty());
    EXPECT_FALSE(store->reads().keptContext(uid(3))->isEmpty());
    ASSERT_TRUE(store->keepContext(uid(202), { { u"big"_s, QString(300'000, u'x') } }));
    EXPECT_TRUE(store->reads().keptContext(uid(202))->isEmpty()) << "too large to keep, and what was kept is old";
    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Gone,
        .reason = u"revoked"_s, .epoch = {}, .rows = {} }));
    EXPECT_TRUE(store->reads().keptContext(uid(100))->isEmpty());
}

TEST_F(Pulling, RowsArriveWithTheirReferencesInAnyOrder)
{
    server.put(Entity::Task, someone, { { u"title"_s, u"Child"_s }, { u"parent_id"_s, another }, { u"labels"_s, QJsonArray { u"a"_s } } });
    server.put(Entity::Task, another, { { u"title"_s, u"Parent"_s }, { u"number"_s, 7 } });
    pull();
    EXPECT_EQ(row(keyOf(someone))->fields[u"parent_id"_s].toInteger(), keyOf(another).value);
    EXPECT_EQ(row(keyOf(someone))->fields[u"labels"_s], (QJsonArray { u"a"_s }));
    EXPECT_EQ(row(keyOf(another))->fields[u"number"_s].toInteger(), 7);
    EXPECT_EQ(store->replica().cursors()->front().after, server.seq());
}

TEST_F(Pulling, AnOlderVersionNeverReplacesANewerOne)
{
    server.put(Entity::Task, someone, { { u"title"_s, u"Old"_s } });
    const WorkspacePage old = server.page(server.epoch, 0, 100);
    server.put(Entity::Task, someone, { { u"title"_s, u"New"_s } });
    pull();
    const auto stats = store->replica().applyPage(old);
    ASSERT_TRUE(stats);
    EXPECT_GT(stats->skipped, 0);
    EXPECT_EQ(title(keyOf(someone)), u"New"_s);
}

TEST_F(Pulling, APullMovesTheBaseOfTheRowButNotThatOfTheEdit)
{
    const RowKey task = syncedTask(u"Base"_s);
    const qint64 seen = row(task)->seq;
    change(task, { { u"title"_s, u"Mine"_s } });
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s }, { u"priority"_s, u"high"_s } });
    pull();
    EXPECT_EQ(title(task), u"Mine"_s);
    EXPECT_EQ(row(task)->fields[u"priority"_s], u"high"_s);
    EXPECT_EQ(baseOf(task)->fields[u"title"_s], u"Theirs"_s);
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"title"_s][u"value"_s], u"Base"_s);
    EXPECT_EQ(entries()[0].base[u"title"_s][u"seq"_s].toInteger(), seen);
}

TEST_F(Pulling, AnEditJoinedAfterAPullKeepsItsFirstBase)
{
    const RowKey task = syncedTask(u"Base"_s);
    const qint64 seen = row(task)->seq;
    change(task, { { u"title"_s, u"Mine"_s } });
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s } });
    pull();
    change(task, { { u"title"_s, u"Mine again"_s }, { u"priority"_s, u"low"_s } });
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"title"_s][u"seq"_s].toInteger(), seen);
    EXPECT_EQ(entries()[0].base[u"priority"_s][u"seq"_s].toInteger(), server.seq());
}

TEST_F(Pulling, SetsShowWhatBothSidesAdded)
{
    const RowKey task = syncedTask(u"Labels"_s);
    change(task, { { u"labels"_s, QJsonArray { u"mine"_s } } });
    server.put(Entity::Task, uidOf(task), { { u"labels"_s, QJsonArray { u"theirs"_s } } });
    pull();
    EXPECT_EQ(row(task)->fields[u"labels"_s], (QJsonArray { u"mine"_s, u"theirs"_s }));
}

TEST_F(Pulling, ARowMadeHereIsRecognisedByItsBareUuid)
{
    const RowKey task = addTask(u"Mine"_s);
    server.put(Entity::Task, bareUid(uidOf(task)), { { u"title"_s, u"Mine"_s }, { u"number"_s, 12 } });
    pull();
    EXPECT_FALSE(isTemporary(uidOf(task)));
    EXPECT_EQ(row(task)->fields[u"number"_s].toInteger(), 12);
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 1);
}

TEST_F(Pulling, AWaitingMoveThatClosesACircleIsHeldAndNoLongerShown)
{
    const RowKey a = syncedTask(u"A"_s);
    const RowKey b = syncedTask(u"B"_s);
    change(a, { { u"parent_id"_s, b.value }, { u"title"_s, u"A moved"_s } });
    server.put(Entity::Task, uidOf(b), { { u"parent_id"_s, uidOf(a) } });
    pull();
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].state, OutboxState::Held);
    EXPECT_TRUE(row(a)->fields[u"parent_id"_s].isNull());
    EXPECT_EQ(title(a), u"A"_s);
    EXPECT_FALSE(store->outbox().retry(entries()[0].group)) << "it still is a circle";
    server.put(Entity::Task, uidOf(b), { { u"parent_id"_s, QJsonValue::Null } });
    pull();
    EXPECT_TRUE(store->outbox().retry(entries()[0].group));
    EXPECT_EQ(title(a), u"A moved"_s);
}

TEST_F(Pulling, AWaitingDependencyThatClosesACircleIsHeld)
{
    const RowKey a = syncedTask(u"A"_s);
    const RowKey b = syncedTask(u"B"_s);
    const auto made = apply({ .text = {}, .changes = { { .entity = Entity::TaskDependency, .row = RowKey { -1 },
        .action = Action::Create, .fields = { { u"task_id"_s, a.value }, { u"blocked_by_id"_s, b.value } }, .workspace = workspace } } });
    server.put(Entity::TaskDependency, someone, { { u"task_id"_s, uidOf(b) }, { u"blocked_by_id"_s, uidOf(a) } });
    pull();
    EXPECT_EQ(entries().at(0).state, OutboxState::Held);
    EXPECT_FALSE(row(made.created[0], Entity::TaskDependency));
}

TEST_F(Pulling, ALostWorkspaceTakesItsRowsAndLeavesTheEditsInTheBox)
{
    const RowKey task = syncedTask(u"Shared"_s);
    change(task, { { u"title"_s, u"Typed offline"_s } });
    const auto gone = store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Gone,
        .reason = u"revoked"_s, .epoch = {}, .rows = {} });
    ASSERT_TRUE(gone) << qPrintable(gone.error().detail);
    EXPECT_FALSE(row(task));
    EXPECT_TRUE(entries().empty());
    EXPECT_TRUE(store->replica().cursors()->empty());
    EXPECT_TRUE(store->outbox().exported()->contains("Typed offline"));
    EXPECT_TRUE(store->outbox().exported()->contains("revoked"));
}

TEST_F(Pulling, WhatIsInTheBoxAsksForThePersonUntilItIsExportedOrDismissed)
{
    addTask(u"Typed offline"_s);
    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Gone,
        .reason = u"revoked"_s, .epoch = {}, .rows = {} }));
    EXPECT_EQ(store->reads().outboxCounts()->keptAside, 1);
    const auto kept = store->reads().keptAside();
    ASSERT_EQ(kept->size(), 1u);
    EXPECT_EQ(kept->front().workspaceName, u"Home"_s);
    EXPECT_EQ(kept->front().edits.front()[u"fields"_s][u"title"_s], u"Typed offline"_s);
    EXPECT_FALSE(store->putBack(kept->front().group)) << "its workspace is not here";
    ASSERT_TRUE(store->outbox().noteExported());
    EXPECT_EQ(store->reads().outboxCounts()->keptAside, 0);
    EXPECT_TRUE(store->outbox().exported()->contains("Typed offline")) << "exporting takes nothing out";
    ASSERT_TRUE(store->outbox().dismissKept(kept->front().group));
    EXPECT_FALSE(store->outbox().exported()->contains("Typed offline"));
}

TEST_F(Pulling, WhatIsInTheBoxCanBePutBackOnceTheAccessIsBack)
{
    const RowKey task = syncedTask(u"Shared"_s);
    change(task, { { u"title"_s, u"Typed offline"_s } });
    const RowKey child = addTask(u"New"_s, { { u"parent_id"_s, task.value } });
    const Uid childUid = bareUid(uidOf(child));
    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Gone,
        .reason = u"revoked"_s, .epoch = {}, .rows = {} }));
    ASSERT_TRUE(store->replica().applyMemberships({ { server.workspace, u"Home"_s, Role::Editor, server.epoch } }));
    pull();
    EXPECT_EQ(title(task), u"Shared"_s);
    const auto box = store->reads().keptAside();
    ASSERT_EQ(box->size(), 2u);
    for (const KeptGesture& kept : *box) {
        const auto receipt = store->putBack(kept.group);
        ASSERT_TRUE(receipt) << qPrintable(receipt.error().detail);
    }
    EXPECT_TRUE(store->reads().keptAside()->empty());
    EXPECT_EQ(title(task), u"Typed offline"_s);
    sync();
    EXPECT_EQ(server.row(uidOf(task))[u"title"_s], u"Typed offline"_s);
    EXPECT_EQ(server.row(childUid)[u"title"_s], u"New"_s);
    EXPECT_EQ(server.row(childUid)[u"parent_id"_s], uidOf(task));
}

TEST_F(Pulling, ResyncKeepsTheQueueAndRemovesOnlyWhatTheServerLacks)
{
    const RowKey kept = syncedTask(u"Kept"_s);
    const RowKey lacking = syncedTask(u"Lacking"_s);
    change(kept, { { u"title"_s, u"Edited"_s } });
    server.forget(uidOf(lacking));
    server.restoreBackup(u"22222222-2222-4222-8222-222222222222"_s, 50);
    server.put(Entity::Task, uidOf(kept), { { u"title"_s, u"Restored"_s } });
    pull();
    EXPECT_EQ(title(kept), u"Edited"_s);
    EXPECT_EQ(baseOf(kept)->fields[u"title"_s], u"Restored"_s);
    EXPECT_FALSE(row(lacking));
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].base[u"title"_s][u"seq"_s].toInteger(), 0) << "a base of the old epoch has seen nothing of this one";
}

TEST_F(Pulling, AnEditThatIsTakenBackWhileAWorkspaceIsReadAnewLeavesItsRow)
{
    const RowKey task = syncedTask(u"Kept"_s);
    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Resync, .epoch = server.epoch, .rows = {} }));
    remove(task);
    ASSERT_TRUE(store->undo());
    EXPECT_TRUE(entries().empty());
    ASSERT_TRUE(row(task));
    EXPECT_TRUE(row(task)->deletedAt.isEmpty());
    pull();
    EXPECT_EQ(title(task), u"Kept"_s);

    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Resync, .epoch = server.epoch, .rows = {} }));
    change(task, { { u"title"_s, u"Given up"_s } });
    ASSERT_TRUE(store->outbox().discard(entries().front().group));
    EXPECT_EQ(title(task), u"Kept"_s);
    server.forget(uidOf(task));
    pull();
    EXPECT_FALSE(row(task)) << "the server lacks it";
}

TEST_F(Pulling, WhatABackupLacksIsKeptAsideAndCanBePutBack)
{
    const RowKey parent = syncedTask(u"Parent"_s);
    const RowKey child = addTask(u"Child"_s, { { u"parent_id"_s, parent.value }, { u"description"_s, u"Much work"_s } });
    sync();
    const Uid parentUid = uidOf(parent), childUid = uidOf(child);
    server.forget(parentUid);
    server.forget(childUid);
    server.restoreBackup(u"22222222-2222-4222-8222-222222222222"_s, 50);
    pull();
    EXPECT_FALSE(row(parent));
    const auto kept = *store->reads().keptAside();
    ASSERT_EQ(kept.size(), 1u);
    EXPECT_EQ(kept[0].reason, u"backup"_s);
    EXPECT_EQ(kept[0].edits.size(), 2u);
    ASSERT_TRUE(store->putBack(kept[0].group));
    EXPECT_EQ(title(child), u"Child"_s);
    EXPECT_EQ(row(child)->fields[u"parent_id"_s].toInteger(), parent.value);
    sync();
    EXPECT_EQ(server.row(childUid)[u"description"_s], u"Much work"_s);
    EXPECT_TRUE(store->reads().keptAside()->empty());
}

TEST_F(Pulling, ReferenceDataIsSwappedWholeAndNeverShrinksToNothing)
{
    const auto workflow = [](const Uid& uid, const QString& name) {
        return std::pair { Entity::Workflow, QJsonObject { { u"id"_s, uid }, { u"name"_s, name }, { u"stages"_s, QJsonArray {} } } };
    };
    ASSERT_TRUE(store->replica().swapReference({ { 2, u"h1"_s }, rowsFrom({ workflow(someone, u"A"_s), workflow(another, u"B"_s) }) }));
    EXPECT_EQ(*store->replica().referenceManifest(), (ReferenceManifest { 2, u"h1"_s }));
    ASSERT_TRUE(store->replica().swapReference({ { 1, u"h2"_s }, rowsFrom({ workflow(another, u"C"_s) }) }));
    EXPECT_EQ(number("SELECT count(*) FROM workflows"), 1);
    EXPECT_FALSE(store->replica().swapReference({ { 0, u"h3"_s }, {} }));
    EXPECT_FALSE(store->replica().swapReference({ { 5, u"h4"_s }, rowsFrom({ workflow(another, u"D"_s) }) }));
    EXPECT_EQ(row(keyOf(another), Entity::Workflow)->fields[u"name"_s], u"C"_s);
}

TEST_F(Pulling, AReadingAnewThatLacksRowsRemovesNothingAndBeginsAgain)
{
    std::vector<RowKey> tasks;
    for (int i = 0; i < 6; ++i)
        tasks.push_back(syncedTask(u"Task %1"_s.arg(i)));
    for (int i = 0; i < 9; ++i) { // tombstones must not make up for what is missing
        const Uid uid = u"bbbbbbbb-0000-4000-8000-00000000000%1"_s.arg(i);
        server.put(Entity::Task, uid, { { u"title"_s, u"Short-lived"_s } });
        server.tombstone(Entity::Task, uid);
    }
    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Resync, .epoch = server.epoch, .rows = {} }));
    WorkspacePage whole = server.page(server.epoch, 0, 1000);
    whole.total = 7; // with the workspace
    whole.head = server.seq();
    WorkspacePage half = whole;
    for (RowSet& set : half.rows.sets) {
        if (set.entity == Entity::Task)
            set.cells.erase(set.cells.begin(), set.cells.begin() + qsizetype(4 * set.columns.size())); // four live ones
    }
    const auto cut = store->replica().applyPage(half);
    ASSERT_TRUE(cut) << qPrintable(cut.error().detail);
    EXPECT_EQ(cut->lacking, 4);
    for (const RowKey task : tasks)
        EXPECT_FALSE(title(task).isEmpty()) << "stays on the screen";
    EXPECT_EQ(store->replica().cursors()->front().after, 0) << "and is not stuck on the last page";
    EXPECT_FALSE(store->replica().cursors()->front().filled);
    server.forget(uidOf(tasks[0])); // this one the server really lacks
    whole = server.page(server.epoch, 0, 1000);
    whole.total = 6;
    whole.head = server.seq();
    const auto good = store->replica().applyPage(whole);
    ASSERT_TRUE(good);
    EXPECT_EQ(good->lacking, 0);
    EXPECT_FALSE(row(tasks[0]));
    EXPECT_EQ(title(tasks[5]), u"Task 5"_s);
    EXPECT_TRUE(store->replica().cursors()->front().filled);
}

TEST_F(Pulling, ATaskDeletedWhileAllIsReadAnewDoesNotCountAsLacking)
{
    const RowKey task = syncedTask(u"Going"_s);
    const RowKey other = syncedTask(u"Staying"_s);
    ASSERT_TRUE(store->replica().applyPage({ .workspace = server.workspace, .state = WorkspacePage::State::Resync, .epoch = server.epoch, .rows = {} }));
    WorkspacePage first = server.page(server.epoch, 0, 1);
    first.total = 3;
    first.head = server.seq();
    ASSERT_TRUE(store->replica().applyPage(first));
    server.tombstone(Entity::Task, uidOf(task));
    const auto last = store->replica().applyPage(server.page(server.epoch, first.next, 1000));
    ASSERT_TRUE(last);
    EXPECT_EQ(last->lacking, 0);
    EXPECT_TRUE(row(task) && !row(task)->deletedAt.isEmpty());
    EXPECT_EQ(title(other), u"Staying"_s);
}

TEST_F(Pulling, AWorkspaceSwitchedOffLeavesTheDeviceAndComesBackWhole)
{
    const RowKey task = syncedTask(u"Here"_s);
    change(task, { { u"priority"_s, u"low"_s } });
    EXPECT_FALSE(store->replica().setEnabled(workspace, false)) << "an edit waits";
    sync();
    ASSERT_TRUE(store->replica().setEnabled(workspace, false));
    EXPECT_FALSE(row(task));
    EXPECT_TRUE(refusalOf(taskCreated(workspace, { { u"title"_s, u"Nowhere"_s } }, builtInWorkflow())).contains(u"does not sync on this device"_s));
    EXPECT_FALSE(refusalOf({ .text = u"Renamed"_s,
        .changes = { { .entity = Entity::Workspace, .row = workspace, .fields = { { u"name"_s, u"New"_s } } } } }).isEmpty());
    EXPECT_TRUE(entries().empty());
    ASSERT_TRUE(store->replica().setEnabled(workspace, true));
    pull();
    EXPECT_EQ(title(task), u"Here"_s);
}

TEST_F(Pulling, AProjectInTheTrashStaysAsLongAsTasksAreThereByIt)
{
    const Uid uid = u"0b0b0b0b-0000-4000-8000-000000000001"_s;
    server.put(Entity::Project, uid, { { u"name"_s, u"Old"_s } });
    pull();
    const RowKey project = keyOf(uid);
    const RowKey task = addTask(u"Inside"_s, { { u"project_id"_s, project.value } });
    sync();
    server.tombstone(Entity::Project, uid);
    pull();
    ASSERT_TRUE(store->replica().cleanup());
    ASSERT_TRUE(row(project, Entity::Project)) << "or its tasks would be back";
    server.tombstone(Entity::Task, uidOf(task));
    pull();
    ASSERT_TRUE(store->replica().cleanup());
    ASSERT_TRUE(store->replica().cleanup());
    EXPECT_FALSE(row(project, Entity::Project));
    EXPECT_FALSE(row(task));
}

TEST_F(Pulling, OldSyncRunsGoAndTheLatestThousandStay)
{
    const qint64 day = qint64(24) * 3600 * 1'000'000;
    for (int i = 0; i < 1005; ++i)
        ASSERT_TRUE(store->replica().recordRun({ .startedMicros = clock.wallMicros() - 10 * day + i, .trigger = u"timer"_s, .outcome = u"synced"_s }));
    ASSERT_TRUE(store->replica().recordRun({ .startedMicros = clock.wallMicros() - 91 * day, .trigger = u"timer"_s, .outcome = u"synced"_s }));
    ASSERT_TRUE(store->replica().cleanup());
    EXPECT_EQ(number("SELECT count(*) FROM sync_runs"), 999) << "a thousand, less the one that is older than 90 days";
    EXPECT_EQ(number("SELECT min(id) FROM sync_runs"), 7);
    ASSERT_TRUE(store->replica().cleanup());
    EXPECT_EQ(number("SELECT count(*) FROM sync_runs"), 999);
}

} // namespace convoy::test
