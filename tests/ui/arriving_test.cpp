#include "items/boardmodel.h"
#include "store/replica.h"
#include "tests/ui/toysync.h"
#include "tests/ui/uiworld.h"
#include "ui/board/boardview.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

Uid idOf(int number) { return u"aaaaaaaa-0000-4000-8000-%1"_s.arg(number, 12, 10, QChar(u'0')); }

//! A list of 300 tasks from the server, the first one with a subtask, and a way to change 10,000.
class Arriving : public ::testing::Test {
protected:
    Arriving()
    {
        for (int i = 0; i < 300; ++i)
            put(i, u"Task %1"_s.arg(i), {});
        sync.server.put(Entity::Task, idOf(99'000), { { u"title"_s, u"Subtask"_s }, { u"status"_s, u"todo"_s }, { u"parent_id"_s, idOf(0) } });
        pullAll();
    }
    void put(int number, const QString& title, const QString& priority)
    {
        sync.server.put(Entity::Task, idOf(number),
            { { u"title"_s, title }, { u"status"_s, u"todo"_s }, { u"priority"_s, priority.isEmpty() ? u"none"_s : priority },
                { u"position"_s, u"a%1"_s.arg(number, 6, 10, QChar(u'0')) } });
    }
    void pullAll()
    {
        for (qint64 before = -1; before != world.store->replica().cursors()->front().after;) {
            before = world.store->replica().cursors()->front().after;
            sync.pull();
        }
    }
    void changeTenThousand()
    {
        for (int i = 0; i < 10'000; ++i)
            put(i, i < 300 ? u"Task %1 from the laptop"_s.arg(i) : u"New task %1"_s.arg(i), u"high"_s);
        pullAll();
        QTest::qWait(300);
    }

    test::UiWorld world;
    test::ToySync sync { world };
};

} // namespace

TEST_F(Arriving, TenThousandChangedRowsLeaveTheListAsItWas)
{
    // Given a list with an open parent, a selection, a scroll position and a title half typed
    world.openWindow();
    auto* tree = world.window->findChild<ui::TaskTree*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return tree->model()->rowCount() == 300; }, 10'000));
    tree->expand(tree->model()->index(0, 0));
    world.settle();
    ASSERT_TRUE(tree->select(world.workbench->catalog().keyOf(idOf(120))));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Down, Qt::ShiftModifier);
    const auto selected = tree->selectedTasks();
    ASSERT_EQ(selected.size(), 2U);
    tree->edit(tree->currentIndex());
    auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_TRUE(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"half a wo"_s);
    const int scrolled = tree->verticalScrollBar()->value();
    ASSERT_GT(scrolled, 0);

    // When another device has changed or added 10,000 tasks
    changeTenThousand();

    // Then all of it is as it was, over the new values
    EXPECT_EQ(QApplication::focusWidget(), editor);
    EXPECT_EQ(editor->text(), u"half a wo"_s);
    EXPECT_EQ(tree->selectedTasks(), selected);
    EXPECT_EQ(tree->verticalScrollBar()->value(), scrolled);
    EXPECT_TRUE(tree->isExpanded(tree->model()->index(0, 0)));
    EXPECT_EQ(tree->model()->index(0, 0).data().toString(), u"Task 0 from the laptop"_s);
}

TEST_F(Arriving, TenThousandChangedRowsLeaveAGroupedListAsItWas)
{
    // Given a list in groups, sorted by what no index has, with a selection, a scroll position and a title half typed
    world.openWindow();
    world.action(u"All"_s)->trigger();
    world.action(u"Group by priority"_s)->trigger();
    world.action(u"Sort by number"_s)->trigger();
    world.settle();
    auto* pane = world.window->findChild<ui::TaskPane*>();
    auto& tree = pane->tree();
    ASSERT_TRUE(QTest::qWaitFor([&] { return pane->model().rowCount() == 301; }, 10'000));
    const RowKey chosen = world.task(u"Task 120"_s), parent = world.task(u"Task 0"_s);
    tree.expand(pane->model().indexOf(parent));
    world.settle();
    tree.select(chosen);
    tree.setFocus();
    tree.rename(chosen);
    auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_TRUE(editor);
    editor->setText(u"Half typed"_s);
    editor->setModified(true);
    const int top = tree.visualRect(pane->model().indexOf(chosen)).top();

    // When every one of them changes its group
    changeTenThousand();
    ASSERT_TRUE(QTest::qWaitFor([&] { return pane->model().taskCount() == 10'000; }, 20'000));
    world.settle();

    // Then all of that stays, and the task is in its new group
    EXPECT_EQ(QApplication::focusWidget(), editor);
    EXPECT_EQ(editor->text(), u"Half typed"_s);
    EXPECT_EQ(tree.currentTask(), chosen);
    EXPECT_EQ(tree.selectedTasks(), std::vector<RowKey> { chosen });
    EXPECT_TRUE(tree.isExpanded(pane->model().indexOf(parent)));
    EXPECT_EQ(pane->model().index(0, 0).data().toString(), u"High"_s);
    EXPECT_TRUE(tree.viewport()->rect().contains(tree.visualRect(pane->model().indexOf(chosen)).center())) << "still in sight, " << top;
}

TEST_F(Arriving, TenThousandChangedRowsLeaveTheBoardAsItWas)
{
    world.openWindow();
    auto* pane = world.window->findChild<ui::TaskPane*>();
    world.action(u"Board"_s)->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return pane->boardModel().rowCount(pane->boardModel().index(0, 0)) == 100; }, 10'000));
    world.settle(); // the columns are laid out behind the answer
    const RowKey task = world.workbench->catalog().keyOf(idOf(40));
    ASSERT_TRUE(pane->board().select(task));
    const int scrolled = pane->board().columns().front()->verticalScrollBar()->value();
    ASSERT_GT(scrolled, 0);

    changeTenThousand();

    ASSERT_TRUE(QTest::qWaitFor([&] { return !pane->boardModel().isLoading(); }, 10'000));
    EXPECT_EQ(pane->board().currentTask(), task);
    EXPECT_EQ(pane->board().selectedTasks(), std::vector<RowKey> { task });
    EXPECT_EQ(pane->board().columns().front()->verticalScrollBar()->value(), scrolled);
    EXPECT_TRUE(pane->boardModel().indexOf(task).data().toString().endsWith(u"from the laptop"_s));
}
