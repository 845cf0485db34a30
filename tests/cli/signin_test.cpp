// Into an account and out of it again, and what is said when that does not work.
#include "device.h"

#include <QUuid>

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class SignIn : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (qEnvironmentVariableIsEmpty("CONVOY_TEST_URL"))
            GTEST_SKIP() << "needs the server that tests/run starts";
        ASSERT_EQ(device.signIn(email, { u"--sign-up"_s }).exitCode, 0);
    }
    [[nodiscard]] Outcome signIn(const Device& where, const QString& key, const QByteArray& password) const
    {
        return where.run({ u"--secrets"_s, u"file:"_s + where.dataDirectory() + u".secrets"_s, u"sign-in"_s, u"--server"_s,
                             qEnvironmentVariable("CONVOY_TEST_URL"), u"--key"_s, key, u"--email"_s, email, u"--password-stdin"_s },
            password + '\n');
    }
    static QString stateOf(const Device& where) { return where.run({ u"status"_s, u"--json"_s }).object().value(u"state"_s).toString(); }

    Device device;
    const QString email = u"sina-%1@example.org"_s.arg(QUuid::createUuid().toString(QUuid::Id128));
};

} // namespace

TEST_F(SignIn, AWrongPasswordLeavesTheDeviceAlone)
{
    const Device other;
    const Outcome run = signIn(other, qEnvironmentVariable("CONVOY_TEST_KEY"), "wrong");
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_FALSE(run.err.isEmpty());
    EXPECT_EQ(stateOf(other), u"no_account"_s);
}

TEST_F(SignIn, AKeyThatTheServerDoesNotTakeIsSaidAndEndsNothing)
{
    const Device other;
    const Outcome run = signIn(other, u"sb_publishable_typo"_s, "correct horse battery");
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_TRUE(run.err.contains(u"does not take this key"_s)) << qPrintable(run.err);
    EXPECT_EQ(stateOf(other), u"no_account"_s);
    EXPECT_EQ(signIn(device, u"sb_publishable_typo"_s, "correct horse battery").exitCode, 1);
    EXPECT_EQ(device.run({ u"sync"_s }).exitCode, 0) << "the session that was there is there still";
}

TEST_F(SignIn, ASignOutSaysWhoseItWas)
{
    const Outcome run = device.run({ u"sign-out"_s, u"--json"_s });
    EXPECT_EQ(run.exitCode, 0) << qPrintable(run.err);
    const QJsonObject out = run.object();
    EXPECT_EQ(out.value(u"signed_out"_s), email);
    EXPECT_EQ(out.value(u"server"_s), qEnvironmentVariable("CONVOY_TEST_URL"));
}
