#include "tests/store/storefixture.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

class History : public StoreFixture {
protected:
    EditReceipt undo()
    {
        auto receipt = store->undo();
        EXPECT_TRUE(receipt) << (receipt ? "" : qPrintable(receipt.error().detail));
        return receipt.value_or(EditReceipt {});
    }
    EditReceipt redo()
    {
        auto receipt = store->redo();
        EXPECT_TRUE(receipt) << (receipt ? "" : qPrintable(receipt.error().detail));
        return receipt.value_or(EditReceipt {});
    }
};

TEST_F(History, GesturesAreUndoneNewestFirstAndDoneAgainInOrder)
{
    const RowKey task = addTask(u"One"_s);
    change(task, { { u"title"_s, u"Two"_s } });
    change(task, { { u"title"_s, u"Three"_s } });
    undo();
    EXPECT_EQ(title(task), u"Two"_s);
    undo();
    EXPECT_EQ(title(task), u"One"_s);
    redo();
    EXPECT_EQ(title(task), u"Two"_s);
    redo();
    EXPECT_EQ(title(task), u"Three"_s);
    EXPECT_FALSE(store->redo());
}

TEST_F(History, ANewGestureEndsWhatCouldBeDoneAgain)
{
    const RowKey task = addTask(u"One"_s);
    change(task, { { u"title"_s, u"Two"_s } });
    undo();
    change(task, { { u"priority"_s, u"high"_s } });
    EXPECT_FALSE(store->redo());
}

TEST_F(History, AnUndoneCreateCanBeDoneAgainUnderTheSameKey)
{
    const RowKey task = addTask(u"Back and forth"_s);
    undo();
    EXPECT_FALSE(row(task));
    EXPECT_TRUE(entries().empty());
    redo();
    EXPECT_EQ(title(task), u"Back and forth"_s);
    EXPECT_EQ(entries().size(), 1u);
}

TEST_F(History, ADeletedRowThatWasNeverSentComesBackWhole)
{
    const RowKey task = addTask(u"Precious"_s, { { u"description"_s, u"long text"_s } });
    remove(task);
    EXPECT_FALSE(row(task));
    undo();
    EXPECT_EQ(row(task)->fields[u"description"_s], u"long text"_s);
}

TEST_F(History, ARowThatTheServerMayHaveIsNotMadeAgainOverItUnread)
{
    const RowKey task = addTask(u"One"_s);
    connectToServer();
    sync();
    remove(task);
    sync();
    WorkspacePage gone = server.page(server.epoch, 0, 10);
    gone.state = WorkspacePage::State::Gone;
    ASSERT_TRUE(store->replica().applyPage(gone));
    EXPECT_TRUE(undo().ops.empty()) << "its workspace is not here any more";
    EXPECT_TRUE(entries().empty());
}

TEST_F(History, ARowThatWasPurgedIsMadeAgainUnderItsIdAndSaysThatTheServerKnewIt)
{
    const RowKey task = addTask(u"One"_s);
    connectToServer();
    sync();
    const Uid uid = uidOf(task);
    remove(task);
    sync();
    server.forget(uid);
    WorkspacePage anew = server.page(server.epoch, 0, 10);
    anew.state = WorkspacePage::State::Resync;
    ASSERT_TRUE(store->replica().applyPage(anew));
    pull();
    ASSERT_FALSE(row(task));
    undo();
    EXPECT_EQ(title(task), u"One"_s);
    ASSERT_EQ(entries().size(), 1u);
    EXPECT_EQ(entries()[0].action, Action::Create);
    EXPECT_EQ(entries()[0].base[u"title"_s], (QJsonObject { { u"value"_s, u"One"_s }, { u"seq"_s, 0 } }));
    EXPECT_EQ(uidOf(task), uid);
}

TEST_F(History, WhatIsClearedByUndoIsAsTheServerKeepsIt)
{
    const RowKey task = addTask(u"One"_s);
    connectToServer();
    const store::PushBatch batch = **store->replica().nextBatch({});
    change(task, { { u"position"_s, u"x"_s } });
    undo();
    ASSERT_EQ(batch.entries.size(), 1u);
    ASSERT_EQ(entries().size(), 2u);
    EXPECT_EQ(entries()[1].fields[u"position"_s], u""_s) << "not null, which nothing on the server ever is";
}

TEST_F(History, UndoAfterSyncIsANewEdit)
{
    const RowKey task = addTask(u"One"_s);
    connectToServer();
    sync();
    change(task, { { u"title"_s, u"Two"_s } });
    sync();
    ASSERT_TRUE(entries().empty());
    undo();
    EXPECT_EQ(title(task), u"One"_s);
    ASSERT_EQ(entries().size(), 1u);
    sync();
    EXPECT_EQ(server.row(uidOf(task))[u"title"_s], u"One"_s);
}

TEST_F(History, OnlyWhatIsStillMineIsTakenBackAndTheRestIsSaid)
{
    const RowKey task = addTask(u"One"_s);
    connectToServer();
    sync();
    change(task, { { u"title"_s, u"Mine"_s }, { u"priority"_s, u"high"_s } });
    sync();
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s } });
    pull();
    const auto receipt = undo();
    EXPECT_FALSE(receipt.note.isEmpty());
    EXPECT_EQ(title(task), u"Theirs"_s);
    EXPECT_EQ(row(task)->fields[u"priority"_s], u"none"_s);
}

TEST_F(History, FieldsOfAGroupAreTakenBackTogetherOrNotAtAll)
{
    const RowKey task = addTask(u"One"_s);
    connectToServer();
    sync();
    change(task, fieldsForStatus(TaskStatus::Done, builtInWorkflow(), u"2026-11-23T10:00:00.000000+00:00"_s));
    sync();
    server.put(Entity::Task, uidOf(task), { { u"current_stage"_s, u"review"_s } });
    pull();
    undo();
    EXPECT_EQ(row(task)->fields[u"status"_s], u"done"_s);
    EXPECT_EQ(row(task)->fields[u"current_stage"_s], u"review"_s);
}

TEST_F(History, NothingToUndoIsSaid)
{
    EXPECT_FALSE(store->undo());
    EXPECT_EQ(store->undo().error().kind, Error::Kind::NotFound);
}

TEST_F(History, AnUndoneDeletionThatNobodyHeardOfLeavesNothingToSend)
{
    connectToServer();
    const RowKey task = addTask(u"Kept"_s);
    sync();
    remove(task);
    ASSERT_EQ(entries().size(), 1u);
    undo();
    EXPECT_TRUE(entries().empty());
    EXPECT_TRUE(row(task)->deletedAt.isEmpty());
    redo();
    EXPECT_EQ(entries().size(), 1u);
    undo();

    remove(task);
    server.tombstone(Entity::Task, uidOf(task)); // and another device does
    pull();
    undo();
    ASSERT_EQ(entries().size(), 1u) << "it is in the trash now, and the person wants it here";
    EXPECT_EQ(entries().front().action, Action::Restore);
    EXPECT_TRUE(row(task)->deletedAt.isEmpty());
}

} // namespace convoy::test
