#include "domain/clock.h"

#include <gtest/gtest.h>

using namespace convoy;

TEST(Timestamps, KeepMicroseconds)
{
    const QString text = QStringLiteral("2026-11-23T10:42:07.123456+00:00");
    ASSERT_TRUE(timestampMicros(text));
    EXPECT_EQ(timestampText(*timestampMicros(text)), text);
    EXPECT_EQ(*timestampMicros(text) % 1'000'000, 123456);
}

TEST(Timestamps, ReadShorterFractionsAndOtherZones)
{
    EXPECT_EQ(timestampMicros(QStringLiteral("2026-11-23T10:42:07.5+00:00")),
        timestampMicros(QStringLiteral("2026-11-23T11:42:07.500000+01:00")));
    EXPECT_EQ(timestampMicros(QStringLiteral("2026-11-23T10:42:07Z")), timestampMicros(QStringLiteral("2026-11-23T10:42:07+00:00")));
    EXPECT_FALSE(timestampMicros(QStringLiteral("yesterday")));
}

TEST(Timestamps, BeforeTheEpochRoundDown)
{
    EXPECT_EQ(timestampText(-1), QStringLiteral("1969-12-31T23:59:59.999999+00:00"));
}

TEST(SystemClock, SteadyTimeGoesForwardWithinOneBoot)
{
    const SystemClock clock;
    const qint64 first = clock.steadyMicros();
    EXPECT_LE(first, clock.steadyMicros());
    EXPECT_FALSE(clock.boot().isEmpty());
}
