#include "device.h"

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

TEST(Structure, WorkspacesProjectsAndMilestonesAreAddedAndListed)
{
    const Device device;
    ASSERT_EQ(device.run({ u"workspace"_s, u"add"_s, u"Garden Club"_s }).exitCode, 0);
    const Outcome project
        = device.run({ u"project"_s, u"add"_s, u"Spring"_s, u"--workspace"_s, u"garden"_s, u"--json"_s });
    ASSERT_EQ(project.exitCode, 0) << qPrintable(project.err);
    const Outcome milestone
        = device.run({ u"milestone"_s, u"add"_s, u"Seeds bought"_s, u"--project"_s, u"Spring"_s, u"--json"_s });
    ASSERT_EQ(milestone.exitCode, 0) << qPrintable(milestone.err);
    EXPECT_EQ(milestone.object().value(u"project"_s), project.object().value(u"uid"_s));
    const QJsonArray workspaces = device.run({ u"workspace"_s, u"list"_s, u"--json"_s }).array();
    ASSERT_EQ(workspaces.size(), 1);
    EXPECT_EQ(workspaces.first().toObject().value(u"name"_s), u"Garden Club"_s);
    EXPECT_EQ(project.object().value(u"workspace"_s), workspaces.first().toObject().value(u"uid"_s));
    EXPECT_TRUE(device.run({ u"project"_s, u"list"_s }).text().contains(u"Spring"_s));
    EXPECT_TRUE(device.run({ u"milestone"_s, u"list"_s }).text().contains(u"Seeds bought"_s));
}

TEST(Structure, AProjectOnAnEmptyDeviceGetsAWorkspace)
{
    const Device device;
    ASSERT_EQ(device.run({ u"project"_s, u"add"_s, u"Home"_s }).exitCode, 0);
    EXPECT_EQ(device.run({ u"workspace"_s, u"list"_s, u"--json"_s }).array().size(), 1);
}

TEST(Structure, AnAmbiguousNameListsTheCandidates)
{
    const Device device;
    ASSERT_EQ(device.run({ u"project"_s, u"add"_s, u"Website"_s }).exitCode, 0);
    ASSERT_EQ(device.run({ u"project"_s, u"add"_s, u"Webshop"_s }).exitCode, 0);
    const Outcome run = device.run({ u"task"_s, u"add"_s, u"x"_s, u"--project"_s, u"web"_s });
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_TRUE(run.err.contains(u"Website"_s) && run.err.contains(u"Webshop"_s)) << qPrintable(run.err);
    EXPECT_EQ(device.run({ u"task"_s, u"add"_s, u"x"_s, u"--project"_s, u"website"_s }).exitCode, 0)
        << "a whole name wins";
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().size(), 1) << "the refused one was not added";
}

TEST(Structure, SameNamesAreToldApartByUid)
{
    const Device device;
    const auto uid = [&] {
        return device.run({ u"project"_s, u"add"_s, u"Twin"_s, u"--json"_s }).object().value(u"uid"_s).toString();
    };
    static_cast<void>(uid());
    const QString second = uid();
    EXPECT_EQ(device.run({ u"task"_s, u"add"_s, u"x"_s, u"--project"_s, u"Twin"_s }).exitCode, 1);
    const QJsonObject task = device.added(u"x"_s, { u"--project"_s, second.mid(4, 13) });
    EXPECT_EQ(task.value(u"project"_s), second);
}

TEST(Structure, AWorkspaceWithUnsentEditsIsNotSwitchedOff)
{
    const Device device;
    ASSERT_EQ(device.run({ u"workspace"_s, u"add"_s, u"Work"_s }).exitCode, 0);
    const Outcome off = device.run({ u"workspace"_s, u"sync"_s, u"off"_s });
    EXPECT_EQ(off.exitCode, 1);
    EXPECT_FALSE(off.err.isEmpty());
    EXPECT_EQ(device.run({ u"workspace"_s, u"sync"_s, u"on"_s }).exitCode, 0);
    EXPECT_EQ(device.run({ u"workspace"_s, u"sync"_s, u"perhaps"_s }).exitCode, 2);
}

TEST(Structure, OfSeveralWorkspacesTheOneToSwitchIsAskedFor)
{
    const Device device;
    ASSERT_EQ(device.run({ u"workspace"_s, u"add"_s, u"Work"_s }).exitCode, 0);
    ASSERT_EQ(device.run({ u"workspace"_s, u"add"_s, u"Garden"_s }).exitCode, 0);
    for (const QString& state : { u"on"_s, u"off"_s }) {
        const Outcome run = device.run({ u"workspace"_s, u"sync"_s, state });
        EXPECT_EQ(run.exitCode, 2) << qPrintable(state);
        EXPECT_TRUE(run.err.contains(u"--workspace"_s) && run.err.contains(u"Garden"_s)) << qPrintable(run.err);
    }
    const Outcome named = device.run({ u"workspace"_s, u"sync"_s, u"on"_s, u"--workspace"_s, u"Garden"_s, u"--json"_s });
    EXPECT_EQ(named.exitCode, 0);
    EXPECT_EQ(named.object().value(u"name"_s), u"Garden"_s);
    EXPECT_TRUE(named.object().value(u"syncs"_s).toBool());
}

TEST(Structure, ANewTaskGoesToTheOldestOfOnesOwnWorkspaces)
{
    const Device device;
    ASSERT_EQ(device.run({ u"workspace"_s, u"add"_s, u"Work"_s }).exitCode, 0);
    ASSERT_EQ(device.run({ u"workspace"_s, u"add"_s, u"Garden"_s }).exitCode, 0);
    static_cast<void>(device.added(u"x"_s));
    EXPECT_EQ(device.run({ u"task"_s, u"list"_s, u"--workspace"_s, u"Work"_s, u"--json"_s }).array().size(), 1);
}

TEST(HistoryWindow, IsShownAndSetAndSaysWhatMakesNoSense)
{
    const Device device;
    EXPECT_EQ(device.run({ u"window"_s, u"--json"_s }).out, QByteArray("{\"days\":null}\n"));
    EXPECT_EQ(device.run({ u"window"_s, u"6m"_s }).exitCode, 0);
    EXPECT_EQ(device.run({ u"window"_s, u"--json"_s }).object().value(u"days"_s).toInt(), 180);
    for (const QString& nonsense : { u"0"_s, u"-3"_s, u"6x"_s, u"999999y"_s, u""_s })
        EXPECT_EQ(device.run({ u"window"_s, nonsense }).exitCode, 2) << qPrintable(nonsense);
    EXPECT_EQ(device.run({ u"window"_s, u"--json"_s }).object().value(u"days"_s).toInt(), 180);
    EXPECT_TRUE(device.run({ u"window"_s, u"all"_s }).text().contains(u"keeps everything"_s));
}
