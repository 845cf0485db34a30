#include "tests/items/window.h"

#include <QMimeData>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;
using test::titlesOf;
using test::Window;

namespace {

//! Rows that came, went, moved or changed since the count was last taken.
struct Counter {
    explicit Counter(const QAbstractItemModel& model)
        : data(&model, &QAbstractItemModel::dataChanged)
        , inserted(&model, &QAbstractItemModel::rowsInserted)
        , removed(&model, &QAbstractItemModel::rowsRemoved)
        , moved(&model, &QAbstractItemModel::rowsMoved)
        , layout(&model, &QAbstractItemModel::layoutChanged)
        , reset(&model, &QAbstractItemModel::modelReset)
    {
    }
    [[nodiscard]] QList<qsizetype> counts() const
    {
        return { data.size(), inserted.size(), removed.size(), moved.size(), layout.size(), reset.size() };
    }
    QSignalSpy data, inserted, removed, moved, layout, reset;
};

} // namespace

TEST(TaskList, AnEditShowsAtOnceAsSavingAndThenAsWaiting)
{
    Window window;
    ASSERT_TRUE(window.store->setMeta(u"user_id"_s, u"11111111-0000-4000-8000-000000000001"_s));
    const RowKey task = window.add(u"Fix pump"_s);
    const auto model = window.list(TaskView::Inbox);
    const QModelIndex index = model->indexOf(task);
    ASSERT_TRUE(index.isValid());
    EXPECT_TRUE(model->setData(index, u"Fix the pump"_s));
    EXPECT_EQ(index.data().toString(), u"Fix the pump"_s);
    EXPECT_EQ(index.data(MarkRole).toInt(), int(RowMark::Saving));
    window.settle();
    EXPECT_EQ(index.data().toString(), u"Fix the pump"_s);
    EXPECT_EQ(index.data(MarkRole).toInt(), int(RowMark::Waiting));
    EXPECT_TRUE(index.data(Qt::AccessibleTextRole).toString().contains(u"Fix the pump, To do"_s));
    EXPECT_TRUE(window.failures.isEmpty());
}

TEST(TaskList, WithoutAnAccountNothingWaitsToSync)
{
    Window window;
    const RowKey task = window.add(u"Fix pump"_s);
    const auto model = window.list(TaskView::Inbox);
    EXPECT_EQ(model->indexOf(task).data(MarkRole).toInt(), int(RowMark::Synced));
}

TEST(TaskList, AnEditThatCannotBeSavedGoesBackAndSaysWhy)
{
    Window window;
    const RowKey task = window.add(u"Fix pump"_s);
    const auto model = window.list(TaskView::Inbox);
    window.port.failWith(Error { Error::Kind::DiskFull, u"raw words of the system"_s });
    EXPECT_TRUE(model->setData(model->indexOf(task), u"Other"_s));
    window.settle();
    EXPECT_EQ(model->indexOf(task).data().toString(), u"Fix pump"_s);
    ASSERT_EQ(window.failures.size(), 1);
    EXPECT_TRUE(window.failures.front().contains(u"disk is full"_s)) << qPrintable(window.failures.front());
    EXPECT_FALSE(window.failures.front().contains(u"raw words"_s));
}

TEST(TaskList, OneChangedRowIsOneDataChanged)
{
    Window window;
    QList<RowKey> keys;
    for (int i = 0; i < 50; ++i)
        keys += window.add(u"Task %1"_s.arg(i));
    const auto model = window.list(TaskView::Inbox);
    const Counter counter(*model);
    ASSERT_TRUE(window.store->apply({ .text = u"elsewhere"_s,
        .changes = { { .entity = Entity::Task, .row = keys[20], .fields = { { u"title"_s, u"New"_s } } } } }));
    window.watcher.check();
    EXPECT_EQ(counter.counts(), (QList<qsizetype> { 1, 0, 0, 0, 0, 0 }));
    EXPECT_EQ(model->index(20, 0).data().toString(), u"New"_s);
}

TEST(TaskList, FinishedTasksLeaveAndReopenedOnesComeBackToTheirPlace)
{
    Window window;
    for (const QString& title : { u"a"_s, u"b"_s, u"c"_s })
        window.add(title);
    const auto model = window.list(TaskView::Inbox);
    ASSERT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"b"_s, u"c"_s }));
    const RowKey middle = model->keyAt(model->index(1, 0));
    EXPECT_TRUE(model->setData(model->index(1, 0), Qt::Checked, Qt::CheckStateRole));
    EXPECT_EQ(model->index(1, 0).data(Qt::CheckStateRole).toInt(), Qt::Checked);
    window.settle();
    EXPECT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"c"_s }));
    const Counter counter(*model);
    window.editing().setStatus({ middle }, TaskStatus::Todo);
    window.settle();
    EXPECT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"b"_s, u"c"_s }));
    EXPECT_EQ(counter.inserted.size(), 1);
    EXPECT_EQ(counter.reset.size() + counter.layout.size(), 0);
}

TEST(TaskList, AMovedTaskIsMovedAndStaysSelected)
{
    Window window;
    for (const QString& title : { u"a"_s, u"b"_s, u"c"_s, u"d"_s })
        window.add(title);
    const auto model = window.list(TaskView::Inbox);
    const QPersistentModelIndex held = model->index(3, 0);
    const Counter counter(*model);
    const std::unique_ptr<QMimeData> drag(model->mimeData({ held }));
    EXPECT_EQ(TaskListModel::keysOf(drag.get()).size(), 1U);
    EXPECT_TRUE(model->dropMimeData(drag.get(), Qt::MoveAction, 1, 0, {}));
    window.settle();
    EXPECT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"d"_s, u"b"_s, u"c"_s }));
    EXPECT_EQ(held.row(), 1);
    EXPECT_EQ(counter.moved.size(), 1);
    EXPECT_EQ(counter.inserted.size() + counter.removed.size() + counter.reset.size(), 0);
}

TEST(TaskList, MovesCountFromEachOtherWhileNoneIsOnTheDisk)
{
    Window window;
    for (const QString& title : { u"a"_s, u"b"_s, u"c"_s, u"d"_s })
        window.add(title);
    const auto model = window.list(TaskView::Inbox);
    const QPersistentModelIndex held = model->index(3, 0);
    const auto up = [&] {
        const std::unique_ptr<QMimeData> drag(model->mimeData({ held }));
        EXPECT_TRUE(model->dropMimeData(drag.get(), Qt::MoveAction, held.row() - 1, 0, {}));
    };

    up();
    up();
    EXPECT_EQ(window.port.waiting(), 2U);
    EXPECT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"d"_s, u"b"_s, u"c"_s }));
    window.settle();
    QTest::qWait(50);
    EXPECT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"d"_s, u"b"_s, u"c"_s }));

    // What the disk refuses goes back
    window.port.failWith(Error { Error::Kind::DiskFull, {} });
    up();
    EXPECT_EQ(titlesOf(*model).front(), u"d"_s);
    window.settle();
    EXPECT_TRUE(QTest::qWaitFor([&] { return titlesOf(*model).front() == u"a"_s; }));
}

TEST(TaskList, SubtasksLoadWhenAskedForAndFollowTheirParent)
{
    Window window;
    const RowKey parent = window.add(u"parent"_s);
    const RowKey child = window.add(u"child"_s, { .title = {}, .parent = parent });
    const RowKey loose = window.add(u"loose"_s);
    store::ReadThread thread(window.reads.path());
    TaskListModel lazy(window.reads, thread, window.editing());
    lazy.setFilter(filterFor(TaskView::Inbox, QDate::currentDate()));
    EXPECT_TRUE(lazy.hasChildren(lazy.index(0, 0)));
    EXPECT_EQ(lazy.rowCount(lazy.index(0, 0)), 0);

    const auto model = window.list(TaskView::Inbox);
    EXPECT_EQ(titlesOf(*model), (QStringList { u"parent"_s, u"loose"_s }));
    const QModelIndex top = model->index(0, 0);
    model->fetchMore(top);
    EXPECT_EQ(titlesOf(*model, top), QStringList { u"child"_s });
    EXPECT_FALSE(model->hasChildren(model->index(0, 0, top)));

    const QPersistentModelIndex held = model->indexOf(loose);
    const std::unique_ptr<QMimeData> drag(model->mimeData({ held }));
    EXPECT_TRUE(model->dropMimeData(drag.get(), Qt::MoveAction, -1, -1, top));
    window.settle();
    EXPECT_EQ(titlesOf(*model), QStringList { u"parent"_s });
    EXPECT_EQ(titlesOf(*model, model->index(0, 0)), (QStringList { u"child"_s, u"loose"_s }));
    EXPECT_TRUE(held.isValid());
    EXPECT_EQ(held.parent(), model->index(0, 0));

    window.editing().setParent({ child }, {});
    window.settle();
    EXPECT_EQ(model->rowCount(), 2);
    EXPECT_FALSE(model->indexOf(child).parent().isValid());
    const std::unique_ptr<QMimeData> circle(model->mimeData({ model->indexOf(parent) }));
    EXPECT_FALSE(model->dropMimeData(circle.get(), Qt::MoveAction, -1, -1, model->indexOf(loose)));
}

TEST(TaskList, AFirstSubtaskAppearsBelowALeafThatWasAsked)
{
    Window window;
    const RowKey parent = window.add(u"parent"_s);
    const auto model = window.list(TaskView::Inbox);
    EXPECT_FALSE(model->hasChildren(model->index(0, 0)));
    window.add(u"child"_s, { .title = {}, .parent = parent });
    EXPECT_EQ(titlesOf(*model, model->index(0, 0)), QStringList { u"child"_s });
    EXPECT_EQ(model->index(0, 0).data(ChildrenRole).toInt(), 1);
}

TEST(TaskList, AListLongerThanAScreenArrivesInSlices)
{
    Window window;
    std::vector<NewTask> many;
    for (int i = 0; i < 1000; ++i)
        many.push_back({ .title = u"Task %1"_s.arg(i) });
    window.editing().addTasks(many);
    window.settle();
    const auto model = window.list(TaskView::Inbox);
    EXPECT_EQ(model->rowCount(), 100);
    EXPECT_FALSE(model->isComplete());
    EXPECT_TRUE(QTest::qWaitFor([&] { return model->isComplete(); }, 5000));
    EXPECT_EQ(model->rowCount(), 1000);
    EXPECT_EQ(model->index(999, 0).data().toString(), u"Task 999"_s);
}

TEST(TaskList, TenThousandChangedRowsKeepSelectionExpansionAndPlaces)
{
    Window window;
    const RowKey parent = window.add(u"parent"_s);
    const RowKey child = window.add(u"child"_s, { .title = {}, .parent = parent });
    auto writer = std::move(*store::Database::open(window.store->path(), store::Database::Mode::ReadWrite));
    const QByteArray workspace = QByteArray::number(window.workspace().value);
    const auto run = [&writer](const QByteArray& sql) { ASSERT_TRUE(writer->run(sql.constData())) << sql.constData(); };
    const QByteArray numbers = "WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM c WHERE i<9999) ";
    run(numbers + "INSERT INTO ids SELECT 1000+i, 5, printf('00000000-0000-4000-8000-%012x', i) FROM c");
    run(numbers + "INSERT INTO tasks(key, workspace_id, title, status, position) SELECT 1000+i, " + workspace
        + ", 'Task '||i, 'todo', printf('z%06d', i) FROM c");
    // Without the tester, which reads every cell of ten thousand rows after each signal.
    const std::unique_ptr<TaskListModel> model(window.workbench.makeTaskList(nullptr));
    model->setFilter(filterFor(TaskView::Inbox, QDate::currentDate()));
    ASSERT_TRUE(QTest::qWaitFor([&] { return model->rowCount() == 10'001; }, 10'000));
    model->fetchMore(model->indexOf(parent));
    const QPersistentModelIndex heldChild = model->indexOf(child);
    const QPersistentModelIndex held = model->indexOf(RowKey { 1000 + 5000 });
    const Counter counter(*model);
    // Every title and every place changes, a hundred tasks go and a hundred new ones come.
    run("UPDATE tasks SET title=title||' changed', position=printf('z%06d', 20000-key) WHERE key>=1000");
    run("UPDATE tasks SET deleted_at='2026-01-01' WHERE key BETWEEN 2000 AND 2099");
    run("WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM c WHERE i<99) INSERT INTO ids"
        " SELECT 90000+i, 5, printf('11111111-0000-4000-8000-%012x', i) FROM c");
    run("WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM c WHERE i<99) INSERT INTO tasks(key, workspace_id, "
        "title,"
        " status, position) SELECT 90000+i, "
        + workspace + ", 'New '||i, 'todo', printf('z%06d', 15000+i) FROM c");
    run("INSERT INTO change_log(entity, key) SELECT 5, key FROM tasks WHERE key>=1000");
    window.watcher.check();
    ASSERT_TRUE(QTest::qWaitFor([&] { return model->indexOf(RowKey { 90'000 }).isValid(); }, 10'000));
    EXPECT_EQ(model->rowCount(), 10'001);
    ASSERT_TRUE(held.isValid());
    EXPECT_EQ(model->keyAt(held), RowKey { 6000 });
    EXPECT_EQ(held.data().toString(), u"Task 5000 changed"_s);
    ASSERT_TRUE(heldChild.isValid());
    EXPECT_EQ(model->keyAt(heldChild), child);
    EXPECT_EQ(heldChild.parent(), model->indexOf(parent));
    EXPECT_FALSE(model->indexOf(RowKey { 2050 }).isValid());
    EXPECT_EQ(counter.reset.size(), 0);
    const std::vector<RowKey> wanted = *window.reads.taskKeys(model->filter().query, 20'000);
    for (size_t i = 0; i < wanted.size(); i += 97)
        EXPECT_EQ(model->keyAt(model->index(int(i), 0)), wanted[i]);
}

TEST(TaskList, ASearchFollowsWhatIsTypedAndWhatChanges)
{
    Window window;
    const RowKey oak = window.add(u"plant an oak"_s);
    window.add(u"buy paint"_s);
    const auto model = window.list({ .query = {}, .text = u"pla"_s });
    EXPECT_TRUE(QTest::qWaitFor([&] { return titlesOf(*model) == QStringList { u"plant an oak"_s }; }, 2000));
    window.editing().rename(oak, u"cut the oak"_s);
    window.settle();
    EXPECT_TRUE(QTest::qWaitFor([&] { return model->rowCount() == 0; }, 2000));
}

TEST(TaskList, SortsByTheNamedOrderOfAColumn)
{
    Window window;
    window.add(u"b"_s, { .title = {}, .priority = Priority::Low });
    window.add(u"a"_s, { .title = {}, .priority = Priority::High });
    const auto model = window.list(TaskView::Inbox);
    model->sort(int(TaskListModel::Column::Title), Qt::AscendingOrder);
    EXPECT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"b"_s }));
    model->sort(int(TaskListModel::Column::Title), Qt::DescendingOrder);
    EXPECT_EQ(titlesOf(*model), (QStringList { u"b"_s, u"a"_s }));
    model->sort(int(TaskListModel::Column::Priority), Qt::AscendingOrder);
    EXPECT_EQ(titlesOf(*model), (QStringList { u"a"_s, u"b"_s }));
    model->sort(-1, Qt::AscendingOrder);
    EXPECT_EQ(model->filter().query.order, TaskOrder::Position);
}

TEST(TaskList, ABlockedTaskSaysSoUntilItsBlockerIsDone)
{
    Window window;
    const RowKey task = window.add(u"paint"_s);
    const RowKey blocker = window.add(u"buy paint"_s);
    const auto model = window.list(TaskView::Inbox);
    EXPECT_FALSE(model->indexOf(task).data(BlockedRole).toBool());
    window.editing().addDependency(task, blocker);
    window.settle();
    EXPECT_TRUE(model->indexOf(task).data(BlockedRole).toBool());
    const auto ready = window.list(TaskView::Ready);
    EXPECT_EQ(titlesOf(*ready), QStringList { u"buy paint"_s });
    window.editing().setStatus({ blocker }, TaskStatus::Done);
    window.settle();
    EXPECT_FALSE(model->indexOf(task).data(BlockedRole).toBool());
    EXPECT_TRUE(QTest::qWaitFor([&] { return titlesOf(*ready) == QStringList { u"paint"_s }; }, 2000));
}

} // namespace convoy::items
