#include "sync/engine/backoff.h"

#include <gtest/gtest.h>

using convoy::sync::Backoff;
using namespace std::chrono_literals;

TEST(Backoff, DoublesItsLimitFromOneSecondToFiveMinutes)
{
    Backoff backoff({}, [] { return 0.999999; });
    const int seconds[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300 };
    for (const int limit : seconds) {
        const auto wait = backoff.next();
        EXPECT_GT(wait, std::chrono::milliseconds(limit * 1000 - 5)) << limit;
        EXPECT_LE(wait, std::chrono::seconds(limit));
    }
    for (int i = 0; i < 100; ++i)
        EXPECT_LE(backoff.next(), 300s) << "no overflow";
}

TEST(Backoff, JittersOverTheWholeRange)
{
    double random = 0;
    Backoff backoff({}, [&] { return random; });
    EXPECT_EQ(backoff.next(), 0ms);
    random = 0.5;
    EXPECT_EQ(backoff.next(), 1000ms);
}

TEST(Backoff, NeverComesBackBeforeTheServerWants)
{
    Backoff backoff({}, [] { return 0.5; });
    EXPECT_EQ(backoff.next(7s), 7s);
    EXPECT_EQ(backoff.next(100ms), 1000ms);
}

TEST(Backoff, StartsOverAfterAReset)
{
    Backoff backoff({}, [] { return 0.5; });
    for (int i = 0; i < 5; ++i)
        (void)backoff.next();
    EXPECT_EQ(backoff.failures(), 5);
    backoff.reset();
    EXPECT_EQ(backoff.next(), 500ms);
}
