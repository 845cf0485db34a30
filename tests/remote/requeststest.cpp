#include "sync/remote/requests.h"
#include "domain/jsonvalues.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::remote;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject requestIn(const QByteArray& body) { return objectFromJson(body).value(u"request"_s).toObject(); }

} // namespace

TEST(Requests, APullNamesItsCursorsAndAsksForAFirstFillWithANullEpoch)
{
    PullRequest pull;
    pull.limit = 5000;
    pull.workspaces = { { u"0b7f2f0e-0000-4000-8000-000000000001"_s, u"e1"_s, 9007199254740993 },
        { u"tmp-0b7f2f0e-0000-4000-8000-000000000002"_s, {}, 0 } };
    const auto body = pullBody(pull);
    EXPECT_TRUE(body.contains("9007199254740993")) << "64-bit integers are exact: " << body.toStdString();
    const auto workspaces = requestIn(body).value(u"workspaces"_s).toArray();
    ASSERT_EQ(workspaces.size(), 2);
    EXPECT_EQ(workspaces[0].toObject().value(u"epoch"_s), u"e1"_s);
    EXPECT_TRUE(workspaces[1].toObject().value(u"epoch"_s).isNull());
    EXPECT_EQ(workspaces[1].toObject().value(u"id"_s), u"0b7f2f0e-0000-4000-8000-000000000002"_s)
        << "ids on the wire are bare";
    EXPECT_FALSE(requestIn(body).contains(u"verify"_s));
}

TEST(Requests, APushCarriesGroupsWithFieldsBaseAndStamp)
{
    PushOp op { QUuid::createUuid(), Entity::Task, u"tmp-0b7f2f0e-0000-4000-8000-000000000002"_s, Action::Update, {},
        {}, {}, {} };
    op.fields.insert(u"milestone_id"_s, QJsonValue::Null);
    op.base.insert(u"milestone_id"_s, QJsonObject { { u"value"_s, u"x"_s }, { u"seq"_s, 7 } });
    op.stamp = u"2026-11-23T10:42:07.123456+00:00"_s;
    op.overlaps = QStringList { u"description"_s };
    const PushRequest request { u"w"_s, u"epoch-1"_s, u"d"_s, u"laptop"_s, { { QUuid::createUuid(), 1, { op } } } };
    const auto object = requestIn(pushBody(request));
    const auto sent = object.value(u"groups"_s)[0][u"ops"_s][0].toObject();
    EXPECT_EQ(sent.value(u"op"_s), uuidText(op.op));
    EXPECT_EQ(sent.value(u"entity"_s), u"tasks"_s);
    EXPECT_EQ(sent.value(u"action"_s), u"update"_s);
    EXPECT_EQ(sent.value(u"id"_s), u"0b7f2f0e-0000-4000-8000-000000000002"_s);
    EXPECT_TRUE(sent.value(u"fields"_s).toObject().contains(u"milestone_id"_s)) << "null clears, absent leaves alone";
    EXPECT_EQ(sent.value(u"base"_s)[u"milestone_id"_s][u"seq"_s].toInteger(), 7);
    EXPECT_EQ(sent.value(u"overlaps"_s)[0], u"description"_s);
    EXPECT_EQ(object.value(u"device"_s)[u"name"_s], u"laptop"_s);
}

TEST(Requests, AComparisonNamesItsWindowAndRowsAreAskedForByBucketAndById)
{
    PullRequest pull;
    pull.verify = BucketRange { 8, 16 };
    pull.workspaces = { { u"w"_s, u"e"_s, 7, 0 }, { u"v"_s, u"e"_s, 7 } };
    pull.workspaces.front().window = u"2026-01-01T00:00:00+00:00"_s;
    pull.workspaces.back().cutoff = u"2025-01-01T00:00:00+00:00"_s;
    pull.workspaces.back().had = u"2025-07-01T00:00:00+00:00"_s;
    const auto asked = requestIn(pullBody(pull));
    EXPECT_EQ(asked.value(u"verify"_s), (QJsonArray { 8, 16 }));
    EXPECT_EQ(asked.value(u"workspaces"_s)[0][u"window"_s], u"2026-01-01T00:00:00+00:00"_s);
    EXPECT_FALSE(asked.value(u"workspaces"_s)[1].toObject().contains(u"window"_s));
    EXPECT_EQ(asked.value(u"workspaces"_s)[1][u"cutoff"_s], u"2025-01-01T00:00:00+00:00"_s);
    EXPECT_EQ(asked.value(u"workspaces"_s)[1][u"had"_s], u"2025-07-01T00:00:00+00:00"_s);
    EXPECT_FALSE(asked.value(u"workspaces"_s)[0].toObject().contains(u"cutoff"_s));

    const auto rows = requestIn(rowsBody({ u"w"_s, u"e"_s, 7, { { Entity::Task, { 3, 63 } } }, { { Entity::Project, { u"p"_s } } } }));
    EXPECT_EQ(rows.value(u"workspace"_s), u"w"_s);
    EXPECT_EQ(rows.value(u"after"_s).toInteger(), 7);
    EXPECT_EQ(rows.value(u"buckets"_s)[u"tasks"_s].toArray(), (QJsonArray { 3, 63 }));
    EXPECT_EQ(rows.value(u"ids"_s)[u"projects"_s].toArray(), QJsonArray { u"p"_s });
}
