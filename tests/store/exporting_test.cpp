#include "store/exporting.h"
#include "store/reads.h"
#include "tests/store/storefixture.h"

#include <QFile>
#include <QJsonDocument>

using namespace convoy;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class Exporting : public StoreFixture {
protected:
    QJsonObject exported()
    {
        const QString to = folder.filePath(u"all.json"_s);
        const auto tasks = store::exportEverything(store->reads(), to);
        EXPECT_TRUE(tasks);
        EXPECT_EQ(*tasks, number("SELECT count(*) FROM tasks"));
        QFile file(to);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_EQ(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        return QJsonDocument::fromJson(file.readAll()).object();
    }
    QTemporaryDir folder;
};

} // namespace

TEST_F(Exporting, WritesEveryRowWithUuidsForReferencesTheTrashAndWhatWaits)
{
    const RowKey parent = addTask(u"Paint the \"shed\""_s, { { u"labels"_s, QJsonArray { u"garden"_s, u"weekend"_s } } });
    const RowKey child = addTask(u"Buy paint"_s, { { u"parent_id"_s, parent.value } });
    const RowKey gone = addTask(u"Never mind"_s);
    connectToServer();
    sync();
    remove(gone);

    const QJsonObject all = exported();

    EXPECT_EQ(all[u"format"_s], u"convoy-export"_s);
    const QJsonArray tasks = all[u"tasks"_s].toArray();
    ASSERT_EQ(tasks.size(), 3);
    EXPECT_EQ(tasks[0][u"title"_s], u"Paint the \"shed\""_s);
    EXPECT_EQ(tasks[0][u"labels"_s], (QJsonArray { u"garden"_s, u"weekend"_s }));
    EXPECT_EQ(tasks[0][u"id"_s], bareUid(uidOf(parent)));
    EXPECT_EQ(tasks[0][u"workspace_id"_s], bareUid(uidOf(workspace)));
    EXPECT_TRUE(tasks[0][u"parent_id"_s].isNull());
    EXPECT_TRUE(tasks[0][u"deleted_at"_s].isNull());
    EXPECT_EQ(tasks[1][u"parent_id"_s], bareUid(uidOf(parent)));
    EXPECT_EQ(tasks[1][u"id"_s], bareUid(uidOf(child)));
    EXPECT_FALSE(tasks[2][u"deleted_at"_s].isNull());
    EXPECT_EQ(all[u"workspaces"_s].toArray().size(), 1);
    EXPECT_FALSE(all.contains(u"workflows"_s)) << "reference data is not the person's";
}

TEST_F(Exporting, SaysSoWhenTheFileCannotBeWritten)
{
    const auto tasks = store::exportEverything(store->reads(), u"/nonexistent/all.json"_s);

    ASSERT_FALSE(tasks);
    EXPECT_TRUE(tasks.error().detail.contains(u"/nonexistent/all.json"_s));
}
