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

#include <QDialog>
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
