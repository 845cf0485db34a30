#include "domain/gestures.h"
#include "domain/schema.h"

#include <gtest/gtest.h>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

TEST(Gestures, SettingAStatusSetsTheStageAndTheCompletionDate)
{
    const QJsonObject done = fieldsForStatus(TaskStatus::Done, builtInWorkflow(), u"2026-11-23T10:00:00.000000+00:00"_s);
    EXPECT_EQ(done.value(u"current_stage"_s).toString(), u"done"_s);
    EXPECT_EQ(done.value(u"completion_date"_s).toString(), u"2026-11-23T10:00:00.000000+00:00"_s);

    const QJsonObject review = fieldsForStage(u"review"_s, builtInWorkflow(), u"now"_s);
    EXPECT_EQ(review.value(u"status"_s).toString(), u"in_progress"_s);
    EXPECT_TRUE(review.value(u"completion_date"_s).isNull());
}

TEST(Gestures, ANewTaskHasAStatusAStageAndNoPriority)
{
    const Gesture gesture = taskCreated(RowKey { 1 }, { { u"title"_s, u"Fix pump"_s } }, builtInWorkflow());

    ASSERT_EQ(gesture.changes.size(), 1u);
    const QJsonObject& fields = gesture.changes.front().fields;
    EXPECT_EQ(fields.value(u"status"_s).toString(), u"todo"_s);
    EXPECT_EQ(fields.value(u"current_stage"_s).toString(), u"todo"_s);
    EXPECT_EQ(fields.value(u"priority"_s).toString(), u"none"_s);
    for (auto it = fields.begin(); it != fields.end(); ++it)
        EXPECT_TRUE(fieldOf(Entity::Task, it.key())) << qPrintable(it.key());
}

TEST(Gestures, BulkEditsAreOneGesture)
{
    Task first;
    first.key = RowKey { 5 };
    Task second;
    second.key = RowKey { 6 };

    const Gesture gesture = tasksDeleted({ first, second });

    EXPECT_EQ(gesture.changes.size(), 2u);
    EXPECT_EQ(gesture.text, u"Moved 2 tasks to the trash"_s);
}

TEST(Gestures, PrefixesComeFromTheName)
{
    EXPECT_EQ(prefixFor(u"Convoy tasks"_s), u"CON"_s);
    EXPECT_EQ(prefixFor(u"42"_s), u"T"_s);
    EXPECT_EQ(prefixFor(u"Übung macht"_s), u"BUN"_s);
}
