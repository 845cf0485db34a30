#include "sync/account/plainsecrets.h"
#include "tests/support/await.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::account;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

TEST(FileSecrets, AreReadableByTheirOwnerOnlyAndSaySo)
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"secrets"_s);
    FileSecrets secrets(path);
    EXPECT_EQ(*await(secrets.read(u"a"_s)), QByteArray()) << "a missing secret is empty, not an error";
    ASSERT_TRUE(await(secrets.write(u"a"_s, "one")));
    ASSERT_TRUE(await(secrets.write(u"b"_s, "two")));
    EXPECT_EQ(
        QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
    FileSecrets again(path);
    EXPECT_EQ(*await(again.read(u"a"_s)), "one");
    ASSERT_TRUE(await(again.remove(u"a"_s)));
    EXPECT_EQ(*await(again.read(u"a"_s)), QByteArray());
    EXPECT_EQ(*await(again.read(u"b"_s)), "two");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("NOT encrypted"));
    EXPECT_TRUE(FileSecrets::warning(path).contains(u"unencrypted"_s));
}

TEST(FileSecrets, ReportAFolderThatCannotBeWritten)
{
    FileSecrets secrets(u"/proc/nowhere/secrets"_s);
    const auto written = await(secrets.write(u"a"_s, "one"));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, Error::Kind::Keychain);
}
