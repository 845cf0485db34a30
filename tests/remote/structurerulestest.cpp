// The rules between rows, line by line: two devices that were both offline, the shipping store and engine, the real server.
#include "schedule/occurrence.h"
#include "tests/support/structurerules.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto simpleList = "c0a70000-0000-4000-8000-000000000102"_L1; // of the reference data: no stage "backlog"

} // namespace

TEST_F(StructureRules, ThePlaceOfATaskStandsOrFallsAsOne)
{
    addProject(u"Garden"_s);
    QJsonObject done = fieldsForStatus(TaskStatus::Done, builtInWorkflow(), timestampText(b->clock.wallMicros()));
    b->clock.aMinuteAgo([&] { on(*b, done); });
    QJsonObject begun = fieldsForStatus(TaskStatus::InProgress, builtInWorkflow(), {});
    begun.insert(u"project_id"_s, project(*a, u"Garden"_s).value);
    on(*a, begun);
    meet(*a, *b);
    EXPECT_EQ(taskOn(*b).project, project(*b, u"Garden"_s)) << "the later one";
    EXPECT_EQ(taskOn(*b).status, TaskStatus::InProgress);
    EXPECT_TRUE(taskOn(*b).completionDate.isEmpty()) << "no part of the one that lost";
    ASSERT_GE(review(*b).size(), 2u);
    restoreLoser(*b);
    EXPECT_EQ(taskOn(*a).status, TaskStatus::Done);
    EXPECT_EQ(taskOn(*a).project, project(*a, u"Garden"_s));
}

TEST_F(StructureRules, AMoveToAProjectAndAFinishDoNotMeetAndBothStand)
{
    addProject(u"Garden"_s);
    on(*b, fieldsForStatus(TaskStatus::Done, builtInWorkflow(), timestampText(b->clock.wallMicros())));
    on(*a, { { u"project_id"_s, project(*a, u"Garden"_s).value } });
    meet(*a, *b);
    EXPECT_EQ(taskOn(*b).project, project(*b, u"Garden"_s));
    EXPECT_EQ(taskOn(*a).status, TaskStatus::Done);
    EXPECT_TRUE(review(*b).empty());
}

TEST_F(StructureRules, OfTwoEditsAtTheSameMomentTheHigherDeviceIdStands)
{
    on(*a, { { u"title"_s, u"of a"_s } });
    on(*b, { { u"title"_s, u"of b"_s } });
    const QByteArray same = "UPDATE outbox SET clock_offset=-1, boot='gone', steady=0, wall=" + QByteArray::number(a->clock.wallMicros());
    for (RealDevice* device : { a.get(), b.get() }) {
        ASSERT_TRUE(device->store->database().run(same));
        ASSERT_TRUE(device->store->database().run("DELETE FROM meta WHERE name LIKE '%clock%'"));
    }
    meet(*a, *b);
    EXPECT_EQ(titleOn(*a), deviceId(*a) > deviceId(*b) ? u"of a"_s : u"of b"_s);
    ASSERT_EQ(review(*a).size(), 1u);
    const QString loser = review(*a).front().mine.toString();
    EXPECT_EQ(loser, deviceId(*a) > deviceId(*b) ? u"of b"_s : u"of a"_s);
    restoreLoser(*a);
    EXPECT_EQ(titleOn(*b), loser);
}

TEST_F(StructureRules, AnEditOfATaskThatWasPurgedMeanwhileMakesItAgain)
{
    remove(*a);
    a->sync();
    console(u"set session_replication_role = replica; update tasks set deleted_at = now() - interval '100 days' where id = '%1';"
            " set session_replication_role = origin; select purge()"_s.arg(uid));
    on(*b, { { u"title"_s, u"still needed"_s } });
    b->sync();
    b->sync();
    EXPECT_EQ(b->counts().pending(), 0);
    EXPECT_EQ(b->counts().needAttention(), 0);
    a->sync();
    EXPECT_EQ(a->titles(), QStringList { u"still needed"_s });
    EXPECT_EQ(b->titles(), a->titles());
    const Task again = *b->store->reads().task(b->task(uid));
    EXPECT_EQ(again.description, u"1\n2\n3\n4\n5\n"_s) << "with all that it had";
}

TEST_F(StructureRules, DependenciesThatWouldCloseACircleAreRefusedOnTheSecondDevice)
{
    const Uid otherUid = *a->store->reads().uidOf(a->addTask(u"other"_s));
    a->sync();
    b->sync();
    const Task otherThere = *b->store->reads().task(b->task(*a->store->reads().uidOf(a->task(bareUid(otherUid)))));
    const Task otherHere = *a->store->reads().task(a->task(bareUid(otherUid)));
    ASSERT_TRUE(a->store->apply(dependencyAdded(taskOn(*a), otherHere)));
    ASSERT_TRUE(b->store->apply(dependencyAdded(otherThere, taskOn(*b))));
    a->sync();
    b->cycle();
    EXPECT_EQ(b->counts().needAttention(), 1) << "kept, and explained";
    EXPECT_EQ(b->store->reads().blockersOf(b->task(uid))->size(), 1u);
    EXPECT_TRUE(b->store->reads().blockersOf(otherThere.key)->empty()) << "and not shown as if it were so";
    EXPECT_EQ(a->store->reads().blockersOf(a->task(uid))->size(), 1u);
}

TEST_F(StructureRules, AMilestoneThatMovedToAnotherProjectIsNoLongerTheTasks)
{
    addProject(u"Garden"_s);
    addProject(u"House"_s);
    ASSERT_TRUE(a->store->apply(milestoneCreated(*a->store->reads().project(project(*a, u"Garden"_s)), u"Spring"_s, u"n"_s)));
    a->sync();
    b->sync();
    change(*a, Entity::Milestone, a->store->reads().milestones()->front().key, { { u"project_id"_s, project(*a, u"House"_s).value } });
    on(*b, { { u"project_id"_s, project(*b, u"Garden"_s).value }, { u"milestone_id"_s, b->store->reads().milestones()->front().key.value } });
    meet(*a, *b);
    for (RealDevice* device : { a.get(), b.get() }) {
        EXPECT_EQ(taskOn(*device).project, project(*device, u"Garden"_s));
        EXPECT_FALSE(taskOn(*device).milestone);
        EXPECT_EQ(device->store->reads().milestones()->front().project, project(*device, u"House"_s));
    }
}

TEST_F(StructureRules, AStageThatItsProjectNoLongerHasBecomesTheFirstOfItsCategory)
{
    addProject(u"Garden"_s);
    on(*a, { { u"project_id"_s, project(*a, u"Garden"_s).value } });
    a->sync();
    b->sync();
    change(*a, Entity::Project, project(*a, u"Garden"_s), { { u"workflow_id"_s, a->store->reads().keyOf(simpleList)->value } });
    on(*b, { { u"current_stage"_s, u"backlog"_s } });
    meet(*a, *b);
    EXPECT_EQ(taskOn(*a).stage, u"todo"_s);
    EXPECT_EQ(taskOn(*b).stage, u"todo"_s);
    EXPECT_EQ(taskOn(*b).status, TaskStatus::Todo);
}

TEST_F(StructureRules, TheChildOfAParentThatWasDeletedMovesUp)
{
    const auto made = b->store->apply(taskCreated(home(*b), { { u"title"_s, u"child"_s }, { u"parent_id"_s, b->task(uid).value } }, builtInWorkflow()));
    ASSERT_TRUE(made);
    remove(*a);
    meet(*a, *b);
    EXPECT_FALSE(taskOn(*b).deletedAt.isEmpty());
    EXPECT_EQ(a->titles(), QStringList { u"child"_s });
    EXPECT_EQ(b->titles(), a->titles());
    EXPECT_FALSE(b->store->reads().task(made->created.front())->parent);
}

TEST_F(StructureRules, ThePersonWhomTwoDevicesBringInIsOneMember)
{
    const QString person = uuidText(QUuid::createUuid());
    for (RealDevice* device : { a.get(), b.get() }) {
        ASSERT_TRUE(device->store->apply({ .text = u"Brought in"_s, .changes = { { .entity = Entity::WorkspaceMember, .row = RowKey { -1 },
            .action = Action::Create, .fields = { { u"user_id"_s, person }, { u"role"_s, u"editor"_s }, { u"email"_s, u"x@example.org"_s } },
            .workspace = home(*device) } } }));
    }
    meet(*a, *b);
    for (RealDevice* device : { a.get(), b.get() }) {
        EXPECT_EQ(number(*device, "SELECT count(*) FROM workspace_members WHERE deleted_at IS NULL AND role='editor'"), 1);
        EXPECT_EQ(device->counts().pending() + device->counts().needAttention(), 0);
    }
}

TEST_F(StructureRules, AUuidThatSomebodyElseHasTakenGetsAFreshOneAndNobodyLosesARow)
{
    email = u"stranger-%1@example.org"_s.arg(QUuid::createUuid().toString(QUuid::Id128));
    const auto stranger = device(u"elsewhere"_s, true);
    ASSERT_TRUE(stranger->store->apply(workspaceCreated(u"Theirs"_s)));
    Gesture gesture = taskCreated(home(*stranger), { { u"title"_s, u"same uuid"_s } }, builtInWorkflow());
    gesture.changes.front().uid = bareUid(uid);
    const auto made = stranger->store->apply(gesture);
    ASSERT_TRUE(made);
    stranger->sync();
    stranger->sync();
    const Uid theirs = *stranger->store->reads().uidOf(made->created.front());
    EXPECT_NE(theirs, bareUid(uid));
    EXPECT_FALSE(isTemporary(theirs));
    EXPECT_EQ(stranger->titles(), QStringList { u"same uuid"_s });
    EXPECT_EQ(stranger->counts().pending() + stranger->counts().needAttention(), 0);
    a->sync();
    EXPECT_EQ(a->titles(), QStringList { u"old"_s });
}

TEST_F(StructureRules, ARestoredTaskIsBackOnBothWithWhatWasTypedMeanwhile)
{
    remove(*a);
    meet(*a, *b);
    ASSERT_FALSE(taskOn(*b).deletedAt.isEmpty());
    ASSERT_TRUE(b->store->apply(tasksRestored({ taskOn(*b) })));
    on(*b, { { u"title"_s, u"back"_s } });
    meet(*b, *a);
    EXPECT_TRUE(taskOn(*a).deletedAt.isEmpty());
    EXPECT_EQ(titleOn(*a), u"back"_s);
    EXPECT_TRUE(review(*a).empty());
}

TEST_F(StructureRules, AWeeklyTaskThatBothFinishHasOneNextByTheCalendarsOwnRule)
{
    on(*a, { { u"due_date"_s, u"2026-12-07"_s }, { u"recurrence"_s, u"FREQ=WEEKLY;BYDAY=MO"_s } });
    a->sync();
    b->sync();
    for (RealDevice* device : { a.get(), b.get() }) {
        const Task task = taskOn(*device);
        Gesture gesture = statusSet({ task }, TaskStatus::Done, builtInWorkflow(), timestampText(device->clock.wallMicros()));
        append(gesture, schedule::nextOccurrence(task, {}, builtInWorkflow(), QDate(2026, 12, 7)));
        ASSERT_GT(gesture.changes.size(), 1u);
        ASSERT_TRUE(device->store->apply(gesture));
    }
    meet(*a, *b);
    for (RealDevice* device : { a.get(), b.get() }) {
        EXPECT_EQ(number(*device, "SELECT count(*) FROM tasks WHERE deleted_at IS NULL"), 2);
        EXPECT_EQ(number(*device, "SELECT count(*) FROM tasks WHERE deleted_at IS NULL AND status='todo' AND due_date='2026-12-14'"), 1);
        EXPECT_EQ(taskOn(*device).status, TaskStatus::Done);
        EXPECT_EQ(device->counts().pending() + device->counts().needAttention(), 0);
    }
}

TEST_F(StructureRules, WhatAPersonLostToAnotherIsForThatPersonAloneOnEachOfTheirDevices)
{
    const Uid workspace = *a->store->reads().uidOf(home(*a));
    email = u"bert-%1@example.org"_s.arg(QUuid::createUuid().toString(QUuid::Id128));
    const auto bert = device(u"berts-desk"_s, true);
    console(u"insert into workspace_members (workspace_id, user_id, role, email) select '%1', id, 'editor', email from auth.users where email = '%2'"_s.arg(
        workspace, email));
    bert->sync();
    a->clock.aMinuteAgo([&] { on(*a, { { u"title"_s, u"Anna's"_s } }); });
    on(*bert, { { u"title"_s, u"Bert's"_s } });
    a->sync();
    bert->sync();
    meet(*a, *b);
    EXPECT_EQ(titleOn(*b), u"Bert's"_s);
    EXPECT_TRUE(review(*bert).empty());
    ASSERT_EQ(review(*b).size(), 1u);
    EXPECT_EQ(review(*b).front().mine, QJsonValue(u"Anna's"_s));
    EXPECT_EQ(review(*b).front().theirsDevice, u"berts-desk"_s);
    restoreLoser(*b);
    bert->sync();
    EXPECT_EQ(titleOn(*bert), u"Anna's"_s);
    EXPECT_TRUE(review(*bert).empty());
}

TEST_F(StructureRules, AConsoleAndADeviceThatWroteTheSameFieldKeepBothValues)
{
    a->clock.aMinuteAgo([&] { on(*a, { { u"title"_s, u"a minute ago"_s } }); });
    console(u"update tasks set title = 'by hand' where id = '%1'"_s.arg(uid));
    meet(*a, *b);
    EXPECT_EQ(titleOn(*b), u"by hand"_s);
    ASSERT_EQ(review(*b).size(), 1u);
    EXPECT_EQ(review(*b).front().mine, QJsonValue(u"a minute ago"_s));
    restoreLoser(*b);
    EXPECT_EQ(titleOn(*a), u"a minute ago"_s);
    console(u"select set_config('convoy.stamp', (clock_timestamp() - interval '1 minute')::text, false);"
            " update tasks set title = 'by hand again' where id = '%1'"_s.arg(uid));
    on(*a, { { u"title"_s, u"later"_s } });
    meet(*a, *b);
    EXPECT_EQ(titleOn(*b), u"later"_s);
    ASSERT_EQ(review(*a).size(), 1u) << "nobody sits at the console: who wrote over it is told";
    EXPECT_EQ(review(*a).front().mine, QJsonValue(u"by hand again"_s));
}
