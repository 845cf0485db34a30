#include "tests/ui/toysync.h"
#include "tests/ui/uiworld.h"
#include "ui/taskpanel/activitysection.h"
#include "ui/taskpanel/descriptionsection.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/tasklist/tasktree.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/markdownview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class TaskPanel : public ::testing::Test {
protected:
    void openOn(RowKey task)
    {
        world.openWindow();
        panel = world.window->findChild<ui::TaskPanel*>();
        world.window->openTask(task);
        world.settle();
    }
    void choose(const QString& field, const QString& value)
    {
        auto* combo = world.named<QComboBox>(field);
        ASSERT_TRUE(combo);
        combo->setCurrentIndex(combo->findText(value));
        ASSERT_GE(combo->currentIndex(), 0) << value.toStdString();
        Q_EMIT combo->activated(combo->currentIndex());
        world.settle();
    }
    void enter(const QString& field, const QString& text)
    {
        auto* line = world.named<QLineEdit>(field);
        ASSERT_TRUE(line);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        world.settle();
    }

    test::UiWorld world;
    ui::TaskPanel* panel = nullptr;
};

} // namespace

TEST_F(TaskPanel, ShowsOlderActivityFromTheServerWhenSomebodyWantsIt)
{
    const RowKey task = world.addTask(u"Buy milk"_s);
    ASSERT_TRUE(world.store->database().run("UPDATE tasks SET created_at='2025-01-01T00:00:00.000000+00:00'"));
    ASSERT_TRUE(world.store->database().run("INSERT OR IGNORE INTO cursors(workspace_id) SELECT key FROM workspaces"));
    ASSERT_TRUE(world.store->database().run("UPDATE cursors SET window='2026-06-01T00:00:00.000000+00:00'"));
    openOn(task);
    auto* older = world.named<QPushButton>(u"Show older activity"_s);
    ASSERT_TRUE(older && older->isVisible());
    const int before = panel->activity().lineCount();
    older->click();
    ASSERT_EQ(world.remote.older.size(), 1u);
    world.remote.answers.back()(QJsonObject { { u"server_time"_s, u"2026-11-23T10:42:07.000000+00:00"_s }, { u"more"_s, false },
        { u"activity"_s, QJsonArray { QJsonObject { { u"id"_s, uuidText(QUuid::createUuid()) }, { u"kind"_s, u"comment"_s },
            { u"body"_s, u"From long ago"_s }, { u"created_at"_s, u"2025-03-01T00:00:00.000000+00:00"_s } } } } });
    world.settle();
    EXPECT_EQ(panel->activity().lineCount(), before + 1);
    EXPECT_FALSE(older->isVisible());
}

TEST_F(TaskPanel, ShowsTheTaskAndEditsItsFields)
{
    openOn(world.addTask(u"Buy milk"_s));
    EXPECT_EQ(panel->shownTitle(), u"Buy milk"_s);

    choose(u"Priority"_s, u"!!! High"_s);
    choose(u"Status"_s, u"In progress"_s);
    enter(u"Due"_s, u"tomorrow 17:00"_s);
    enter(u"Labels"_s, u"shop, dairy"_s);

    const auto task = world.row(u"Buy milk"_s);
    EXPECT_EQ(task->priority, Priority::High);
    EXPECT_EQ(task->status, TaskStatus::InProgress);
    EXPECT_EQ(task->stage, u"in_progress"_s);
    EXPECT_EQ(task->dueTime, QTime(17, 0));
    EXPECT_EQ(task->labels, QStringList({ u"dairy"_s, u"shop"_s }));
}

TEST_F(TaskPanel, KeepsTheOldDateWhenItDoesNotUnderstand)
{
    const QDate due(2026, 12, 24);
    openOn(world.addTask(u"Buy milk"_s, { .title = {}, .dueDate = due }));

    enter(u"Due"_s, u"someday maybe"_s);

    EXPECT_EQ(world.row(u"Buy milk"_s)->dueDate, due);
    EXPECT_FALSE(world.named<QLineEdit>(u"Due"_s)->text().contains(u"someday"_s));
}

TEST_F(TaskPanel, RenamesWithReturnAndTakesBackWithEscape)
{
    openOn(world.addTask(u"Buy milk"_s));
    auto& title = panel->titleEdit();
    title.setFocus();
    title.selectAll();
    QTest::keyClicks(&title, u"Buy bread"_s);
    QTest::keyClick(&title, Qt::Key_Return);
    world.settle();
    EXPECT_TRUE(world.task(u"Buy bread"_s));

    title.setFocus();
    title.selectAll();
    QTest::keyClicks(&title, u"nonsense"_s);
    QTest::keyClick(&title, Qt::Key_Escape);
    world.settle();

    EXPECT_EQ(panel->shownTitle(), u"Buy bread"_s);
    EXPECT_TRUE(world.task(u"Buy bread"_s));
}

TEST_F(TaskPanel, StoresTheDescriptionExactlyAsTyped)
{
    const QString source = u"* one\n* two\n\n<b>not bold</b> and 1\\. not a list"_s;
    openOn(world.addTask(u"Buy milk"_s));

    panel->description().edit();
    panel->description().editor().insertPlainText(source);
    QTest::keyClick(&panel->description().editor(), Qt::Key_Return, Qt::ControlModifier);
    world.settle();

    EXPECT_EQ(world.row(u"Buy milk"_s)->description, source);
    EXPECT_FALSE(panel->description().isEditing());
    EXPECT_TRUE(panel->description().view().toPlainText().contains(u"<b>not bold</b>"_s)) << "raw HTML must stay text";
}

TEST_F(TaskPanel, LoadsNothingForADescription)
{
    openOn(world.addTask(u"Buy milk"_s, { .title = {}, .description = u"![x](file:///etc/hostname) ![y](https://example.com/y.png)"_s }));

    EXPECT_FALSE(panel->description().view().loadResource(QTextDocument::ImageResource, QUrl(u"file:///etc/hostname"_s)).isValid());
}

TEST_F(TaskPanel, LeavesTextBeingTypedAloneWhenChangesArrive)
{
    const RowKey task = world.addTask(u"Buy milk"_s);
    openOn(task);
    panel->description().edit();
    auto& editor = panel->description().editor();
    QTest::keyClicks(&editor, u"half a sent"_s);
    editor.moveCursor(QTextCursor::Left);
    const int cursor = editor.textCursor().position();

    world.workbench->editing().setDescription(task, u"from the other laptop"_s);
    world.settle();

    EXPECT_EQ(editor.toPlainText(), u"half a sent"_s);
    EXPECT_EQ(editor.textCursor().position(), cursor);
    EXPECT_TRUE(panel->description().isEditing());
    auto* other = world.named<QPushButton>(u"Use the other text"_s);
    ASSERT_TRUE(other->isVisible()) << "it is said that another text came in";
    other->click();
    EXPECT_EQ(editor.toPlainText(), u"from the other laptop"_s);
}

TEST_F(TaskPanel, AddsCommentsAndKeepsADraftWithItsTask)
{
    const RowKey milk = world.addTask(u"Buy milk"_s);
    const RowKey boat = world.addTask(u"Sell boat"_s);
    openOn(milk);
    auto& box = panel->activity().commentBox();
    box.setFocus();
    QTest::keyClicks(&box, u"two litres"_s);
    QTest::keyClick(&box, Qt::Key_Return, Qt::ControlModifier);
    world.settle();
    EXPECT_TRUE(box.toPlainText().isEmpty());
    EXPECT_EQ(world.reads->activity(milk, 20)->size(), 1u);
    EXPECT_GE(panel->activity().lineCount(), 1);

    QTest::keyClicks(&box, u"a draft"_s);
    world.window->openTask(boat);
    world.settle();
    EXPECT_TRUE(box.toPlainText().isEmpty());
    world.window->openTask(milk);
    world.settle();

    EXPECT_EQ(box.toPlainText(), u"a draft"_s);
}

TEST_F(TaskPanel, AddsASubtaskAndShowsIt)
{
    const RowKey boat = world.addTask(u"Sell boat"_s);
    openOn(boat);

    enter(u"Add a subtask"_s, u"Take photographs"_s);

    EXPECT_EQ(world.row(u"Take photographs"_s)->parent, boat);
    EXPECT_TRUE(world.named<QPushButton>(u"Take photographs"_s));
}

TEST_F(TaskPanel, ShowsWhatATaskWaitsForAndGoesThere)
{
    const RowKey pump = world.addTask(u"Fix pump"_s);
    const RowKey door = world.addTask(u"Paint door"_s);
    world.workbench->editing().addDependency(door, pump);
    world.settle();
    openOn(door);

    auto* blocker = world.named<QPushButton>(u"Fix pump"_s);
    ASSERT_TRUE(blocker);
    blocker->click();
    world.settle();

    EXPECT_EQ(panel->shownTitle(), u"Fix pump"_s);
    EXPECT_TRUE(world.named<QPushButton>(u"Paint door"_s)) << "under Blocks";
}

TEST_F(TaskPanel, CopiesTheContextAsMarkdown)
{
    openOn(world.addTask(u"Buy milk"_s));

    world.action(u"Copy as Markdown"_s)->trigger();

    EXPECT_TRUE(QApplication::clipboard()->text().contains(u"Buy milk"_s));
}

TEST_F(TaskPanel, SaysThatATaskIsBeingLoadedAndWhyItCouldNotBe)
{
    world.openWindow();
    panel = world.window->findChild<ui::TaskPanel*>();
    world.context->setSyncStatus({}, context::TaskContextController::Online::Yes);
    world.window->openTask(u"7b1c1f0e-0000-4000-8000-000000000000"_s);
    world.settle();
    const auto says = [this](const QString& words) {
        for (const auto* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    };
    ASSERT_EQ(world.remote.answers.size(), 1u);
    EXPECT_TRUE(says(u"Loading"_s));

    world.remote.answers.front()(Error { Error::Kind::Offline, {} });
    world.settle();

    EXPECT_TRUE(says(u"Could not reach the server"_s));
}

TEST_F(TaskPanel, ShowsWhatIsMissingWhileOfflineAndLoadsItOnReturnWithoutTouchingWhatIsTyped)
{
    // Given a task whose project is not synced to this device, the network cut, and somebody writing
    const RowKey task = world.addTask(u"Fix pump"_s);
    auto& database = world.store->database();
    ASSERT_TRUE(database.run("INSERT INTO ids(key, entity, uid) VALUES(500, 3, 'cccccccc-0000-4000-8000-000000000001')"));
    ASSERT_TRUE(database.run("UPDATE tasks SET project_id=500"));
    world.context->setSyncStatus(u"Offline"_s, context::TaskContextController::Online::No);
    openOn(task);
    panel->description().edit();
    auto& editor = panel->description().editor();
    QTest::keyClicks(&editor, u"it drips"_s);
    editor.moveCursor(QTextCursor::Left);
    const int cursor = editor.textCursor().position();
    EXPECT_EQ(world.named<QComboBox>(u"Project"_s)->currentText(), u"not on this device, will load when online"_s);
    EXPECT_EQ(world.named<QComboBox>(u"Priority"_s)->currentText(), u"None"_s) << "what is here is shown";
    EXPECT_TRUE(world.remote.asked.empty());

    // When the network returns
    world.context->setSyncStatus(u"Up to date"_s, context::TaskContextController::Online::Yes);
    world.settle();
    ASSERT_EQ(world.remote.asked.size(), 1u);
    world.remote.answers.front()(QJsonObject { { u"server_time"_s, u"2026-11-23T10:42:07.123456+00:00"_s },
        { u"task"_s, QJsonObject { { u"id"_s, bareUid(world.reads->task(task)->uid) }, { u"title"_s, u"The server's title"_s } } },
        { u"project"_s, QJsonObject { { u"id"_s, u"cccccccc-0000-4000-8000-000000000001"_s }, { u"name"_s, u"Pump house"_s } } } });
    world.settle();

    // Then exactly the missing block is the server's, asked for once, and the writing goes on where it was
    EXPECT_TRUE(world.named<QComboBox>(u"Project"_s)->currentText().startsWith(u"Pump house (from the server"_s));
    EXPECT_EQ(panel->shownTitle(), u"Fix pump"_s);
    EXPECT_EQ(editor.toPlainText(), u"it drips"_s);
    EXPECT_EQ(editor.textCursor().position(), cursor);
    EXPECT_TRUE(editor.hasFocus());
    EXPECT_EQ(world.remote.asked.size(), 1u);
}

TEST_F(TaskPanel, LetsAPersonDecideAboutAValueThatLost)
{
    const RowKey task = world.addTask(u"Theirs"_s);
    test::ToySync toy(world);
    toy.push();
    toy.lose(task, u"title"_s, u"Before"_s, u"Mine"_s, u"Theirs"_s);
    toy.pull();
    openOn(task);
    auto* mine = world.named<QPushButton>(u"Keep this device's values"_s);
    ASSERT_TRUE(mine && mine->isVisible());

    mine->click();
    world.settle();

    EXPECT_EQ(world.reads->task(task)->title, u"Mine"_s);
    EXPECT_FALSE(mine->isVisible());
}

TEST_F(TaskPanel, TheLineWithTheCursorIsInSight)
{
    const RowKey task = world.addTask(u"Fix pump"_s, { .title = {}, .description = u"Close the valve.\n\nOpen the lid.\n\nClean the filter."_s });
    world.openWindow(test::UiWorld::FirstRun::Answered, { 1000, 520 });
    panel = world.window->findChild<ui::TaskPanel*>();
    world.window->openTask(task);
    world.settle();

    panel->description().edit();
    ui::GrowingEdit& editor = panel->description().editor();
    world.settle();
    auto* area = panel->findChild<QScrollArea*>();
    const auto inSight = [&] {
        const QPoint at = editor.viewport()->mapTo(area->viewport(), editor.cursorRect().center());
        return area->viewport()->rect().contains(at);
    };
    EXPECT_TRUE(inSight());
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(&editor, Qt::Key_Return);
        QTest::keyClicks(&editor, u"more"_s);
    }
    world.settle();
    EXPECT_TRUE(inSight()) << "after twelve lines";
}
