#include "items/conditions.h"
#include "items/savedviews.h"
#include "tests/items/window.h"

#include <QSettings>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;
using test::titlesOf;
using test::Window;

namespace {

const QDate today = QDate::currentDate();

//! Waits for the reading thread's answer.
std::unique_ptr<TaskListModel> listed(Window& window, const TaskFilter& filter)
{
    auto model = window.list(filter);
    EXPECT_TRUE(QTest::qWaitFor([&] { return model->taskCount().has_value(); }, 10'000));
    return model;
}

TaskFilter allBy(TaskGroup group, TaskOrder order = TaskOrder::Position)
{
    TaskFilter filter = filterFor(TaskView::All, today);
    filter.group = group;
    filter.query.order = order;
    return filter;
}

} // namespace

TEST(ListedTasks, StandInGroupsWithHeadingsThatAreNoTasks)
{
    Window window;
    const RowKey house = window.addProject(u"House"_s);
    const RowKey door = window.add(u"Door"_s, { .title = {}, .project = house });
    window.add(u"Milk"_s);
    const auto model = listed(window, allBy(TaskGroup::Project));

    EXPECT_EQ(titlesOf(*model), (QStringList { u"Inbox"_s, u"Milk"_s, u"House"_s, u"Door"_s }));
    const QModelIndex heading = model->index(2, 0);
    EXPECT_TRUE(model->isHeading(heading));
    EXPECT_EQ(heading.data(HeadingRole).toInt(), 1);
    EXPECT_EQ(heading.data(Qt::AccessibleTextRole).toString(), u"House, 1 task"_s);
    EXPECT_EQ(model->keyAt(heading), RowKey {});
    EXPECT_FALSE(heading.flags() & Qt::ItemIsSelectable);
    EXPECT_EQ(model->keysOf({ heading, model->index(3, 0) }), std::vector<RowKey> { door });
    EXPECT_EQ(model->taskCount(), 2);
}

TEST(ListedTasks, AChangedTaskGoesToItsNewGroupAndStaysSelected)
{
    Window window;
    const RowKey milk = window.add(u"Milk"_s);
    window.add(u"Bread"_s);
    const auto model = listed(window, allBy(TaskGroup::Priority));
    ASSERT_EQ(titlesOf(*model), (QStringList { u"No priority"_s, u"Milk"_s, u"Bread"_s }));
    const QPersistentModelIndex held(model->indexOf(milk));
    QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);

    window.editing().setPriority({ milk }, Priority::High);
    window.settle();

    EXPECT_TRUE(QTest::qWaitFor([&] { return titlesOf(*model) == QStringList { u"High"_s, u"Milk"_s, u"No priority"_s, u"Bread"_s }; }, 5000))
        << qPrintable(titlesOf(*model).join(u", "_s));
    EXPECT_EQ(model->keyAt(held), milk);
    EXPECT_EQ(reset.size(), 0);
}

TEST(ListedTasks, UpcomingHasADayAsTheHeadingOfItsTasks)
{
    Window window;
    window.add(u"Later"_s, { .title = {}, .dueDate = today.addDays(3) });
    window.add(u"Next day"_s, { .title = {}, .dueDate = today.addDays(1) });
    window.add(u"Also"_s, { .title = {}, .dueDate = today.addDays(3) });
    const auto model = window.list(TaskView::Upcoming);

    EXPECT_EQ(model->rowCount(), 5) << "there at once, before the reading thread answers";
    ASSERT_TRUE(QTest::qWaitFor([&] { return model->isComplete(); }, 10'000));
    EXPECT_EQ(titlesOf(*model).mid(1, 1) + titlesOf(*model).mid(3), (QStringList { u"Next day"_s, u"Later"_s, u"Also"_s }));
    EXPECT_TRUE(model->index(0, 0).data().toString().startsWith(u"Tomorrow, "_s)) << qPrintable(model->index(0, 0).data().toString());
    EXPECT_TRUE(model->isHeading(model->index(2, 0)));
}

TEST(ListedTasks, TheNextDayMovesWhatItMustAndKeepsTheRest)
{
    Window window;
    const RowKey soon = window.add(u"Soon"_s, { .title = {}, .dueDate = today.addDays(1) });
    const RowKey later = window.add(u"Later"_s, { .title = {}, .dueDate = today.addDays(5) });
    const auto model = window.list(TaskView::Upcoming);
    ASSERT_TRUE(QTest::qWaitFor([&] { return model->isComplete(); }, 10'000));
    const QPersistentModelIndex held(model->indexOf(later));

    TaskFilter tomorrow = model->filter();
    tomorrow.query.today = today.addDays(1);
    model->setFilter(tomorrow);

    EXPECT_TRUE(QTest::qWaitFor([&] { return !model->indexOf(soon).isValid(); }, 10'000));
    EXPECT_EQ(model->keyAt(held), later);
}

TEST(ListedTasks, AnyColumnSortsInBothDirections)
{
    Window window;
    window.add(u"b"_s, { .title = {}, .labels = { u"x"_s } });
    window.add(u"a"_s, { .title = {}, .labels = { u"y"_s } });
    const auto model = window.list(TaskView::All);
    for (int column = 0; column < int(TaskListModel::Column::Count); ++column) {
        model->sort(column, Qt::AscendingOrder);
        EXPECT_EQ(model->filter().query.order, TaskListModel::orderOf(TaskListModel::Column(column)));
        EXPECT_TRUE(QTest::qWaitFor([&] { return model->isComplete() && model->rowCount() == 2; }, 5000)) << column;
    }
    model->sort(int(TaskListModel::Column::Labels), Qt::DescendingOrder);
    EXPECT_TRUE(QTest::qWaitFor([&] { return titlesOf(*model) == QStringList { u"a"_s, u"b"_s }; }, 5000));
    model->sort(int(TaskListModel::Column::Labels), Qt::AscendingOrder);
    EXPECT_TRUE(QTest::qWaitFor([&] { return titlesOf(*model) == QStringList { u"b"_s, u"a"_s }; }, 5000));
}

TEST(ListedTasks, ConditionsNarrowAndFlattenTheTree)
{
    Window window;
    const RowKey pump = window.add(u"Pump"_s);
    window.add(u"Seal"_s, { .title = {}, .parent = pump, .labels = { u"water"_s } });
    TaskFilter filter = filterFor(TaskView::All, today);
    toggle(filter.conditions, ConditionField::Label, u"water"_s);

    const auto model = listed(window, filter);

    EXPECT_EQ(titlesOf(*model), QStringList { u"Seal"_s });
    EXPECT_EQ(chipText(window.workbench.catalog(), filter, ConditionField::Label), u"Label: water"_s);
    toggle(filter.conditions, ConditionField::Label, u"water"_s);
    EXPECT_TRUE(filter.conditions.isEmpty()) << "chosen again, a value is taken out";
}

TEST(SavedViews, ReadWhatTheyWroteForEveryCondition)
{
    Window window;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    const RowKey house = window.addProject(u"House"_s);
    TaskFilter filter = filterFor(TaskView::Project, today, house);
    filter.query.order = TaskOrder::Assignee;
    filter.query.descending = true;
    filter.group = TaskGroup::Labels;
    filter.text = u"pump \"42\""_s;
    filter.conditions = { .projects = { house, RowKey {} }, .stages = { u"idea"_s }, .statuses = { TaskStatus::Done, TaskStatus::Todo },
        .labels = { u"a,b"_s }, .priorities = { Priority::None }, .assignees = { QString(), u"u-1"_s }, .due = DueRange::Week };
    QString id;
    {
        SavedViews views(window.workbench.catalog(), settings);
        views.add(u"first"_s, filterFor(TaskView::All, today));
        id = views.add(u"  House, late "_s, filter);
        EXPECT_FALSE(views.move(id, 1));
        EXPECT_TRUE(views.move(id, -1));
    }
    settings.sync();
    QSettings again(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    const SavedViews views(window.workbench.catalog(), again);

    ASSERT_EQ(views.views().size(), 2U);
    EXPECT_EQ(views.views().front().name, u"House, late"_s);
    EXPECT_EQ(views.filterOf(id, today), filter);
}

TEST(SavedViews, AProjectThatIsNotHereIsNotLeftOut)
{
    Window window;
    const QJsonObject json { { u"view"_s, u"all"_s }, { u"projects"_s, QJsonArray { u"11111111-2222-4333-8444-555555555555"_s } } };
    window.add(u"Milk"_s);

    const TaskFilter filter = filterFromJson(window.workbench.catalog(), json, today);

    EXPECT_EQ(listed(window, filter)->rowCount(), 0) << "left out, the view would show everything";
}

TEST(SavedViews, StandBelowTheViewsInTheSidebarAndAreMovedByDragging)
{
    Window window;
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    SavedViews views(window.workbench.catalog(), settings);
    const std::unique_ptr<SidebarModel> sidebar(window.workbench.makeSidebar(nullptr));
    sidebar->setSavedViews(views);
    new QAbstractItemModelTester(sidebar.get(), QAbstractItemModelTester::FailureReportingMode::Fatal, sidebar.get());
    const QString one = views.add(u"One"_s, filterFor(TaskView::All, today));
    const QString two = views.add(u"Two"_s, filterFor(TaskView::Done, today));
    ASSERT_EQ(sidebar->indexOf(one).row() + 1, sidebar->indexOf(two).row());
    EXPECT_EQ(sidebar->filterAt(sidebar->indexOf(two)).query.view, TaskView::Done);
    const QPersistentModelIndex held(sidebar->indexOf(two));

    const std::unique_ptr<QMimeData> drag(sidebar->mimeData({ held }));
    EXPECT_FALSE(sidebar->dropMimeData(drag.get(), Qt::MoveAction, 0, 0, {})) << "not among the program's own";
    EXPECT_TRUE(sidebar->dropMimeData(drag.get(), Qt::MoveAction, sidebar->indexOf(one).row(), 0, {}));

    EXPECT_EQ(sidebar->indexOf(two).row() + 1, sidebar->indexOf(one).row());
    EXPECT_EQ(held.data().toString(), u"Two"_s);
    EXPECT_TRUE(sidebar->setData(held, u"Second"_s));
    EXPECT_EQ(views.find(two)->name, u"Second"_s);
}

} // namespace convoy::items
