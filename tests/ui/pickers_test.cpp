#include "tests/ui/uiworld.h"
#include "ui/actions/filterlist.h"
#include "ui/tasklist/tasktree.h"
#include "ui/toasts/toaster.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

//! Three tasks, chosen in the list that has the focus.
class Pickers : public ::testing::Test {
protected:
    Pickers()
    {
        a = world.addTask(u"Alpha"_s, { .title = {}, .labels = { u"red"_s } });
        b = world.addTask(u"Beta"_s);
        c = world.addTask(u"Gamma"_s);
        world.openWindow();
        world.action(u"Inbox"_s)->trigger();
        world.settle();
        tree = world.window->findChild<ui::TaskTree*>();
        tree->setFocus();
        tree->select(a);
        tree->selectAll();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(tree, key, modifiers); }
    void backToTheList() //!< as a window manager does when a picker has closed
    {
        world.window->activateWindow();
        tree->setFocus();
        world.settle();
    }
    void choose(const QString& typed)
    {
        world.settle(); // until the picker is the active window; before, Return would be the list's
        auto* list = world.window->findChild<ui::FilterList*>();
        ASSERT_TRUE(list);
        auto* line = list->findChild<QLineEdit*>();
        QTest::keyClicks(line, typed);
        QTest::keyClick(line, Qt::Key_Return);
        world.settle();
        backToTheList();
    }
    [[nodiscard]] QString hintOf(const QString& text)
    {
        const auto* items = world.window->findChild<ui::FilterList*>()->findChild<QListWidget*>();
        for (int row = 0; row < items->count(); ++row) {
            if (items->item(row)->text() == text)
                return items->item(row)->data(Qt::UserRole + 1).toString();
        }
        return u"not there"_s;
    }
    [[nodiscard]] Task task(RowKey key) { return *world.reads->task(key); }

    test::UiWorld world;
    RowKey a, b, c;
    ui::TaskTree* tree = nullptr;
};

} // namespace

TEST_F(Pickers, SetTheStatusOfAllAsOneUndoStep)
{
    press(Qt::Key_S);
    choose(u"progress"_s);

    for (const RowKey key : { a, b, c })
        EXPECT_EQ(task(key).status, TaskStatus::InProgress);
    world.action(u"Undo"_s)->trigger();
    world.settle();
    for (const RowKey key : { a, b, c })
        EXPECT_EQ(task(key).status, TaskStatus::Todo);
}

TEST_F(Pickers, SayHowManyHaveAValueAndGiveItToAll)
{
    press(Qt::Key_L);
    EXPECT_EQ(hintOf(u"red"_s), u"1 of 3"_s);
    choose(u"red"_s);
    for (const RowKey key : { a, b, c })
        EXPECT_EQ(task(key).labels, QStringList(u"red"_s));

    press(Qt::Key_L);
    choose(u"red"_s); // all have it now: it is taken off
    EXPECT_TRUE(task(b).labels.isEmpty());

    press(Qt::Key_L);
    choose(u"brand new"_s);
    EXPECT_EQ(task(c).labels, QStringList(u"brand new"_s));
}

TEST_F(Pickers, TakeADateInWords)
{
    press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    choose(u"24 dec 17:00"_s);

    EXPECT_EQ(task(b).dueDate.month(), 12);
    EXPECT_EQ(task(b).dueTime, QTime(17, 0));
}

TEST_F(Pickers, MoveAllToAProject)
{
    world.workbench->editing().addProject(world.workbench->catalog().workspaces().front().key, u"Garden"_s);
    world.settle();

    press(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    choose(u"garden"_s);

    for (const RowKey key : { a, b, c })
        EXPECT_TRUE(task(key).project);
}

TEST_F(Pickers, OpenByTwoKeysForStageAndBlocker)
{
    press(Qt::Key_G);
    press(Qt::Key_S);
    choose(u"review"_s);
    EXPECT_EQ(task(a).stage, u"review"_s);

    tree->select(a);
    press(Qt::Key_M);
    press(Qt::Key_B);
    choose(u"beta"_s);
    EXPECT_EQ(world.reads->blockersOf(a)->size(), 1u);
}

TEST_F(Pickers, ExplainACircleBeforeItIsMade)
{
    world.workbench->editing().addDependency(a, b);
    world.workbench->editing().addDependency(b, c);
    world.settle();

    tree->select(c);
    press(Qt::Key_M);
    press(Qt::Key_B);
    auto* list = world.window->findChild<ui::FilterList*>();
    QTest::keyClicks(list->findChild<QLineEdit*>(), u"alpha"_s);
    EXPECT_TRUE(hintOf(u"Alpha"_s).contains(u"Alpha \u2190 Beta \u2190 Gamma"_s)) << hintOf(u"Alpha"_s).toStdString();
    QTest::keyClick(list->findChild<QLineEdit*>(), Qt::Key_Return);
    world.settle();

    EXPECT_TRUE(world.reads->blockersOf(c)->empty());
    list->close();
}

TEST_F(Pickers, SayWhatIsUnblockedByFinishing)
{
    world.workbench->editing().addDependency(b, a);
    world.workbench->editing().addDependency(c, a);
    world.settle();

    tree->select(a);
    world.workbench->editing().setStatus({ a }, TaskStatus::Done);
    world.settle();

    const auto* toaster = world.window->findChild<ui::Toaster*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return toaster->sentence() == u"2 tasks are now unblocked"_s; }, 10'000));
    world.named<QPushButton>(u"Show"_s)->click();
    world.settle();
    EXPECT_EQ(tree->selectedTasks().size(), 2u);
}

TEST_F(Pickers, MoveInTheListAndAlongItsLevelsByKeys)
{
    world.action(u"All"_s)->trigger();
    world.settle();
    tree->select(c);
    press(Qt::Key_Up, Qt::ControlModifier);
    world.settle();
    EXPECT_LT(task(c).position, task(b).position);
    EXPECT_GT(task(c).position, task(a).position);

    press(Qt::Key_BracketRight, Qt::ControlModifier);
    world.settle();
    EXPECT_EQ(task(c).parent, a);

    world.action(u"Expand all"_s)->trigger();
    world.settle();
    ASSERT_TRUE(tree->select(c));
    // The Ctrl of the last key still counts as held, so that this was a toggle.
    tree->selectionModel()->select(tree->currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    backToTheList();
    ASSERT_TRUE(world.action(u"Move one level out"_s)->isEnabled());
    ASSERT_TRUE(tree->currentIndex().parent().isValid());
    press(Qt::Key_BracketLeft, Qt::ControlModifier);
    world.settle();
    EXPECT_FALSE(task(c).parent);
}

TEST_F(Pickers, MoveTheDueDatesOfAllAsOneStep)
{
    press(Qt::Key_Period, Qt::AltModifier);
    world.settle();
    for (const RowKey key : { a, b, c })
        EXPECT_TRUE(task(key).dueDate.isValid());
    world.action(u"Undo"_s)->trigger();
    world.settle();
    for (const RowKey key : { a, b, c })
        EXPECT_FALSE(task(key).dueDate.isValid());
}
