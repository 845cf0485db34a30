#include "store/textindex.h"
#include "tests/support/taskdata.h"

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;
using test::TaskData;

namespace {

using Keys = std::vector<RowKey>;

void makeDirty(TaskData& data, RowKey key)
{
    data.run("INSERT OR IGNORE INTO search_dirty VALUES(" + QByteArray::number(key.value) + ")");
}

Keys found(TaskData& data, const QString& text)
{
    const auto keys = data.reads().search(text, 50);
    EXPECT_TRUE(keys) << (keys ? "" : qPrintable(keys.error().detail));
    return keys ? *keys : Keys {};
}

} // namespace

TEST(Search, FindsWordsAndBeginningsBeforeAndAfterIndexing)
{
    TaskData data;
    const RowKey title = data.task("Müller pump is leaking");
    const RowKey body = data.task("Other", "description", "'The pump of the muller'");
    const RowKey comment = data.task("Third");
    const RowKey line = data.row(
        Entity::Activity, "kind, task_id, body", "'comment', " + QByteArray::number(comment.value) + ", 'buy a pump'");
    for (const RowKey key : { title, body, comment, line })
        makeDirty(data, key);
    for (const bool indexed : { false, true }) {
        if (indexed) {
            while (*hasDirtyText(data.database()))
                ASSERT_TRUE(indexDirtyText(data.database(), 2));
            EXPECT_EQ(found(data, u"pump"_s).front(), title) << "a hit in the title comes first";
        }
        EXPECT_EQ(found(data, u"PUMP"_s).size(), 3U);
        EXPECT_EQ(found(data, u"mull pum"_s).size(), 2U);
        EXPECT_EQ(found(data, u"leak"_s), Keys { title });
        EXPECT_EQ(found(data, u"ump"_s), Keys {});
        EXPECT_EQ(found(data, u"buy"_s), Keys { comment });
    }
}

TEST(Search, ADirtyRowIsFoundByItsNewTextOnly)
{
    TaskData data;
    const RowKey task = data.task("oak");
    makeDirty(data, task);
    ASSERT_TRUE(indexDirtyText(data.database(), 10));
    EXPECT_EQ(found(data, u"oak"_s), Keys { task });
    data.run("UPDATE tasks SET title='birch'");
    makeDirty(data, task);
    EXPECT_EQ(found(data, u"oak"_s), Keys {});
    EXPECT_EQ(found(data, u"birch"_s), Keys { task });
    ASSERT_TRUE(indexDirtyText(data.database(), 10));
    EXPECT_EQ(found(data, u"oak"_s), Keys {});
    EXPECT_EQ(found(data, u"birch"_s), Keys { task });
}

TEST(Search, FindsTheSameWhetherWordsAreWalkedOrGathered)
{
    // Given many rows whose words begin alike, some of them rare, so that every way of looking is taken
    TaskData data;
    data.run("BEGIN");
    data.run("WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM c WHERE i<5999) INSERT INTO ids"
             " SELECT 1000+i, 5, printf('00000000-0000-4000-8000-%012x', i) FROM c");
    data.run("WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM c WHERE i<5999) INSERT INTO tasks(key, workspace_id, title, description, status)"
             " SELECT 1000+i, 1, 'internal note '||(31000+i)||CASE WHEN i%997=3 THEN ' international' ELSE '' END,"
             " CASE WHEN i%2 THEN 'pumps' ELSE 'pumice' END||CASE WHEN i%400=7 THEN ' interior' ELSE '' END||CASE WHEN i%3=0 THEN ' valves' ELSE ' valley' END,"
             " 'todo' FROM c");
    data.run("INSERT INTO search_text(rowid, title, body) SELECT key, title, description FROM tasks");
    data.run("COMMIT");
    const auto expected = [&](const QString& condition) {
        Keys keys;
        for (const char* where : { "title", "title||' '||description" }) {
            QString sql = condition;
            sql = u"SELECT key FROM tasks WHERE "_s + sql.replace(u"$"_s, u"(' '||"_s + QLatin1StringView(where) + u")"_s) + u" ORDER BY key DESC"_s;
            Statement statement = data.database().prepare(sql.toUtf8().constData());
            while (statement.row() && keys.size() < 50) {
                if (std::find(keys.begin(), keys.end(), statement.key(0)) == keys.end())
                    keys.push_back(statement.key(0));
            }
        }
        return keys;
    };

    for (const QString& typed : { u"internal"_s, u"international"_s, u"interior"_s, u"intern"_s, u"pumps"_s, u"pumps valves"_s, u"pumice valley"_s,
             u"note 31999"_s, u"internal 310"_s, u"internal interior"_s, u"international valves"_s, u"pumpers"_s, u"pumps 36999 note"_s, u"int"_s }) {
        QStringList conditions;
        for (const QString& word : typed.split(u' '))
            conditions += u"$ LIKE '% "_s + word + u"%'"_s;
        EXPECT_EQ(found(data, typed), expected(conditions.join(u" AND "_s))) << qPrintable(typed);
    }
}

TEST(Search, LeavesOutTheTrash)
{
    TaskData data;
    const RowKey project = data.project("P");
    const RowKey one = data.task("elm one", "project_id", QByteArray::number(project.value));
    const RowKey two = data.task("elm two");
    makeDirty(data, one);
    makeDirty(data, two);
    ASSERT_TRUE(indexDirtyText(data.database(), 10));
    EXPECT_EQ(found(data, u"elm"_s).size(), 2U);
    data.run("UPDATE tasks SET deleted_at='2026-01-01' WHERE key=" + QByteArray::number(two.value));
    EXPECT_EQ(found(data, u"elm"_s), Keys { one });
    data.run("UPDATE projects SET deleted_at='2026-01-01'");
    EXPECT_EQ(found(data, u"elm"_s), Keys {});
}

TEST(Search, TakesAnythingThatIsTypedAsText)
{
    TaskData data;
    const RowKey task = data.task("AND OR NOT near title 100% a-b \"quoted\"");
    makeDirty(data, task);
    for (const bool indexed : { false, true }) {
        if (indexed) {
            ASSERT_TRUE(indexDirtyText(data.database(), 10));
        }
        for (const QString& text : { u"\"quo"_s, u"AND"_s, u"NOT near"_s, u"title:"_s, u"100%"_s, u"a-b"_s, u"(near"_s,
                 u"a*"_s, u"^and"_s, u"{title} : near"_s, u"'quoted'"_s })
            EXPECT_EQ(found(data, text), Keys { task }) << qPrintable(text);
        EXPECT_EQ(found(data, u" \"'*:() "_s), Keys {});
        EXPECT_EQ(found(data, QString()), Keys {});
        EXPECT_EQ(found(data, QString(QChar(0))), Keys {});
    }
}

} // namespace convoy::store
