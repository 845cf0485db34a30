#include "tests/ui/uiworld.h"
#include "ui/tasklist/emptystate.h"
#include "ui/tasklist/taskdelegate.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/toasts/toaster.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class TaskList : public ::testing::Test {
protected:
    void open()
    {
        world.openWindow();
        tree = world.window->findChild<ui::TaskTree*>();
        pane = world.window->findChild<ui::TaskPane*>();
        quickAdd = world.named<QLineEdit>(u"New task"_s);
    }
    QStringList titles()
    {
        QStringList titles;
        for (int row = 0; row < tree->model()->rowCount(); ++row)
            titles.append(tree->model()->index(row, 0).data().toString());
        return titles;
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : world.window.get(), Qt::Key(key), modifiers);
        world.settle();
    }
    void selectTask(const QString& title)
    {
        ASSERT_TRUE(tree->select(world.task(title))) << title.toStdString();
        tree->setFocus();
    }
    QString toast()
    {
        const auto* frame = world.window->findChild<QFrame*>(u"toast"_s);
        return frame->isVisible() ? frame->findChild<QLabel*>()->text() : QString();
    }
    QDate today() const { return QDateTime::fromMSecsSinceEpoch(world.clock.wallMicros() / 1000).date(); }

    test::UiWorld world;
    ui::TaskTree* tree = nullptr;
    ui::TaskPane* pane = nullptr;
    QLineEdit* quickAdd = nullptr;
};

} // namespace

TEST_F(TaskList, AddsATaskFromTheQuickAddLine)
{
    // Given the inbox
    open();

    // When a line with tokens is typed and sent
    press(Qt::Key_N, Qt::ControlModifier);
    QTest::keyClicks(quickAdd, u"Call Anna tomorrow @phone !high"_s);
    press(Qt::Key_Return);

    // Then the task is in the list, with what the tokens said
    EXPECT_EQ(titles(), QStringList { u"Call Anna"_s });
    const auto task = world.row(u"Call Anna"_s);
    ASSERT_TRUE(task);
    EXPECT_EQ(task->dueDate, today().addDays(1));
    EXPECT_EQ(task->labels, QStringList { u"phone"_s });
    EXPECT_EQ(task->priority, Priority::High);
}

TEST_F(TaskList, MakesSubtasksOfAnIndentedPaste)
{
    open();
    QApplication::clipboard()->setText(u"Boat\n  Sails\n  Ropes\nCar"_s);

    press(Qt::Key_N, Qt::ControlModifier);
    QTest::keySequence(quickAdd, QKeySequence::Paste);
    world.settle();

    EXPECT_EQ(world.row(u"Sails"_s)->parent, world.task(u"Boat"_s));
    EXPECT_EQ(world.row(u"Ropes"_s)->parent, world.task(u"Boat"_s));
    EXPECT_FALSE(world.row(u"Car"_s)->parent);
}

TEST_F(TaskList, ChecksOffWithAClickAndOffersUndo)
{
    world.addTask(u"Buy milk"_s);
    open();
    const QRect row = tree->visualRect(tree->model()->index(0, 0));

    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, ui::TaskDelegate::checkRect(row).center());
    world.settle();

    EXPECT_EQ(world.row(u"Buy milk"_s)->status, TaskStatus::Done);
    EXPECT_TRUE(titles().isEmpty());
    EXPECT_EQ(toast(), u"Finished 'Buy milk'"_s);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(world.row(u"Buy milk"_s)->status, TaskStatus::Todo);
    EXPECT_EQ(titles(), QStringList { u"Buy milk"_s });
}

TEST_F(TaskList, ChecksOffByKeyboardWithControlDAndWithSpace)
{
    world.addTask(u"One"_s);
    world.addTask(u"Two"_s);
    open();

    selectTask(u"One"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    selectTask(u"Two"_s);
    press(Qt::Key_Space);

    EXPECT_EQ(world.row(u"One"_s)->status, TaskStatus::Done);
    EXPECT_EQ(world.row(u"Two"_s)->status, TaskStatus::Done);
}

TEST_F(TaskList, MovesTheSelectionToTheTrashInOneStep)
{
    world.addTask(u"One"_s);
    world.addTask(u"Two"_s);
    world.addTask(u"Three"_s);
    open();
    selectTask(u"One"_s);
    tree->selectAll();

    press(Qt::Key_Delete);
    EXPECT_TRUE(titles().isEmpty());
    EXPECT_EQ(toast(), u"Moved 3 tasks to the trash"_s);
    press(Qt::Key_Z, Qt::ControlModifier);

    EXPECT_EQ(titles().size(), 3);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(titles().isEmpty());
}

TEST_F(TaskList, RenamesInPlace)
{
    world.addTask(u"Buy milk"_s);
    open();
    selectTask(u"Buy milk"_s);

    press(Qt::Key_F2);
    auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_TRUE(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"Buy bread"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    world.settle();

    EXPECT_EQ(titles(), QStringList { u"Buy bread"_s });
}

TEST_F(TaskList, KeepsTheOldTitleOnEscape)
{
    world.addTask(u"Buy milk"_s);
    open();
    selectTask(u"Buy milk"_s);

    press(Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), u"nonsense"_s);
    press(Qt::Key_Escape);

    EXPECT_EQ(titles(), QStringList { u"Buy milk"_s });
}

TEST_F(TaskList, KeepsSelectionAndTheLineBeingEditedWhenOtherRowsArrive)
{
    world.addTask(u"Buy milk"_s);
    world.addTask(u"Sell boat"_s);
    open();
    selectTask(u"Sell boat"_s);
    press(Qt::Key_F2);
    auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_TRUE(editor);
    QTest::keyClicks(editor, u"half a wo"_s);

    world.addTask(u"From elsewhere"_s);

    EXPECT_EQ(QApplication::focusWidget(), editor);
    EXPECT_EQ(editor->text(), u"half a wo"_s);
    EXPECT_EQ(tree->currentTask(), world.task(u"Sell boat"_s));
    EXPECT_EQ(titles().size(), 3);
}

TEST_F(TaskList, RemembersWhatIsExpandedAcrossViewsAndRestarts)
{
    const RowKey parent = world.addTask(u"Boat"_s);
    world.addTask(u"Sails"_s, { .title = {}, .parent = parent });
    open();
    tree->expand(tree->model()->index(0, 0));
    world.settle();

    world.action(u"All"_s)->trigger();
    world.settle();
    world.action(u"Inbox"_s)->trigger();
    world.settle();
    EXPECT_TRUE(tree->isExpanded(tree->model()->index(0, 0)));
    world.closeWindow();
    open();

    EXPECT_TRUE(tree->isExpanded(tree->model()->index(0, 0)));
}

TEST_F(TaskList, SaysWhichKindOfEmptyItIs)
{
    open();
    EXPECT_TRUE(pane->isEmpty());
    EXPECT_EQ(pane->emptiness(), ui::Emptiness::NothingYet);

    world.addTask(u"Buy milk"_s);
    EXPECT_FALSE(pane->isEmpty());
    selectTask(u"Buy milk"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    EXPECT_TRUE(pane->isEmpty());
    EXPECT_EQ(pane->emptiness(), ui::Emptiness::AllDone);

    auto* search = world.named<QLineEdit>(u"Search"_s);
    QTest::keyClicks(search, u"zebra"_s);
    QTest::qWait(250);
    EXPECT_EQ(world.window->findChild<ui::EmptyState*>()->heading(), u"No task here matches 'zebra'"_s);
    search->clear();
    QTest::qWait(250);

    world.sync.set({ .state = sync::SyncState::FirstDownload, .done = 3, .total = 10 });
    EXPECT_EQ(pane->emptiness(), ui::Emptiness::NotLoaded);
}

TEST_F(TaskList, FindsTasksAsOneTypes)
{
    world.addTask(u"Buy milk"_s);
    world.addTask(u"Sell boat"_s);
    open();

    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"boa"_s);
    QTest::qWait(250);

    EXPECT_EQ(titles(), QStringList { u"Sell boat"_s });
}

TEST_F(TaskList, MovesTheDueDateByADay)
{
    world.addTask(u"Buy milk"_s, { .title = {}, .dueDate = today() });
    open();
    selectTask(u"Buy milk"_s);

    press(Qt::Key_Period, Qt::AltModifier);
    EXPECT_EQ(world.row(u"Buy milk"_s)->dueDate, today().addDays(1));
    press(Qt::Key_Comma, Qt::AltModifier);
    press(Qt::Key_Comma, Qt::AltModifier);

    EXPECT_EQ(world.row(u"Buy milk"_s)->dueDate, today().addDays(-1));
}
