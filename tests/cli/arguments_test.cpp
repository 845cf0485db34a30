#include "app/cli/arguments.h"

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
