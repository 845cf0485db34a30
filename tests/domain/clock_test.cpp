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
    EXPECT_EQ(timestampText(1'723'370), QStringLiteral("1970-01-01T00:00:01.72337+00:00")) << "as the server: no zeros at the end";
    EXPECT_EQ(timestampText(1'000'000), QStringLiteral("1970-01-01T00:00:01+00:00"));
    EXPECT_EQ(timestampText(10'000'000), QStringLiteral("1970-01-01T00:00:10+00:00"));
}

TEST(SystemClock, SteadyTimeGoesForwardWithinOneBoot)
{
    const SystemClock clock;
    const qint64 first = clock.steadyMicros();
    EXPECT_LE(first, clock.steadyMicros());
    EXPECT_FALSE(clock.boot().isEmpty());
}

TEST(ServerClock, TheServerLookedAtItsClockInTheMiddleOfARequest)
{
    const ServerClock clock = serverClockFrom(5'000'000, 1'000, { 0, 77, 1'600, QStringLiteral("boot") });
    EXPECT_EQ(clock.serverMicros, 5'000'300);
    EXPECT_EQ(clock.errorMicros, 300);
    EXPECT_EQ(clock.wallMicros, 77);
}

TEST(ServerClock, ASlowAnswerDoesNotSpoilWhatAQuickOneHasShown)
{
    const QString boot = QStringLiteral("boot");
    const ServerClock quick { 9'000'000'000, 50, 1'000'000, boot, 10'000 };
    const ServerClock slow { 9'010'400'000, 99, 11'000'000, boot, 500'000 };
    const ServerClock now = bestOf(quick, slow);
    EXPECT_EQ(now.serverMicros, 9'010'000'000);
    EXPECT_EQ(now.errorMicros, 12'000) << "and it grows old";
    EXPECT_EQ(now.wallMicros, 99) << "the wall clock may have been set";
    EXPECT_EQ(bestOf(slow, { 9'020'000'000, 0, 21'000'000, boot, 20'000 }).errorMicros, 20'000);
}

TEST(ServerClock, AnAnswerThatContradictsWhatWasKnownIsBelieved)
{
    const QString boot = QStringLiteral("boot");
    const ServerClock known { 9'000'000'000, 50, 1'000'000, boot, 10'000 };
    EXPECT_EQ(bestOf(known, { 9'099'000'000, 0, 11'000'000, boot, 500'000 }).serverMicros, 9'099'000'000);
    EXPECT_EQ(bestOf(known, { 9'010'400'000, 0, 11'000'000, QStringLiteral("another"), 500'000 }).serverMicros, 9'010'400'000);
    EXPECT_EQ(bestOf(std::nullopt, known).serverMicros, 9'000'000'000);
}
