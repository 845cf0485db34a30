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
    EXPECT_EQ(device.run({ u"outbox"_s, u"retry"_s, u"--json"_s }).out, QByteArray("{\"retried\":[]}\n"));
}

TEST(OutboxCommands, AWaitingEditCanBeChangedAndItsDiscardPreviewed)
{
    const Device device;
    static_cast<void>(device.added(u"Parent"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"add"_s, u"Child"_s, u"--parent"_s, device.keyOf(u"Parent"_s) }).exitCode, 0);
    QString id;
    for (const QJsonValue& each : device.run({ u"outbox"_s, u"list"_s, u"--json"_s }).array()) {
        if (each[u"fields"_s][u"title"_s] == u"Parent"_s)
            id = each[u"id"_s].toString();
    }
    ASSERT_EQ(device.run({ u"outbox"_s, u"edit"_s, id, u"title"_s + u"=Mother"_s }).exitCode, 0);
    EXPECT_FALSE(device.keyOf(u"Mother"_s).isEmpty());
    EXPECT_EQ(device.run({ u"outbox"_s, u"edit"_s, id, u"number=3"_s }).exitCode, 2);
    const Outcome both = device.run({ u"outbox"_s, u"edit"_s, id, u"title"_s + u"=Ma"_s, u"status=todo"_s });
    EXPECT_EQ(both.exitCode, 0) << both.err.constData();
    ASSERT_EQ(device.run({ u"outbox"_s, u"edit"_s, id, u"title"_s + u"=Mother"_s }).exitCode, 0);
    const Outcome preview = device.run({ u"outbox"_s, u"discard"_s, id, u"--preview"_s, u"--json"_s });
    EXPECT_EQ(preview.array().size(), 2) << "the child depends on it";
    EXPECT_FALSE(device.keyOf(u"Mother"_s).isEmpty()) << "nothing was discarded";
}

TEST(OutboxCommands, OfTwoEditsThatAreDiscardedTheSecondMayGoWithTheFirst)
{
    const Device device;
    static_cast<void>(device.added(u"Parent"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"add"_s, u"Child"_s, u"--parent"_s, device.keyOf(u"Parent"_s) }).exitCode, 0);
    QStringList ids;
    for (const QJsonValue& each : device.run({ u"outbox"_s, u"list"_s, u"--json"_s }).array()) {
        if (each[u"fields"_s].toObject().contains(u"title"_s))
            ids += each[u"id"_s].toString();
    }
    ASSERT_EQ(ids.size(), 2);
    const Outcome gone = device.run({ u"outbox"_s, u"discard"_s, ids[0], ids[1], u"--yes"_s });
    EXPECT_EQ(gone.exitCode, 0) << gone.err.constData();
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().size(), 0);
}

TEST(OutboxCommands, NothingHasComeInToADeviceAlone)
{
    const Device device;
    EXPECT_EQ(device.run({ u"incoming"_s, u"list"_s, u"--json"_s }).out, QByteArray("[]\n"));
    EXPECT_EQ(device.run({ u"incoming"_s, u"revert"_s, u"7"_s }).exitCode, 1);
    EXPECT_EQ(device.run({ u"incoming"_s, u"revert"_s }).exitCode, 2);
}

TEST(OutboxCommands, ReviewOfADeviceAloneIsEmpty)
{
    const Device device;
    EXPECT_EQ(device.run({ u"review"_s, u"list"_s, u"--json"_s }).out, QByteArray("[]\n"));
    EXPECT_EQ(device.run({ u"review"_s, u"resolve"_s, u"abcdef"_s, u"--keep"_s, u"mine"_s }).exitCode, 1);
}
