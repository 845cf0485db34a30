#include "schedule/quickadd.h"

using namespace convoy;
using namespace convoy::schedule;
using namespace Qt::Literals::StringLiterals;

namespace {

const Vocabulary vocabulary { QDate(2026, 11, 23), { u"Pump"_s, u"Pump house"_s, u"Website"_s } }; // a Monday

QuickAdd parsed(const QString& line) { return parseQuickAdd(line, vocabulary); }

} // namespace

TEST(QuickAdd, LeavesAPlainTitleAlone)
{
    const QuickAdd task = parsed(u"Fix the pump in the cellar"_s);

    EXPECT_EQ(task.title, u"Fix the pump in the cellar"_s);
    EXPECT_TRUE(task.tokens.empty());
    EXPECT_FALSE(task.due.isValid());
}

TEST(QuickAdd, TakesEveryKindOfTokenOutOfTheTitle)
{
    const QuickAdd task = parsed(u"Call Anna tomorrow 17:00 #website @phone !high @home"_s);

    EXPECT_EQ(task.title, u"Call Anna"_s);
    EXPECT_EQ(task.due, QDate(2026, 11, 24));
    EXPECT_EQ(task.time, QTime(17, 0));
    EXPECT_EQ(task.project, u"Website"_s);
    EXPECT_EQ(task.labels, QStringList({ u"phone"_s, u"home"_s }));
    EXPECT_EQ(task.priority, Priority::High);
}

TEST(QuickAdd, PutsATimeWithoutADateOnToday) { EXPECT_EQ(parsed(u"Stand-up at 9:30"_s).due, vocabulary.today); }

TEST(QuickAdd, PrefersTheLongestProjectName)
{
    EXPECT_EQ(parsed(u"Paint #pump house"_s).project, u"Pump house"_s);
    EXPECT_EQ(parsed(u"Paint #Pump-house"_s).project, u"Pump house"_s);
    EXPECT_EQ(parsed(u"Paint #pump"_s).project, u"Pump"_s);
}

TEST(QuickAdd, KeepsAnUnknownProjectAsText)
{
    const QuickAdd task = parsed(u"See issue #4711"_s);

    EXPECT_EQ(task.title, u"See issue #4711"_s);
    EXPECT_TRUE(task.project.isEmpty());
}

TEST(QuickAdd, KeepsAnAddressAsText) { EXPECT_EQ(parsed(u"Write to anna@example.com"_s).title, u"Write to anna@example.com"_s); }

TEST(QuickAdd, LetsTheLaterDateWinAndKeepsTheEarlierInTheTitle)
{
    const QuickAdd task = parsed(u"Move today to fri"_s);

    EXPECT_EQ(task.title, u"Move today to"_s);
    EXPECT_EQ(task.due, QDate(2026, 11, 27));
}

TEST(QuickAdd, LeavesQuotedWordsAlone)
{
    const QuickAdd task = parsed(u"Read \"the day after tomorrow\" fri"_s);

    EXPECT_EQ(task.title, u"Read \"the day after tomorrow\""_s);
    EXPECT_EQ(task.due, QDate(2026, 11, 27));
}

TEST(QuickAdd, LeavesWordsBehindABackslashAloneAndDropsIt)
{
    const QuickAdd task = parsed(u"Write \\@home \\today #website"_s);

    EXPECT_EQ(task.title, u"Write @home today"_s);
    EXPECT_FALSE(task.due.isValid());
    EXPECT_EQ(task.project, u"Website"_s);
}

TEST(QuickAdd, KnowsStagesAndPeopleByName)
{
    const QuickAdd task = parseQuickAdd(u"Check /in-review +anna and/or +bob"_s, { vocabulary.today, {}, {}, { u"In review"_s }, { u"Anna"_s } });

    EXPECT_EQ(task.title, u"Check and/or +bob"_s);
    EXPECT_EQ(task.stage, u"In review"_s);
    EXPECT_EQ(task.assignee, u"Anna"_s);
}

TEST(QuickAdd, SaysWhereEachTokenStands)
{
    const auto tokens = findTokens(u"Go  in 3 days !m"_s, vocabulary);

    ASSERT_EQ(tokens.size(), 2u);
    EXPECT_EQ(tokens[0], (Token { TokenKind::Date, 4, 9, u"in 3 days"_s, u"2026-11-26"_s }));
    EXPECT_EQ(tokens[1], (Token { TokenKind::Priority, 14, 2, u"!m"_s, u"medium"_s }));
}

TEST(Paste, MakesATaskOfEachLineAndCountsIndentation)
{
    const auto lines = splitPaste(u"- Boat\n    - [ ] Sails\n\n    * Ropes\n        1. Cut\r\nCar"_s);

    EXPECT_EQ(lines,
        (std::vector<PastedLine> { { u"Boat"_s, 0 }, { u"Sails"_s, 1 }, { u"Ropes"_s, 1 }, { u"Cut"_s, 2 }, { u"Car"_s, 0 } }));
}

TEST(Paste, KeepsNumbersThatAreNoBullets)
{
    EXPECT_EQ(splitPaste(u"3 eggs"_s), (std::vector<PastedLine> { { u"3 eggs"_s, 0 } }));
}
