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

} // namespace

TEST(Invitations, AreTakenByWhoeverSignsInWithTheAddress)
{
    if (qEnvironmentVariableIsEmpty("CONVOY_TEST_URL") || qEnvironmentVariableIsEmpty("CONVOY_TEST_DATABASE"))
        GTEST_SKIP() << "needs the server that tests/run starts";
    const Device ann;
    const Device bob;
    const QString unique = QUuid::createUuid().toString(QUuid::Id128);
    ASSERT_EQ(ann.signIn(u"ann-%1@example.org"_s.arg(unique), { u"--sign-up"_s }).exitCode, 0);
    static_cast<void>(ann.added(u"For both"_s));
    ASSERT_EQ(ann.run({ u"sync"_s }).exitCode, 0);
    ASSERT_EQ(rowsChanged(u"insert into workspace_members (workspace_id, email, role) select workspace_id, 'bob-%1@example.org', 'editor'"
                          " from workspace_members where email = 'ann-%1@example.org'"_s.arg(unique)), 1);
    ASSERT_EQ(bob.signIn(u"bob-%1@example.org"_s.arg(unique), { u"--sign-up"_s }).exitCode, 0);
    ASSERT_EQ(bob.run({ u"sync"_s }).exitCode, 0);
    EXPECT_FALSE(bob.keyOf(u"For both"_s).isEmpty());
}
