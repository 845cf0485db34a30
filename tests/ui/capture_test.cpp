#include "tests/ui/uiworld.h"
#include "ui/capture/capturewindow.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class Capture : public ::testing::Test {
protected:
    Capture() { make(); }
    void make()
    {
        capture = std::make_unique<ui::CaptureWindow>(world.collaborators());
        edit = capture->line().findChild<QLineEdit*>();
    }
    void type(const QString& text) { QTest::keyClicks(edit, text); }
    void press(Qt::Key key)
    {
        QTest::keyClick(edit, key);
        world.settle();
    }
    qint64 tasks() { return world.workbench->catalog().count({ .view = items::TaskView::All, .withDone = true }); }

    test::UiWorld world;
    std::unique_ptr<ui::CaptureWindow> capture;
    QLineEdit* edit = nullptr;
};

//! A disk that takes nothing.
class NoRoom final : public EditPort {
public:
    void post(Gesture, Done done) override { done(Error { Error::Kind::DiskFull, {} }); }
    void undo(Done done) override { done(Error { Error::Kind::DiskFull, {} }); }
    void redo(Done done) override { done(Error { Error::Kind::DiskFull, {} }); }
};

} // namespace

TEST_F(Capture, ReturnSavesSaysWhatWasUnderstoodAndLeaves)
{
    // Given the small window
    QSignalSpy closed(capture.get(), &ui::CaptureWindow::closed);
    capture->open();
    EXPECT_TRUE(QTest::qWaitFor([&] { return edit->hasFocus(); }, 2000));

    // When a line is written and sent
    type(u"Call Anna tomorrow 17:00 @phone !high"_s);
    press(Qt::Key_Return);

    // Then the task is on the disk, it says what it is, and the window leaves
    const auto task = world.row(u"Call Anna"_s);
    ASSERT_TRUE(task);
    EXPECT_EQ(task->dueTime, QTime(17, 0));
    EXPECT_EQ(task->priority, Priority::High);
    EXPECT_EQ(task->labels, QStringList { u"phone"_s });
    EXPECT_TRUE(capture->words().startsWith(u"Saved in Inbox: 'Call Anna' \u00b7 Tomorrow"_s)) << capture->words().toStdString();
    EXPECT_TRUE(capture->isVisible()) << "long enough to be read";
    EXPECT_TRUE(QTest::qWaitFor([&] { return !capture->isVisible(); }, 3000));
    EXPECT_EQ(closed.count(), 1);
}

TEST_F(Capture, StaysWhenTheNextOneIsBegunAtOnce)
{
    capture->open();
    type(u"Call Anna"_s);
    press(Qt::Key_Return);

    type(u"Buy"_s);
    QTest::qWait(1900);

    EXPECT_TRUE(capture->isVisible());
    EXPECT_EQ(edit->text(), u"Buy"_s);
    EXPECT_FALSE(capture->words().startsWith(u"Saved"_s));
}

TEST_F(Capture, EscapeKeepsTheDraftWithItsChipsAndItsPlainWords)
{
    // Given a draft of which one word was told to stay a word
    capture->open();
    type(u"Meet Anna fri !high "_s);
    ASSERT_EQ(capture->line().chips().size(), 2u);
    QTest::keyClick(edit, Qt::Key_Backspace); // !high is a word again
    ASSERT_EQ(capture->line().chips().size(), 1u);

    // When the window is left by Escape, and the program ends
    press(Qt::Key_Escape);
    EXPECT_FALSE(capture->isVisible());
    make();
    capture->open();

    // Then everything is there again
    EXPECT_EQ(capture->line().chips().size(), 1u);
    EXPECT_EQ(edit->text().simplified(), u"Meet Anna !high"_s);
    press(Qt::Key_Return);
    const auto task = world.row(u"Meet Anna !high"_s);
    ASSERT_TRUE(task);
    EXPECT_EQ(task->priority, Priority::None);

    // And a saved one does not come back
    press(Qt::Key_Escape);
    make();
    capture->open();
    EXPECT_TRUE(edit->text().isEmpty());
}

TEST_F(Capture, ATextHandedInDoesNotReplaceADraft)
{
    capture->open();
    type(u"Half a thought"_s);

    capture->open(u"Handed over"_s);
    EXPECT_EQ(edit->text().trimmed(), u"Handed over"_s);
    press(Qt::Key_Return);

    EXPECT_TRUE(world.task(u"Handed over"_s));
    EXPECT_EQ(edit->text().trimmed(), u"Half a thought"_s);
    EXPECT_TRUE(capture->words().contains(u"earlier draft"_s));
    QTest::qWait(1900);
    EXPECT_TRUE(capture->isVisible()) << "there is a draft to decide about";
}

TEST_F(Capture, KeepsTheTextWhenTheDiskTakesNothing)
{
    NoRoom full;
    items::Workbench workbench(*world.reads, full, world.clock);
    ui::CaptureWindow window({ workbench, *world.context, world.sync, world.account, world.clock, world.theme(), *world.settings });
    auto* line = window.line().findChild<QLineEdit*>();
    window.open();
    QTest::keyClicks(line, u"Call Anna tomorrow"_s);

    QTest::keyClick(line, Qt::Key_Return);
    world.settle();

    EXPECT_EQ(tasks(), 0);
    EXPECT_EQ(window.line().draft().text, u"Call Anna tomorrow"_s);
    EXPECT_TRUE(window.words().contains(u"disk is full"_s) && window.words().contains(u"kept"_s)) << window.words().toStdString();
    QTest::qWait(1900);
    EXPECT_TRUE(window.isVisible());
}

TEST_F(Capture, APasteOfSeveralLinesIsSeveralTasks)
{
    capture->open();
    QApplication::clipboard()->setText(u"- Bread\n- Milk\n  - of the goat"_s);

    QTest::keySequence(edit, QKeySequence::Paste);
    world.settle();

    EXPECT_EQ(tasks(), 3);
    EXPECT_EQ(world.row(u"of the goat"_s)->parent, world.task(u"Milk"_s));
    EXPECT_TRUE(capture->words().startsWith(u"Saved in Inbox: 3 tasks"_s));
}
