// Two persons in one workspace: how the second comes in, and what differs for whoever is not its owner.
#include "device.h"

#include <QProcess>
#include <QUuid>

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

int rowsChanged(const QString& sql)
{
    QProcess psql;
    psql.start(u"psql"_s, { u"-X"_s, u"-c"_s, sql, qEnvironmentVariable("CONVOY_TEST_DATABASE") });
    EXPECT_TRUE(psql.waitForFinished());
    EXPECT_EQ(psql.exitCode(), 0) << psql.readAllStandardError().constData();
    return psql.readAllStandardOutput().trimmed().split(' ').last().toInt();
}

//! Ann has a workspace with one task, "For both"; Bob takes his invitation as an editor with his sign-in.
class Invitations : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (qEnvironmentVariableIsEmpty("CONVOY_TEST_URL") || qEnvironmentVariableIsEmpty("CONVOY_TEST_DATABASE"))
            GTEST_SKIP() << "needs the server that tests/run starts";
        ASSERT_EQ(ann.signIn(addressOf(u"ann"_s), { u"--sign-up"_s }).exitCode, 0);
        static_cast<void>(ann.added(u"For both"_s));
        sync(ann);
        ASSERT_EQ(rowsChanged(u"insert into workspace_members (workspace_id, email, role) select workspace_id, '%1', 'editor'"
                              " from workspace_members where email = '%2'"_s.arg(addressOf(u"bob"_s), addressOf(u"ann"_s))), 1);
        ASSERT_EQ(bob.signIn(addressOf(u"bob"_s), { u"--sign-up"_s }).exitCode, 0);
        sync(bob);
    }
    [[nodiscard]] QString addressOf(const QString& who) const { return who + u'-' + unique + u"@example.org"_s; }
    static void sync(const Device& device)
    {
        const Outcome done = device.run({ u"sync"_s });
        EXPECT_EQ(done.exitCode, 0) << qPrintable(done.err);
    }
    void makeBobAViewer() const
    {
        ASSERT_EQ(rowsChanged(u"update workspace_members set role = 'viewer' where email = '%1'"_s.arg(addressOf(u"bob"_s))), 1);
    }

    Device ann;
    Device bob;
    const QString unique = QUuid::createUuid().toString(QUuid::Id128);
};

} // namespace

TEST_F(Invitations, AreTakenByWhoeverSignsInWithTheAddress) { EXPECT_FALSE(bob.keyOf(u"For both"_s).isEmpty()); }

TEST_F(Invitations, AChangeOfRoleNamesTheMember)
{
    sync(ann); // that Bob is there is known
    makeBobAViewer();
    const QString rehearsed = ann.run({ u"sync"_s, u"--dry-run"_s }).text();
    EXPECT_TRUE(rehearsed.contains(u"\n  "_s + addressOf(u"bob"_s) + u"\n    role: editor → viewer"_s)) << qPrintable(rehearsed);
    sync(ann);
    const QString listed = ann.run({ u"incoming"_s, u"list"_s }).text();
    EXPECT_TRUE(listed.contains(addressOf(u"bob"_s))) << qPrintable(listed);
}

TEST_F(Invitations, AVerifyThatNeedsThePersonSaysWhyAsASyncDoes)
{
    const QString key = bob.keyOf(u"For both"_s);
    ASSERT_EQ(bob.run({ u"task"_s, u"set"_s, key, u"title=By Bob"_s }).exitCode, 0);
    makeBobAViewer();
    const Outcome verified = bob.run({ u"verify"_s });
    EXPECT_EQ(verified.exitCode, 4) << qPrintable(verified.err);
    EXPECT_TRUE(verified.err.contains(u"needs you"_s) && verified.err.contains(u"outbox list"_s)) << qPrintable(verified.err);

    const QString id = bob.run({ u"outbox"_s, u"list"_s, u"--json"_s }).array().first().toObject().value(u"id"_s).toString();
    const Outcome again = bob.run({ u"outbox"_s, u"retry"_s, u"--json"_s });
    EXPECT_EQ(again.object().value(u"retried"_s).toArray().first().toObject().value(u"id"_s), id) << again.out.constData();
    const Outcome gone = bob.run({ u"outbox"_s, u"discard"_s, id, u"--json"_s });
    EXPECT_EQ(gone.object().value(u"discarded"_s).toArray().first().toObject().value(u"id"_s), id) << gone.out.constData();
}

TEST_F(Invitations, ANewTaskGoesToAWorkspaceOfOnesOwn)
{
    ASSERT_EQ(bob.run({ u"workspace"_s, u"add"_s, u"Zebra"_s }).exitCode, 0);
    static_cast<void>(bob.added(u"For Bob alone"_s));
    const QString shown = bob.run({ u"task"_s, u"list"_s }).text();
    for (const QString& words : { u"Workspace"_s, u"Tasks"_s, u"Zebra"_s })
        EXPECT_TRUE(shown.contains(words)) << qPrintable(shown);
    EXPECT_FALSE(bob.run({ u"task"_s, u"list"_s, u"--workspace"_s, u"Zebra"_s }).text().contains(u"Workspace"_s)) << "there is one only";
    QStringList roles;
    for (const QJsonValue& each : bob.run({ u"workspace"_s, u"list"_s, u"--json"_s }).array())
        roles += each[u"name"_s].toString() + u' ' + each[u"role"_s].toString() + (each[u"syncs"_s].toBool() ? u" syncs"_s : QString());
    EXPECT_EQ(roles, QStringList({ u"Tasks editor syncs"_s, u"Zebra owner syncs"_s }));
}

TEST_F(Invitations, ANumberOfTwoWorkspacesIsAskedForByKeyOrId)
{
    ASSERT_EQ(bob.run({ u"workspace"_s, u"add"_s, u"Tasks"_s }).exitCode, 0);
    static_cast<void>(bob.added(u"Bob's first"_s));
    sync(bob);
    const QString number = bob.task(bob.keyOf(u"For both"_s)).value(u"ref"_s).toString();
    const Outcome several = bob.run({ u"task"_s, u"show"_s, number });
    EXPECT_EQ(several.exitCode, 1);
    for (const QString& title : { u"For both"_s, u"Bob's first"_s }) {
        const QString key = bob.keyOf(title);
        EXPECT_TRUE(several.err.contains(key + u"  "_s + title)) << qPrintable(several.err);
        EXPECT_TRUE(several.err.contains(bob.task(key).value(u"uid"_s).toString())) << qPrintable(several.err);
    }
}
