#include "domain/gestures.h"
#include "schedule/occurrence.h"
#include "schedule/quickadd.h"
#include "schedule/recurrence.h"

using namespace convoy;
using namespace convoy::schedule;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate monday(2026, 11, 23);

QString ruleOf(const QString& words) { return parseQuickAdd(u"Water plants "_s + words, { monday, {} }).recurrence; }

QDate after(const QString& rule, QDate date, const QString& zone = u"Europe/Berlin"_s) { return nextDate(rule, date, zone).date; }

Task repeating(const QString& rule, QDate due)
{
    Task task;
    task.key = RowKey { 7 };
    task.uid = u"tmp-11111111-2222-4333-8444-555555555555"_s;
    task.workspace = RowKey { 1 };
    task.title = u"Water plants"_s;
    task.recurrence = rule;
    task.dueDate = due;
    task.position = u"a0abc"_s;
    return task;
}

} // namespace

TEST(Recurrence, IsReadFromWords)
{
    const std::pair<QString, QString> words[] { { u"every day"_s, u"FREQ=DAILY"_s }, { u"every monday"_s, u"FREQ=WEEKLY;BYDAY=MO"_s },
        { u"every mon, wed and fri"_s, u"FREQ=WEEKLY;BYDAY=MO,WE,FR"_s }, { u"every 2 weeks"_s, u"FREQ=WEEKLY;INTERVAL=2"_s },
        { u"every 2 weeks on tue"_s, u"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"_s }, { u"every other week"_s, u"FREQ=WEEKLY;INTERVAL=2"_s },
        { u"every weekday"_s, u"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"_s },
        { u"every month on the 15th"_s, u"FREQ=MONTHLY;BYMONTHDAY=15"_s }, { u"every 15th"_s, u"FREQ=MONTHLY;BYMONTHDAY=15"_s },
        { u"every month on the last day"_s, u"FREQ=MONTHLY;BYMONTHDAY=-1"_s },
        { u"every year on 12 dec"_s, u"FREQ=YEARLY;BYMONTHDAY=12;BYMONTH=12"_s }, { u"every 3 months"_s, u"FREQ=MONTHLY;INTERVAL=3"_s },
        { u"every so often"_s, {} }, { u"every 12"_s, {} } };
    for (const auto& [typed, rule] : words)
        EXPECT_EQ(ruleOf(typed), rule) << typed.toStdString();
}

TEST(Recurrence, TakesTheRuleOutOfTheTitleAndBeginsOnItsFirstDay)
{
    const QuickAdd task = parseQuickAdd(u"Water plants every fri 18:00 @home"_s, { monday, {} });

    EXPECT_EQ(task.title, u"Water plants"_s);
    EXPECT_EQ(task.due, QDate(2026, 11, 27));
    EXPECT_EQ(task.time, QTime(18, 0));
    EXPECT_EQ(parseQuickAdd(u"Read daily news"_s, { monday, {} }).title, u"Read daily news"_s);
}

TEST(Recurrence, CountsFromTheOccurrenceThatWasFinished)
{
    EXPECT_EQ(after(u"FREQ=WEEKLY;INTERVAL=2"_s, monday), QDate(2026, 12, 7));
    EXPECT_EQ(after(u"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"_s, QDate(2026, 11, 27)), QDate(2026, 11, 30));
    EXPECT_EQ(after(u"FREQ=MONTHLY;BYMONTHDAY=31"_s, QDate(2026, 10, 31)), QDate(2026, 12, 31)); // November has no 31st
    EXPECT_EQ(after(u"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"_s, QDate(2028, 2, 29)), QDate(2032, 2, 29));
    EXPECT_EQ(after(u"FREQ=MONTHLY;BYDAY=2TU"_s, QDate(2026, 11, 10)), QDate(2026, 12, 8));
}

TEST(Recurrence, EndsByCountAndByDate)
{
    const NextDate second = nextDate(u"FREQ=DAILY;COUNT=2"_s, monday, {});
    EXPECT_EQ(second.date, monday.addDays(1));
    EXPECT_EQ(second.rule, u"FREQ=DAILY;COUNT=1"_s);
    EXPECT_FALSE(after(second.rule, second.date).isValid());
    EXPECT_EQ(after(u"FREQ=DAILY;UNTIL=20261124"_s, monday), QDate(2026, 11, 24));
    EXPECT_FALSE(after(u"FREQ=DAILY;UNTIL=20261123"_s, monday).isValid());
}

TEST(Recurrence, AnEndInUtcIsADayInTheTasksZone)
{
    const QString rule = u"FREQ=DAILY;UNTIL=20261123T233000Z"_s; // half past midnight of the 24th in Berlin

    EXPECT_EQ(after(rule, monday, u"Europe/Berlin"_s), QDate(2026, 11, 24));
    EXPECT_FALSE(after(rule, monday, u"America/New_York"_s).isValid());
}

TEST(Recurrence, KeepsTheWallTimeWhenSummerTimeBegins)
{
    Task task = repeating(u"FREQ=DAILY"_s, QDate(2027, 3, 27)); // the clocks go forward on the 28th, from 2:00 to 3:00
    task.dueTime = QTime(2, 30);
    task.timeZone = u"Europe/Berlin"_s;

    const auto next = nextOccurrence(task, {}, builtInWorkflow(), monday);

    ASSERT_EQ(next.size(), 1u);
    EXPECT_EQ(next[0].fields[u"due_date"_s], u"2027-03-28"_s);
    EXPECT_EQ(next[0].fields[u"due_time"_s], u"02:30"_s);
    EXPECT_EQ(next[0].fields[u"time_zone"_s], u"Europe/Berlin"_s);
}

TEST(Recurrence, ReadsAsASentence)
{
    EXPECT_EQ(recurrenceWords(u"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR"_s), u"Every 2 weeks on Monday and Friday"_s);
    EXPECT_EQ(recurrenceWords(u"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"_s), u"Every weekday"_s);
    EXPECT_EQ(recurrenceWords(u"FREQ=MONTHLY;BYMONTHDAY=15"_s), u"Every month on the 15th"_s);
    EXPECT_EQ(recurrenceWords(u"FREQ=MONTHLY;BYMONTHDAY=-1"_s), u"Every month on the last day"_s);
    EXPECT_EQ(recurrenceWords(u"FREQ=MONTHLY;BYDAY=2TU"_s), u"Every month on the 2nd Tuesday"_s);
    EXPECT_EQ(recurrenceWords(u"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12"_s), u"Every year on 12 December"_s);
    EXPECT_EQ(recurrenceWords(u"FREQ=DAILY;UNTIL=20261224"_s), u"Every day, until 24 Dec 2026"_s);
    EXPECT_EQ(recurrenceWords(u"FREQ=YEARLY;BYWEEKNO=20"_s), u"FREQ=YEARLY;BYWEEKNO=20"_s);
}

TEST(Recurrence, RefusesRulesThatAreNone)
{
    for (const auto& rule : { u""_s, u"sometimes"_s, u"FREQ=HOURLY"_s, u"FREQ=DAILY;BYHOUR=9"_s, u"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"_s })
        EXPECT_FALSE(canonicalRule(rule)) << rule.toStdString();
    EXPECT_EQ(*canonicalRule(u"rrule:freq=weekly;byday=mo"_s), u"FREQ=WEEKLY;BYDAY=MO"_s);
}

TEST(NextOccurrence, HasTheSameIdOnEveryDeviceAndCarriesTheTaskOn)
{
    Task task = repeating(u"FREQ=WEEKLY;BYDAY=MO"_s, monday);
    task.startDate = monday.addDays(-2);
    task.reminder = u"2026-11-23T08:15"_s;
    task.labels = { u"home"_s };

    const auto next = nextOccurrence(task, {}, builtInWorkflow(), monday.addDays(40));

    ASSERT_EQ(next.size(), 1u);
    EXPECT_EQ(next[0].uid, derivedUid(u"11111111-2222-4333-8444-555555555555"_s, u"2026-11-30"_s));
    EXPECT_EQ(next[0].fields[u"series_id"_s], u"11111111-2222-4333-8444-555555555555"_s);
    EXPECT_EQ(next[0].fields[u"occurrence_date"_s], u"2026-11-30"_s);
    EXPECT_EQ(next[0].fields[u"start_date"_s], u"2026-11-28"_s);
    EXPECT_EQ(next[0].fields[u"reminder"_s], u"2026-11-30T08:15"_s);
    EXPECT_EQ(next[0].fields[u"status"_s], u"todo"_s);
}

TEST(NextOccurrence, IsNeverItselfWhenFinishedEarly)
{
    Task task = repeating(u"FREQ=WEEKLY;BYDAY=MO"_s, monday.addDays(-1));
    task.seriesId = u"11111111-2222-4333-8444-000000000000"_s;
    task.occurrenceDate = monday;

    const auto next = nextOccurrence(task, {}, builtInWorkflow(), monday);

    ASSERT_EQ(next.size(), 1u);
    EXPECT_EQ(next[0].fields[u"due_date"_s], u"2026-11-30"_s);
}

TEST(NextOccurrence, MakesItsSubtasksAgainButNotWhatWasCancelled)
{
    const Task task = repeating(u"FREQ=DAILY"_s, monday);
    const auto below = [](qint64 key, qint64 parent, TaskStatus status) {
        Task subtask;
        subtask.key = RowKey { key };
        subtask.uid = u"11111111-2222-4333-8444-00000000000%1"_s.arg(key % 10);
        subtask.parent = RowKey { parent };
        subtask.status = status;
        return subtask;
    };

    const auto next = nextOccurrence(task,
        { below(11, 7, TaskStatus::Done), below(12, 7, TaskStatus::Cancelled), below(13, 11, TaskStatus::Todo), below(14, 12, TaskStatus::Todo) },
        builtInWorkflow(), monday);

    ASSERT_EQ(next.size(), 3u);
    EXPECT_EQ(next[1].fields[u"parent_id"_s].toInteger(), -1);
    EXPECT_EQ(next[1].fields[u"status"_s], u"todo"_s);
    EXPECT_EQ(next[2].fields[u"parent_id"_s].toInteger(), -2);
    EXPECT_EQ(next[2].uid, occurrenceUid(u"11111111-2222-4333-8444-000000000003"_s, monday.addDays(1)));
}
