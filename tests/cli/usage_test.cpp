#include "device.h"

#include <gtest/gtest.h>

using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Case {
    QStringList arguments;
    int exitCode;
    QString says; //!< somewhere on stderr
};

} // namespace

TEST(Usage, WhatMakesNoSenseIsExitCodeTwoAndASentence)
{
    const Device device;
    const std::vector<Case> cases {
        { {}, 2, u"--help"_s },
        { { u"frobnicate"_s }, 2, u"frobnicate"_s },
        { { u"task"_s }, 2, u"task"_s },
        { { u"task"_s, u"frobnicate"_s }, 2, u"frobnicate"_s },
        { { u"task"_s, u"add"_s }, 2, u"title"_s },
        { { u"task"_s, u"add"_s, u"a"_s, u"b"_s }, 2, u"quotes"_s },
        { { u"task"_s, u"add"_s, u"  "_s }, 2, u"title"_s },
        { { u"task"_s, u"add"_s, u"x"_s, u"--due"_s, u"someday"_s }, 2, u"someday"_s },
        { { u"task"_s, u"add"_s, u"x"_s, u"--priority"_s, u"huge"_s }, 2, u"huge"_s },
        { { u"task"_s, u"add"_s, u"x"_s, u"--colour"_s, u"red"_s }, 2, u"colour"_s },
        { { u"task"_s, u"list"_s, u"--view"_s, u"moon"_s }, 2, u"moon"_s },
        { { u"task"_s, u"list"_s, u"--limit"_s, u"many"_s }, 2, u"many"_s },
        { { u"task"_s, u"set"_s, u"title=x"_s, u"due="_s }, 2, u"Which task"_s },
        { { u"task"_s, u"block"_s, u"1"_s }, 2, u"--by"_s },
        { { u"review"_s, u"resolve"_s, u"abcd"_s }, 2, u"--keep"_s },
        { { u"milestone"_s, u"add"_s, u"x"_s }, 2, u"--project"_s },
        { { u"sync"_s, u"--wait"_s, u"long"_s }, 2, u"long"_s },
        { { u"sign-in"_s, u"--server"_s, u"http://127.0.0.1:1"_s }, 2, u"--key"_s },
        { { u"task"_s, u"show"_s, u"4711"_s }, 1, u"4711"_s },
        { { u"task"_s, u"add"_s, u"x"_s, u"--project"_s, u"Nowhere"_s }, 1, u"Nowhere"_s },
        { { u"outbox"_s, u"discard"_s, u"abcdef"_s }, 1, u"abcdef"_s },
        { { u"sign-out"_s }, 1, u"signed in"_s },
        { { u"undo"_s }, 1, u"undo"_s },
        { { u"sync"_s }, 5, u"signed in"_s },
        { { u"task"_s, u"add"_s, u"- have a look"_s }, 2, u"\"- have a look\""_s },
        { { u"task"_s, u"add"_s, u"-fish"_s }, 2, u"-- \"-fish\""_s },
        { { u"task"_s, u"comment"_s, u"1"_s, u"- buy"_s }, 2, u"\"- buy\""_s },
        { { u"-fish"_s, u"task"_s, u"list"_s }, 2, u"\"-fish\""_s },
    };
    for (const Case& each : cases) {
        const Outcome run = device.run(each.arguments);
        EXPECT_EQ(run.exitCode, each.exitCode) << qPrintable(each.arguments.join(u' ')) << ": " << qPrintable(run.err);
        EXPECT_TRUE(run.err.contains(each.says))
            << qPrintable(each.arguments.join(u' ')) << ": " << qPrintable(run.err);
        EXPECT_TRUE(run.out.isEmpty()) << qPrintable(each.arguments.join(u' '));
    }
    EXPECT_TRUE(device.run({ u"task"_s, u"list"_s, u"--json"_s }).array().isEmpty()) << "nothing came of any of them";
}

TEST(Usage, HelpExplainsCommandsAndExitCodes)
{
    const Device device;
    const Outcome all = device.run({ u"--help"_s });
    EXPECT_EQ(all.exitCode, 0);
    for (const auto& words :
        { u"task add"_s, u"outbox discard"_s, u"Exit codes"_s, u"5  sign in again"_s, u"--data-dir"_s })
        EXPECT_TRUE(all.text().contains(words)) << qPrintable(words);
    const Outcome add = device.run({ u"task"_s, u"add"_s, u"--help"_s });
    EXPECT_EQ(add.exitCode, 0);
    EXPECT_TRUE(add.text().contains(u"--milestone"_s));
    EXPECT_TRUE(device.run({ u"task"_s, u"--help"_s }).text().contains(u"task block"_s));
    EXPECT_TRUE(device.run({ u"--version"_s }).text().startsWith(u"convoy-cli "_s));
}

TEST(Usage, StatusOfADeviceWithoutAccount)
{
    const Device device;
    static_cast<void>(device.added(u"One"_s));
    const Outcome run = device.run({ u"status"_s, u"--json"_s });
    EXPECT_EQ(run.exitCode, 0) << qPrintable(run.err);
    EXPECT_EQ(run.object().value(u"state"_s), u"no_account"_s);
    EXPECT_EQ(run.object().value(u"text"_s), u"On this device only"_s);
}
