#include "schedule/occurrence.h"
#include "tests/items/window.h"

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;
using test::Window;

TEST(Editing, APastedOutlineIsOneGestureWithSubtasks)
{
    Window window;
    const RowKey project = window.addProject(u"Garden"_s);
    std::vector<RowKey> made;
    window.editing().addTasks({ { .title = u"one"_s, .project = project }, { .title = u"below"_s, .parentInList = 0 },
                                  { .title = u"two"_s, .project = project } },
        [&made](const std::vector<RowKey>& keys) { made = keys; });
    window.settle();
    ASSERT_EQ(made.size(), 3U) << qPrintable(window.failures.join(u'\n'));
    const Task below = *window.reads.task(made[1]);
    EXPECT_EQ(below.parent, made[0]);
    EXPECT_EQ(window.reads.task(made[0])->project, project);
    EXPECT_LT(window.reads.task(made[0])->position, window.reads.task(made[2])->position);
    window.editing().undo();
    window.settle();
    for (const RowKey key : made) {
        const auto task = window.reads.task(key);
        EXPECT_TRUE(!task || !task->deletedAt.isEmpty());
    }
}

TEST(Editing, ATaskWithoutAPlaceGoesToTheDefaultWorkspace)
{
    Window window;
    const RowKey home = window.workspace();
    window.editing().addWorkspace(u"Abroad"_s);
    window.settle();
    ASSERT_NE(window.workspace(), home) << "the later one comes first by name";
    EXPECT_EQ(window.reads.task(window.add(u"a"_s))->workspace, home);
    EXPECT_EQ(window.workbench.catalog().defaultWorkspace(), home);
}

TEST(Editing, SeveralTasksAreOneUndoStep)
{
    Window window;
    const std::vector<RowKey> keys { window.add(u"a"_s), window.add(u"b"_s) };
    window.editing().setPriority(keys, Priority::High);
    window.settle();
    EXPECT_EQ(window.saved.back(), u"Changed the priority of 2 tasks"_s);
    EXPECT_EQ(window.editing().undoText(), u"Changed the priority of 2 tasks"_s);
    window.editing().undo();
    window.settle();
    for (const RowKey key : keys)
        EXPECT_EQ(window.reads.task(key)->priority, Priority::None);
    window.editing().redo();
    window.settle();
    for (const RowKey key : keys)
        EXPECT_EQ(window.reads.task(key)->priority, Priority::High);
}

TEST(Editing, TheTrashTakesSubtasksAlongAndUndoBringsThemBack)
{
    Window window;
    const RowKey parent = window.add(u"parent"_s);
    const RowKey child = window.add(u"child"_s, { .title = {}, .parent = parent });
    window.editing().trash({ parent });
    window.settle();
    EXPECT_EQ(window.saved.back(), u"Moved 'parent' to the trash"_s);
    EXPECT_FALSE(window.reads.task(child)->deletedAt.isEmpty());
    window.editing().undo();
    window.settle();
    EXPECT_TRUE(window.reads.task(parent)->deletedAt.isEmpty());
    EXPECT_TRUE(window.reads.task(child)->deletedAt.isEmpty());
}

TEST(Editing, ATitleCannotBeEmptied)
{
    Window window;
    const RowKey task = window.add(u"a"_s);
    window.editing().rename(task, u"  \n "_s);
    EXPECT_EQ(window.failures.size(), 1);
    EXPECT_EQ(window.port.waiting(), 0U);
}

TEST(Editing, LabelsAreAddedAndTakenOneByOne)
{
    Window window;
    const RowKey task = window.add(u"a"_s, { .title = {}, .labels = { u"red"_s } });
    window.editing().addLabel({ task }, u"blue"_s);
    window.settle();
    EXPECT_EQ(window.reads.task(task)->labels, (QStringList { u"blue"_s, u"red"_s }));
    window.editing().removeLabel({ task }, u"red"_s);
    window.settle();
    EXPECT_EQ(window.reads.task(task)->labels, QStringList { u"blue"_s });
    EXPECT_EQ(window.workbench.catalog().labels(), QStringList { u"blue"_s });
}

TEST(Editing, ATaskMovesToAProjectWithItsSubtasks)
{
    Window window;
    const RowKey project = window.addProject(u"Garden"_s);
    const RowKey parent = window.add(u"parent"_s);
    const RowKey child = window.add(u"child"_s, { .title = {}, .parent = parent });
    window.editing().setProject({ parent }, project);
    window.settle();
    EXPECT_EQ(window.reads.task(child)->project, project);
    EXPECT_EQ(window.reads.task(child)->parent, parent);
    window.editing().setProject({ child }, {});
    window.settle();
    EXPECT_FALSE(window.reads.task(child)->project);
    EXPECT_FALSE(window.reads.task(child)->parent);
}

TEST(Editing, FinishingARepeatingTaskMakesTheNextOneInTheSameGesture)
{
    Window window;
    const RowKey task
        = window.add(u"water"_s, { .title = {}, .dueDate = QDate(2026, 11, 23), .recurrence = u"FREQ=DAILY"_s });
    window.editing().setRecurrence(schedule::nextOccurrence);
    window.editing().setStatus({ task }, TaskStatus::Done);
    window.settle();
    EXPECT_TRUE(window.failures.isEmpty()) << qPrintable(window.failures.join(u'\n'));
    const auto open = *window.reads.taskKeys(filterFor(TaskView::Inbox, QDate(2026, 11, 23)).query, 10);
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(window.reads.task(open.front())->dueDate, QDate(2026, 11, 24));
    EXPECT_EQ(bareUid(window.reads.task(open.front())->uid), schedule::occurrenceUid(bareUid(window.reads.task(task)->uid), QDate(2026, 11, 24)));
    const auto outbox = *window.reads.outbox();
    EXPECT_EQ(outbox.back().group, outbox[outbox.size() - 2].group);
    EXPECT_TRUE(window.saved.back().endsWith(u"Again on Tue, 24 Nov"_s)) << qPrintable(window.saved.back());
    window.editing().undo();
    window.settle();
    EXPECT_EQ(*window.reads.taskKeys(filterFor(TaskView::Inbox, QDate(2026, 11, 23)).query, 10), std::vector { task });
}

TEST(Editing, ARepeatingTaskThatIsFinishedAgainAfterUndoHasItsNextOneAgain)
{
    Window window;
    window.editing().setRecurrence(schedule::nextOccurrence);
    const RowKey task
        = window.add(u"water"_s, { .title = {}, .dueDate = QDate(2026, 11, 23), .recurrence = u"FREQ=DAILY"_s });
    const RowKey leaf = window.add(u"the fern"_s, { .title = {}, .parent = task });
    const auto open = [&window] { return *window.reads.taskKeys({ .view = TaskView::All }, 10); };
    window.editing().setStatus({ task }, TaskStatus::Done);
    window.settle();
    EXPECT_EQ(open().size(), 3U); // the open subtask, the next one and its subtask
    window.editing().undo();
    window.settle();
    window.editing().setPriority({ task }, Priority::High);
    window.settle();
    window.editing().setStatus({ task }, TaskStatus::Done);
    window.settle();
    EXPECT_TRUE(window.failures.isEmpty()) << qPrintable(window.failures.join(u'\n'));
    ASSERT_EQ(open().size(), 3U);
    for (const RowKey key : open()) {
        const Task next = *window.reads.task(key);
        if (next.title == u"water"_s) {
            EXPECT_EQ(next.priority, Priority::High);
        } else if (key != leaf) {
            EXPECT_NE(next.parent, task);
        }
    }
    window.editing().setStatus({ task }, TaskStatus::Todo);
    window.settle();
    window.editing().setStatus({ task }, TaskStatus::Done);
    window.settle();
    EXPECT_EQ(open().size(), 3U) << "opened again by hand and finished once more, the next one is there already";
}

} // namespace convoy::items
