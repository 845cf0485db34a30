#include "tests/ui/uiworld.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/tokencompleter.h"

#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QLineEdit>
#include <QPushButton>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;
using schedule::TokenKind;

namespace {

class QuickAddLine : public ::testing::Test {
protected:
    QuickAddLine()
    {
        QObject::connect(&line, &ui::QuickAddLine::submitted, &line, [this](const schedule::QuickAdd& task) { sent.push_back(task); });
        line.show();
        edit = line.findChild<QLineEdit*>();
    }
    void type(const QString& text) { QTest::keyClicks(edit, text); }
    void press(int key) { QTest::keyClick(edit, Qt::Key(key)); }

    ui::QuickAddLine line { [] { return schedule::Vocabulary { QDate(2026, 11, 23), { u"Website"_s }, [] { return QStringList { u"phone"_s, u"home"_s }; }, { u"In review"_s }, { u"Anna"_s } }; }, test::UiWorld::theme(), nullptr };
    QLineEdit* edit;
    std::vector<schedule::QuickAdd> sent;
};

} // namespace

TEST_F(QuickAddLine, MakesAChipWhenASpaceFollows)
{
    type(u"Call Anna tomorrow"_s);
    EXPECT_TRUE(line.chips().empty());

    type(u" "_s);

    ASSERT_EQ(line.chips().size(), 1u);
    EXPECT_EQ(line.chips().front().kind, TokenKind::Date);
    EXPECT_EQ(line.text(), u"Call Anna "_s);
}

TEST_F(QuickAddLine, SendsTitleAndChipsAndStartsAfresh)
{
    type(u"Call Anna tomorrow #website !high @phone"_s);
    press(Qt::Key_Return);

    ASSERT_EQ(sent.size(), 1u);
    EXPECT_EQ(sent[0].title, u"Call Anna"_s);
    EXPECT_EQ(sent[0].due, QDate(2026, 11, 24));
    EXPECT_EQ(sent[0].project, u"Website"_s);
    EXPECT_EQ(sent[0].priority, Priority::High);
    EXPECT_EQ(sent[0].labels, QStringList { u"phone"_s });
    EXPECT_TRUE(line.text().isEmpty());
    EXPECT_TRUE(line.chips().empty());
}

TEST_F(QuickAddLine, TurnsAChipBackIntoTextOnBackspaceAndThenLeavesItAlone)
{
    type(u"Watch Fri "_s);
    ASSERT_EQ(line.chips().size(), 1u);

    press(Qt::Key_Backspace);
    EXPECT_TRUE(line.chips().empty());
    EXPECT_EQ(line.text(), u"Watch Fri"_s);
    type(u" "_s);
    press(Qt::Key_Return);

    ASSERT_EQ(sent.size(), 1u);
    EXPECT_EQ(sent[0].title, u"Watch Fri"_s);
    EXPECT_FALSE(sent[0].due.isValid());
}

TEST_F(QuickAddLine, TurnsAChipBackIntoTextWhenItIsPressed)
{
    type(u"Paint @door "_s);
    for (auto* chip : line.findChildren<QPushButton*>())
        chip->click();

    EXPECT_TRUE(line.chips().empty());
    EXPECT_EQ(line.text(), u"Paint @door"_s);
}

TEST_F(QuickAddLine, KeepsOneChipOfEachKindButAllLabels)
{
    type(u"today tomorrow @a @b "_s);

    ASSERT_EQ(line.chips().size(), 3u);
    EXPECT_EQ(line.chips()[0].value, u"2026-11-24"_s);
}

TEST_F(QuickAddLine, DoesNotMakeATaskOfChipsAlone)
{
    type(u"tomorrow "_s);
    press(Qt::Key_Return);

    EXPECT_TRUE(sent.empty());
    EXPECT_EQ(line.chips().size(), 1u);
}

TEST_F(QuickAddLine, OffersAPasteOfSeveralLinesAsSeveralTasks)
{
    std::vector<schedule::PastedLine> pasted;
    QObject::connect(&line, &ui::QuickAddLine::linesPasted, &line, [&](const std::vector<schedule::PastedLine>& lines) { pasted = lines; });
    QApplication::clipboard()->setText(u"Boat\n  Sails\nCar"_s);

    QTest::keySequence(edit, QKeySequence::Paste);

    ASSERT_EQ(pasted.size(), 3u);
    EXPECT_EQ(pasted[1].depth, 1);
    EXPECT_TRUE(line.text().isEmpty());
}

TEST_F(QuickAddLine, EmptiesOnEscapeAndThenLeaves)
{
    QSignalSpy left(&line, &ui::QuickAddLine::left);
    type(u"Something @a "_s);

    press(Qt::Key_Escape);
    EXPECT_TRUE(line.text().isEmpty());
    EXPECT_TRUE(line.chips().empty());
    EXPECT_EQ(left.size(), 0);
    press(Qt::Key_Escape);

    EXPECT_EQ(left.size(), 1);
}

TEST_F(QuickAddLine, OffersNamesBehindASignAndMakesTheChosenOneAChip)
{
    auto* completer = line.findChild<ui::TokenCompleter*>();
    type(u"Call #"_s);
    EXPECT_EQ(completer->offered(), QStringList(u"Website"_s));
    Q_EMIT line.findChild<QCompleter*>()->activated(u"Website"_s);
    ASSERT_EQ(line.chips().size(), 1u);
    EXPECT_EQ(line.chips()[0].value, u"Website"_s);

    edit->setText(u"Call "_s);
    type(u"@ho"_s);
    EXPECT_EQ(completer->offered(), QStringList({ u"phone"_s, u"home"_s }));
    type(u"me "_s);
    EXPECT_TRUE(completer->offered().isEmpty());
    type(u"/in-review +anna x"_s);
    EXPECT_EQ(line.chips().size(), 4u);
}
