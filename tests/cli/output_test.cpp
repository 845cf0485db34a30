#include "app/cli/output.h"

#include <gtest/gtest.h>

using namespace convoy::cli;
using namespace Qt::Literals::StringLiterals;

TEST(Output, ShowsWhatATitleCouldDoToATerminal)
{
    EXPECT_EQ(printable(u"red \x1b[31m"_s), u"red \uFFFD[31m"_s);
    EXPECT_EQ(printable(u"ab\u202Ecd"_s), u"ab\uFFFDcd"_s);
    EXPECT_EQ(printable(u"a\nb"_s), u"a\uFFFDb"_s);
    EXPECT_EQ(printable(u"Größe 日本 🦀"_s), u"Größe 日本 🦀"_s);
}

TEST(Output, ALineHasSpacesWhereATextBreaks)
{
    EXPECT_EQ(oneLine(u"a\nb\r\nc\td"_s), u"a b c d"_s);
    EXPECT_EQ(oneLine(u"red \x1b[31m"_s), u"red \uFFFD[31m"_s);
}
