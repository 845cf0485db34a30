#include "sync/remote/answers.h"

#include <QRandomGenerator>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::remote;
using namespace Qt::Literals::StringLiterals;

namespace {

// As PostgreSQL prints jsonb: keys by length, blanks after commas and colons, rows before the columns that explain
// them.
const QByteArray page = R"({"schema": 1, "min_schema": 1, "reference": {"hash": "abc", "count": 12},
 "workspaces": {"w1": {"next": 9007199254740993, "epoch": "e1", "state": "ok", "total": 2, "has_more": true, "changes": {
   "tasks": {"rows": [
      ["id-1", 9007199254740993, "2026-11-23T10:42:07.123456+00:00", null, null, "A \"quoted\" title \u00e4 \ud83d\ude00", ["a", "b"] , 142, "from the future"],
      ["id-2", 4, null, null, "2026-11-23T10:42:07.123456+00:00", "", [], null, {"x": 1}]],
     "columns": ["id", "seq", "created_at", "updated_at", "deleted_at", "title", "labels", "number", "new_column"]},
   "sync_conflicts": {"rows": [["id-3", 5, "hello", {"k": 1} , true]], "columns": ["id", "seq", "mine_value", "base_value", "theirs_value"]},
   "projects": {"rows": [["id-4", true, 1.5]], "columns": ["id", "archived", "position"]},
   "unheard_of": {"rows": [[1]], "columns": ["id"]}}},
  "w2": {"state": "gone", "reason": "revoked"},
  "w3": {"next": 3, "state": "resync", "epoch": "e9"}},
 "memberships": [{"id": "w1", "name": "Home", "role": "editor", "epoch": "e1"}], "server_time": "2026-11-23T10:42:07.123456+00:00"})";

const Cell& cell(const RowSet& set, size_t row, size_t column) { return set.cells[row * set.columns.size() + column]; }

Error::Kind kindOf(const QByteArray& body)
{
    const auto answer = parsePull(body);
    return answer ? Error::Kind::Cancelled : answer.error().kind;
}

} // namespace

TEST(PullAnswer, IsReadWithRowsBeforeTheirColumns)
{
    const auto answer = parsePull(page);
    ASSERT_TRUE(answer) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->serverTime, u"2026-11-23T10:42:07.123456+00:00"_s);
    EXPECT_EQ(answer->reference, (ReferenceManifest { 12, u"abc"_s }));
    ASSERT_EQ(answer->memberships.size(), 1u);
    EXPECT_EQ(answer->memberships[0].role, Role::Editor);
    ASSERT_EQ(answer->workspaces.size(), 3u);
    const auto& first = answer->workspaces[0];
    EXPECT_EQ(first.state, WorkspacePage::State::Ok);
    EXPECT_EQ(first.next, 9007199254740993) << "64-bit integers are exact";
    EXPECT_TRUE(first.hasMore);
    EXPECT_EQ(first.total, 2);
    EXPECT_EQ(answer->workspaces[1].state, WorkspacePage::State::Gone);
    EXPECT_EQ(answer->workspaces[1].reason, u"revoked"_s);
    EXPECT_EQ(answer->workspaces[2].state, WorkspacePage::State::Resync);
}

TEST(PullAnswer, FillsCellsAndLeavesOutWhatANewerServerAdds)
{
    const auto answer = parsePull(page);
    ASSERT_TRUE(answer);
    const Rows& rows = answer->workspaces[0].rows;
    EXPECT_EQ(rows.unknownTables, 1);
    EXPECT_EQ(rows.unknownColumns, 1);
    ASSERT_EQ(rows.sets.size(), 3u);
    const RowSet& tasks = rows.sets[0];
    ASSERT_EQ(tasks.rowCount(), 2u);
    ASSERT_EQ(tasks.columns.size(), 8u);
    EXPECT_EQ(cell(tasks, 0, 1).integer, 9007199254740993);
    EXPECT_EQ(cell(tasks, 0, 3).type, Cell::Type::Null);
    EXPECT_EQ(QString::fromUtf8(cell(tasks, 0, 5).text.data(), qsizetype(cell(tasks, 0, 5).text.size())),
        u"A \"quoted\" title ä 😀"_s);
    EXPECT_EQ(cell(tasks, 0, 6).type, Cell::Type::Json);
    EXPECT_EQ(cell(tasks, 0, 6).text, R"(["a", "b"])");
    EXPECT_EQ(cell(tasks, 0, 7).integer, 142);
    EXPECT_EQ(cell(tasks, 1, 5).type, Cell::Type::Text) << "an empty text is not null";
    EXPECT_EQ(cell(rows.sets[2], 0, 1).type, Cell::Type::Boolean);
    EXPECT_EQ(cell(rows.sets[2], 0, 2).real, 1.5);
}

TEST(PullAnswer, KeepsJsonFieldsAsRawJsonWhateverTheirValue)
{
    const auto answer = parsePull(page);
    ASSERT_TRUE(answer);
    const RowSet& conflicts = answer->workspaces[0].rows.sets[1];
    EXPECT_EQ(cell(conflicts, 0, 2).type, Cell::Type::Json);
    EXPECT_EQ(cell(conflicts, 0, 2).text, R"("hello")");
    EXPECT_EQ(cell(conflicts, 0, 3).text, R"({"k": 1})");
    EXPECT_EQ(cell(conflicts, 0, 4).text, "true");
}

TEST(PullAnswer, RowsOutliveTheAnswerTheyCameIn)
{
    Rows kept;
    {
        auto bytes = QByteArray(page.constData(), page.size());
        auto answer = parsePull(bytes);
        ASSERT_TRUE(answer);
        kept = answer->workspaces[0].rows;
        bytes.fill('x');
    }
    EXPECT_EQ(cell(kept.sets[0], 1, 0).text, "id-2");
}

TEST(PullAnswer, IsMalformedWhenCutAnywhere)
{
    for (qsizetype length = 0; length < page.size(); ++length)
        EXPECT_EQ(kindOf(page.left(length)), Error::Kind::Malformed) << length;
}

TEST(PullAnswer, IsMalformedWhenItIsSomethingElse)
{
    const QByteArray strange[] = { "", "null", "[]", "42", "\"text\"", "{}", "<html></html>", "{\"server_time\": 3}",
        page + "x", page + page, R"({"server_time": "t", "workspaces": {"w": {"next": 1}}})",
        R"({"server_time": "t", "workspaces": {"w": {"state": "odd"}}})",
        R"({"server_time": "t", "workspaces": {"w": {"state": "ok", "next": 1.5}}})",
        R"({"server_time": "t", "workspaces": {"w": {"state": "ok", "next": 99999999999999999999}}})",
        R"({"server_time": "t", "workspaces": {"w": {"state": "ok", "changes": {"tasks": {"columns": ["id", "seq"], "rows": [["a"]]}}}}})",
        R"({"server_time": "t", "workspaces": {"w": {"state": "ok", "changes": {"tasks": {"columns": ["id"], "rows": [["a", 1]]}}}}})",
        R"({"server_time": "t", "workspaces": {"w": {"state": "ok", "changes": {"tasks": {"rows": []}}}}})",
        R"({"server_time": "t", "workspaces": {"w": {"state": "ok", "changes": {"tasks": {"columns": [1], "rows": []}}}}})",
        QByteArray(R"({"server_time": ")") + "\xff\xfe" + R"("})", QByteArray(100'000, '[') };
    for (const QByteArray& body : strange)
        EXPECT_EQ(kindOf(body), Error::Kind::Malformed) << body.left(120).toStdString();
}

TEST(PullAnswer, NeverCrashesOnDamagedBytes)
{
    QRandomGenerator random(20'261'123);
    int understood = 0;
    for (int round = 0; round < 20'000; ++round) {
        auto damaged = page;
        for (int hits = random.bounded(1, 4); hits > 0; --hits) {
            const auto at = random.bounded(int(damaged.size()));
            if (random.bounded(2))
                damaged[at] = char(random.bounded(256));
            else
                damaged.remove(at, random.bounded(1, 30));
        }
        const auto answer = parsePull(damaged);
        if (!answer) {
            ASSERT_EQ(answer.error().kind, Error::Kind::Malformed);
            continue;
        }
        ++understood;
        for (const auto& workspace : answer->workspaces) {
            for (const auto& set : workspace.rows.sets)
                ASSERT_EQ(set.cells.size() % set.columns.size(), 0u);
        }
    }
    EXPECT_GT(understood, 0) << "damage inside a text is no damage to the form";
}

TEST(PushAnswer, IsReadWithEveryOutcome)
{
    const auto answer = parsePush(
        R"({"to": 12, "from": 10, "rows": {"tasks": {"rows": [["t1", 12]], "columns": ["id", "seq"]}}, "epoch": "e1",
      "schema": 1, "min_schema": 1, "server_time": "2026-11-23T10:42:07.123456+00:00", "groups": [
      {"group": "00000000-0000-4000-8000-000000000001", "status": "applied", "replayed": true, "ops": [
        {"op": "00000000-0000-4000-8000-00000000000a", "id": "t1", "seq": 12, "number": null, "status": "conflict", "lost": ["title"]},
        {"op": "00000000-0000-4000-8000-00000000000b", "id": "t2", "status": "rebase", "rebase": {"description": {"seq": 9007199254740993, "value": "x"}}}]},
      {"group": "00000000-0000-4000-8000-000000000002", "status": "refused", "error": {"code": "cycle", "message": "No."}},
      {"group": "00000000-0000-4000-8000-000000000003", "status": "not_processed", "replayed": false, "error": null, "ops": []}]})");
    ASSERT_TRUE(answer) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->from, 10);
    EXPECT_EQ(answer->to, 12);
    EXPECT_EQ(answer->rows.rowCount(), 1u);
    ASSERT_EQ(answer->groups.size(), 3u);
    EXPECT_TRUE(answer->groups[0].replayed);
    ASSERT_EQ(answer->groups[0].ops.size(), 2u);
    EXPECT_EQ(answer->groups[0].ops[0].outcome, OpOutcome::Conflict);
    EXPECT_EQ(answer->groups[0].ops[0].lost, QStringList { u"title"_s });
    EXPECT_EQ(answer->groups[0].ops[1].rebase.value(u"description"_s)[u"seq"_s].toInteger(), 9007199254740993);
    EXPECT_EQ(answer->groups[1].outcome, GroupOutcome::Refused);
    EXPECT_EQ(answer->groups[1].errorCode, u"cycle"_s);
    EXPECT_EQ(answer->groups[2].outcome, GroupOutcome::NotProcessed);
}

TEST(PushAnswer, WithAnOutcomeNobodyKnowsEndsNoEntry)
{
    const auto answer = parsePush(
        R"({"server_time": "t", "groups": [{"group": "00000000-0000-4000-8000-000000000001", "status": "perhaps"}]})");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Malformed);
    EXPECT_FALSE(parsePush(R"({"server_time": "t", "groups": [{"group": "no uuid", "status": "applied"}]})"));
    EXPECT_FALSE(parsePush(R"({"server_time": "t", "groups": [{"status": "applied"}]})"));
}

TEST(OtherAnswers, AreReadOrMalformed)
{
    const auto created = parseWorkspaceCreate(R"({"id": "w", "epoch": "e", "role": "owner", "rows": {}})");
    ASSERT_TRUE(created);
    EXPECT_EQ(created->role, Role::Owner);
    EXPECT_FALSE(parseWorkspaceCreate("{}"));
    const auto reference = parseReference(
        R"({"hash": "h", "count": 1, "entities": {"workflows": {"rows": [["id", "n"]], "columns": ["id", "name"]}}})");
    ASSERT_TRUE(reference);
    EXPECT_EQ(reference->rows.rowCount(), 1u);
    EXPECT_FALSE(parseReference(R"({"hash": "h", "count": 0})"))
        << "an answer without entities must not empty the reference data";
    EXPECT_TRUE(parseTaskContext(R"({"task": {"id": "t"}})"));
    EXPECT_FALSE(parseTaskContext(R"({"task": null})"));
}

TEST(PullAnswer, ChecksumsAreReadByTableAndUnknownTablesAreLeftOut)
{
    const auto answer = parsePull(R"({"server_time": "t", "workspaces": {"w": {"state": "ok", "next": 3, "has_more": false, "changes": {},
        "checksums": {"tasks": [[0, 2, "aa"], [63, 1, "bb"]], "projects": [], "unheard_of": [[1, 1, "cc"]]}}, "v": {"state": "gone"}}})");
    ASSERT_TRUE(answer);
    ASSERT_TRUE(answer->workspaces[0].checksums);
    const Checksums& sums = *answer->workspaces[0].checksums;
    EXPECT_EQ(sums.size(), 2u);
    EXPECT_EQ(sums.at(Entity::Task), (std::vector<BucketSum> { { 0, 2, u"aa"_s }, { 63, 1, u"bb"_s } }));
    EXPECT_FALSE(answer->workspaces[1].checksums);
}

TEST(RowsAnswer, IsReadAndOneThatSaysNothingOfItsStateIsNone)
{
    const auto answer = parseRows(R"({"min_schema": 1, "state": "ok", "rows": {"tasks": {"columns": ["id", "seq"], "rows": [["a", 4]]}}})");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, WorkspacePage::State::Ok);
    EXPECT_EQ(answer->rows.rowCount(), 1u);
    EXPECT_FALSE(parseRows(R"({"rows": {}})"));
    EXPECT_FALSE(parseRows("[]"));
}
