// What waits for a decision: the model of the review screen and its verbs, on a real store.
#include "items/reviewmodel.h"
#include "store/replica.h"
#include "tests/items/window.h"
#include "tests/store/toyserver.h"

namespace convoy::items {

using namespace convoy::items::test;
using namespace Qt::Literals::StringLiterals;
using store::Keep;

namespace {

//! A window whose workspace the server knows, so that entries can arrive in its stream.
struct ReviewWindow : Window {
    convoy::test::ToyServer server;
    RowKey task;
    std::unique_ptr<ReviewModel> model;

    ReviewWindow()
    {
        EXPECT_TRUE(store->replica().setDevice(uuidText(QUuid::createUuid()), u"laptop"_s));
        auto batch = store->replica().nextBatch({});
        EXPECT_TRUE(store->replica().workspaceCreated(**batch, server.createWorkspace(*(*batch)->createWorkspace)));
        task = add(u"Fix pump"_s);
        while (auto next = store->replica().nextBatch({}).value_or(std::nullopt))
            EXPECT_TRUE(store->replica().acknowledge(*next, server.push(next->request)));
        model.reset(workbench.makeReview(nullptr));
        new QAbstractItemModelTester(model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal, model.get());
        settle();
    }

    Uid taskUid() { return workbench.catalog().uidOf(task); }

    void lose(const QString& field, const QJsonValue& base, const QJsonValue& mine, const QJsonValue& theirs,
        const QString& rule = u"last_writer"_s)
    {
        server.put(Entity::Conflict, uuidText(QUuid::createUuid()),
            { { u"user_id"_s, uuidText(QUuid::createUuid()) }, { u"row_table"_s, u"tasks"_s }, { u"row_id"_s, taskUid() },
                { u"field"_s, field }, { u"rule"_s, rule }, { u"base_value"_s, base }, { u"mine_value"_s, mine },
                { u"theirs_value"_s, theirs }, { u"mine_device"_s, u"laptop"_s }, { u"theirs_device"_s, u"phone"_s },
                { u"mine_stamp"_s, u"2026-11-23T10:42:07.123456+00:00"_s },
                { u"theirs_stamp"_s, u"2026-11-23T11:42:07.123456+00:00"_s }, { u"resolution"_s, QString() } });
    }
    void pull()
    {
        const auto cursors = *store->replica().cursors();
        EXPECT_TRUE(store->replica().applyPage(server.page(cursors.front().epoch, cursors.front().after, 100)));
        settle();
    }
    QModelIndex field(int row, ReviewModel::Column column = ReviewModel::Column::Field)
    {
        return model->index(row, int(column), model->index(0, 0));
    }
    Editing::Keys keysAt(const QModelIndex& index) { return index.data(ReviewModel::ConflictKeysRole).value<Editing::Keys>(); }
};

} // namespace

TEST(Review, ShowsTheRowsConcernedAndTheirFieldsInWords)
{
    ReviewWindow window;
    EXPECT_EQ(window.model->rowCount(), 0);
    window.lose(u"priority"_s, u"none"_s, u"high"_s, u"low"_s);
    window.lose(u"title"_s, u"Fix pump"_s, u"Mend pump"_s, u"Repair pump"_s);
    window.pull();

    ASSERT_EQ(window.model->rowCount(), 1);
    const QModelIndex item = window.model->index(0, 0);
    EXPECT_EQ(item.data().toString(), u"Fix pump"_s);
    EXPECT_EQ(item.data(ReviewModel::OpenedRole).value<RowKey>(), window.task);
    EXPECT_EQ(window.model->indexOf(window.task), item);
    ASSERT_EQ(window.model->rowCount(item), 2);
    EXPECT_EQ(window.field(0).data().toString(), u"title"_s) << "in the order of the schema";
    EXPECT_EQ(window.field(1, ReviewModel::Column::Before).data().toString(), u"None"_s);
    EXPECT_EQ(window.field(1, ReviewModel::Column::Mine).data().toString(), u"High"_s);
    EXPECT_EQ(window.field(1, ReviewModel::Column::Theirs).data().toString(), u"Low"_s);
    EXPECT_EQ(window.field(1).data(ReviewModel::TheirsDeviceRole).toString(), u"phone"_s);
    EXPECT_TRUE(window.field(1).data(ReviewModel::MineTimeRole).toDateTime().isValid());
    EXPECT_TRUE(window.field(0).data(ReviewModel::CanKeepBothRole).toBool());
    EXPECT_FALSE(window.field(1).data(ReviewModel::CanKeepBothRole).toBool());
    EXPECT_EQ(window.model->openCount(), 2);
}

TEST(Review, KeepingMinePutsMyValueBackAndCanBeUndone)
{
    ReviewWindow window;
    window.lose(u"title"_s, u"Fix pump"_s, u"Mend pump"_s, u"Fix pump"_s);
    window.pull();
    window.editing().review(window.keysAt(window.field(0)), Keep::Mine);
    window.settle();
    EXPECT_EQ(window.reads.task(window.task)->title, u"Mend pump"_s);
    EXPECT_EQ(window.model->rowCount(), 0);
    EXPECT_EQ(window.saved.back(), u"Reviewed 'Fix pump'"_s);
    window.editing().undo();
    window.settle();
    EXPECT_EQ(window.reads.task(window.task)->title, u"Fix pump"_s);
    EXPECT_EQ(window.model->rowCount(), 1);
}

TEST(Review, KeepingTheirsOnlyClosesTheEntry)
{
    ReviewWindow window;
    window.lose(u"title"_s, u"Fix pump"_s, u"Mend pump"_s, u"Fix pump"_s);
    window.pull();
    window.editing().review(window.keysAt(window.field(0)), Keep::Theirs);
    window.settle();
    EXPECT_EQ(window.reads.task(window.task)->title, u"Fix pump"_s);
    EXPECT_EQ(window.model->openCount(), 0);
}

TEST(Review, KeepingBothJoinsTextsAndRefusesWhatHasOneValue)
{
    ReviewWindow window;
    window.lose(u"description"_s, u"old"_s, u"mine"_s, u"theirs"_s, u"text"_s);
    window.lose(u"priority"_s, u"none"_s, u"high"_s, u"low"_s);
    window.pull();
    window.editing().review(window.keysAt(window.field(1)), Keep::Both);
    window.settle();
    ASSERT_EQ(window.failures.size(), 1);
    EXPECT_EQ(window.model->openCount(), 2);
    window.editing().review(window.keysAt(window.field(0)), Keep::Both);
    window.settle();
    EXPECT_EQ(window.reads.task(window.task)->description, u"theirs\n\nmine"_s);
    EXPECT_EQ(window.model->openCount(), 1);
}

TEST(Review, AValueOfOnesOwnCanStandInstead)
{
    ReviewWindow window;
    window.lose(u"title"_s, u"Fix pump"_s, u"Mend pump"_s, u"Repair pump"_s);
    window.pull();
    window.editing().reviewWith(window.keysAt(window.field(0)).front(), u"Mend and repair pump"_s);
    window.settle();
    EXPECT_EQ(window.reads.task(window.task)->title, u"Mend and repair pump"_s);
    EXPECT_EQ(window.model->openCount(), 0);
}

TEST(Review, FieldsThatWereDecidedTogetherAreReviewedTogether)
{
    ReviewWindow window;
    window.lose(u"due_date"_s, QJsonValue::Null, u"2026-02-02"_s, u"2026-01-05"_s);
    window.lose(u"due_time"_s, QJsonValue::Null, u"08:00"_s, QJsonValue::Null);
    window.lose(u"title"_s, u"Fix pump"_s, u"Mend pump"_s, u"Repair pump"_s);
    window.pull();
    ASSERT_EQ(window.field(1).data().toString(), u"due date"_s);
    window.editing().review(window.keysAt(window.field(1)), Keep::Mine);
    window.settle();
    EXPECT_EQ(window.reads.task(window.task)->dueDate, QDate(2026, 2, 2));
    EXPECT_EQ(window.reads.task(window.task)->dueTime, QTime(8, 0));
    EXPECT_EQ(window.model->openCount(), 1);
}

TEST(Review, ADeletionThatLostCanBeCarriedOutAfterAll)
{
    ReviewWindow window;
    window.lose(u"deleted_at"_s, QJsonValue::Null, u"2026-11-23T10:42:07.123456+00:00"_s, QJsonValue::Null, u"delete"_s);
    window.pull();
    EXPECT_EQ(window.field(0, ReviewModel::Column::Theirs).data().toString(), u"kept"_s);
    window.editing().review(window.keysAt(window.field(0)), Keep::Mine);
    window.settle();
    EXPECT_FALSE(window.reads.task(window.task)->deletedAt.isEmpty());
    EXPECT_EQ(window.model->openCount(), 0);
}

TEST(Review, ATextOfWhichOnlyTheBeginningWasKeptIsNotPutBackShort)
{
    ReviewWindow window;
    window.lose(u"description"_s, u"old"_s, QJsonObject { { u"cut"_s, u"The beginning"_s } }, u"theirs"_s, u"text"_s);
    window.pull();
    EXPECT_EQ(window.field(0, ReviewModel::Column::Mine).data().toString(), u"The beginning"_s);
    EXPECT_TRUE(window.field(0).data(ReviewModel::MineIsCutRole).toBool());
    window.editing().review(window.keysAt(window.field(0)), Keep::Mine);
    window.settle();
    EXPECT_EQ(window.failures.size(), 1);
    EXPECT_EQ(window.reads.task(window.task)->description, QString());
}

TEST(Review, WhatAnotherDeviceDecidedDisappears)
{
    ReviewWindow window;
    window.lose(u"title"_s, u"Fix pump"_s, u"Mend pump"_s, u"Repair pump"_s);
    window.pull();
    const RowKey entry = window.keysAt(window.field(0)).front();
    window.server.put(Entity::Conflict, window.workbench.catalog().uidOf(entry), { { u"resolution"_s, u"theirs"_s } });
    window.pull();
    EXPECT_EQ(window.model->rowCount(), 0);
    window.editing().review({ entry }, Keep::Mine);
    window.settle();
    EXPECT_EQ(window.failures.size(), 1) << "it was decided already";
    EXPECT_EQ(window.reads.task(window.task)->title, u"Fix pump"_s);
}

} // namespace convoy::items
