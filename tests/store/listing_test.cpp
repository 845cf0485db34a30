#include "store/readthread.h"
#include "store/tasklisting.h"
#include "tests/support/taskdata.h"

#include <QTest>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;
using test::TaskData;

namespace {

const QDate today(2026, 11, 23);

using Keys = std::vector<RowKey>;

ListingQuery listingOf(TaskView view, TaskOrder order)
{
    return { .query = { .view = view, .order = order, .today = today } };
}

Keys keysOf(TaskData& data, const ListingQuery& query)
{
    const auto listing = data.reads().listing(query);
    EXPECT_TRUE(listing) << (listing ? "" : qPrintable(listing.error().detail));
    return listing ? listing->keys : Keys {};
}

} // namespace

TEST(Listing, EachConditionNarrowsByItself)
{
    TaskData data;
    const RowKey garden = data.project("Garden");
    const RowKey plain = data.task("plain", "position", "'a'");
    const RowKey rich = data.task("rich",
        "position, project_id, current_stage, labels, priority, assignee_id, due_date, status",
        "'b', " + QByteArray::number(garden.value) + ", 'doing', '[\"red\",\"blue\"]', 'high', 'u-1', '2026-11-20', 'in_progress'");
    const RowKey done = data.task("finished", "status, completion_date, labels", "'done', '2026-11-02', '[\"red\"]'");
    const auto narrowed = [&](TaskConditions conditions) {
        ListingQuery query = listingOf(TaskView::All, TaskOrder::Position);
        query.conditions = std::move(conditions);
        return keysOf(data, query);
    };

    EXPECT_EQ(narrowed({}), (Keys { plain, rich }));
    EXPECT_EQ(narrowed({ .projects = { garden } }), Keys { rich });
    EXPECT_EQ(narrowed({ .projects = { RowKey {} } }), Keys { plain });
    EXPECT_EQ(narrowed({ .stages = { u"doing"_s } }), Keys { rich });
    EXPECT_EQ(narrowed({ .statuses = { TaskStatus::Todo } }), Keys { plain });
    EXPECT_EQ(narrowed({ .statuses = { TaskStatus::Done } }), Keys { done }) << "asking for finished ones shows them";
    EXPECT_EQ(narrowed({ .labels = { u"blue"_s, u"green"_s } }), Keys { rich });
    EXPECT_EQ(narrowed({ .priorities = { Priority::None } }), Keys { plain });
    EXPECT_EQ(narrowed({ .assignees = { QString(u""_s) } }), Keys { plain });
    EXPECT_EQ(narrowed({ .due = DueRange::Overdue }), Keys { rich });
    EXPECT_EQ(narrowed({ .due = DueRange::None }), Keys { plain });
    EXPECT_EQ(narrowed({ .due = DueRange::Week }), Keys {});
}

TEST(Listing, GroupsAndSortsFreely)
{
    TaskData data;
    const RowKey high = data.task("b high", "priority, due_date, number", "'high', '2026-11-24', 2");
    const RowKey low = data.task("a low", "priority, number", "'low', 3");
    const RowKey none = data.task("c none", "due_date, number", "'2026-11-23', 1");

    ListingQuery byNumber = listingOf(TaskView::All, TaskOrder::Number);
    EXPECT_EQ(keysOf(data, byNumber), (Keys { none, high, low }));
    byNumber.query.descending = true;
    EXPECT_EQ(keysOf(data, byNumber), (Keys { low, high, none }));
    ListingQuery byDay = listingOf(TaskView::All, TaskOrder::Title);
    byDay.group = TaskGroup::Due;
    const auto listing = data.reads().listing(byDay);
    ASSERT_TRUE(listing);
    EXPECT_EQ(listing->keys, (Keys { none, high, low }));
    ASSERT_EQ(listing->groups.size(), 3U);
    EXPECT_EQ(listing->groups[1].first, 1U);
    EXPECT_EQ(listing->groups[0].value, u"1"_s) << "today";
}

TEST(Listing, NoListingScansTheTasks)
{
    TaskData data;
    int plans = 0;
    for (const TaskView view : { TaskView::Inbox, TaskView::Today, TaskView::Upcoming, TaskView::Ready, TaskView::All,
             TaskView::Done, TaskView::Trash, TaskView::Project, TaskView::Milestone }) {
        for (int order = 0; order <= int(TaskOrder::Assignee); ++order) {
            for (const auto& column : { std::optional<BoardColumn>(), std::optional(BoardColumn { {}, TaskStatus::InProgress, {} }),
                     std::optional(BoardColumn { {}, TaskStatus::Cancelled, {} }),
                     std::optional(BoardColumn { u"done"_s, TaskStatus::Done, { u"done"_s } }) }) {
                ListingQuery query = listingOf(view, TaskOrder(order));
                query.query.withDone = true;
                query.conditions = { .projects = { RowKey { 2 } }, .stages = { u"x"_s }, .statuses = { TaskStatus::Done },
                    .labels = { u"red"_s }, .priorities = { Priority::High }, .assignees = { u"u"_s }, .due = DueRange::Week };
                query.group = TaskGroup(order % 8);
                query.text = order % 2 ? u"pump"_s : QString();
                query.column = column;
                for (const TaskPhase& phase : listingPhases(query, { RowKey { 3 } })) {
                    const QByteArray sql = "EXPLAIN QUERY PLAN " + listingSql(query, phase);
                    Statement statement = data.database().prepare(sql.constData());
                    bool first = true;
                    while (statement.row()) {
                        const QByteArray step = statement.bytes(3);
                        if (step.contains("VIRTUAL TABLE") || step.contains("SUBQUERY"))
                            continue;
                        // The members of workspaces are a handful and have no index of their own.
                        EXPECT_FALSE(step.startsWith("SCAN") && step != "SCAN u") << sql.constData() << '\n' << step.constData();
                        if (std::exchange(first, false)) {
                            EXPECT_TRUE(step.startsWith("SEARCH t USING")) << sql.constData() << '\n' << step.constData();
                        }
                    }
                    ++plans;
                }
            }
        }
    }
    EXPECT_GT(plans, 200);
}

TEST(Listing, TheRareColumnsOfABoardHaveIndexesOfTheirOwn)
{
    TaskData data;
    const auto indexOf = [&](TaskView view, TaskStatus status) {
        ListingQuery query = listingOf(view, TaskOrder::Position);
        query.query.project = RowKey { 2 };
        query.column = BoardColumn { {}, status, {} };
        const auto phases = listingPhases(query, {});
        EXPECT_EQ(phases.size(), 1U);
        const QByteArray sql = "EXPLAIN QUERY PLAN " + listingSql(query, phases.front());
        Statement statement = data.database().prepare(sql.constData());
        statement.row();
        const QByteArray step = statement.bytes(3);
        return step.mid(step.indexOf("INDEX ") + 6).split(' ').front();
    };

    EXPECT_EQ(indexOf(TaskView::All, TaskStatus::InProgress), "view_started");
    EXPECT_EQ(indexOf(TaskView::All, TaskStatus::Cancelled), "view_cancelled");
    EXPECT_EQ(indexOf(TaskView::Project, TaskStatus::InProgress), "view_started_project");
    EXPECT_EQ(indexOf(TaskView::Project, TaskStatus::Cancelled), "view_cancelled_project");
}

TEST(ReadThread, AnswersFromItsOwnThreadAndDropsWhatWasAskedBefore)
{
    TaskData data;
    data.fill(20'000);
    ReadThread thread(data.path());
    QObject asker;
    QStringList answers;
    const auto ask = [&](const QString& name) {
        thread.ask<qint64>(
            &asker,
            [](const Reads& reads) { return reads.taskCount({ .view = TaskView::All, .withDone = true, .today = today }); },
            [&, name](const Result<qint64>& count) { answers += count ? name : u"failed"_s; });
    };
    ask(u"first"_s);
    ask(u"second"_s);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !answers.isEmpty(); }, 30'000));
    QTest::qWait(20);
    EXPECT_EQ(answers, QStringList { u"second"_s });
}

TEST(ReadThread, CancelsAStatementThatRuns)
{
    TaskData data;
    ReadThread thread(data.path());
    QObject asker;
    std::atomic<bool> started = false;
    std::atomic<bool> interrupted = false;
    bool answered = false;
    thread.ask<qint64>(
        &asker,
        [&](const Reads& reads) -> Result<qint64> {
            started = true;
            // As long as nobody cancels, this goes on; each count is a statement of its own.
            for (int i = 0; i < 1'000'000; ++i) {
                if (const auto count = reads.taskCount({ .view = TaskView::All, .today = today }); !count) {
                    interrupted = true;
                    return count.error();
                }
            }
            return 0;
        },
        [&](const Result<qint64>&) { answered = true; });
    data.fill(5'000);
    EXPECT_TRUE(QTest::qWaitFor([&] { return started.load(); }, 30'000));
    thread.cancel(&asker);
    EXPECT_TRUE(QTest::qWaitFor([&] { return interrupted.load(); }, 30'000));
    EXPECT_FALSE(answered);
}

} // namespace convoy::store
