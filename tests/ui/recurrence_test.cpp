#include "tests/ui/uiworld.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/toasts/toaster.h"
#include "ui/widgets/repeatfield.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class Repeating : public ::testing::Test {
protected:
    void given(const QString& rule)
    {
        task = world.addTask(u"Water plants"_s, { .title = {}, .dueDate = QDate(2026, 11, 27), .recurrence = rule });
        world.openWindow();
        world.window->openTask(task);
        world.settle();
    }
    void type(const QString& text)
    {
        auto* line = world.named<QLineEdit>(u"Repeats"_s);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        world.settle();
    }
    [[nodiscard]] Task now() { return *world.reads->task(task); }

    test::UiWorld world;
    RowKey task;
};

} // namespace

TEST_F(Repeating, IsTypedInWordsAndShownAsASentence)
{
    given({});

    type(u"every 2 weeks on fri"_s);

    EXPECT_EQ(now().recurrence, u"FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"_s);
    EXPECT_EQ(world.named<QLineEdit>(u"Repeats"_s)->text(), u"Every 2 weeks on Friday"_s);
}

TEST_F(Repeating, KeepsTheOldRuleWhenTheNewOneIsNone)
{
    given(u"FREQ=DAILY"_s);

    type(u"now and then"_s);

    EXPECT_EQ(now().recurrence, u"FREQ=DAILY"_s);
    EXPECT_TRUE(world.named<QLineEdit>(u"Repeats"_s)->toolTip().contains(u"now and then"_s));
}

TEST_F(Repeating, IsChosenFromAMenuForTheTasksDay)
{
    given({});

    QTest::mouseClick(world.named<QToolButton>(u"Repeats: choose a repetition"_s), Qt::LeftButton);
    auto* menu = world.window->findChild<ui::RepeatField*>()->findChild<QMenu*>();
    ASSERT_TRUE(menu);
    EXPECT_EQ(menu->actions()[2]->text(), u"Every week on Friday"_s);
    menu->actions()[4]->trigger();
    menu->close();
    world.settle();

    EXPECT_EQ(now().recurrence, u"FREQ=MONTHLY;BYMONTHDAY=27"_s);
}

TEST_F(Repeating, SaysWhenItComesAgainAndUndoTakesBothBack)
{
    given(u"FREQ=WEEKLY"_s);
    auto* tree = world.window->findChild<ui::TaskTree*>();
    world.action(u"All"_s)->trigger();
    world.settle();
    tree->select(task);
    tree->setFocus();

    world.action(u"Done"_s)->trigger();
    world.settle();

    EXPECT_EQ(world.window->findChild<ui::Toaster*>()->sentence(), u"Finished 'Water plants'. Again on Fri, 4 Dec"_s);
    EXPECT_EQ(world.reads->taskCount({ .view = items::TaskView::All }).value_or(0), 1);
    EXPECT_FALSE(isOpen(now().status));

    world.action(u"Undo"_s)->trigger();
    world.settle();

    EXPECT_TRUE(isOpen(now().status));
    EXPECT_EQ(world.reads->taskCount({ .view = items::TaskView::All }).value_or(0), 1);
}

TEST_F(Repeating, IsCapturedByQuickAdd)
{
    world.openWindow();

    world.window->startQuickAdd(u"Pay rent every month on the 1st @home "_s);
    auto* line = world.window->findChild<ui::QuickAddLine*>();
    ASSERT_EQ(line->chips().size(), 2u);
    QTest::keyClick(line->focusProxy(), Qt::Key_Return);
    world.settle();

    EXPECT_EQ(world.row(u"Pay rent"_s)->recurrence, u"FREQ=MONTHLY;BYMONTHDAY=1"_s);
    EXPECT_EQ(world.row(u"Pay rent"_s)->dueDate.day(), 1);
}
