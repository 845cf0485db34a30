#include "app/cli/arguments.h"
#include "app/cli/exitcode.h"

#include <gtest/gtest.h>

#include <set>

using namespace convoy::cli;
using namespace Qt::Literals::StringLiterals;

TEST(Arguments, GlobalOptionsMayStandBeforeAndBehindTheCommand)
{
    const auto before = parseArguments({ u"--json"_s, u"--data-dir"_s, u"/x"_s, u"task"_s, u"list"_s });
    const auto behind = parseArguments({ u"task"_s, u"list"_s, u"--json"_s, u"--data-dir=/x"_s });
    for (const auto* arguments : { &before, &behind }) {
        ASSERT_TRUE(*arguments);
        EXPECT_TRUE((*arguments)->json());
        EXPECT_EQ((*arguments)->value("data-dir"_L1), u"/x"_s);
        EXPECT_STREQ((*arguments)->command->name, "task list");
    }
}

TEST(Arguments, ATitleMayLookLikeAnOptionBehindTwoDashes)
{
    const auto arguments = parseArguments({ u"task"_s, u"add"_s, u"--"_s, u"--json"_s });
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->operands, QStringList(u"--json"_s));
    EXPECT_FALSE(arguments->json());
}

TEST(Arguments, OnlyTheWholeWordAsksForHelp)
{
    for (const QString& word : { u"-h"_s, u"--help"_s }) {
        const auto asked = parseArguments({ u"task"_s, u"add"_s, u"x"_s, word });
        ASSERT_TRUE(asked) << qPrintable(word);
        EXPECT_EQ(asked->command, nullptr);
        EXPECT_EQ(asked->topic, u"task add"_s);
    }
    for (const QString& text : { u"-fish"_s, u"- have a look"_s, u"-hh"_s, u"-h=1"_s, u"--help=1"_s, u"-json"_s, u"-?"_s }) {
        const auto refused = parseArguments({ u"task"_s, u"add"_s, text });
        ASSERT_FALSE(refused) << qPrintable(text);
        EXPECT_EQ(exitCodeFor(refused.error()), ExitCode::Usage);
        EXPECT_TRUE(refused.error().detail.contains(u'"' + text + u'"')) << qPrintable(refused.error().detail);
        const auto behind = parseArguments({ u"task"_s, u"add"_s, u"--"_s, text });
        ASSERT_TRUE(behind) << qPrintable(text);
        EXPECT_EQ(behind->operands, QStringList(text));
    }
}

TEST(Arguments, AnOptionsValueMayBeginWithADash)
{
    const auto apart = parseArguments({ u"task"_s, u"add"_s, u"x"_s, u"--description"_s, u"- h"_s, u"--json"_s });
    const auto joined = parseArguments({ u"--json"_s, u"task"_s, u"add"_s, u"--description=- h"_s, u"x"_s });
    for (const auto* arguments : { &apart, &joined }) {
        ASSERT_TRUE(*arguments);
        EXPECT_EQ((*arguments)->value("description"_L1), u"- h"_s);
        EXPECT_TRUE((*arguments)->json());
        EXPECT_EQ((*arguments)->operands, QStringList(u"x"_s));
    }
}

TEST(Arguments, ATitleMayBeACommandsName)
{
    const auto arguments = parseArguments({ u"task"_s, u"add"_s, u"sync"_s });
    ASSERT_TRUE(arguments);
    EXPECT_STREQ(arguments->command->name, "task add");
    EXPECT_EQ(arguments->operands, QStringList(u"sync"_s));
}

TEST(Arguments, OptionsOfOtherCommandsAreRefused)
{
    EXPECT_FALSE(parseArguments({ u"task"_s, u"list"_s, u"--due"_s, u"today"_s }));
}

TEST(Arguments, EveryCommandHasItsOwnName)
{
    std::set<std::string> names;
    for (const Command& command : commands())
        EXPECT_TRUE(names.insert(command.name).second) << command.name;
    EXPECT_GE(names.size(), 24u);
}
