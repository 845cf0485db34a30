#include "schedule/dates.h"

#include <QDateTime>

using namespace convoy::schedule;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate today(2026, 11, 23);

}

TEST(Dates, SayDaysNearbyInWords)
{
    EXPECT_EQ(dueWords(today, {}, today), u"Today"_s);
    EXPECT_EQ(dueWords(today.addDays(1), QTime(17, 0), today), u"Tomorrow 17:00"_s);
    EXPECT_EQ(dueWords(today.addDays(-1), {}, today), u"Yesterday"_s);
    EXPECT_EQ(dueWords(today.addDays(4), {}, today), u"Fri"_s);
    EXPECT_EQ(dueWords(QDate(2026, 12, 12), {}, today), u"12 Dec"_s);
    EXPECT_EQ(dueWords(QDate(2027, 1, 3), {}, today), u"3 Jan 2027"_s);
    EXPECT_EQ(dueWords({}, {}, today), QString());
}

TEST(Dates, KnowHowNearTheyAre)
{
    EXPECT_EQ(nearness(today.addDays(-1), today), Nearness::Overdue);
    EXPECT_EQ(nearness(today, today), Nearness::Today);
    EXPECT_EQ(nearness(today.addDays(2), today), Nearness::Soon);
    EXPECT_EQ(nearness(today.addDays(3), today), Nearness::Later);
}

TEST(Dates, SayMomentsOfTodayByTheClock)
{
    const auto micros = [](const QDateTime& moment) { return moment.toMSecsSinceEpoch() * 1000; };
    const qint64 now = micros(QDateTime(today, QTime(15, 0)));

    EXPECT_EQ(momentWords(micros(QDateTime(today, QTime(10, 42))), now), u"10:42"_s);
    EXPECT_EQ(momentWords(micros(QDateTime(today.addDays(-1), QTime(10, 42))), now), u"Yesterday 10:42"_s);
    EXPECT_EQ(momentWords(micros(QDateTime(QDate(2026, 10, 2), QTime(10, 42))), now), u"2 Oct"_s);
}
