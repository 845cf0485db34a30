#include "tests/ui/uiworld.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/quietcombo.h"
#include "ui/widgets/section.h"

#include <QApplication>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace convoy;
using namespace convoy::ui;
using namespace Qt::Literals::StringLiterals;

TEST(GrowingEdit, GrowsWithItsText)
{
    GrowingEdit edit(GrowingEdit::Lines::Many, nullptr);
    edit.resize(300, 100);
    edit.show();
    const int before = edit.sizeHint().height();

    edit.setPlainText(u"one\ntwo\nthree\nfour"_s);

    EXPECT_GE(edit.sizeHint().height(), before + 2 * edit.fontMetrics().lineSpacing());
}

TEST(GrowingEdit, LeavesOnTabAndSavesWhatWasTyped)
{
    QWidget window;
    GrowingEdit edit(GrowingEdit::Lines::Many, &window);
    QToolButton next(&window);
    next.setFocusPolicy(Qt::StrongFocus);
    window.show();
    std::ignore = QTest::qWaitForWindowActive(&window, 1000);
    edit.setFocus();
    QSignalSpy committed(&edit, &GrowingEdit::committed);
    QTest::keyClicks(&edit, u"text"_s);

    QTest::keyClick(&edit, Qt::Key_Tab);

    EXPECT_FALSE(edit.hasFocus());
    ASSERT_EQ(committed.size(), 1);
    EXPECT_EQ(committed.front().front().toString(), u"text"_s);
}

TEST(GrowingEdit, KeepsATitleWhenItIsEmptied)
{
    GrowingEdit edit(GrowingEdit::Lines::One, nullptr);
    edit.setSource(u"Buy milk"_s);
    edit.show();
    QSignalSpy committed(&edit, &GrowingEdit::committed);

    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_Delete);
    QTest::keyClick(&edit, Qt::Key_Return);

    EXPECT_EQ(committed.size(), 0);
    EXPECT_EQ(edit.toPlainText(), u"Buy milk"_s);
}

TEST(QuietCombo, IsNotChangedByTheWheel)
{
    QuietCombo combo(u"Priority"_s, nullptr);
    combo.setChoices({ { u"Low"_s, 1 }, { u"High"_s, 2 } }, 1);
    combo.show();
    QWheelEvent wheel({ 5, 5 }, combo.mapToGlobal(QPointF(5, 5)), {}, { 0, -120 }, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);

    QApplication::sendEvent(&combo, &wheel);

    EXPECT_EQ(combo.currentData().toInt(), 1);
}

TEST(Section, FoldsAndSaysSo)
{
    Section section(u"Subtasks"_s, test::UiWorld::theme(), nullptr);
    auto* inside = new QWidget;
    section.body()->addWidget(inside);
    section.show();
    section.setCount(3);
    auto* head = section.findChild<QToolButton*>();
    EXPECT_TRUE(head->text().contains(u"3"_s));

    head->click();

    EXPECT_FALSE(section.isOpen());
    EXPECT_FALSE(inside->isVisible());
}
