#include "items/savedviews.h"
#include "items/sidebarmodel.h"
#include "tests/ui/uiworld.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/toasts/toaster.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QMimeData>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

//! As the mouse drops it: enters, moves there, lets go.
void drop(QTreeView& tree, QMimeData& data, QPoint there)
{
    QDragEnterEvent enter(there, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(tree.viewport(), &enter);
    QDragMoveEvent move(there, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(tree.viewport(), &move);
    QDropEvent drop(QPointF(there), Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(tree.viewport(), &drop);
}

class Grouped : public ::testing::Test {
protected:
    //! Two of high priority and three of none, in the manual order A B C D E.
    void open()
    {
        world.addTask(u"A"_s, { .title = {}, .priority = Priority::High });
        world.addTask(u"B"_s, { .title = {}, .priority = Priority::High });
        for (const auto& title : { u"C"_s, u"D"_s, u"E"_s })
            world.addTask(title);
        show();
        world.action(u"Group by priority"_s)->trigger();
        world.settle();
    }
    void show()
    {
        world.openWindow();
        pane = world.window->findChild<ui::TaskPane*>();
        world.action(u"All"_s)->trigger();
        world.settle();
        pane->tree().setFocus();
    }
    QStringList lines() const
    {
        QStringList lines;
        for (int row = 0; row < pane->model().rowCount(); ++row)
            lines.append(pane->model().index(row, 0).data().toString());
        return lines;
    }
    bool become(const QStringList& wanted)
    {
        return QTest::qWaitFor([&] { return lines() == wanted; }, 10'000);
    }
    void choose(const QString& title) { ASSERT_TRUE(pane->tree().select(world.task(title))); }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&pane->tree(), Qt::Key(key), modifiers);
        world.settle();
    }
    [[nodiscard]] QModelIndex line(const QString& text) const
    {
        const auto found = pane->model().match(pane->model().index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly);
        return found.isEmpty() ? QModelIndex() : found.front();
    }
    enum class At : quint8 { Middle, Bottom };
    void drag(const QString& title, const QModelIndex& onto, At at)
    {
        ui::TaskTree& tree = pane->tree();
        const std::unique_ptr<QMimeData> data(pane->model().mimeData({ line(title) }));
        const QRect rect = tree.visualRect(onto);
        const QPoint there(rect.left() + 40, at == At::Middle ? rect.center().y() : rect.bottom() - 1);
        drop(tree, *data, there);
        world.settle();
    }
    QString toast() { return world.window->findChild<ui::Toaster*>()->sentence(); }
    void undo()
    {
        world.action(u"Undo"_s)->trigger();
        world.settle();
    }

    test::UiWorld world;
    ui::TaskPane* pane = nullptr;
    const QString high = u"High"_s;
    const QString none = u"No priority"_s;
};

} // namespace

TEST_F(Grouped, ARowMovesWithinItsGroupByKeyAndByDrag)
{
    open();
    ASSERT_TRUE(become({ high, u"A"_s, u"B"_s, none, u"C"_s, u"D"_s, u"E"_s })) << lines().join(u' ').toStdString();

    choose(u"E"_s);
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, none, u"C"_s, u"E"_s, u"D"_s }));
    EXPECT_EQ(pane->currentTask(), world.task(u"E"_s));

    drag(u"C"_s, line(u"D"_s), At::Bottom);
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, none, u"E"_s, u"D"_s, u"C"_s })) << lines().join(u' ').toStdString();
    EXPECT_EQ(world.row(u"C"_s)->priority, Priority::None);
    undo();
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, none, u"C"_s, u"E"_s, u"D"_s }));
}

TEST_F(Grouped, DroppingOnAHeadingSetsItsValueInOneStep)
{
    open();
    drag(u"D"_s, line(high), At::Middle);
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, u"D"_s, none, u"C"_s, u"E"_s })) << lines().join(u' ').toStdString();
    EXPECT_EQ(world.row(u"D"_s)->priority, Priority::High);
    undo();
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, none, u"C"_s, u"D"_s, u"E"_s }));
    EXPECT_EQ(world.row(u"D"_s)->priority, Priority::None);
}

TEST_F(Grouped, AStepOverTheEdgeOfAGroupIsTheKeyboardsTwinOfThat)
{
    open();
    choose(u"C"_s);
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(world.row(u"C"_s)->priority, Priority::High);
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, u"C"_s, none, u"D"_s, u"E"_s }));
    EXPECT_EQ(pane->currentTask(), world.task(u"C"_s));
    press(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, none, u"C"_s, u"D"_s, u"E"_s }));
}

TEST_F(Grouped, AGroupOfSeveralDaysGivesNoDateAndSaysSo)
{
    world.addTask(u"Soon"_s, { .title = {}, .dueDate = QDate::currentDate().addDays(3) });
    world.addTask(u"Some day"_s);
    show();
    const QDate today = pane->filter().query.today;
    world.workbench->editing().setDue({ world.task(u"Soon"_s) }, today.addDays(3));
    world.action(u"Group by due date"_s)->trigger();
    world.settle();

    choose(u"Some day"_s);
    press(Qt::Key_Up, Qt::ControlModifier);

    EXPECT_FALSE(world.row(u"Some day"_s)->dueDate.isValid());
    EXPECT_TRUE(toast().contains(u"gives no date"_s)) << toast().toStdString();
}

TEST_F(Grouped, FoldsByKeyAndClickAndRemembersIt)
{
    open();
    const QStringList all { high, u"A"_s, u"B"_s, none, u"C"_s, u"D"_s, u"E"_s };
    ASSERT_TRUE(become(all));

    // Left leads to the heading, once more folds it; Space unfolds
    choose(u"B"_s);
    press(Qt::Key_Left);
    EXPECT_EQ(pane->tree().currentIndex().data().toString(), high);
    press(Qt::Key_Left);
    EXPECT_EQ(lines(), (QStringList { high, none, u"C"_s, u"D"_s, u"E"_s }));
    EXPECT_EQ(line(high).data(Qt::AccessibleTextRole).toString(), u"High, 2 tasks, folded"_s);
    press(Qt::Key_Space);
    EXPECT_EQ(lines(), all);

    // A click does it too, and it is so after a restart, for this place and these groups only
    QTest::mouseClick(pane->tree().viewport(), Qt::LeftButton, {}, pane->tree().visualRect(line(none)).center());
    world.settle();
    EXPECT_EQ(lines(), (QStringList { high, u"A"_s, u"B"_s, none }));
    world.closeWindow();
    show();
    EXPECT_TRUE(become({ high, u"A"_s, u"B"_s, none })) << lines().join(u' ').toStdString();
    world.action(u"Inbox"_s)->trigger();
    world.action(u"Group by priority"_s)->trigger();
    world.settle();
    EXPECT_TRUE(become(all));
    world.action(u"All"_s)->trigger();
    world.action(u"Expand all"_s)->trigger();
    world.settle();
    EXPECT_TRUE(become(all));
}

TEST_F(Grouped, AFoldedGroupCountsWhatComes)
{
    open();
    world.action(u"Collapse all"_s)->trigger();
    world.settle();
    EXPECT_EQ(lines(), (QStringList { high, none }));

    world.addTask(u"F"_s, { .title = {}, .priority = Priority::High });
    EXPECT_TRUE(QTest::qWaitFor([&] { return line(high).data(items::HeadingRole).toInt() == 3; }, 10'000));
    EXPECT_EQ(lines(), (QStringList { high, none }));
}

TEST_F(Grouped, SavedViewsSayHowManyTheyHoldAndAreMovedByDrag)
{
    // Given two saved views
    open();
    auto* sidebar = world.window->findChild<ui::Sidebar*>();
    items::TaskFilter urgent = pane->filter();
    urgent.conditions.priorities = { Priority::High };
    const QString first = sidebar->views().add(u"Urgent"_s, urgent);
    const QString second = sidebar->views().add(u"Everything"_s, items::filterFor(items::TaskView::All, urgent.query.today));
    auto& model = *static_cast<items::SidebarModel*>(sidebar->tree().model());
    const auto count = [&](const QString& id) { return model.indexOf(id).data(items::SidebarModel::OpenCountRole).toInt(); };

    // Then each has its number, which follows
    EXPECT_TRUE(QTest::qWaitFor([&] { return count(first) == 2 && count(second) == 5; }, 10'000));
    world.workbench->editing().setPriority({ world.task(u"C"_s) }, Priority::High);
    world.settle();
    EXPECT_TRUE(QTest::qWaitFor([&] { return count(first) == 3; }, 10'000)) << count(first);

    // And one can be dragged in front of the other
    const std::unique_ptr<QMimeData> data(model.mimeData({ model.indexOf(second) }));
    QTreeView& tree = sidebar->tree();
    const QPoint there = tree.visualRect(model.indexOf(first)).topLeft() + QPoint(30, 1);
    drop(tree, *data, there);
    EXPECT_EQ(sidebar->views().views().front().id, second);

    // And a deleted one comes back by the ordinary undo, until something else was done
    sidebar->selectView(first);
    sidebar->tree().setFocus();
    QTest::keyClick(&tree, Qt::Key_Delete);
    world.settle();
    ASSERT_EQ(sidebar->views().views().size(), 1U);
    undo();
    EXPECT_EQ(sidebar->views().views().size(), 2U);
    EXPECT_EQ(world.row(u"C"_s)->priority, Priority::High) << "nothing else was undone";
    undo();
    EXPECT_EQ(world.row(u"C"_s)->priority, Priority::None);
}

TEST(Columns, GiveWayToTheTitleInANarrowListAndComeBack)
{
    test::UiWorld world;
    world.addTask(u"Call Anna"_s);
    world.openWindow();
    world.action(u"All"_s)->trigger();
    world.settle();
    auto* pane = world.window->findChild<ui::TaskPane*>();
    using Column = items::TaskListModel::Column;
    const QVariantList wanted { int(Column::Due), int(Column::Stage), int(Column::Project), int(Column::Milestone), int(Column::Labels) };
    for (const QVariant& column : wanted)
        pane->setColumnShown(column.toInt(), true);
    const auto shown = [pane, &wanted] {
        return std::count_if(wanted.begin(), wanted.end(), [pane](const QVariant& column) { return !pane->tree().isColumnHidden(column.toInt()); });
    };
    world.window->resize(1600, 800);
    world.settle();
    ASSERT_EQ(shown(), 5);

    world.window->resize(800, 600);
    world.settle();

    EXPECT_LT(shown(), 5);
    EXPECT_GT(shown(), 0);
    EXPECT_GE(pane->tree().header()->sectionSize(0), 30 * pane->fontMetrics().averageCharWidth() + 90);
    EXPECT_EQ(pane->shownColumns(), wanted) << "they are still wanted";
    world.window->resize(1600, 800);
    world.settle();
    EXPECT_EQ(shown(), 5);
}
