#include "items/boardmodel.h"
#include "tests/ui/uiworld.h"
#include "ui/actions/shortcuts.h"
#include "ui/board/boardview.h"
#include "ui/tasklist/taskpane.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class Board : public ::testing::Test {
protected:
    void open()
    {
        world.openWindow();
        pane = world.window->findChild<ui::TaskPane*>();
        board = &pane->board();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : world.window.get(), Qt::Key(key), modifiers);
        world.settle();
    }
    QStringList cards(int column)
    {
        QStringList titles;
        const QModelIndex root = pane->boardModel().index(column, 0);
        for (int row = 0; row < pane->boardModel().rowCount(root); ++row)
            titles += pane->boardModel().index(row, 0, root).data().toString();
        return titles;
    }
    bool becomes(int column, const QStringList& titles)
    {
        return QTest::qWaitFor([&] { return cards(column) == titles; }, 10'000);
    }

    test::UiWorld world;
    ui::TaskPane* pane = nullptr;
    ui::BoardView* board = nullptr;
};

} // namespace

TEST_F(Board, OpensByKeyAndIsRememberedForItsViewOnly)
{
    // Given a task in the inbox
    world.addTask(u"Buy milk"_s);
    open();

    // When the board is asked for
    press(Qt::Key_B, Qt::ControlModifier);

    // Then the inbox is a board, other views are not, also after a restart
    EXPECT_TRUE(pane->isBoardShown());
    EXPECT_TRUE(becomes(0, { u"Buy milk"_s }));
    press(Qt::Key_5, Qt::ControlModifier);
    EXPECT_FALSE(pane->isBoardShown());
    press(Qt::Key_1, Qt::ControlModifier);
    EXPECT_TRUE(pane->isBoardShown());
    world.closeWindow();
    open();
    EXPECT_TRUE(pane->isBoardShown());
    EXPECT_TRUE(becomes(0, { u"Buy milk"_s }));
}

TEST_F(Board, ItsKeysAreThoseOfTheRegistry)
{
    // Given another key for taking a card to the right
    ui::Shortcuts shortcuts;
    shortcuts.set(ui::ActionId::MoveRight, { QKeySequence(Qt::CTRL | Qt::Key_J) });
    shortcuts.write(*world.settings);
    world.addTask(u"One"_s);
    open();
    press(Qt::Key_B, Qt::ControlModifier);
    ASSERT_TRUE(becomes(0, { u"One"_s }));
    ASSERT_TRUE(board->select(world.task(u"One"_s)));
    board->focusCards();

    // Then the old one does nothing any more
    press(Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(world.row(u"One"_s)->status, TaskStatus::Todo);
    press(Qt::Key_J, Qt::ControlModifier);
    EXPECT_TRUE(becomes(1, { u"One"_s }));
}

TEST_F(Board, MovesCardsByKeyboard)
{
    world.addTask(u"One"_s);
    world.addTask(u"Two"_s);
    world.addTask(u"Three"_s);
    open();
    press(Qt::Key_B, Qt::ControlModifier);
    ASSERT_TRUE(becomes(0, { u"One"_s, u"Two"_s, u"Three"_s }));
    ASSERT_TRUE(board->select(world.task(u"Two"_s)));
    board->focusCards();

    press(Qt::Key_Right, Qt::ControlModifier);
    EXPECT_TRUE(becomes(1, { u"Two"_s }));
    EXPECT_EQ(world.row(u"Two"_s)->status, TaskStatus::InProgress);
    EXPECT_EQ(board->currentTask(), world.task(u"Two"_s)) << "the moved card stays the current one";
    press(Qt::Key_Left, Qt::ControlModifier);
    EXPECT_TRUE(QTest::qWaitFor([&] { return cards(0).size() == 3; }, 10'000));
    ASSERT_TRUE(board->select(world.task(u"Three"_s)));
    board->focusCards();
    const qsizetype start = cards(0).indexOf(u"Three"_s);
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_TRUE(QTest::qWaitFor([&] { return cards(0).indexOf(u"Three"_s) == start - 1; }, 10'000));
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_TRUE(QTest::qWaitFor([&] { return cards(0).value(0) == u"Three"_s; }, 10'000));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(QTest::qWaitFor([&] { return cards(0).value(0) != u"Three"_s; }, 10'000));
}

TEST_F(Board, QuickStrokesLoseNoStepWhileTheModelReloads)
{
    // Given a column of five cards
    for (const auto& title : { u"One"_s, u"Two"_s, u"Three"_s, u"Four"_s, u"Five"_s })
        world.addTask(title);
    open();
    press(Qt::Key_B, Qt::ControlModifier);
    ASSERT_TRUE(becomes(0, { u"One"_s, u"Two"_s, u"Three"_s, u"Four"_s, u"Five"_s }));
    ASSERT_TRUE(board->select(world.task(u"Five"_s)));
    board->focusCards();

    // When the last is taken up three places faster than the reading thread answers, then to the right
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up, Qt::ControlModifier);

    // Then it is there at once, and stays there
    EXPECT_EQ(cards(0), (QStringList { u"One"_s, u"Five"_s, u"Two"_s, u"Three"_s, u"Four"_s }));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(cards(1), QStringList { u"Five"_s });
    world.settle();
    QTest::qWait(100);
    EXPECT_EQ(cards(1), QStringList { u"Five"_s });
    EXPECT_EQ(world.row(u"Five"_s)->status, TaskStatus::InProgress);
    EXPECT_EQ(board->currentTask(), world.task(u"Five"_s));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(becomes(0, { u"One"_s, u"Five"_s, u"Two"_s, u"Three"_s, u"Four"_s }));
}

TEST_F(Board, ACardThatCannotBeMovedGoesBack)
{
    world.addTask(u"One"_s);
    world.addTask(u"Two"_s);
    open();
    press(Qt::Key_B, Qt::ControlModifier);
    ASSERT_TRUE(becomes(0, { u"One"_s, u"Two"_s }));
    ASSERT_TRUE(board->select(world.task(u"Two"_s)));
    board->focusCards();
    ASSERT_TRUE(world.store->database().run("CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'full'); END"));

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(cards(0), (QStringList { u"Two"_s, u"One"_s })) << "shown at once";

    EXPECT_TRUE(becomes(0, { u"One"_s, u"Two"_s })) << "and taken back when the disk refuses";
}

TEST_F(Board, WorksOnTheSameSelectionAsTheList)
{
    world.addTask(u"One"_s);
    world.addTask(u"Two"_s);
    open();
    press(Qt::Key_B, Qt::ControlModifier);
    ASSERT_TRUE(becomes(0, { u"One"_s, u"Two"_s }));

    ASSERT_TRUE(board->select(world.task(u"One"_s)));
    board->focusCards();
    press(Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(board->selectedTasks().size(), 2U);
    press(Qt::Key_Delete);
    EXPECT_TRUE(becomes(0, {}));
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(becomes(0, { u"One"_s, u"Two"_s }));
}

TEST_F(Board, RenamesOnTheCardAndKeepsWhatIsTypedWhenOthersArrive)
{
    world.addTask(u"Buy milk"_s);
    open();
    press(Qt::Key_B, Qt::ControlModifier);
    ASSERT_TRUE(becomes(0, { u"Buy milk"_s }));
    world.settle();
    ASSERT_TRUE(board->select(world.task(u"Buy milk"_s)));
    board->focusCards();

    press(Qt::Key_F2);
    auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_TRUE(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"Buy br"_s);
    world.addTask(u"From elsewhere"_s);
    EXPECT_TRUE(QTest::qWaitFor([&] { return cards(0).size() == 2; }, 10'000));
    ASSERT_EQ(QApplication::focusWidget(), editor);
    EXPECT_EQ(editor->text(), u"Buy br"_s);
    QTest::keyClicks(editor, u"ead"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    world.settle();

    EXPECT_TRUE(world.row(u"Buy bread"_s));
}
