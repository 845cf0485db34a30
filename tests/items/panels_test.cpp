#include "tests/items/window.h"

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;
using test::titlesOf;
using test::Window;

namespace {

template <class Model> std::unique_ptr<Model> tested(Model* model)
{
    new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::Fatal, model);
    return std::unique_ptr<Model>(model);
}

} // namespace

TEST(Sidebar, ShowsViewsAndStructureWithOpenCounts)
{
    Window window;
    const auto model = tested(window.workbench.makeSidebar(nullptr));
    EXPECT_EQ(titlesOf(*model),
        (QStringList {
            u"Inbox"_s, u"Today"_s, u"Upcoming"_s, u"Can start now"_s, u"All"_s, u"Done"_s, u"Trash"_s, u"Home"_s }));
    const RowKey garden = window.addProject(u"Garden"_s);
    const RowKey house = window.addProject(u"House"_s);
    window.editing().addMilestone(garden, u"Spring"_s);
    window.settle();
    const QPersistentModelIndex home = model->indexOf(window.workspace());
    EXPECT_EQ(titlesOf(*model, home), (QStringList { u"Garden"_s, u"House"_s }));
    EXPECT_EQ(titlesOf(*model, model->indexOf(garden)), QStringList { u"Spring"_s });
    window.add(u"dig"_s, { .title = {}, .project = garden });
    window.add(u"loose"_s);
    const auto count = [&](const QModelIndex& index) { return index.data(SidebarModel::OpenCountRole).toLongLong(); };
    EXPECT_TRUE(QTest::qWaitFor(
        [&] { return count(model->indexOf(garden)) == 1 && count(model->indexOf(TaskView::Inbox)) == 1; }, 3000));
    EXPECT_EQ(count(model->indexOf(house)), 0);
    EXPECT_EQ(model->filterAt(model->indexOf(garden)).query.project, garden);
    const QPersistentModelIndex kept = model->indexOf(house);
    window.editing().remove(Entity::Project, garden, u"Deleted the project"_s);
    window.settle();
    EXPECT_EQ(titlesOf(*model, home), QStringList { u"House"_s });
    EXPECT_TRUE(kept.isValid());
    EXPECT_TRUE(model->setData(kept, u"Cottage"_s));
    window.settle();
    EXPECT_EQ(kept.data().toString(), u"Cottage"_s);
}

TEST(Sidebar, TasksDroppedOnAProjectGoThere)
{
    Window window;
    const RowKey project = window.addProject(u"Garden"_s);
    const RowKey task = window.add(u"dig"_s);
    const auto list = window.list(TaskView::Inbox);
    const auto model = tested(window.workbench.makeSidebar(nullptr));
    const std::unique_ptr<QMimeData> drag(list->mimeData({ list->indexOf(task) }));
    EXPECT_TRUE(model->dropMimeData(drag.get(), Qt::MoveAction, -1, -1, model->indexOf(project)));
    window.settle();
    EXPECT_EQ(window.reads.task(task)->project, project);
    EXPECT_EQ(list->rowCount(), 0);
    EXPECT_FALSE(model->dropMimeData(drag.get(), Qt::MoveAction, -1, -1, model->indexOf(TaskView::All)));
}

TEST(ActivityList, ShowsCommentsNewestFirstAndOlderOnesOnDemand)
{
    Window window;
    const RowKey task = window.add(u"dig"_s);
    for (int i = 0; i < 50; ++i) {
        window.editing().addComment(task, u"comment %1"_s.arg(i));
        window.settle();
    }
    const auto model = std::unique_ptr<ActivityModel>(window.workbench.makeActivity(nullptr));
    const auto comments = [&] {
        QStringList bodies;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row).data(ActivityModel::IsCommentRole).toBool())
                bodies += model->index(row).data(ActivityModel::BodyRole).toString();
        }
        return bodies;
    };
    model->setTask(task);
    ASSERT_EQ(comments().size(), 20);
    EXPECT_EQ(comments().front(), u"comment 49"_s);
    EXPECT_TRUE(model->canFetchMore({}));
    model->fetchMore({});
    EXPECT_EQ(comments().size(), 40);
    model->fetchMore({});
    EXPECT_EQ(comments().size(), 50);
    EXPECT_EQ(comments().back(), u"comment 0"_s);
    EXPECT_FALSE(model->canFetchMore({}));
    EXPECT_TRUE(model->index(1).data(ActivityModel::PendingRole).toBool());
    // Only now: the tester fetches everything by itself.
    const QAbstractItemModelTester tester(model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    window.editing().addComment(task, u"one more"_s);
    window.settle();
    EXPECT_EQ(comments().front(), u"one more"_s);
}

TEST(Dependencies, BothEndsFollowTheTasks)
{
    Window window;
    const RowKey paint = window.add(u"paint"_s);
    const RowKey buy = window.add(u"buy"_s);
    const auto blockers = tested(window.workbench.makeBlockers(nullptr));
    const auto blocked = tested(window.workbench.makeBlocked(nullptr));
    blockers->setTask(paint);
    blocked->setTask(buy);
    window.editing().addDependency(paint, buy);
    window.settle();
    EXPECT_EQ(titlesOf(*blockers), QStringList { u"buy"_s });
    EXPECT_EQ(titlesOf(*blocked), QStringList { u"paint"_s });
    EXPECT_EQ(blockers->openCount(), 1);
    window.editing().setStatus({ buy }, TaskStatus::Done);
    window.settle();
    EXPECT_EQ(blockers->openCount(), 0);
    window.editing().removeDependency(blockers->index(0).data(DependencyModel::DependencyKeyRole).value<RowKey>());
    window.settle();
    EXPECT_EQ(blockers->rowCount(), 0);
    window.editing().addDependency(paint, paint);
    window.settle();
    EXPECT_EQ(window.failures.size(), 1) << "a task that waits for itself is refused with a sentence";
}

TEST(OutboxList, SaysInWordsWhatWaits)
{
    Window window;
    const auto model = tested(window.workbench.makeOutbox(nullptr));
    const int before = model->rowCount();
    window.add(u"Fix pump"_s);
    ASSERT_EQ(model->rowCount(), before + 1);
    const QModelIndex last = model->index(before, 0);
    EXPECT_EQ(last.data().toString(), u"Added 'Fix pump'"_s);
    EXPECT_EQ(last.siblingAtColumn(2).data().toString(), u"Waiting"_s);
}

TEST(OutboxList, AGestureTooLargeForOneRequestIsOneLine)
{
    Window window;
    const auto model = tested(window.workbench.makeOutbox(nullptr));
    const int before = model->rowCount();
    Gesture gesture { .text = u"Imported"_s, .changes = {} };
    for (int i = 0; i < 450; ++i) {
        gesture.changes.push_back({ .entity = Entity::Task, .row = RowKey { -1 - i }, .action = Action::Create,
            .fields = { { u"title"_s, u"Task %1"_s.arg(i) }, { u"status"_s, u"todo"_s }, { u"current_stage"_s, u"todo"_s } }, .workspace = window.workspace() });
    }
    ASSERT_TRUE(window.store->apply(gesture));
    model->reload();
    ASSERT_EQ(model->rowCount(), before + 1);
    EXPECT_EQ(model->index(before, 0).data().toString(), u"Imported"_s);
}

} // namespace convoy::items
