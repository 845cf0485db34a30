#include "tests/store/storefixture.h"

#include "domain/text.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

class Editing : public StoreFixture { };

TEST_F(Editing, ANewTaskIsVisibleAndWaitsUnderATemporaryName)
{
    const RowKey task = addTask(u"Fix pump"_s);
    EXPECT_EQ(title(task), u"Fix pump"_s);
    EXPECT_EQ(row(task)->seq, 0);
    EXPECT_TRUE(isTemporary(uidOf(task)));
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].action, Action::Create);
    EXPECT_EQ(entries()[0].state, OutboxState::Waiting);
}

TEST_F(Editing, PlaceholdersOfAGestureBecomeTheKeysOfItsRows)
{
    Gesture gesture = taskCreated(workspace, { { u"title"_s, u"Parent"_s } }, builtInWorkflow());
    Change child = gesture.changes[0];
    child.row = RowKey { -2 };
    child.fields.insert(u"title"_s, u"Child"_s);
    child.fields.insert(u"parent_id"_s, -1);
    gesture.changes.push_back(child);
    const auto receipt = apply(gesture);
    ASSERT_EQ(receipt.created.size(), 2u);
    EXPECT_EQ(row(receipt.created[1])->fields[u"parent_id"_s].toInteger(), receipt.created[0].value);
    ASSERT_EQ(entries().size(), 2u);
    EXPECT_EQ(entries()[0].group, entries()[1].group);
}

TEST_F(Editing, UpdatesOfOneRowCoalesceIntoItsWaitingCreate)
{
    const RowKey task = addTask(u"One"_s);
    change(task, { { u"title"_s, u"Two"_s } });
    change(task, { { u"priority"_s, u"high"_s } });
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].action, Action::Create);
    EXPECT_EQ(entries()[0].fields[u"title"_s], u"Two"_s);
    EXPECT_EQ(entries()[0].fields[u"priority"_s], u"high"_s);
}

TEST_F(Editing, CreateAndDeleteBeforeSendingLeaveNothing)
{
    const RowKey task = addTask(u"Mistake"_s);
    remove(task);
    EXPECT_TRUE(entries().empty());
    EXPECT_FALSE(row(task));
}

TEST_F(Editing, ADeletedRowThatOthersReferToStaysInTheQueue)
{
    const RowKey parent = addTask(u"Parent"_s);
    addTask(u"Child"_s, { { u"parent_id"_s, parent.value } });
    remove(parent);
    ASSERT_EQ(entries().size(), 3u);
    EXPECT_EQ(entries()[2].action, Action::Delete);
    EXPECT_FALSE(row(parent)->deletedAt.isEmpty());
}

TEST_F(Editing, AnUpdateThatRefersToALaterRowIsNotMovedBeforeIt)
{
    const RowKey task = addTask(u"First"_s);
    const RowKey parent = addTask(u"Later"_s);
    change(task, { { u"parent_id"_s, parent.value } });
    ASSERT_EQ(entries().size(), 3u);
    EXPECT_EQ(entries()[2].row, task);
    EXPECT_EQ(entries()[2].action, Action::Update);
}

TEST_F(Editing, GroupsOfSeveralRowsDoNotCoalesce)
{
    const RowKey one = addTask(u"One"_s);
    const RowKey two = addTask(u"Two"_s);
    connectToServer();
    sync();
    apply({ .text = u"Both"_s,
        .changes = { { .entity = Entity::Task, .row = one, .fields = { { u"priority"_s, u"high"_s } } },
            { .entity = Entity::Task, .row = two, .fields = { { u"priority"_s, u"high"_s } } } } });
    change(one, { { u"priority"_s, u"low"_s } });
    EXPECT_EQ(entries().size(), 3u);
}

TEST_F(Editing, SettingWhatIsThereAlreadyIsNoEdit)
{
    const RowKey task = addTask(u"Same"_s);
    EXPECT_TRUE(change(task, { { u"title"_s, u"Same"_s } }).ops.empty());
    EXPECT_EQ(entries().size(), 1u);
}

TEST_F(Editing, AGestureOverTwoHundredOperationsBecomesChainedGroups)
{
    Gesture gesture { .text = u"Many"_s, .changes = {} };
    for (int i = 0; i < 450; ++i) {
        Change change = taskCreated(workspace, { { u"title"_s, u"Task %1"_s.arg(i) } }, builtInWorkflow()).changes[0];
        change.row = RowKey { -1 - i };
        gesture.changes.push_back(change);
    }
    const auto receipt = apply(gesture);
    std::map<GroupId, int> sizes;
    for (const auto& entry : entries()) {
        ++sizes[entry.group];
        EXPECT_EQ(entry.chain, uuidText(receipt.group));
    }
    ASSERT_EQ(sizes.size(), 3u);
    for (const auto& [group, size] : sizes)
        EXPECT_LE(size, 200);
    EXPECT_EQ(store->outbox().discardPreview(receipt.group)->size(), 450u);
}

TEST_F(Editing, AGestureOverHalfAMebibyteBecomesChainedGroups)
{
    Gesture gesture { .text = u"Large"_s, .changes = {} };
    for (int i = 0; i < 5; ++i) {
        Change change = taskCreated(workspace, { { u"title"_s, u"Large"_s }, { u"description"_s, QString(200'000, u'x') } },
            builtInWorkflow()).changes[0];
        gesture.changes.push_back(change);
    }
    apply(gesture);
    std::set<GroupId> groups;
    for (const auto& entry : entries())
        groups.insert(entry.group);
    EXPECT_EQ(groups.size(), 3u);
}

TEST_F(Editing, ValuesOver256KibibytesAreRefusedWithASentence)
{
    const RowKey task = addTask(u"Small"_s);
    const QString sentence = refusalOf({ .text = {}, .changes = { { .entity = Entity::Task, .row = task,
        .fields = { { u"description"_s, QString(maxValueBytes + 1, u'x') } } } } });
    EXPECT_TRUE(sentence.contains(u"256 KiB"_s)) << qPrintable(sentence);
    change(task, { { u"description"_s, QString(maxValueBytes, u'x') } });
}

TEST_F(Editing, TitlesAndNamesAreCleanedAndNeeded)
{
    EXPECT_EQ(refusalOf(taskCreated(workspace, { { u"title"_s, u" \n "_s } }, builtInWorkflow())), u"A title is needed."_s);
    EXPECT_EQ(refusalOf(projectCreated(workspace, u""_s, {}, {})), u"A name is needed."_s);
    EXPECT_EQ(title(addTask(QString(u"Two\nlines "_s + QChar(0xD800)))), QString(u"Two lines "_s + QChar(0xFFFD)));
}

TEST_F(Editing, ReferenceDataServerFieldsAndUnknownFieldsAreRefused)
{
    EXPECT_FALSE(refusalOf({ .text = {}, .changes = { { .entity = Entity::Pattern, .row = RowKey { -1 },
        .action = Action::Create, .fields = { { u"title"_s, u"Mine"_s } }, .workspace = workspace } } }).isEmpty());
    const RowKey task = addTask(u"Task"_s);
    for (const auto& fields : { QJsonObject { { u"number"_s, 5 } }, QJsonObject { { u"no_such"_s, 5 } },
             QJsonObject { { u"due_date"_s, u"tomorrow"_s } }, QJsonObject { { u"parent_id"_s, 424242 } } })
        EXPECT_FALSE(refusalOf({ .text = {}, .changes = { { .entity = Entity::Task, .row = task, .fields = fields } } }).isEmpty());
    EXPECT_EQ(entries().size(), 1u);
}

TEST_F(Editing, ARefusedGestureLeavesNothingBehind)
{
    const qint64 ids = number("SELECT count(*) FROM ids");
    Gesture gesture = taskCreated(workspace, { { u"title"_s, u"Good"_s } }, builtInWorkflow());
    gesture.changes.push_back(taskCreated(workspace, { { u"title"_s, u""_s } }, builtInWorkflow()).changes[0]);
    EXPECT_FALSE(refusalOf(gesture).isEmpty());
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM ids"), ids);
}

TEST_F(Editing, ViewersAreToldThatTheyCannotChangeTheWorkspace)
{
    connectToServer();
    ASSERT_TRUE(store->replica().applyMemberships({ { server.workspace, u"Home"_s, Role::Viewer, server.epoch } }));
    EXPECT_TRUE(refusalOf(taskCreated(workspace, { { u"title"_s, u"X"_s } }, builtInWorkflow())).contains(u"read"_s));
}

TEST_F(Editing, WhatAnEditorLeftWaitingIsSentThoughTheyAreAViewerByNow)
{
    connectToServer();
    addTask(u"Written as an editor"_s);
    ASSERT_TRUE(store->replica().applyMemberships({ { server.workspace, u"Home"_s, Role::Viewer, server.epoch } }));
    const auto batch = store->replica().nextBatch({});
    ASSERT_TRUE(batch && *batch) << "the server says no, and then the person is told; else it would wait for ever";
    EXPECT_EQ((**batch).request.groups.size(), 1u);
}

TEST_F(Editing, ATaskCannotBePlacedBelowItself)
{
    const RowKey top = addTask(u"Top"_s);
    const RowKey middle = addTask(u"Middle"_s, { { u"parent_id"_s, top.value } });
    const RowKey leaf = addTask(u"Leaf"_s, { { u"parent_id"_s, middle.value } });
    for (const RowKey below : { top, middle, leaf })
        EXPECT_FALSE(refusalOf({ .text = {}, .changes = { { .entity = Entity::Task, .row = top,
            .fields = { { u"parent_id"_s, below.value } } } } }).isEmpty());
    EXPECT_TRUE(row(top)->fields[u"parent_id"_s].isNull());
}

TEST_F(Editing, TwoTasksMaySwapPlacesInOneGesture)
{
    const RowKey upper = addTask(u"Upper"_s);
    const RowKey lower = addTask(u"Lower"_s, { { u"parent_id"_s, upper.value } });
    apply({ .text = u"Swapped"_s,
        .changes = { { .entity = Entity::Task, .row = upper, .fields = { { u"parent_id"_s, lower.value } } },
            { .entity = Entity::Task, .row = lower, .fields = { { u"parent_id"_s, QJsonValue::Null } } } } });
    EXPECT_EQ(row(upper)->fields[u"parent_id"_s].toInteger(), lower.value);
}

TEST_F(Editing, TasksCannotWaitForEachOtherInACircle)
{
    const RowKey a = addTask(u"A"_s);
    const RowKey b = addTask(u"B"_s);
    const RowKey c = addTask(u"C"_s);
    const auto waits = [&](RowKey task, RowKey blocker) {
        return Gesture { .text = {}, .changes = { { .entity = Entity::TaskDependency, .row = RowKey { -1 },
            .action = Action::Create, .fields = { { u"task_id"_s, task.value }, { u"blocked_by_id"_s, blocker.value } },
            .workspace = workspace } } };
    };
    const auto made = apply(waits(a, b));
    apply(waits(b, c));
    EXPECT_FALSE(refusalOf(waits(c, a)).isEmpty());
    EXPECT_FALSE(refusalOf(waits(a, a)).isEmpty());
    EXPECT_EQ(apply(waits(a, b)).created, made.created) << "the same dependency twice is one";
    EXPECT_EQ(number("SELECT count(*) FROM task_dependencies"), 2);
}

TEST_F(Editing, ACreateUnderAKnownDerivedIdMakesNoSecondRow)
{
    const Uid uid = derivedUid(u"5d2d1e8a-97c0-4c7b-9f0e-3f0f5f6f7f8f"_s, u"2026-12-01"_s);
    Gesture gesture = taskCreated(workspace, { { u"title"_s, u"Next"_s } }, builtInWorkflow());
    gesture.changes[0].uid = uid;
    const auto first = apply(gesture);
    const auto second = apply(gesture);
    EXPECT_EQ(first.created, second.created);
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 1);
    EXPECT_EQ(bareUid(uidOf(first.created[0])), uid);
}

TEST_F(Editing, RowsOfAnotherWorkspaceCannotBeReferredTo)
{
    const RowKey other = apply(workspaceCreated(u"Work"_s)).created[0];
    const RowKey theirs = apply(taskCreated(other, { { u"title"_s, u"There"_s } }, builtInWorkflow())).created[0];
    EXPECT_FALSE(refusalOf(taskCreated(workspace, { { u"title"_s, u"Here"_s }, { u"parent_id"_s, theirs.value } },
        builtInWorkflow())).isEmpty());
}

} // namespace convoy::test
