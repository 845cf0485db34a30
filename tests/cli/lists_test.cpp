#include "device.h"

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

TEST(TaskLists, JsonIsTheSameEachTimeAndHasNothingLocal)
{
    const Device device;
    static_cast<void>(device.added(u"One"_s));
    static_cast<void>(device.added(u"Two"_s));
    const Outcome first = device.run({ u"task"_s, u"list"_s, u"--json"_s });
    EXPECT_EQ(first.out, device.run({ u"--json"_s, u"task"_s, u"list"_s }).out);
    ASSERT_EQ(first.array().size(), 2);
    const QJsonObject task = first.array().first().toObject();
    EXPECT_FALSE(task.contains(u"key"_s));
    EXPECT_FALSE(task.contains(u"sync"_s));
    for (const auto& name : { u"uid"_s, u"number"_s, u"title"_s, u"description"_s, u"project"_s, u"milestone"_s,
             u"parent"_s, u"stage"_s, u"status"_s, u"priority"_s, u"labels"_s, u"start"_s, u"due"_s, u"blocked_by"_s,
             u"comments"_s, u"position"_s, u"created_at"_s, u"updated_at"_s, u"completion_date"_s })
        EXPECT_TRUE(task.contains(name)) << qPrintable(name);
    const QJsonObject local
        = device.run({ u"task"_s, u"list"_s, u"--json"_s, u"--local"_s }).array().first().toObject();
    EXPECT_GT(local.value(u"key"_s).toInteger(), 0);
}

TEST(TaskLists, AnEmptyListIsAnEmptyArray)
{
    const Device device;
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).out, QByteArray("[]\n"));
    EXPECT_EQ(device.run({ u"project"_s, u"list"_s, u"--json"_s }).out, QByteArray("[]\n"));
}

TEST(TaskLists, PeopleSeeOpenTasksAndAreToldOfTheOthers)
{
    const Device device;
    static_cast<void>(device.added(u"Still open"_s));
    ASSERT_EQ(device.run({ u"task"_s, u"done"_s, QString::number(device.added(u"Over"_s).value(u"key"_s).toInteger()) })
                  .exitCode,
        0);
    const QString shown = device.run({ u"task"_s, u"list"_s }).text();
    EXPECT_TRUE(shown.contains(u"Still open"_s));
    EXPECT_FALSE(shown.contains(u"Over"_s));
    EXPECT_TRUE(shown.contains(u"--done"_s));
    EXPECT_TRUE(device.run({ u"task"_s, u"list"_s, u"--done"_s }).text().contains(u"Over"_s));
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().size(), 2) << "data is data";
}

TEST(TaskLists, ViewsProjectsSearchAndLimitNarrow)
{
    const Device device;
    ASSERT_EQ(device.run({ u"project"_s, u"add"_s, u"Home"_s }).exitCode, 0);
    static_cast<void>(device.added(u"Paint the fence"_s, { u"--project"_s, u"Home"_s, u"--due"_s, u"today"_s }));
    static_cast<void>(device.added(u"Mow the lawn"_s, { u"--project"_s, u"Home"_s, u"--due"_s, u"+5d"_s }));
    static_cast<void>(device.added(u"Read"_s));
    const auto titles = [&](const QStringList& options) {
        QStringList all;
        for (const QJsonValue& task : device.run(QStringList { u"task"_s, u"list"_s, u"--json"_s } + options).array())
            all += task.toObject().value(u"title"_s).toString();
        return all;
    };
    EXPECT_EQ(titles({ u"--view"_s, u"today"_s }), QStringList({ u"Paint the fence"_s }));
    EXPECT_EQ(titles({ u"--view"_s, u"inbox"_s }), QStringList({ u"Read"_s }));
    EXPECT_EQ(titles({ u"--project"_s, u"Home"_s }), QStringList({ u"Paint the fence"_s, u"Mow the lawn"_s }));
    EXPECT_EQ(titles({ u"--search"_s, u"lawn"_s }), QStringList({ u"Mow the lawn"_s }));
    EXPECT_EQ(titles({ u"--search"_s, u"fen"_s }), QStringList({ u"Paint the fence"_s }));
    EXPECT_EQ(titles({ u"--limit"_s, u"2"_s }).size(), 2);
    EXPECT_EQ(titles({ u"--limit"_s, u"0"_s }).size(), 0);
}

TEST(TaskLists, SubtasksStandUnderTheirParents)
{
    const Device device;
    ASSERT_EQ(device.run({ u"task"_s, u"add"_s, u"--stdin"_s }, "Parent\n  Child\nOther\n").exitCode, 0);
    const QString parent = device.keyOf(u"Parent"_s);
    ASSERT_EQ(device.run({ u"task"_s, u"add"_s, u"Late child"_s, u"--parent"_s, parent }).exitCode, 0);
    const QString shown = device.run({ u"task"_s, u"list"_s }).text();
    EXPECT_LT(shown.indexOf(u"  Late child"_s), shown.indexOf(u"Other"_s)) << qPrintable(shown);
    EXPECT_FALSE(shown.contains(u'\x1b')) << "no colour in a pipe";
}

TEST(TaskLists, ALongTitleDoesNotPadTheOthers)
{
    const Device device;
    static_cast<void>(device.added(QString(5000, u'x'), { u"--priority"_s, u"high"_s }));
    static_cast<void>(device.added(u"Short"_s, { u"--priority"_s, u"low"_s }));
    for (const QByteArray& line : device.run({ u"task"_s, u"list"_s }).out.split('\n')) {
        EXPECT_TRUE(line.contains("xxx") || line.size() < 200) << line.constData();
    }
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().first()[u"title"_s].toString().size(), 5000);
}
