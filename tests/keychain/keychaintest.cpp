#include "sync/keychain/keychainsecrets.h"
#include "tests/support/await.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::keychain;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

TEST(RealKeyring, KeepsSecretsUnderTheirNames)
{
    KeychainSecrets secrets;
    EXPECT_EQ(*await(secrets.read(u"device-1"_s)), QByteArray()) << "a missing secret is empty, not an error";
    const auto written = await(secrets.write(u"device-1"_s, "{\"refresh_token\":\"ä\"}"));
    ASSERT_TRUE(written) << written.error().detail.toStdString();
    KeychainSecrets again;
    EXPECT_EQ(*await(again.read(u"device-1"_s)), "{\"refresh_token\":\"ä\"}");
    EXPECT_EQ(*await(again.read(u"device-2"_s)), QByteArray());
    ASSERT_TRUE(await(again.remove(u"device-1"_s)));
    EXPECT_EQ(*await(again.read(u"device-1"_s)), QByteArray());
    EXPECT_TRUE(await(again.remove(u"device-1"_s))) << "removing what is not there is done already";
}

TEST(NoKeyring, EndsInTimeWithAnErrorAndNoFallback)
{
    KeychainSecrets secrets(std::chrono::seconds(2));
    QElapsedTimer timer;
    timer.start();
    const auto written = await(secrets.write(u"device-1"_s, "token"));
    const auto read = await(secrets.read(u"device-1"_s));
    EXPECT_LT(timer.elapsed(), 6000);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, Error::Kind::Keychain);
    EXPECT_FALSE(written.error().detail.isEmpty());
    ASSERT_FALSE(read) << "a keychain that is not there is not an empty one";
    EXPECT_EQ(read.error().kind, Error::Kind::Keychain);
}
