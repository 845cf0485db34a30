#include "schedule/quickadd.h"

using namespace convoy::schedule;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Case {
    QString words;
    QString expected; //!< ISO date or time; empty: not understood
};

class DateWords : public ::testing::TestWithParam<Case> { };

} // namespace

TEST_P(DateWords, MeanTheDayThatPeopleExpect)
{
    const auto tokens = findTokens(GetParam().words, { QDate(2026, 11, 25), {} }); // a Wednesday

    EXPECT_EQ(tokens.empty() ? QString() : tokens.front().value, GetParam().expected) << GetParam().words.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Table, DateWords,
    ::testing::Values(Case { u"today"_s, u"2026-11-25"_s }, Case { u"Tomorrow"_s, u"2026-11-26"_s },
        Case { u"fri"_s, u"2026-11-27"_s }, Case { u"wednesday"_s, u"2026-12-02"_s }, Case { u"next week"_s, u"2026-11-30"_s },
        Case { u"next fri"_s, u"2026-12-04"_s }, Case { u"next month"_s, u"2026-12-01"_s },
        Case { u"in 3 days"_s, u"2026-11-28"_s }, Case { u"in a week"_s, u"2026-12-02"_s },
        Case { u"in 2 months"_s, u"2027-01-25"_s }, Case { u"12 dec"_s, u"2026-12-12"_s },
        Case { u"dec 12"_s, u"2026-12-12"_s }, Case { u"1st march"_s, u"2027-03-01"_s },
        Case { u"3 jan 2028"_s, u"2028-01-03"_s }, Case { u"2027-02-28"_s, u"2027-02-28"_s }, Case { u"31 feb"_s, u""_s },
        Case { u"in 0 days"_s, u""_s }, Case { u"friend"_s, u""_s }, Case { u"may"_s, u""_s }, Case { u"17:00"_s, u"17:00"_s },
        Case { u"5pm"_s, u"17:00"_s }, Case { u"12am"_s, u"00:00"_s }, Case { u"5:45pm"_s, u"17:45"_s },
        Case { u"at 8:00"_s, u"08:00"_s }, Case { u"25:00"_s, u""_s }, Case { u"17"_s, u""_s }, Case { u"14pm"_s, u""_s }));
