#include "domain/text.h"
#include "sync/merge/textmerge.h"
#include "tests/ui/toysync.h"
#include "tests/ui/uiworld.h"
#include "ui/taskpanel/activitysection.h"
#include "ui/taskpanel/commentline.h"
#include "ui/taskpanel/conflictbar.h"
#include "ui/taskpanel/descriptionsection.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/toasts/toaster.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/markdownview.h"

#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

//! Somebody types while other things happen.
class Typing : public ::testing::Test {
protected:
    Typing()
    {
        world.store->setTextMerge([](const QString& started, const QString& mine, const QString& theirs) {
            const auto both = merge::mergeKeepingBoth(started, mine, theirs);
            return store::MergedText { both.text, both.overlap };
        });
    }
    void openOn(RowKey task)
    {
        world.openWindow();
        panel = world.window->findChild<ui::TaskPanel*>();
        world.window->openTask(task);
        world.settle();
    }
    ui::GrowingEdit& describe()
    {
        panel->description().edit();
        return panel->description().editor();
    }
    //! As it comes in by a sync, from another device.
    void changeElsewhere(RowKey task, const QString& description)
    {
        toy->server.put(Entity::Task, bareUid(world.workbench->catalog().uidOf(task)), { { u"description"_s, description } });
        toy->pull();
    }
    QString description(RowKey task) { return world.reads->task(task)->description; }
    QString toast() { return world.window->findChild<ui::Toaster*>()->sentence(); }
    std::vector<ui::CommentLine*> comments()
    {
        std::vector<ui::CommentLine*> lines;
        for (auto* line : panel->activity().findChildren<ui::CommentLine*>()) {
            if (line->isVisibleTo(panel) && line->line().comment)
                lines.push_back(line);
        }
        return lines;
    }
    RowKey taskWithComment()
    {
        const RowKey task = world.addTask(u"Fix pump"_s);
        world.workbench->editing().addComment(task, u"It drips"_s);
        world.settle();
        return task;
    }
    template <class Button> void press(const QString& name)
    {
        auto* button = world.named<Button>(name);
        ASSERT_TRUE(button && button->isVisible()) << name.toStdString();
        button->click();
        world.settle();
    }

    test::UiWorld world;
    std::optional<test::ToySync> toy;
    ui::TaskPanel* panel = nullptr;
};

constexpr auto recipe = "Close the valve.\n\nOpen the lid.\n\nClean the filter.";

} // namespace

TEST_F(Typing, IsMergedWithWhatWasChangedElsewhereMeanwhile)
{
    // Given somebody who writes at the end of a description that another device has changed at its beginning
    const RowKey task = world.addTask(u"Fix pump"_s, { .title = {}, .description = QString::fromLatin1(recipe) });
    toy.emplace(world);
    toy->push();
    openOn(task);
    auto& editor = describe();
    QTest::keyClicks(&editor, u" Twice."_s);
    changeElsewhere(task, QString::fromLatin1(recipe).replace(u"Close the valve."_s, u"Close the valve. Wait."_s));
    EXPECT_TRUE(editor.toPlainText().endsWith(u"Clean the filter. Twice."_s));
    EXPECT_TRUE(editor.hasFocus());

    // When it is finished
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    world.settle();

    // Then both changes stand, are shown, said, and sent; one undo leaves the other device's
    const QString both = u"Close the valve. Wait.\n\nOpen the lid.\n\nClean the filter. Twice."_s;
    EXPECT_EQ(description(task), both);
    EXPECT_TRUE(panel->description().view().toPlainText().contains(u"Wait."_s));
    EXPECT_TRUE(toast().contains(u"merged"_s)) << toast().toStdString();
    toy->push();
    EXPECT_EQ(toy->server.row(bareUid(world.workbench->catalog().uidOf(task))).value(u"description"_s).toString(), both);
    world.action(u"Undo"_s)->trigger();
    world.settle();
    EXPECT_EQ(description(task), QString::fromLatin1(recipe).replace(u"Close the valve."_s, u"Close the valve. Wait."_s));
}

TEST_F(Typing, KeepsBothTextsWhereTheSameLineWasChanged)
{
    const RowKey task = world.addTask(u"Fix pump"_s, { .title = {}, .description = u"It drips."_s });
    toy.emplace(world);
    toy->push();
    openOn(task);
    auto& editor = describe();
    editor.selectAll();
    QTest::keyClicks(&editor, u"It drips badly."_s);
    changeElsewhere(task, u"It is dry again."_s);

    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    world.settle();

    EXPECT_EQ(description(task), u"It is dry again.\nIt drips badly."_s);
    EXPECT_TRUE(toast().contains(u"Both texts were kept"_s)) << toast().toStdString();
}

TEST_F(Typing, GoesOnAfterAMergeWithoutUndoingIt)
{
    const RowKey task = world.addTask(u"Fix pump"_s, { .title = {}, .description = QString::fromLatin1(recipe) });
    toy.emplace(world);
    toy->push();
    openOn(task);
    auto& editor = describe();
    QTest::keyClicks(&editor, u" Twice."_s);
    changeElsewhere(task, QString::fromLatin1(recipe).replace(u"valve."_s, u"valve. Wait."_s));
    editor.finish(); // committed, and typed on at once
    QTest::keyClicks(&editor, u" Dry it."_s);
    world.settle();
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    world.settle();

    EXPECT_EQ(description(task), u"Close the valve. Wait.\n\nOpen the lid.\n\nClean the filter. Twice. Dry it."_s);
}

TEST_F(Typing, StaysWhenAnotherWindowIsInFront)
{
    const RowKey task = world.addTask(u"Fix pump"_s, { .title = {}, .description = u"It drips."_s });
    toy.emplace(world);
    toy->push();
    openOn(task);
    auto& editor = describe();
    QTest::keyClicks(&editor, u" Badly."_s);
    QDialog other(world.window.get());
    QLineEdit line(&other);
    other.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    line.setFocus();
    ASSERT_TRUE(QTest::qWaitFor([&line] { return line.hasFocus(); }, 2000));
    ASSERT_EQ(description(task), u"It drips."_s) << "not committed by looking elsewhere";

    changeElsewhere(task, u"It is dry again."_s);

    EXPECT_EQ(editor.toPlainText(), u"It drips. Badly."_s);
}

TEST_F(Typing, BelongsToItsTaskWhenAnotherOneIsOpened)
{
    // Given a title and a description that are being typed, and somebody who opens another task from outside
    const RowKey pump = world.addTask(u"Fix pump"_s);
    const RowKey boat = world.addTask(u"Sell boat"_s, { .title = {}, .description = u"Cheap."_s });
    openOn(pump);
    panel->focusTitle();
    QTest::keyClicks(&panel->titleEdit(), u" soon"_s);
    world.window->openTask(boat);
    world.settle();
    EXPECT_EQ(world.reads->task(pump)->title, u"Fix pump soon"_s);
    EXPECT_EQ(world.reads->task(boat)->title, u"Sell boat"_s);
    EXPECT_EQ(panel->shownTitle(), u"Sell boat"_s);

    world.window->openTask(pump);
    world.settle();
    QTest::keyClicks(&describe(), u"It drips"_s);
    world.window->openTask(boat);
    world.settle();

    EXPECT_EQ(description(pump), u"It drips"_s);
    EXPECT_EQ(description(boat), u"Cheap."_s);
}

TEST_F(Typing, IsKeptWhenTheWindowIsClosed)
{
    const RowKey task = world.addTask(u"Fix pump"_s);
    openOn(task);
    QTest::keyClicks(&panel->activity().commentBox(), u"half a comment"_s);
    QTest::keyClicks(&describe(), u"half a thought"_s);

    world.window->close();
    world.settle();
    EXPECT_EQ(description(task), u"half a thought"_s);

    world.closeWindow();
    openOn(task);
    EXPECT_EQ(panel->activity().commentBox().toPlainText(), u"half a comment"_s);
}

TEST_F(Typing, ChangesACommentOfOnesOwnAndTakesItBack)
{
    openOn(taskWithComment());
    ASSERT_EQ(comments().size(), 1u);
    press<QToolButton>(u"Edit this comment"_s);
    auto* editor = world.named<ui::GrowingEdit>(u"Comment, Markdown source"_s);
    ASSERT_TRUE(editor->hasFocus());

    QTest::keyClicks(editor, u" badly"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    world.settle();

    EXPECT_EQ(comments().front()->line().body, u"It drips badly"_s);
    EXPECT_FALSE(comments().front()->isEditing());
    world.action(u"Undo"_s)->trigger();
    world.settle();
    EXPECT_EQ(comments().front()->line().body, u"It drips"_s);
}

TEST_F(Typing, DeletesACommentAndTakesItBack)
{
    openOn(taskWithComment());

    press<QToolButton>(u"Delete this comment"_s);
    EXPECT_TRUE(comments().empty());

    world.action(u"Undo"_s)->trigger();
    world.settle();
    ASSERT_EQ(comments().size(), 1u);
    EXPECT_EQ(comments().front()->line().body, u"It drips"_s);
}

TEST_F(Typing, KeepsACommentThatWasEmptied)
{
    openOn(taskWithComment());
    press<QToolButton>(u"Edit this comment"_s);
    auto* editor = world.named<ui::GrowingEdit>(u"Comment, Markdown source"_s);
    editor->selectAll();
    QTest::keyClick(editor, Qt::Key_Delete);

    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    world.settle();

    EXPECT_EQ(comments().front()->line().body, u"It drips"_s);
    EXPECT_TRUE(toast().contains(u"needs some text"_s));
}

TEST_F(Typing, InACommentIsLeftAloneByOtherActivity)
{
    const RowKey task = taskWithComment();
    openOn(task);
    press<QToolButton>(u"Edit this comment"_s);
    auto* editor = world.named<ui::GrowingEdit>(u"Comment, Markdown source"_s);
    QTest::keyClicks(editor, u" badly"_s);

    world.workbench->editing().addComment(task, u"Another one"_s);
    world.settle();

    EXPECT_EQ(comments().size(), 2u);
    EXPECT_TRUE(editor->hasFocus());
    EXPECT_EQ(editor->toPlainText(), u"It drips badly"_s);
}

TEST_F(Typing, OffersNoButtonsOnCommentsOfOthers)
{
    const RowKey task = taskWithComment();
    std::ignore = world.store->setMeta(u"user_id"_s, u"aaaaaaaa-0000-4000-8000-000000000001"_s);
    toy.emplace(world);
    toy->push();
    const RowKey comment = world.reads->activity(task, 1)->front().key;
    toy->server.put(Entity::Activity, bareUid(world.workbench->catalog().uidOf(comment)),
        { { u"author_id"_s, u"bbbbbbbb-0000-4000-8000-000000000001"_s }, { u"author_name"_s, u"Anna"_s } });
    toy->pull();
    openOn(task);

    ASSERT_EQ(comments().size(), 1u);
    EXPECT_FALSE(world.named<QToolButton>(u"Edit this comment"_s)->isVisible());
    EXPECT_FALSE(world.named<QToolButton>(u"Delete this comment"_s)->isVisible());
}

TEST_F(Typing, ShowsTheTextOfACommentThatLostAndGivesItBack)
{
    // Given a comment that was changed on two devices, and this one's text lost
    const RowKey task = taskWithComment();
    toy.emplace(world);
    toy->push();
    const RowKey comment = world.reads->activity(task, 1)->front().key;
    toy->loseIn(Entity::Activity, comment, u"body"_s, u"It drips"_s, u"It drips a little"_s, u"It drips badly"_s);
    toy->server.put(Entity::Activity, bareUid(world.workbench->catalog().uidOf(comment)), { { u"body"_s, u"It drips badly"_s } });
    toy->pull();
    openOn(task);

    // Then it is there to read, and one click makes it stand
    bool shown = false;
    for (const auto* label : panel->activity().findChildren<QLabel*>())
        shown = shown || (label->isVisible() && label->text().contains(u"It drips a little"_s));
    EXPECT_TRUE(shown);
    for (auto* bar : panel->activity().findChildren<ui::ConflictBar*>()) {
        for (auto* button : bar->findChildren<QPushButton*>()) {
            if (button->text() == u"Keep mine"_s)
                button->click();
        }
    }
    world.settle();
    EXPECT_EQ(comments().front()->line().body, u"It drips a little"_s);
}

TEST_F(Typing, MoreThanOneFieldCanHoldIsNotTakenAndSaidWhileNothingIsLost)
{
    // Given a description that is nearly as long as one may be
    QString nearly = QString(QString(63, u'a') + u'\n').repeated(maxValueBytes / 64);
    nearly.chop(4);
    const RowKey task = world.addTask(u"Fix pump"_s);
    openOn(task);
    auto& editor = describe();
    editor.setPlainText(nearly);
    editor.moveCursor(QTextCursor::End);
    const auto said = [this] {
        for (const auto* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(u"256 KiB"_s))
                return true;
        }
        return false;
    };

    // When four bytes are typed, and then one more; a letter counts with its bytes
    QTest::keyClicks(&editor, u"abc"_s);
    EXPECT_FALSE(said());
    QTest::sendKeyEvent(QTest::Click, &editor, Qt::Key_Adiaeresis, QString(u'\u00e4'), Qt::NoModifier);
    EXPECT_TRUE(said());

    // Then it was left out, also in a paste, and what is there is saved
    QGuiApplication::clipboard()->setText(QString(100, u'b'));
    editor.paste();
    EXPECT_EQ(editor.toPlainText().size(), nearly.size() + 3);
    QTest::keyClick(&editor, Qt::Key_Backspace);
    EXPECT_FALSE(said());
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    world.settle();
    EXPECT_TRUE(description(task) == nearly + u"ab"_s) << description(task).size();
}

TEST_F(Typing, TwoTextsThatAreTooLongTogetherAreNotMergedAndMineComesBackToTheEditor)
{
    // Given a description to which both sides add more than fits
    const RowKey task = world.addTask(u"Fix pump"_s, { .title = {}, .description = QString::fromLatin1(recipe) });
    toy.emplace(world);
    toy->push();
    openOn(task);
    auto& editor = describe();
    const QString mine = QString::fromLatin1(recipe) + QString(u'\n' + QString(63, u'm')).repeated(3000);
    const QString theirs = QString(QString(63, u't') + u'\n').repeated(3000) + QString::fromLatin1(recipe);
    editor.setPlainText(mine);
    changeElsewhere(task, theirs);

    // When it is finished, also by going to another task
    const RowKey other = world.addTask(u"Another"_s);
    world.window->openTask(other);
    world.settle();

    // Then theirs stands, why is said, and mine is in the editor again where it belongs
    EXPECT_TRUE(description(task) == theirs);
    EXPECT_TRUE(toast().contains(u"larger than 256 KiB"_s)) << toast().toStdString();
    EXPECT_FALSE(panel->description().isEditing());
    world.window->openTask(task);
    world.settle();
    EXPECT_TRUE(panel->description().isEditing());
    EXPECT_TRUE(editor.toPlainText() == mine);

    // And a shorter one is merged
    editor.setFocus();
    editor.setPlainText(QString::fromLatin1(recipe) + u" Twice."_s);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    world.settle();
    EXPECT_TRUE(description(task).startsWith(u"tttt"_s) && description(task).endsWith(u"Twice."_s));
}
