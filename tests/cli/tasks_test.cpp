#include "device.h"

#include <QDate>

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString keyIn(const QJsonObject& task) { return QString::number(task.value(u"key"_s).toInteger()); }

} // namespace

TEST(TaskCommands, AddPrintsTheKeyByWhichTheTaskIsFoundAgain)
{
    const Device device;
    const Outcome run = device.run({ u"task"_s, u"add"_s, u"Fix pump"_s });
    ASSERT_EQ(run.exitCode, 0) << qPrintable(run.err);
    const QString key = run.text().section(u' ', 0, 0);
    EXPECT_EQ(device.task(key).value(u"title"_s), u"Fix pump"_s);
}

TEST(TaskCommands, ATaskWithoutProjectGoesToTheInbox)
{
    const Device device;
    const QJsonObject task = device.added(u"Call Anna"_s);
    EXPECT_TRUE(task.value(u"project"_s).isNull());
    EXPECT_EQ(task.value(u"status"_s), u"todo"_s);
    EXPECT_EQ(task.value(u"priority"_s), u"none"_s);
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--view"_s, u"inbox"_s, u"--json"_s }).array().size(), 1);
}

TEST(TaskCommands, AddTakesEveryFieldOfANewTask)
{
    const Device device;
    ASSERT_EQ(device.run({ u"project"_s, u"add"_s, u"Website"_s }).exitCode, 0);
    ASSERT_EQ(device.run({ u"milestone"_s, u"add"_s, u"Launch"_s, u"--project"_s, u"Website"_s }).exitCode, 0);
    const QJsonObject parent = device.added(u"Parent"_s, { u"--project"_s, u"web"_s });
    const QJsonObject task = device.added(u"Child"_s,
        { u"--milestone"_s, u"Launch"_s, u"--parent"_s, keyIn(parent), u"--due"_s, u"2026-12-24 17:30"_s, u"--start"_s,
            u"2026-12-01"_s, u"--priority"_s, u"high"_s, u"--label"_s, u"red"_s, u"--label"_s, u"blue"_s, u"--stage"_s,
            u"Review"_s, u"--description"_s, u"# Words"_s });
    EXPECT_EQ(task.value(u"parent"_s), parent.value(u"uid"_s));
    EXPECT_EQ(task.value(u"project"_s), parent.value(u"project"_s));
    EXPECT_TRUE(task.value(u"milestone"_s).isString());
    EXPECT_EQ(task.value(u"due"_s), u"2026-12-24"_s);
    EXPECT_EQ(task.value(u"due_time"_s), u"17:30"_s);
    EXPECT_EQ(task.value(u"start"_s), u"2026-12-01"_s);
    EXPECT_EQ(task.value(u"priority"_s), u"high"_s);
    EXPECT_EQ(task.value(u"labels"_s), QJsonArray({ u"blue"_s, u"red"_s }));
    EXPECT_EQ(task.value(u"stage"_s), u"review"_s);
    EXPECT_EQ(task.value(u"status"_s), u"in_progress"_s) << "the stage brings its status";
    EXPECT_EQ(task.value(u"description"_s), u"# Words"_s);
}

TEST(TaskCommands, ManyLinesMakeManyTasksAndIndentationMakesSubtasks)
{
    const Device device;
    const Outcome run = device.run({ u"task"_s, u"add"_s, u"--stdin"_s, u"--label"_s, u"trip"_s, u"--json"_s },
        "Pack\n  Shoes\n    Laces\n  Hat\n\nLeave\n");
    ASSERT_EQ(run.exitCode, 0) << qPrintable(run.err);
    const QJsonArray tasks = run.array();
    ASSERT_EQ(tasks.size(), 5);
    const auto field = [&](int at, const QString& name) { return tasks[at].toObject().value(name); };
    EXPECT_TRUE(field(0, u"parent"_s).isNull());
    EXPECT_EQ(field(1, u"parent"_s), field(0, u"uid"_s));
    EXPECT_EQ(field(2, u"parent"_s), field(1, u"uid"_s));
    EXPECT_EQ(field(3, u"parent"_s), field(0, u"uid"_s));
    EXPECT_TRUE(field(4, u"parent"_s).isNull());
    EXPECT_EQ(field(4, u"labels"_s), QJsonArray({ u"trip"_s }));
    ASSERT_EQ(device.run({ u"undo"_s }).exitCode, 0);
    EXPECT_TRUE(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().isEmpty()) << "one gesture, one undo";
}

TEST(TaskCommands, HundredsOfLinesAreOneCommand)
{
    const Device device;
    QByteArray lines;
    for (int i = 0; i < 450; ++i)
        lines += QByteArray(i % 3 ? "  " : "") + "Task " + QByteArray::number(i) + '\n';
    const Outcome run = device.run({ u"task"_s, u"add"_s, u"--stdin"_s }, lines);
    ASSERT_EQ(run.exitCode, 0) << qPrintable(run.err);
    const QJsonArray tasks = device.run({ u"task"_s, u"list"_s, u"--json"_s }).array();
    ASSERT_EQ(tasks.size(), 450);
    for (int i = 0; i < 450; ++i)
        ASSERT_EQ(tasks[i].toObject().value(u"title"_s), u"Task %1"_s.arg(i));
}

TEST(TaskCommands, QuickReadsTheTokensOfALine)
{
    const Device device;
    ASSERT_EQ(device.run({ u"project"_s, u"add"_s, u"Home"_s }).exitCode, 0);
    const QJsonObject task = device.added(u"Fix pump tomorrow #Home @garden !high"_s, { u"--quick"_s });
    EXPECT_EQ(task.value(u"title"_s), u"Fix pump"_s);
    EXPECT_EQ(task.value(u"due"_s), QDate::currentDate().addDays(1).toString(Qt::ISODate));
    EXPECT_TRUE(task.value(u"project"_s).isString());
    EXPECT_EQ(task.value(u"labels"_s), QJsonArray({ u"garden"_s }));
    EXPECT_EQ(task.value(u"priority"_s), u"high"_s);
}

TEST(TaskCommands, SetChangesClearsAddsAndRemoves)
{
    const Device device;
    const QString key = keyIn(device.added(u"One"_s, { u"--due"_s, u"today"_s, u"--label"_s, u"a"_s }));
    ASSERT_EQ(device
                  .run({ u"task"_s, u"set"_s, key, u"title=Two"_s, u"due="_s, u"labels+=b,c"_s, u"labels-=a"_s,
                      u"priority=low"_s, u"start=+3d"_s })
                  .exitCode,
        0);
    const QJsonObject task = device.task(key);
    EXPECT_EQ(task.value(u"title"_s), u"Two"_s);
    EXPECT_TRUE(task.value(u"due"_s).isNull());
    EXPECT_EQ(task.value(u"labels"_s), QJsonArray({ u"b"_s, u"c"_s }));
    EXPECT_EQ(task.value(u"priority"_s), u"low"_s);
    EXPECT_EQ(task.value(u"start"_s), QDate::currentDate().addDays(3).toString(Qt::ISODate));
}

TEST(TaskCommands, SetOnSeveralTasksIsOneGesture)
{
    const Device device;
    const QString first = keyIn(device.added(u"One"_s));
    const QString second = keyIn(device.added(u"Two"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, first, second, u"stage=Review"_s }).exitCode, 0);
    EXPECT_EQ(device.task(second).value(u"stage"_s), u"review"_s);
    ASSERT_EQ(device.run({ u"undo"_s }).exitCode, 0);
    EXPECT_EQ(device.task(first).value(u"stage"_s), u"todo"_s);
    EXPECT_EQ(device.task(second).value(u"stage"_s), u"todo"_s);
}

TEST(TaskCommands, MovingATaskTakesItsSubtasksAlong)
{
    const Device device;
    ASSERT_EQ(device.run({ u"project"_s, u"add"_s, u"Home"_s }).exitCode, 0);
    const QString parent = keyIn(device.added(u"Parent"_s));
    const QString child = keyIn(device.added(u"Child"_s, { u"--parent"_s, parent }));
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, parent, u"project=Home"_s }).exitCode, 0);
    EXPECT_TRUE(device.task(child).value(u"project"_s).isString());
    EXPECT_EQ(device.task(child).value(u"project"_s), device.task(parent).value(u"project"_s));
}

TEST(TaskCommands, SetMovesInTheManualOrder)
{
    const Device device;
    const QString a = keyIn(device.added(u"a"_s));
    const QString b = keyIn(device.added(u"b"_s));
    const QString c = keyIn(device.added(u"c"_s));
    const auto titles = [&] {
        QString all;
        for (const QJsonValue& task : device.run({ u"task"_s, u"list"_s, u"--json"_s }).array())
            all += task.toObject().value(u"title"_s).toString();
        return all;
    };
    EXPECT_EQ(titles(), u"abc"_s);
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, c, u"position=first"_s }).exitCode, 0);
    EXPECT_EQ(titles(), u"cab"_s);
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, c, u"position=after:"_s + a }).exitCode, 0);
    EXPECT_EQ(titles(), u"acb"_s);
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, b, u"position=before:"_s + a }).exitCode, 0);
    EXPECT_EQ(titles(), u"bac"_s);
}

TEST(TaskCommands, DoneChecksOffAndStatusReopens)
{
    const Device device;
    const QString key = keyIn(device.added(u"One"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"done"_s, key }).exitCode, 0);
    EXPECT_EQ(device.task(key).value(u"status"_s), u"done"_s);
    EXPECT_EQ(device.task(key).value(u"stage"_s), u"done"_s);
    EXPECT_TRUE(device.task(key).value(u"completion_date"_s).isString());
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, key, u"status=todo"_s }).exitCode, 0);
    EXPECT_TRUE(device.task(key).value(u"completion_date"_s).isNull());
}

TEST(TaskCommands, RmAndRestoreCarrySubtasks)
{
    const Device device;
    const QString parent = keyIn(device.added(u"Parent"_s));
    const QString child = keyIn(device.added(u"Child"_s, { u"--parent"_s, parent }));
    ASSERT_EQ(device.run({ u"task"_s, u"rm"_s, parent }).exitCode, 0);
    EXPECT_TRUE(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().isEmpty());
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--view"_s, u"trash"_s, u"--json"_s }).array().size(), 2);
    ASSERT_EQ(device.run({ u"task"_s, u"restore"_s, parent }).exitCode, 0);
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().size(), 2);
    EXPECT_FALSE(device.task(child).value(u"parent"_s).isNull());
}

TEST(TaskCommands, BlockMakesATaskWaitAndNotByFreesIt)
{
    const Device device;
    const QJsonObject first = device.added(u"First"_s);
    const QString second = keyIn(device.added(u"Second"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"block"_s, second, u"--by"_s, keyIn(first) }).exitCode, 0);
    EXPECT_EQ(device.task(second).value(u"blocked_by"_s), QJsonArray({ first.value(u"uid"_s) }));
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--view"_s, u"ready"_s, u"--json"_s }).array().size(), 1);
    ASSERT_EQ(device.run({ u"task"_s, u"block"_s, second, u"--not-by"_s, keyIn(first) }).exitCode, 0);
    EXPECT_TRUE(device.task(second).value(u"blocked_by"_s).toArray().isEmpty());
}

TEST(TaskCommands, ACycleOfDependenciesIsRefusedAndNothingChanges)
{
    const Device device;
    const QString a = keyIn(device.added(u"a"_s));
    const QString b = keyIn(device.added(u"b"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"block"_s, b, u"--by"_s, a }).exitCode, 0);
    const Outcome run = device.run({ u"task"_s, u"block"_s, a, u"--by"_s, b });
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_FALSE(run.err.isEmpty());
    EXPECT_TRUE(device.task(a).value(u"blocked_by"_s).toArray().isEmpty());
    EXPECT_EQ(device.run({ u"task"_s, u"set"_s, a, u"parent="_s + a }).exitCode, 1);
}

TEST(TaskCommands, CommentsAreCountedAndShown)
{
    const Device device;
    const QString key = keyIn(device.added(u"One"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"comment"_s, key, u"Looks *good*"_s }).exitCode, 0);
    EXPECT_EQ(device.task(key).value(u"comments"_s).toInt(), 1);
    EXPECT_EQ(device.task(key).value(u"activity"_s).toArray().first().toObject().value(u"body"_s), u"Looks *good*"_s);
    EXPECT_TRUE(device.run({ u"task"_s, u"show"_s, key }).text().contains(u"Looks *good*"_s));
}

TEST(TaskCommands, ATaskIsFoundByPartOfItsUuid)
{
    const Device device;
    const QJsonObject task = device.added(u"One"_s);
    const QString uid = task.value(u"uid"_s).toString();
    EXPECT_TRUE(uid.startsWith(u"tmp-"_s));
    EXPECT_EQ(device.task(uid).value(u"title"_s), u"One"_s);
    EXPECT_EQ(device.task(uid.mid(4)).value(u"title"_s), u"One"_s);
    EXPECT_EQ(device.task(uid.mid(4, 13)).value(u"title"_s), u"One"_s);
}

TEST(TaskCommands, TheContextSaysWhereItComesFrom)
{
    const Device device;
    const QString key = keyIn(device.added(u"One"_s));
    const QJsonObject context = device.run({ u"context"_s, key, u"--json"_s }).object();
    EXPECT_EQ(context.value(u"task"_s).toObject().value(u"title"_s), u"One"_s);
    const QJsonObject provenance = context.value(u"provenance"_s).toObject();
    EXPECT_EQ(provenance.value(u"task"_s).toObject().value(u"from"_s), u"this_device"_s);
    EXPECT_EQ(provenance.value(u"milestone"_s).toObject().value(u"from"_s), u"none"_s);
    EXPECT_TRUE(device.run({ u"context"_s, key, u"--markdown"_s }).text().contains(u"One"_s));
}

TEST(TaskCommands, ARepeatingTaskLeavesItsNextOccurrence)
{
    const Device device;
    const QString key = keyIn(device.added(u"Water plants"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, key, u"recurrence=every 2 weeks"_s, u"due=2026-12-01"_s }).exitCode, 0);
    EXPECT_EQ(device.task(key).value(u"recurrence"_s), u"FREQ=WEEKLY;INTERVAL=2"_s);
    ASSERT_EQ(device.run({ u"task"_s, u"set"_s, key, u"status=done"_s }).exitCode, 0);

    const QJsonObject next = device.run({ u"task"_s, u"list"_s, u"--view"_s, u"inbox"_s, u"--json"_s }).array().at(0).toObject();
    EXPECT_EQ(next.value(u"title"_s), u"Water plants"_s);
    EXPECT_EQ(next.value(u"due"_s), u"2026-12-15"_s);
    EXPECT_NE(device.run({ u"task"_s, u"set"_s, key, u"recurrence=sometimes"_s }).exitCode, 0);
}
