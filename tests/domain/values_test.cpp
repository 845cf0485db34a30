#include "domain/activitywords.h"
#include "domain/result.h"
#include "domain/values.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

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

TEST(ActivityWords, SayWhatChangedFromWhatToWhat)
{
    Activity entry;
    entry.action = u"create"_s;
    EXPECT_EQ(activitySentence(entry), u"created the task"_s);
    entry.action = u"update"_s;
    const auto change = [](const char* field, const QJsonValue& before, const QJsonValue& now) {
        return QJsonObject { { u"field"_s, QLatin1String(field) }, { u"old"_s, before }, { u"new"_s, now } };
    };
    entry.changes = { change("title", u"Boat"_s, u"Sell the boat"_s), change("due_date", QJsonValue(), u"2026-12-24"_s),
        change("completion_date", QJsonValue(), u"2026-11-25T10:00:00+00:00"_s), change("labels", QJsonArray { u"a"_s }, QJsonArray()) };
    EXPECT_EQ(activitySentence(entry),
        u"changed the title from Boat to Sell the boat, set the due date to 2026-12-24, cleared the labels (a)"_s);
}
