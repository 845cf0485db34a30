// Tasks made before there was an account, on their way into one.
#include "store/adoption.h"
#include "store/reads.h"
#include "tests/store/storefixture.h"

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

//! `store` is the one without an account.
class Adopting : public StoreFixture {
protected:
    Adopting()
        : m_account(*Store::open(m_accounts.filePath(u"account.sqlite"_s), clock))
    {
    }

    void adoptAll()
    {
        ASSERT_TRUE(adopt(store->database(), *m_account, u"Added"_s));
        ASSERT_TRUE(letGo(*store, *m_account, u"Moved"_s));
    }
    static qint64 liveIn(Store& which) { return *contentCount(which.database()); }
    QString titleThere(const Uid& uid)
    {
        Access access(m_account->database());
        const auto key = m_account->reads().keyOf(uid);
        const auto found = key ? readRow(access, Entity::Task, *key) : std::nullopt;
        return found ? found->fields[u"title"_s].toString() : QString();
    }
    RowKey addProject(const QString& name)
    {
        return apply(projectCreated(workspace, name, {}, u"m"_s)).created.front();
    }

    QTemporaryDir m_accounts;
    std::unique_ptr<Store> m_account;
};

TEST_F(Adopting, WhatIsTheAccountsNowIsNotOnThisDeviceOnlyAnyMore)
{
    const RowKey project = addProject(u"Garden"_s);
    const RowKey parent = addTask(u"Parent"_s, { { u"project_id"_s, project.value }, { u"labels"_s, QJsonArray { u"b"_s, u"a"_s } },
                                                   { u"due_date"_s, u"2026-12-01"_s }, { u"priority"_s, u"high"_s } });
    const RowKey child = addTask(u"Child"_s, { { u"project_id"_s, project.value }, { u"parent_id"_s, parent.value } });
    adoptAll();

    EXPECT_EQ(liveIn(*m_account), 2);
    EXPECT_EQ(liveIn(*store), 0);
    EXPECT_FALSE(row(project, Entity::Project)->deletedAt.isEmpty());
    EXPECT_FALSE(row(child)->deletedAt.isEmpty());
    EXPECT_EQ(row(child)->fields[u"title"_s], u"Child"_s) << "in the trash, not gone";
    addTask(u"Written without the account"_s);
    EXPECT_EQ(liveIn(*store), 1);
}

TEST_F(Adopting, WhatWasWrittenMeanwhileStaysWithWhatContainsIt)
{
    const RowKey project = addProject(u"Garden"_s);
    const RowKey parent = addTask(u"Parent"_s, { { u"project_id"_s, project.value } });
    const RowKey child = addTask(u"Child"_s, { { u"project_id"_s, project.value }, { u"parent_id"_s, parent.value } });
    const RowKey other = addTask(u"Other"_s, { { u"project_id"_s, project.value } });
    ASSERT_TRUE(adopt(store->database(), *m_account, u"Added"_s));
    change(child, { { u"title"_s, u"Child, looked at again"_s } }); // by another window
    ASSERT_TRUE(letGo(*store, *m_account, u"Moved"_s));

    EXPECT_TRUE(row(child)->deletedAt.isEmpty());
    EXPECT_TRUE(row(parent)->deletedAt.isEmpty());
    EXPECT_TRUE(row(project, Entity::Project)->deletedAt.isEmpty());
    EXPECT_TRUE(!row(other) || !row(other)->deletedAt.isEmpty());
    EXPECT_EQ(titleThere(uidOf(child)), u"Child"_s);
}

} // namespace convoy::test
