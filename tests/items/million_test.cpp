#include "items/editing.h"
#include "items/searchmodel.h"
#include "items/sidebarmodel.h"
#include "items/tasklistmodel.h"
#include "store/textindex.h"
#include "tests/support/taskdata.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <ctime>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

class NoPort final : public EditPort {
    void post(Gesture, Done) override { }
    void undo(Done) override { }
    void redo(Done) override { }
};

double processorMilliseconds()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

//! The middle of several runs, in milliseconds of this thread's processor time: what else the machine does is left out.
template <class Fn> double median(Fn fn)
{
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        const double start = processorMilliseconds();
        fn();
        times.push_back(processorMilliseconds() - start);
    }
    std::sort(times.begin(), times.end());
    return times[4];
}

} // namespace

//! A measurement, not a test of the default run: CONVOY_MILLION=1000000 items_tests --gtest_filter='Million.*'
TEST(Million, OpeningAndScrollingAnyViewCostsAScreenful)
{
    const qint64 count = qEnvironmentVariableIntValue("CONVOY_MILLION");
    if (count == 0)
        GTEST_SKIP() << "set CONVOY_MILLION to the number of tasks";
    test::TaskData data;
    data.fill(count);
    NoPort port;
    SystemClock clock;
    Editing editing(port, data.reads(), clock);
    store::ReadThread thread(data.path());
    const auto openAndPaint = [&](const TaskFilter& filter) {
        TaskListModel model(data.reads(), thread, editing);
        model.setFilter(filter);
        for (int row = 0; row < std::min(60, model.rowCount()); ++row) {
            EXPECT_TRUE(model.index(row, 0).data().isValid());
            (void)model.hasChildren(model.index(row, 0));
        }
    };
    for (const TaskView view : { TaskView::Inbox, TaskView::Today, TaskView::Upcoming, TaskView::Ready, TaskView::All,
             TaskView::Done, TaskView::Trash, TaskView::Project }) {
        double own = 0, worst = 0;
        for (const TaskOrder order : ordersOf(view)) {
            const bool isOwn = order == ordersOf(view).front();
            TaskFilter filter = filterFor(view, QDate(2026, 11, 23), RowKey { 2 });
            filter.query.order = order;
            const double time = median([&] { openAndPaint(filter); });
            own = isOwn ? time : own;
            worst = std::max(worst, time);
        }
        std::printf(
            "view %d: opened and 60 rows read: own order %.2f ms, slowest order %.2f ms\n", int(view), own, worst);
    }
    for (const auto& [view, group] : { std::pair { TaskView::All, TaskGroup::Project }, { TaskView::Upcoming, TaskGroup::Due } }) {
        TaskFilter filter = filterFor(view, QDate(2026, 11, 23));
        filter.group = group;
        filter.query.order = view == TaskView::All ? TaskOrder::Labels : filter.query.order;
        TaskListModel model(data.reads(), thread, editing);
        const double start = processorMilliseconds();
        model.setFilter(filter);
        const double asked = processorMilliseconds() - start;
        EXPECT_TRUE(QTest::qWaitFor([&] { return model.taskCount().has_value(); }, 120'000));
        const double answered = processorMilliseconds();
        for (int row = 0; row < std::min(60, model.rowCount()); ++row)
            EXPECT_TRUE(model.index(row, 0).data().isValid());
        std::printf("view %d in groups, %lld tasks: asked in %.2f ms, first 60 rows %.2f ms\n", int(view), static_cast<long long>(*model.taskCount()),
            asked, processorMilliseconds() - answered);
    }
    TaskQuery all = filterFor(TaskView::All, QDate(2026, 11, 23)).query;
    for (const qint64 most : { qint64(1000), qint64(-1) })
        std::printf("count of All, at most %lld: %.2f ms\n", static_cast<long long>(most),
            median([&] { (void)data.reads().taskCount(all, most); }));
    const auto deep = *data.reads().taskKeys(all, 10'000);
    const auto anchor = *data.reads().anchorOf(all, deep.back());
    std::printf("page of 60 rows behind 10,000: %.2f ms\n",
        median([&] { (void)data.reads().taskRows(*data.reads().taskKeys(all, 60, anchor)); }));
    QElapsedTimer indexing;
    indexing.start();
    data.run("INSERT INTO search_text(rowid, title, body) SELECT key, title, description FROM tasks");
    std::printf("text indexed in %.1f s\n", double(indexing.elapsed()) / 1000);
    for (const QString& text :
        { u"t"_s, u"ta"_s, u"pump"_s, u"pumps paint"_s, u"task 9999"_s, u"number 31000"_s, u"nothing"_s })
        std::printf("search '%s': %.2f ms\n", qPrintable(text), median([&] { (void)data.reads().search(text, 50); }));
    for (const auto& [name, query] : { std::pair("All", filterFor(TaskView::All, QDate(2026, 11, 23)).query),
             std::pair("a project", filterFor(TaskView::Project, QDate(2026, 11, 23), RowKey { 2 }).query) }) {
        for (const TaskStatus status : { TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Done, TaskStatus::Cancelled })
            std::printf("board of %s, column %d, 101 cards: %.2f ms off the interface thread\n", name, int(status),
                median([&, query = query] { (void)data.reads().listing({ .query = query, .column = store::BoardColumn { {}, status, {} } }, 101); }));
    }
    for (const QString& text : { u"pump"_s, u"pumps paint"_s, u"number 31000"_s, u"project 7"_s, u"red"_s })
        std::printf("search everything '%s': %.2f ms off the interface thread\n", qPrintable(text),
            median([&] { (void)searchEverything(data.reads(), text, 51); }));
    for (const TaskOrder order : { TaskOrder::Number, TaskOrder::Project, TaskOrder::Labels }) {
        store::ListingQuery query { .query = all };
        query.query.order = order;
        std::printf("key vector of all open tasks, order %d: %.0f ms off the interface thread\n", int(order),
            median([&] { (void)data.reads().listing(query); }));
    }
}

} // namespace convoy::items
