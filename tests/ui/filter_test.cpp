#include "items/savedviews.h"
#include "items/sidebarmodel.h"
#include "tests/ui/sampledata.h"
#include "ui/actions/filterlist.h"
#include "ui/board/boardview.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/filterbar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/toasts/toaster.h"
#include "ui/widgets/namedialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;
using items::TaskView;

namespace {

class Filtering : public ::testing::Test {
protected:
    void open()
    {
        world.openWindow();
        pane = world.window->findChild<ui::TaskPane*>();
        sidebar = world.window->findChild<ui::Sidebar*>();
        world.action(u"All"_s)->trigger();
        world.settle();
        pane->tree().setFocus();
    }
    QStringList titles() const
    {
        QStringList titles;
        for (int row = 0; row < pane->model().rowCount(); ++row)
            titles.append(pane->model().index(row, 0).data().toString());
        return titles;
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : world.window.get(), Qt::Key(key), modifiers);
        world.settle();
    }
    void type(const QString& text)
    {
        QTest::keyClicks(QApplication::focusWidget(), text);
        QTest::qWait(250);
    }
    void backToTheWindow() //!< as a window manager does when a dialog has closed
    {
        world.window->activateWindow();
        world.settle();
    }
    //! The picker by its key, a value by its words, and Return.
    void narrow(const QString& words)
    {
        press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        auto* list = world.window->findChild<ui::FilterList*>();
        ASSERT_TRUE(list && list->isVisible());
        QTest::keyClicks(list->findChild<QLineEdit*>(), words);
        QTest::keyClick(list->findChild<QLineEdit*>(), Qt::Key_Return);
        world.settle();
        backToTheWindow();
        pane->tree().setFocus();
    }
    void saveAs(const QString& name)
    {
        world.action(u"Save as view"_s)->trigger();
        world.settle();
        auto* dialog = world.window->findChild<ui::NameDialog*>();
        ASSERT_TRUE(dialog);
        QTest::keyClicks(&dialog->line(), name);
        QTest::keyClick(&dialog->line(), Qt::Key_Return);
        world.settle();
        backToTheWindow();
    }
    QString count() const
    {
        QStringList texts;
        for (const QLabel* label : pane->findChild<QFrame*>(u"listHead"_s)->findChildren<QLabel*>())
            texts.append(label->text());
        return texts.last();
    }
    QString title() const { return pane->findChild<QFrame*>(u"listHead"_s)->findChildren<QLabel*>().front()->text(); }
    QStringList savedNames() const
    {
        QStringList names;
        for (const auto& view : sidebar->views().views())
            names.append(view.name);
        return names;
    }
    void addThree()
    {
        world.addTask(u"Call Anna"_s, { .title = {}, .priority = Priority::High, .labels = { u"phone"_s } });
        world.addTask(u"Call Ben"_s, { .title = {}, .labels = { u"phone"_s } });
        world.addTask(u"Sell the boat"_s, { .title = {}, .priority = Priority::High });
    }

    test::UiWorld world;
    ui::TaskPane* pane = nullptr;
    ui::Sidebar* sidebar = nullptr;
};

} // namespace

TEST_F(Filtering, NarrowsAListByKeyAndIsClearedByOne)
{
    // Given a list with tasks of all kinds
    addThree();
    open();
    ASSERT_EQ(titles().size(), 3);
    EXPECT_TRUE(pane->filterBar().isHidden());

    // When two conditions are chosen with the keyboard alone
    narrow(u"label phone"_s);
    EXPECT_EQ(titles(), (QStringList { u"Call Anna"_s, u"Call Ben"_s }));
    narrow(u"priority high"_s);

    // Then only what meets both is listed, counted, and said in chips
    EXPECT_EQ(titles(), QStringList { u"Call Anna"_s });
    EXPECT_EQ(count(), u"1 task"_s);
    EXPECT_TRUE(pane->filterBar().isVisible());
    EXPECT_EQ(pane->filterBar().texts(), (QStringList { u"Label: phone"_s, u"Priority: High"_s }));

    // And one key shows everything again
    press(Qt::Key_F, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(titles().size(), 3);
    EXPECT_TRUE(pane->filterBar().isHidden());
    EXPECT_TRUE(pane->tree().hasFocus());
}

TEST_F(Filtering, ChipsAreChangedAndRemovedByKey)
{
    addThree();
    open();
    narrow(u"label phone"_s);
    narrow(u"priority high"_s);
    auto* chip = world.named<QAbstractButton>(u"Filter, Priority: High"_s);
    ASSERT_TRUE(chip);
    chip->setFocus();

    // Return opens the values of its field
    press(Qt::Key_Return);
    auto* list = world.window->findChild<ui::FilterList*>();
    ASSERT_TRUE(list);
    QTest::keyClicks(list->findChild<QLineEdit*>(), u"no prio"_s);
    QTest::keyClick(list->findChild<QLineEdit*>(), Qt::Key_Return);
    world.settle();
    backToTheWindow();
    EXPECT_EQ(pane->filterBar().texts(), (QStringList { u"Label: phone"_s, u"Priority: High or No priority"_s }));
    EXPECT_EQ(titles().size(), 2);

    // Delete takes it away; the focus goes to its neighbour, not to nowhere
    chip = world.named<QAbstractButton>(u"Filter, Priority: High or No priority"_s);
    chip->setFocus();
    press(Qt::Key_Delete);
    EXPECT_EQ(pane->filterBar().texts(), QStringList { u"Label: phone"_s });
    EXPECT_TRUE(world.named<QAbstractButton>(u"Filter, Label: phone"_s)->hasFocus());
}

TEST_F(Filtering, TheLineInTheToolbarNarrowsTheListThatIsShown)
{
    addThree();
    world.addTask(u"Call the dentist"_s, { .title = {}, .dueDate = QDateTime::fromMSecsSinceEpoch(world.clock.wallMicros() / 1000).date() });
    open();
    world.action(u"Today"_s)->trigger();
    press(Qt::Key_F, Qt::ControlModifier);

    type(u"call"_s);

    EXPECT_EQ(titles(), QStringList { u"Call the dentist"_s }) << "calls of other lists are found by the search for everything";
    EXPECT_EQ(pane->filterBar().texts(), QStringList { u"Text: call"_s });
}

TEST_F(Filtering, AnEmptyResultSaysThatTheFilterIsTheReason)
{
    addThree();
    open();
    narrow(u"status done"_s);

    ASSERT_TRUE(pane->isEmpty());
    EXPECT_EQ(pane->emptiness(), ui::Emptiness::FilteredOut);
    world.named<QPushButton>(u"Clear filter"_s)->click();
    world.settle();
    EXPECT_EQ(titles().size(), 3);
}

TEST_F(Filtering, ASavedViewIsOpenedAsAnyOther)
{
    // Given a narrowed list that was saved
    addThree();
    open();
    narrow(u"label phone"_s);
    saveAs(u"Calls"_s);
    EXPECT_EQ(title(), u"Calls"_s);

    // When another view was looked at, and the program started again
    world.action(u"Inbox"_s)->trigger();
    world.settle();
    EXPECT_EQ(titles().size(), 3);
    world.closeWindow();
    open();
    sidebar->selectView(sidebar->views().views().front().id);
    world.settle();

    // Then it shows what it was saved with, and a change of it is kept when asked to
    EXPECT_EQ(titles(), (QStringList { u"Call Anna"_s, u"Call Ben"_s }));
    EXPECT_FALSE(world.action(u"Update view"_s)->isEnabled());
    narrow(u"priority high"_s);
    ASSERT_TRUE(world.action(u"Update view"_s)->isEnabled());
    world.action(u"Update view"_s)->trigger();
    world.action(u"Inbox"_s)->trigger();
    sidebar->selectView(sidebar->views().views().front().id);
    world.settle();
    EXPECT_EQ(titles(), QStringList { u"Call Anna"_s });
    world.closeWindow();
    world.openWindow();
    sidebar = world.window->findChild<ui::Sidebar*>();
    EXPECT_EQ(sidebar->currentTitle(), u"Calls"_s) << "the place is remembered";
}

TEST_F(Filtering, SavedViewsAreRenamedMovedAndDeletedByKey)
{
    open();
    saveAs(u"One"_s);
    saveAs(u"Two"_s);
    QWidget& tree = sidebar->tree();
    tree.setFocus();
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(savedNames(), (QStringList { u"Two"_s, u"One"_s }));
    EXPECT_EQ(sidebar->currentTitle(), u"Two"_s);

    press(Qt::Key_F2);
    auto* editor = tree.findChild<QLineEdit*>();
    ASSERT_TRUE(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"Second"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    world.settle();
    EXPECT_EQ(savedNames(), (QStringList { u"Second"_s, u"One"_s }));
    EXPECT_EQ(title(), u"Second"_s) << "the list's title follows";

    tree.setFocus();
    press(Qt::Key_Delete);
    EXPECT_EQ(savedNames(), QStringList { u"One"_s });
    EXPECT_EQ(pane->filter().query.view, TaskView::All);
    auto* toast = world.window->findChild<QFrame*>(u"toast"_s);
    ASSERT_TRUE(toast->isVisible());
    toast->findChild<QPushButton*>()->click();
    world.settle();
    EXPECT_EQ(savedNames(), (QStringList { u"Second"_s, u"One"_s })) << "back in its place";
    EXPECT_EQ(sidebar->currentTitle(), u"Second"_s);
}

TEST_F(Filtering, EachPlaceRemembersItsOrderAndGroups)
{
    addThree();
    open();
    world.action(u"Group by priority"_s)->trigger();
    world.action(u"Sort by title"_s)->trigger();
    world.action(u"Reverse order"_s)->trigger();
    world.settle();
    const QStringList grouped { u"High"_s, u"Sell the boat"_s, u"Call Anna"_s, u"No priority"_s, u"Call Ben"_s };
    EXPECT_EQ(titles(), grouped);

    world.action(u"Inbox"_s)->trigger();
    world.settle();
    EXPECT_EQ(titles().size(), 3) << "another place, other choices";
    EXPECT_TRUE(world.action(u"No groups"_s)->isChecked());
    world.closeWindow();
    open();

    EXPECT_EQ(titles(), grouped);
    EXPECT_TRUE(world.action(u"Group by priority"_s)->isChecked());
    EXPECT_TRUE(world.action(u"Reverse order"_s)->isChecked());
}

TEST_F(Filtering, AClickOnAColumnsHeadSortsByItAndASecondOneReverses)
{
    addThree();
    open();
    pane->setColumnShown(int(items::TaskListModel::Column::Labels), true);
    world.settle();
    QHeaderView* header = pane->tree().header();
    const auto click = [&] {
        const int middle = header->sectionViewportPosition(int(items::TaskListModel::Column::Labels)) + 20;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(middle, header->height() / 2));
        world.settle();
    };
    click();
    EXPECT_EQ(titles().last(), u"Sell the boat"_s) << "without labels comes last";
    EXPECT_EQ(header->sortIndicatorSection(), int(items::TaskListModel::Column::Labels));
    click();
    EXPECT_EQ(titles().front(), u"Sell the boat"_s);
    EXPECT_EQ(header->sortIndicatorOrder(), Qt::DescendingOrder);
}

TEST_F(Filtering, ColumnsKeepTheirWidths)
{
    addThree();
    open();
    const int due = int(items::TaskListModel::Column::Due);
    pane->setColumnShown(due, true);
    world.settle();
    pane->tree().header()->resizeSection(due, 173);
    pane->setColumnShown(due, false);
    world.closeWindow();
    open();

    pane->setColumnShown(due, true);

    EXPECT_EQ(pane->tree().header()->sectionSize(due), 173);
}

TEST_F(Filtering, ALargeListIsCountedWhileNobodyWaits)
{
    std::vector<items::NewTask> many(1200);
    for (size_t i = 0; i < many.size(); ++i)
        many[i].title = u"Task %1"_s.arg(i);
    world.workbench->editing().addTasks(many);
    world.settle();
    open();

    EXPECT_TRUE(QTest::qWaitFor([this] { return count() == QLocale().toString(1200) + u" tasks"_s; }, 5000)) << count().toStdString();
}

TEST_F(Filtering, SelectionsPassOverHeadingsAndKeysStopThere)
{
    addThree();
    open();
    world.action(u"Group by priority"_s)->trigger();
    world.settle();
    pane->tree().select(world.task(u"Call Anna"_s));
    ASSERT_TRUE(pane->model().isHeading(pane->model().index(0, 0)) && pane->model().isHeading(pane->model().index(3, 0)));

    press(Qt::Key_Down);
    EXPECT_EQ(pane->currentTask(), world.task(u"Sell the boat"_s));
    press(Qt::Key_Down);
    EXPECT_TRUE(pane->model().isHeading(pane->tree().currentIndex())) << "so that it can be heard and folded";
    EXPECT_FALSE(pane->currentTask());
    EXPECT_TRUE(pane->selectedTasks().empty());
    press(Qt::Key_Down);
    EXPECT_EQ(pane->currentTask(), world.task(u"Call Ben"_s));
    world.action(u"Select all"_s)->trigger();
    EXPECT_EQ(pane->selectedTasks().size(), 3U);
}

TEST_F(Filtering, NarrowsTheBoardAsWell)
{
    addThree();
    open();
    world.action(u"Board"_s)->trigger();
    world.settle();
    narrow(u"label phone"_s);
    QTest::qWait(150);

    EXPECT_TRUE(pane->isBoardShown());
    EXPECT_EQ(pane->board().columns().front()->model()->rowCount(pane->board().columns().front()->rootIndex()), 2);
    EXPECT_EQ(count(), u"2 tasks"_s);
}

TEST_F(Filtering, TheFilterIsKeptWhenMidnightPasses)
{
    addThree();
    const QDateTime noon(QDate(2026, 9, 21), QTime(23, 59, 58));
    world.clock.setWall(noon.toMSecsSinceEpoch() * 1000);
    world.addTask(u"Call Carl"_s, { .title = {}, .labels = { u"phone"_s }, .dueDate = QDate(2026, 9, 22) });
    world.addTask(u"Write"_s, { .title = {}, .dueDate = QDate(2026, 9, 22) });
    open();
    world.action(u"Today"_s)->trigger();
    narrow(u"label phone"_s);
    ASSERT_TRUE(titles().isEmpty());

    // The window stays open and nobody touches it.
    world.clock.setWall((noon.toMSecsSinceEpoch() + 4000) * 1000);
    EXPECT_TRUE(QTest::qWaitFor([this] { return titles() == QStringList { u"Call Carl"_s }; }, 6000));

    EXPECT_EQ(pane->filterBar().texts(), QStringList { u"Label: phone"_s });
    EXPECT_EQ(pane->filter().query.today, QDate(2026, 9, 22));
}
