#include "sync/merge/textmerge.h"

#include <gtest/gtest.h>

using namespace Qt::Literals::StringLiterals;
using convoy::merge::mergeTexts;

TEST(TextMerge, TakesBothEditsWhenTheyTouchDifferentLines)
{
    const auto merged = mergeTexts(
        u"one\ntwo\nthree\nfour\nfive\n"_s, u"ONE\ntwo\nthree\nfour\nfive\n"_s, u"one\ntwo\nthree\nfour\nfünf ✓\n"_s);
    EXPECT_FALSE(merged.overlap);
    EXPECT_EQ(merged.text, u"ONE\ntwo\nthree\nfour\nfünf ✓\n"_s);
}

TEST(TextMerge, ReportsAnOverlapAndKeepsTheirs)
{
    const auto merged = mergeTexts(u"one\n"_s, u"mine\n"_s, u"theirs\n"_s);
    EXPECT_TRUE(merged.overlap);
    EXPECT_EQ(merged.text, u"theirs\n"_s);
}

TEST(TextMerge, IsNoMergeWhenOnlyOneSideChanged)
{
    EXPECT_EQ(mergeTexts(u"a"_s, u"b"_s, u"a"_s).text, u"b"_s);
    EXPECT_EQ(mergeTexts(u"a"_s, u"a"_s, u"b"_s).text, u"b"_s);
    EXPECT_EQ(mergeTexts(u"a"_s, u"b"_s, u"b"_s).text, u"b"_s);
    EXPECT_FALSE(mergeTexts(u"a"_s, u"b"_s, u"b"_s).overlap);
}

TEST(TextMerge, TakesTheSameInsertionOnce)
{
    const auto merged = mergeTexts(u"a\nb\nc\nd\ne\n"_s, u"a\nnew\nb\nc\nd\nmine\n"_s, u"a\nnew\nb\nc\nd\ne\n"_s);
    EXPECT_FALSE(merged.overlap);
    EXPECT_EQ(merged.text, u"a\nnew\nb\nc\nd\nmine\n"_s);
}

TEST(TextMerge, HandlesEmptyTextsAndMissingLineEnds)
{
    EXPECT_TRUE(mergeTexts({}, u"mine"_s, u"theirs"_s).overlap);
    EXPECT_EQ(mergeTexts(u"a\nb\nc\nd"_s, u"A\nb\nc\nd"_s, u"a\nb\nc\nD"_s).text, u"A\nb\nc\nD"_s);
    EXPECT_EQ(mergeTexts(u"a"_s, {}, u"a"_s).text, QString());
}

TEST(TextMerge, KeepsBothOfAnOverlapForWhoeverIsNotToBeAsked)
{
    const auto both = convoy::merge::mergeKeepingBoth(u"head\none"_s, u"head\nmine"_s, u"head\ntheirs"_s);
    EXPECT_TRUE(both.overlap);
    EXPECT_EQ(both.text, u"head\ntheirs\nmine"_s);

    const auto from = convoy::merge::mergeKeepingBoth({}, u"mine"_s, u"theirs"_s);
    EXPECT_EQ(from.text, u"theirs\nmine"_s);
    EXPECT_FALSE(convoy::merge::mergeKeepingBoth(u"a\nb\nc\nd\n"_s, u"A\nb\nc\nd\n"_s, u"a\nb\nc\nD\n"_s).overlap);
}
