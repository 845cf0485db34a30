#include "sync/merge/preview.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::merge;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString early = u"2026-11-23T10:00:00.000000+00:00"_s;
const QString late = u"2026-11-23T11:00:00.000000+00:00"_s;

PendingEdit edit(
    const QString& field, const QJsonValue& mine, const QJsonValue& base, qint64 baseSeq, const QString& stamp)
{
    PendingEdit one;
    one.fields.insert(field, mine);
    one.base.insert(field, QJsonObject { { u"value"_s, base }, { u"seq"_s, baseSeq } });
    one.stamp = stamp;
    one.device = u"b"_s;
    return one;
}

ServerRow server(const QString& field, const QJsonValue& value, qint64 seq, const QString& stamp)
{
    return { { field, { value, seq, stamp, u"a"_s } } };
}

QJsonArray set(const QStringList& elements) { return QJsonArray::fromStringList(elements); }

} // namespace

TEST(Preview, AnEditThatSawTheServersValueWinsWhateverTheClocks)
{
    const auto result = preview(edit(u"title"_s, u"mine"_s, u"old"_s, 7, early), server(u"title"_s, u"old"_s, 7, late));
    EXPECT_EQ(result.outcome, OpOutcome::Applied);
    EXPECT_EQ(result.values.value(u"title"_s), u"mine"_s);
}

TEST(Preview, TheLaterStampWinsBetweenConcurrentValues)
{
    const auto loses
        = preview(edit(u"title"_s, u"mine"_s, u"old"_s, 7, early), server(u"title"_s, u"theirs"_s, 9, late));
    EXPECT_EQ(loses.outcome, OpOutcome::Conflict);
    EXPECT_EQ(loses.values.value(u"title"_s), u"theirs"_s);
    EXPECT_EQ(loses.lost, QStringList { u"title"_s });

    const auto wins
        = preview(edit(u"title"_s, u"mine"_s, u"old"_s, 7, late), server(u"title"_s, u"theirs"_s, 9, early));
    EXPECT_EQ(wins.outcome, OpOutcome::Merged);
    EXPECT_EQ(wins.values.value(u"title"_s), u"mine"_s);
    EXPECT_EQ(wins.beaten, QStringList { u"title"_s });
}

TEST(Preview, TheDeviceDecidesWhenStampsAreEqual)
{
    const auto result
        = preview(edit(u"title"_s, u"mine"_s, u"old"_s, 7, early), server(u"title"_s, u"theirs"_s, 9, early));
    EXPECT_EQ(result.values.value(u"title"_s), u"mine"_s) << "device b is above device a";
}

TEST(Preview, ADevicesOwnEarlierValueCountsAsSeen)
{
    auto row = server(u"title"_s, u"my first try"_s, 9, late);
    row[u"title"_s].device = u"b"_s;
    row[u"title"_s].baseSeq = 7;
    EXPECT_EQ(preview(edit(u"title"_s, u"mine"_s, u"old"_s, 7, early), row).outcome, OpOutcome::Applied);
    row[u"title"_s].baseSeq = 8; // it came out of a merge this edit knows nothing of
    EXPECT_EQ(preview(edit(u"title"_s, u"mine"_s, u"old"_s, 7, early), row).outcome, OpOutcome::Conflict);
}

TEST(Preview, AnOverlapKeepsTheServersText)
{
    auto one = edit(u"description"_s, u"mine"_s, u"old"_s, 9, late);
    one.overlaps = QStringList { u"description"_s };
    const auto result = preview(one, server(u"description"_s, u"theirs"_s, 9, early));
    EXPECT_EQ(result.outcome, OpOutcome::Conflict);
    EXPECT_EQ(result.values.value(u"description"_s), u"theirs"_s);
}

TEST(Preview, EqualValuesAreNoConflict)
{
    const auto result
        = preview(edit(u"title"_s, u"same"_s, u"old"_s, 7, early), server(u"title"_s, u"same"_s, 9, late));
    EXPECT_EQ(result.outcome, OpOutcome::Applied);
}

TEST(Preview, SetsMergeElementByElement)
{
    const auto result
        = preview(edit(u"labels"_s, set({ u"blue"_s, u"kept"_s }), set({ u"kept"_s, u"red"_s }), 7, early),
            server(u"labels"_s, set({ u"green"_s, u"kept"_s, u"red"_s }), 9, late));
    EXPECT_EQ(result.outcome, OpOutcome::Merged);
    EXPECT_EQ(result.values.value(u"labels"_s).toArray(), set({ u"blue"_s, u"green"_s, u"kept"_s }));
}

TEST(Preview, APositionIsTakenAsItComesAndNeverReported)
{
    const auto result = preview(edit(u"position"_s, u"m"_s, u"a"_s, 7, early), server(u"position"_s, u"z"_s, 9, late));
    EXPECT_EQ(result.outcome, OpOutcome::Applied);
    EXPECT_EQ(result.values.value(u"position"_s), u"m"_s);
}

TEST(Preview, ADescriptionOnAnotherBaseIsMergedHereFirst)
{
    const auto result = preview(
        edit(u"description"_s, u"mine"_s, u"old"_s, 7, late), server(u"description"_s, u"theirs"_s, 9, early));
    EXPECT_EQ(result.outcome, OpOutcome::Rebase);
    EXPECT_EQ(result.rebase, QStringList { u"description"_s });
    EXPECT_TRUE(result.values.isEmpty());
}

TEST(Preview, StructuralDataKeepsTheServersValue)
{
    auto one = edit(u"name"_s, u"mine"_s, u"old"_s, 7, late);
    one.entity = Entity::Project;
    const auto result = preview(one, server(u"name"_s, u"theirs"_s, 9, early));
    EXPECT_EQ(result.outcome, OpOutcome::Conflict);
    EXPECT_EQ(result.values.value(u"name"_s), u"theirs"_s);
}

TEST(Preview, FieldsOfAGroupWinOrLoseTogether)
{
    auto one = edit(u"status"_s, u"done"_s, u"todo"_s, 7, early);
    one.fields.insert(u"completion_date"_s, early);
    one.base.insert(u"completion_date"_s, QJsonObject { { u"value"_s, QJsonValue::Null }, { u"seq"_s, 7 } });
    ServerRow row = server(u"status"_s, u"cancelled"_s, 9, late);
    row[u"completion_date"_s] = { late, 9, late, u"a"_s };
    const auto result = preview(one, row);
    EXPECT_EQ(result.values.value(u"status"_s), u"cancelled"_s);
    EXPECT_EQ(result.values.value(u"completion_date"_s), late);
    EXPECT_EQ(result.lost.size(), 2);
}
