#include "domain/result.h"
#include "domain/values.h"

#include <gtest/gtest.h>

using namespace convoy;

TEST(Values, StatusAndPriorityTextsReadBack)
{
    for (const auto status : { TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Done, TaskStatus::Cancelled })
        EXPECT_EQ(statusFromText(statusText(status)), status);
    for (const auto priority : { Priority::None, Priority::Low, Priority::Medium, Priority::High })
        EXPECT_EQ(priorityFromText(priorityText(priority)), priority);
    EXPECT_FALSE(statusFromText(u"blocked"));
}

TEST(Result, HoldsAValueOrAnErrorAndAssignsBothWays)
{
    Result<QString> result = QStringLiteral("fine");
    EXPECT_TRUE(result);
    result = Error { Error::Kind::NotFound, {} };
    EXPECT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::NotFound);
    EXPECT_EQ(result.value_or(QStringLiteral("other")), QStringLiteral("other"));
}
