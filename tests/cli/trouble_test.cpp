#include "device.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <unistd.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

TEST(Trouble, HostileTitlesAreKeptAndShownHarmlessly)
{
    const Device device;
    const QStringList titles { u"'; DROP TABLE tasks; --"_s, u"\"quoted\" \\back\\slash"_s, u"%1 %2 %n"_s,
        u"escape \x1b[31mred\x1b[0m"_s, u"right-to-left \u202Etxt.exe"_s, u"日本語 Ünïcødé 🦀"_s,
        u"{\"json\": [1]}"_s, QString(5000, u'x'), u"--json"_s, u"<b>bold</b>"_s };
    for (const QString& title : titles)
        ASSERT_EQ(device.run({ u"task"_s, u"add"_s, u"--"_s, title }).exitCode, 0) << qPrintable(title);
    const QJsonArray tasks = device.run({ u"task"_s, u"list"_s, u"--json"_s }).array();
    ASSERT_EQ(tasks.size(), titles.size());
    EXPECT_EQ(tasks[0].toObject().value(u"title"_s), titles[0]);
    EXPECT_EQ(tasks[2].toObject().value(u"title"_s), titles[2]);
    EXPECT_EQ(tasks[5].toObject().value(u"title"_s), titles[5]);
    const QString shown = device.run({ u"task"_s, u"list"_s }).text();
    EXPECT_FALSE(shown.contains(u'\x1b'));
    EXPECT_FALSE(shown.contains(QChar(0x202E)));
    EXPECT_TRUE(shown.contains(u"%1 %2 %n"_s));
}

TEST(Trouble, LineBreaksInATitleBecomeSpaces)
{
    const Device device;
    EXPECT_EQ(device.added(u"one\ntwo\tthree"_s).value(u"title"_s), u"one two three"_s);
}

TEST(Trouble, ATextThatIsTooLongIsRefusedWithASentence)
{
    const Device device;
    const QString key = QString::number(device.added(u"One"_s).value(u"key"_s).toInteger());
    // One argument may be 128 KiB at most, so the length has to come in three-byte letters.
    const Outcome run = device.run({ u"task"_s, u"add"_s, u"--stdin"_s }, QByteArray(300 * 1024, 'x') + '\n');
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_TRUE(run.err.contains(u"256 KiB"_s)) << qPrintable(run.err);
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().size(), 1);
}

TEST(Trouble, AFileThatIsNoDatabaseIsLeftAsItIs)
{
    const Device device;
    ASSERT_TRUE(QDir().mkpath(device.dataDirectory()));
    QFile file(device.dataDirectory() + u"/local.db"_s);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const QByteArray contents = QByteArray("This is a letter, and not a database.\n").repeated(200);
    file.write(contents);
    file.close();
    const Outcome run = device.run({ u"task"_s, u"add"_s, u"x"_s });
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_FALSE(run.err.trimmed().isEmpty());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), contents);
}

TEST(Trouble, ADataDirectoryThatCannotBeMadeIsExplained)
{
    QTemporaryDir scratch;
    QFile file(scratch.filePath(u"file"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const Outcome run
        = runProgram({ u"--data-dir"_s, file.fileName() + u"/data"_s, u"task"_s, u"list"_s }, scratch.path());
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_FALSE(run.err.trimmed().isEmpty());
}

TEST(Trouble, ADataDirectoryThatCannotBeWrittenIsExplained)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "nothing is unwritable for the superuser";
    const Device device;
    static_cast<void>(device.added(u"One"_s));
    QFile::setPermissions(device.dataDirectory(), QFile::ReadOwner | QFile::ExeOwner);
    const Outcome run = device.run({ u"task"_s, u"add"_s, u"Two"_s });
    QFile::setPermissions(device.dataDirectory(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_FALSE(run.err.trimmed().isEmpty());
}

TEST(Trouble, AServerThatIsNotThereLeavesTheDeviceAsItWas)
{
    const Device device;
    static_cast<void>(device.added(u"One"_s));
    const Outcome run = device.run(
        { u"--secrets"_s, u"file:"_s + device.dataDirectory() + u"/secrets"_s, u"sign-in"_s, u"--server"_s,
            u"http://127.0.0.1:1"_s, u"--key"_s, u"k"_s, u"--email"_s, u"anna@example.org"_s, u"--password-stdin"_s },
        "secret\n");
    EXPECT_EQ(run.exitCode, 3) << qPrintable(run.err);
    EXPECT_TRUE(run.out.isEmpty());
    EXPECT_EQ(device.run({ u"status"_s, u"--json"_s }).object().value(u"state"_s), u"no_account"_s);
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().size(), 1);
}
