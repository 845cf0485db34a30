// Who wins, line by line: two devices that were both offline, the shipping store and engine, the real server. Each test names
// both values and the winner, and has the loser back from what is to review.
#include "tests/support/whowins.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

TEST_F(WhoWins, AnEditThatSawTheOtherBeatsItHoweverWrongTheClocks)
{
    for (const qint64 hours : { 9, -9 }) {
        a->clock.hours = hours;
        on(*a, { { u"title"_s, u"first %1"_s.arg(hours) } });
        a->sync();
        b->sync();
        ASSERT_EQ(titleOn(*b), u"first %1"_s.arg(hours));
        b->clock.hours = -hours;
        on(*b, { { u"title"_s, u"second %1"_s.arg(hours) } });
        meet(*b, *a);
        EXPECT_EQ(titleOn(*a), u"second %1"_s.arg(hours));
    }
    EXPECT_TRUE(review(*a).empty());
}

TEST_F(WhoWins, TheLaterOfTwoTitlesStandsAndTheOtherIsKept)
{
    b->clock.hours = 5; // it knows the server's time all the same
    b->clock.aMinuteAgo([&] { on(*b, { { u"title"_s, u"earlier"_s } }); });
    a->clock.hours = -5;
    on(*a, { { u"title"_s, u"later"_s } });
    meet(*a, *b);
    EXPECT_EQ(titleOn(*a), u"later"_s);
    ASSERT_EQ(review(*b).size(), 1u);
    EXPECT_EQ(review(*a).size(), 1u) << "on each device of the person";
    EXPECT_EQ(review(*b).front().mine, u"earlier"_s);
    EXPECT_EQ(review(*b).front().theirs, u"later"_s);
    EXPECT_EQ(review(*b).front().base, u"old"_s);
    restoreLoser(*b);
    EXPECT_EQ(titleOn(*a), u"earlier"_s);
}

TEST_F(WhoWins, LabelsMergeByElementAndNothingIsLost)
{
    on(*a, { { u"labels"_s, QJsonArray { u"blue"_s, u"red"_s } } });
    on(*b, { { u"labels"_s, QJsonArray { u"green"_s } } });
    meet(*a, *b);
    EXPECT_EQ(taskOn(*a).labels, (QStringList { u"blue"_s, u"green"_s }));
    EXPECT_TRUE(review(*a).empty());
}

TEST_F(WhoWins, APlaceInTheListGoesToTheLastWhoMovedAndIsNeverReported)
{
    on(*a, { { u"position"_s, u"aaaa"_s } });
    on(*b, { { u"position"_s, u"zzzz"_s } });
    meet(*b, *a);
    EXPECT_EQ(taskOn(*b).position, u"aaaa"_s);
    EXPECT_TRUE(review(*a).empty());
}

TEST_F(WhoWins, DateAndTimeStandOrFallTogether)
{
    b->clock.aMinuteAgo([&] { on(*b, { { u"due_date"_s, u"2026-02-02"_s }, { u"due_time"_s, u"08:00"_s } }); });
    on(*a, { { u"due_date"_s, u"2026-01-05"_s } });
    meet(*a, *b);
    EXPECT_EQ(taskOn(*b).dueDate, QDate(2026, 1, 5));
    EXPECT_FALSE(taskOn(*b).dueTime.isValid()) << "no time of the one with the date of the other";
    EXPECT_EQ(review(*b).size(), 2u);
    restoreLoser(*b);
    EXPECT_EQ(taskOn(*a).dueDate, QDate(2026, 2, 2));
    EXPECT_EQ(taskOn(*a).dueTime, QTime(8, 0));
}

TEST_F(WhoWins, ADescriptionChangedInTwoPlacesHasBoth)
{
    on(*a, { { u"description"_s, u"one\n2\n3\n4\n5\n"_s } });
    on(*b, { { u"description"_s, u"1\n2\n3\n4\nfive\n"_s } });
    meet(*a, *b);
    EXPECT_EQ(taskOn(*a).description, u"one\n2\n3\n4\nfive\n"_s);
    EXPECT_TRUE(review(*b).empty());
}

TEST_F(WhoWins, ADescriptionChangedInOnePlaceTwiceKeepsTheServersAndMine)
{
    on(*a, { { u"description"_s, u"eins\n2\n3\n4\n5\n"_s } });
    on(*b, { { u"description"_s, u"uno\n2\n3\n4\n5\n"_s } });
    meet(*a, *b);
    EXPECT_EQ(taskOn(*b).description, u"eins\n2\n3\n4\n5\n"_s);
    ASSERT_EQ(review(*b).size(), 1u);
    EXPECT_EQ(review(*b).front().mine, u"uno\n2\n3\n4\n5\n"_s);
    EXPECT_EQ(review(*b).front().base, u"1\n2\n3\n4\n5\n"_s);
    restoreLoser(*b);
    EXPECT_EQ(taskOn(*a).description, u"uno\n2\n3\n4\n5\n"_s);
}

TEST_F(WhoWins, ContentBringsADeletedTaskBackWithANote)
{
    remove(*a);
    on(*b, { { u"title"_s, u"still needed"_s } });
    meet(*a, *b);
    EXPECT_TRUE(taskOn(*a).deletedAt.isEmpty());
    EXPECT_EQ(titleOn(*a), u"still needed"_s);
    ASSERT_EQ(review(*a).size(), 1u);
    EXPECT_EQ(review(*a).front().field, u"deleted_at"_s);
    restoreLoser(*a);
    EXPECT_FALSE(taskOn(*b).deletedAt.isEmpty()) << "deleted after all";
}

TEST_F(WhoWins, ADeletionThatComesLaterLosesToContentToo)
{
    on(*b, { { u"title"_s, u"still needed"_s } });
    remove(*a);
    meet(*b, *a);
    EXPECT_TRUE(taskOn(*a).deletedAt.isEmpty());
    EXPECT_EQ(review(*a).size(), 1u);
}

TEST_F(WhoWins, AMoveInTheListDoesNotBringADeletedTaskBack)
{
    remove(*a);
    on(*b, { { u"position"_s, u"zzzz"_s } });
    meet(*a, *b);
    EXPECT_FALSE(taskOn(*b).deletedAt.isEmpty());
    EXPECT_TRUE(review(*b).empty());
}

TEST_F(WhoWins, ParentsThatWouldCloseACircleAreRefusedOnTheSecondDevice)
{
    const RowKey other = a->addTask(u"other"_s);
    a->sync();
    b->sync();
    const Uid otherUid = *a->store->reads().uidOf(other);
    on(*a, { { u"parent_id"_s, other.value } });
    on(*b, b->task(otherUid), { { u"parent_id"_s, b->task(uid).value } });
    a->sync();
    b->sync();
    const auto counts = *b->store->reads().outboxCounts();
    EXPECT_EQ(counts.needAttention(), 1) << "held here or refused there, and explained; the edit is kept";
    EXPECT_EQ(b->store->reads().task(b->task(otherUid))->parent, RowKey {});
    EXPECT_EQ(taskOn(*b).parent, b->task(otherUid));
}

TEST_F(WhoWins, TwoDevicesThatMakeTheNextOccurrenceHaveOne)
{
    const auto series = uuidText(QUuid::createUuid());
    for (RealDevice* device : { a.get(), b.get() }) {
        Gesture gesture = taskCreated(device->store->reads().workspaces()->front().key,
            { { u"title"_s, u"weekly"_s }, { u"series_id"_s, series }, { u"occurrence_date"_s, u"2026-12-07"_s } },
            builtInWorkflow());
        gesture.changes.front().uid = derivedUid(series, u"2026-12-07"_s);
        ASSERT_TRUE(device->store->apply(gesture));
    }
    meet(*a, *b);
    EXPECT_EQ(a->titles().count(u"weekly"_s), 1);
    EXPECT_EQ(b->titles(), a->titles());
}

TEST_F(WhoWins, AProjectKeepsTheNameThatCameFirstAndTheOtherIsKept)
{
    const auto workspace = a->store->reads().workspaces()->front().key;
    ASSERT_TRUE(a->store->apply(projectCreated(workspace, u"Garden"_s, {}, u"n"_s)));
    a->sync();
    b->sync();
    const auto rename = [](RealDevice& device, const QString& name) {
        ASSERT_TRUE(device.store->apply({ .text = u"Renamed"_s,
            .changes = { { .entity = Entity::Project, .row = device.store->reads().projects()->front().key,
                .fields = { { u"name"_s, name } } } } }));
    };
    rename(*a, u"Park"_s);
    rename(*b, u"Yard"_s);
    meet(*a, *b);
    EXPECT_EQ(b->store->reads().projects()->front().name, u"Park"_s) << "though Yard is later";
    ASSERT_EQ(review(*b).size(), 1u);
    restoreLoser(*b);
    EXPECT_EQ(a->store->reads().projects()->front().name, u"Yard"_s);
}

TEST_F(WhoWins, TheSameDependencyMadeTwiceIsOne)
{
    const Uid otherUid = *a->store->reads().uidOf(a->addTask(u"other"_s));
    a->sync();
    b->sync();
    for (RealDevice* device : { a.get(), b.get() }) {
        const Task other = *device->store->reads().task(device->task(otherUid));
        ASSERT_TRUE(device->store->apply(dependencyAdded(taskOn(*device), other)));
    }
    meet(*a, *b);
    EXPECT_EQ(a->store->reads().blockersOf(a->task(uid))->size(), 1u);
    EXPECT_EQ(b->store->reads().blockersOf(b->task(uid))->size(), 1u);
}
