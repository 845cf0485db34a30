// Files as earlier versions left them: what was queued there goes on.
#include "tests/store/storefixture.h"

#include "store/database.h"
#include "store/migrations.h"
#include "store/reads.h"

#include <QFile>
#include <QRegularExpression>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

class AnOlderFile : public ::testing::Test {
protected:
    AnOlderFile()
    {
        QFile golden(QStringLiteral(CONVOY_GOLDEN "/version1.sql"));
        EXPECT_TRUE(golden.open(QIODevice::ReadOnly));
        run(golden.readAll().constData());
    }
    void run(const char* sql)
    {
        auto database = Database::open(path, Database::Mode::ReadWrite);
        ASSERT_TRUE(database);
        ASSERT_TRUE((*database)->run(sql)) << sql;
    }
    void open()
    {
        auto opened = Store::open(path, clock);
        ASSERT_TRUE(opened) << qPrintable(opened.error().detail);
        store = *std::move(opened);
    }
    //! Tables and indexes by name; the writing of the statements does not count.
    static QMap<QString, QString> shapeOf(Database& database)
    {
        QMap<QString, QString> shape;
        Access access(database);
        access.each("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL", [&](Statement& row) {
            static const QRegularExpression spaces(u"\\s+|--[^\\n]*\\n?"_s);
            shape.insert(row.text(0), row.text(1).replace(spaces, u" "_s).simplified());
        });
        return shape;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(u"convoy.sqlite"_s);
    ManualClock clock;
    std::unique_ptr<Store> store;
};

TEST_F(AnOlderFile, BecomesWhatANewOneIs)
{
    open();
    const auto fresh = Store::open(folder.filePath(u"fresh.sqlite"_s), clock);
    ASSERT_TRUE(fresh);
    EXPECT_EQ(shapeOf(store->database()), shapeOf((*fresh)->database()));
    Access access(store->database());
    EXPECT_EQ(access.number("PRAGMA user_version"), databaseVersion());
}

TEST_F(AnOlderFile, KeepsEveryQueuedEditInItsState)
{
    open();
    const auto entries = store->reads().outbox();
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 5u);
    QMap<qint64, OutboxState> states;
    for (const auto& entry : *entries) {
        states.insert(entry.id, entry.state);
        EXPECT_EQ(entry.schema, 1);
    }
    EXPECT_EQ(states.value(6), OutboxState::Refused);
    EXPECT_EQ(states.value(8), OutboxState::Waiting);
    EXPECT_EQ(states.value(9), OutboxState::Sent);
    EXPECT_EQ(store->reads().task(RowKey { 3 })->title, u"Fix the pump"_s);
}

TEST_F(AnOlderFile, ResendsWhatWasSentAsItWasAndSendsTheRestUnderItsOldSchema)
{
    open();
    const auto sent = store->replica().sentBatches();
    ASSERT_TRUE(sent && sent->size() == 1);
    ASSERT_EQ(sent->front().request.groups.size(), 1u);
    EXPECT_EQ(sent->front().request.groups[0].ops[0].stamp, u"2026-11-25T15:00:00.000000+00:00"_s);
    auto batch = store->replica().nextBatch({});
    ASSERT_TRUE(batch && *batch);
    for (const auto& group : (*batch)->request.groups)
        EXPECT_EQ(group.schema, 1);
}

TEST_F(AnOlderFile, GetsTheColumnsOfANewerSchemaAndReadsItsRowsAnewWithoutLosingTheQueue)
{
    run("ALTER TABLE tasks DROP COLUMN reminder");
    open();
    EXPECT_TRUE(shapeOf(store->database()).value(u"tasks"_s).contains(u"reminder"_s));
    const auto cursors = store->replica().cursors();
    ASSERT_TRUE(cursors && cursors->size() == 1);
    EXPECT_EQ(cursors->front().after, 0) << "everything is asked for once more";
    EXPECT_FALSE(cursors->front().filled);
    ASSERT_EQ(store->reads().outbox()->size(), 5u);
    EXPECT_EQ(store->reads().outbox(RowKey { 3 })->front().base[u"title"_s][u"seq"_s].toInteger(), 101);
    const auto uid = *store->reads().uidOf(RowKey { 3 });
    WorkspacePage page { .workspace = cursors->front().uid, .epoch = u"11111111-1111-4111-8111-111111111111"_s, .next = 102,
        .rows = rowsFrom({ { Entity::Task, { { u"id"_s, uid }, { u"seq"_s, 101 }, { u"title"_s, u"Fix pump"_s },
                                 { u"reminder"_s, u"2026-12-01T09:00"_s } } } }) };
    ASSERT_TRUE(store->replica().applyPage(page));
    Access access(store->database());
    EXPECT_EQ(access.text("SELECT reminder FROM tasks WHERE key=3"), u"2026-12-01T09:00"_s);
    EXPECT_EQ(store->reads().task(RowKey { 3 })->title, u"Fix the pump"_s) << "with the edit on top";
}

} // namespace convoy::test
