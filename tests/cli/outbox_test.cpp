#include "device.h"

#include <QFile>

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

TEST(OutboxCommands, ExportNamesRowsByUidAndCarriesTheText)
{
    const Device device;
    ASSERT_EQ(device.run({ u"task"_s, u"add"_s, u"Precious words"_s }).exitCode, 0);
    const Outcome out = device.run({ u"outbox"_s, u"export"_s });
    ASSERT_EQ(out.exitCode, 0) << qPrintable(out.err);
    const QString path = device.dataDirectory() + u"/unsynced.json"_s;
    ASSERT_EQ(device.run({ u"outbox"_s, u"export"_s, path }).exitCode, 0);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    for (const QByteArray& json : { out.out, written }) {
        EXPECT_TRUE(json.contains("Precious words"));
        EXPECT_TRUE(QJsonDocument::fromJson(json).isObject());
    }
    EXPECT_EQ(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), 0) << "for the owner's eyes only";
    EXPECT_EQ(device.run({ u"outbox"_s, u"export"_s, u"/nowhere/at/all"_s }).exitCode, 1);
}

TEST(OutboxCommands, RetryWithNothingStuckSaysSo)
{
    const Device device;
    const Outcome run = device.run({ u"outbox"_s, u"retry"_s });
    EXPECT_EQ(run.exitCode, 0);
    EXPECT_TRUE(run.text().contains(u"Nothing is stuck"_s));
}

TEST(OutboxCommands, ReviewOfADeviceAloneIsEmpty)
{
    const Device device;
    EXPECT_EQ(device.run({ u"review"_s, u"list"_s, u"--json"_s }).out, QByteArray("[]\n"));
    EXPECT_EQ(device.run({ u"review"_s, u"resolve"_s, u"abcdef"_s, u"--keep"_s, u"mine"_s }).exitCode, 1);
}
