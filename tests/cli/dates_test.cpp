#include "app/cli/dates.h"

#include <gtest/gtest.h>

using namespace convoy::cli;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate monday(2026, 11, 23);

QString dateOf(const QString& words)
{
    const auto date = dateFromWords(words, monday);
    return date ? date->toString(Qt::ISODate) : u"none"_s;
}

} // namespace

TEST(CommandLineDates, UnderstandsWhatPeopleAndScriptsWrite)
{
    EXPECT_EQ(dateOf(u"2026-12-24"_s), u"2026-12-24"_s);
    EXPECT_EQ(dateOf(u"today"_s), u"2026-11-23"_s);
    EXPECT_EQ(dateOf(u"Tomorrow"_s), u"2026-11-24"_s);
    EXPECT_EQ(dateOf(u"yesterday"_s), u"2026-11-22"_s);
    EXPECT_EQ(dateOf(u"+3d"_s), u"2026-11-26"_s);
    EXPECT_EQ(dateOf(u"-1w"_s), u"2026-11-16"_s);
    EXPECT_EQ(dateOf(u"+2m"_s), u"2027-01-23"_s);
    EXPECT_EQ(dateOf(u"friday"_s), u"2026-11-27"_s);
    EXPECT_EQ(dateOf(u"monday"_s), u"2026-11-30"_s) << "never today";
}

TEST(CommandLineDates, RefusesWhatIsNoDate)
{
    for (const auto& words :
        { u""_s, u"soon"_s, u"2026-02-30"_s, u"2026-13-01"_s, u"+d"_s, u"tomorrow or so"_s, u"12"_s })
        EXPECT_EQ(dateOf(words), u"none"_s) << qPrintable(words);
}

TEST(CommandLineDates, ReadsATimeOfDayBehindTheDate)
{
    const auto due = dueFromWords(u"tomorrow 17:00"_s, monday);
    ASSERT_TRUE(due);
    EXPECT_EQ(due->date, QDate(2026, 11, 24));
    EXPECT_EQ(due->time, QTime(17, 0));
    const auto iso = dueFromWords(u"2026-12-24T09:30"_s, monday);
    ASSERT_TRUE(iso);
    EXPECT_EQ(iso->time, QTime(9, 30));
    EXPECT_FALSE(dueFromWords(u"tomorrow 25:00"_s, monday));
}
