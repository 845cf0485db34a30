#include "domain/rank.h"

#include <rapidcheck.h>

#include <gtest/gtest.h>

#include <vector>

using namespace convoy;

namespace {
void check(const char* what, bool holds) { EXPECT_TRUE(holds) << what; }
}

TEST(Rank, AnyOrderOfInsertionsKeepsTheListSorted)
{
    const bool holds = rc::check("ranks stay between their neighbours", [](const std::vector<unsigned>& places) {
        std::vector<QString> list;
        for (const unsigned place : places) {
            const size_t at = place % (list.size() + 1);
            const QString before = at > 0 ? list[at - 1] : QString();
            const QString after = at < list.size() ? list[at] : QString();
            const QString rank = rankBetween(before, after);
            RC_ASSERT(before.isEmpty() || before < rank);
            RC_ASSERT(after.isEmpty() || rank < after);
            list.insert(list.begin() + long(at), rank);
        }
    });
    check("rapidcheck", holds);
}

TEST(Rank, AppendingAThousandTimesStaysShort)
{
    QString last;
    for (int i = 0; i < 1000; ++i) {
        const QString next = rankBetween(last, {});
        ASSERT_LT(last, next);
        last = next;
    }
    EXPECT_EQ(last.size(), 7);
}

TEST(Rank, TwoDevicesInsertingAtOnePlaceMakeDifferentRanks)
{
    EXPECT_NE(rankBetween(QStringLiteral("a"), QStringLiteral("b")), rankBetween(QStringLiteral("a"), QStringLiteral("b")));
}
