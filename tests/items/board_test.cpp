#include "items/boardmodel.h"
#include "tests/items/window.h"

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;
using test::titlesOf;
using test::Window;

namespace {

std::unique_ptr<BoardModel> boardOf(Window& window, const TaskFilter& filter)
{
    std::unique_ptr<BoardModel> board(window.workbench.makeBoard(nullptr));
    board->setFilter(filter);
    board->setShown(true);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !board->isLoading() && board->rowCount() > 0; }, 30'000));
    new QAbstractItemModelTester(board.get(), QAbstractItemModelTester::FailureReportingMode::Fatal, board.get());
    return board;
}

QStringList cards(const BoardModel& board, int column) { return titlesOf(board, board.index(column, 0)); }

} // namespace

TEST(Board, HasTheStagesOfAProjectAsColumnsAndEveryTaskInOne)
{
    Window window;
    const RowKey house = window.addProject(u"House"_s);
    const RowKey door = window.add(u"Door"_s, { .title = {}, .project = house });
    window.add(u"Roof"_s, { .title = {}, .project = house });
    window.add(u"Elsewhere"_s);
    window.editing().setStatus({ door }, TaskStatus::Done);
    window.settle();
    const auto board = boardOf(window, filterFor(TaskView::Project, QDate::currentDate(), house));

    QStringList all;
    for (int column = 0; column < board->rowCount(); ++column)
        all += cards(*board, column);
    all.sort();
    EXPECT_EQ(all, (QStringList { u"Door"_s, u"Roof"_s })) << "finished ones stand in their column";
    EXPECT_EQ(board->rowCount(), int(window.workbench.catalog().workflowOf(house).stages.size()));
    EXPECT_EQ(TaskStatus(board->indexOf(door).parent().data(BoardModel::ColumnStatusRole).toInt()), TaskStatus::Done);
}

TEST(Board, MovesACardBetweenColumnsInOneStepAndKeepsItsIndex)
{
    Window window;
    const RowKey one = window.add(u"One"_s);
    const RowKey two = window.add(u"Two"_s);
    const RowKey three = window.add(u"Three"_s);
    window.editing().setStatus({ three }, TaskStatus::InProgress);
    window.settle();
    const auto board = boardOf(window, filterFor(TaskView::All, QDate::currentDate()));
    ASSERT_EQ(cards(*board, 0), (QStringList { u"One"_s, u"Two"_s }));
    const QPersistentModelIndex kept(board->indexOf(two));

    // Dropped in front of the card that is there
    std::unique_ptr<QMimeData> drag(board->mimeData({ board->indexOf(two) }));
    EXPECT_TRUE(board->dropMimeData(drag.get(), Qt::MoveAction, 0, 0, board->index(1, 0)));
    window.settle();

    EXPECT_TRUE(QTest::qWaitFor([&] { return cards(*board, 1).size() == 2; }, 30'000));
    EXPECT_EQ(cards(*board, 1), (QStringList { u"Two"_s, u"Three"_s }));
    EXPECT_TRUE(kept.isValid());
    EXPECT_EQ(board->keyAt(kept), two);
    EXPECT_EQ(window.workbench.catalog().task(two)->status, TaskStatus::InProgress);
    window.editing().undo();
    window.settle();
    EXPECT_TRUE(QTest::qWaitFor([&] { return cards(*board, 0).size() == 2; }, 30'000));
    EXPECT_EQ(cards(*board, 0), (QStringList { u"One"_s, u"Two"_s }));
    std::ignore = one;
}

TEST(Board, LoadsAHundredCardsOfAColumnAndMoreWhenAsked)
{
    Window window;
    std::vector<NewTask> many(130);
    for (size_t i = 0; i < many.size(); ++i)
        many[i].title = u"Task %1"_s.arg(i);
    window.editing().addTasks(many);
    window.settle();
    const auto board = boardOf(window, filterFor(TaskView::All, QDate::currentDate()));
    const QModelIndex column = board->index(0, 0);

    EXPECT_EQ(board->rowCount(column), 100);
    EXPECT_EQ(column.data(BoardModel::CountRole).toString(), u"100+"_s);
    board->fetchMore(column);
    EXPECT_TRUE(QTest::qWaitFor([&] { return board->rowCount(board->index(0, 0)) == 130; }, 30'000));
}

TEST(Board, ACardReadsAsASentenceWithItsColumn)
{
    Window window;
    const RowKey milk = window.add(u"Buy milk"_s);
    const auto board = boardOf(window, filterFor(TaskView::All, QDate::currentDate()));

    const QString sentence = board->indexOf(milk).data(Qt::AccessibleTextRole).toString();

    EXPECT_TRUE(sentence.startsWith(u"To do: "_s) && sentence.contains(u"Buy milk"_s)) << qPrintable(sentence);
}

} // namespace convoy::items
