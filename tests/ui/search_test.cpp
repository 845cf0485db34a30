#include "tests/ui/sampledata.h"
#include "tests/ui/uiworld.h"
#include "ui/search/searchwindow.h"
#include "ui/sidebar/sidebar.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;
using items::Highlight;

namespace {

class SearchEverything : public ::testing::Test {
protected:
    void open()
    {
        test::fillWithSamples(world);
        world.openWindow();
        QTest::keyClick(world.window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        world.settle();
        search = world.window->findChild<ui::SearchWindow*>();
        line = world.named<QLineEdit>(u"Search everything"_s);
    }
    QStringList hits()
    {
        QStringList titles;
        const auto* model = search->hits().model();
        for (int row = 0; row < model->rowCount(); ++row)
            titles += model->index(row, 0).data().toString();
        return titles;
    }
    bool finds(const QString& typed, const QStringList& titles)
    {
        line->clear();
        QTest::keyClicks(line, typed);
        const bool found = QTest::qWaitFor([&] { return hits() == titles; }, 10'000);
        EXPECT_EQ(hits(), titles) << qPrintable(typed);
        return found;
    }

    test::UiWorld world;
    ui::SearchWindow* search = nullptr;
    QLineEdit* line = nullptr;
};

} // namespace

TEST_F(SearchEverything, FindsPlacesTitlesDescriptionsCommentsAndLabelsAsOneTypes)
{
    open();
    ASSERT_TRUE(search && line);

    EXPECT_TRUE(finds(u"apple"_s, { u"Prune the apple tree"_s }));
    EXPECT_TRUE(finds(u"websi"_s, { u"Website"_s }));
    EXPECT_TRUE(finds(u"launch"_s, { u"Launch"_s }));
    EXPECT_TRUE(finds(u"seal arrives"_s, { u"Fix the pump in the cellar"_s }));
    EXPECT_TRUE(search->hits().model()->index(0, 0).data(items::SearchModel::SnippetRole).toString().startsWith(u"Comment: "_s));
    EXPECT_TRUE(finds(u"pressure"_s, { u"Measure the pressure"_s, u"Fix the pump in the cellar"_s }));
    EXPECT_TRUE(finds(u"workshop"_s, { u"Fix the pump in the cellar"_s })) << "a label";
    EXPECT_TRUE(finds(u"zebra"_s, {}));
    EXPECT_TRUE(QTest::qWaitFor([&] { return search->state().contains(u"'zebra'"_s); }, 10'000));
}

TEST_F(SearchEverything, OpensAHitByKeyWherever)
{
    // Given the search with a hit that the list on screen does not hold
    open();
    ASSERT_TRUE(finds(u"apple"_s, { u"Prune the apple tree"_s }));

    // When Enter is pressed
    QTest::keyClick(line, Qt::Key_Return);
    world.settle();

    // Then the panel shows it
    EXPECT_EQ(world.context->task(), world.task(u"Prune the apple tree"_s));
}

TEST_F(SearchEverything, GoesToAProject)
{
    open();
    ASSERT_TRUE(finds(u"garden"_s, { u"Garden"_s }));

    QTest::keyClick(line, Qt::Key_Return);
    world.settle();

    EXPECT_EQ(world.window->findChild<ui::Sidebar*>()->currentTitle(), u"Garden"_s);
}

TEST(Highlights, MarkTheBeginningsOfWordsWhateverTheirCaseAndAccents)
{
    using items::highlightsIn;
    EXPECT_EQ(highlightsIn(u"Fix the Pump, pumps"_s, u"pump"_s), (std::vector<Highlight> { { 8, 4 }, { 14, 4 } }));
    EXPECT_EQ(highlightsIn(u"Müller"_s, u"mul"_s), (std::vector<Highlight> { { 0, 3 } }));
    EXPECT_TRUE(highlightsIn(u"bump"_s, u"ump"_s).empty());
    EXPECT_EQ(highlightsIn(u"pump pu"_s, u"pu pump"_s), (std::vector<Highlight> { { 0, 4 }, { 5, 2 } }));
}

TEST(Highlights, ASnippetShowsTheSurroundingsOfTheHit)
{
    const QString text = u"word "_s.repeated(100) + u"needle "_s + u"word "_s.repeated(100);
    const QString snippet = items::snippetOf(text, u"needle"_s);

    EXPECT_TRUE(snippet.contains(u"needle"_s));
    EXPECT_TRUE(snippet.startsWith(u"… "_s) && snippet.endsWith(u" …"_s)) << qPrintable(snippet);
    EXPECT_LT(snippet.size(), 200);
    EXPECT_TRUE(items::snippetOf(text, u"absent"_s).isEmpty());
}
