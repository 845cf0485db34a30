#include "store/taskphases.h"
#include "tests/support/taskdata.h"

#include <sqlite3.h>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;
using test::TaskData;

namespace {

const QDate today(2026, 11, 23);

using Keys = std::vector<RowKey>;

TaskQuery queryOf(TaskView view, TaskOrder order = TaskOrder::Position)
{
    return { .view = view, .order = order, .today = today };
}

Keys keysOf(const Reads& reads, const TaskQuery& query, int limit = 1000)
{
    const auto keys = reads.taskKeys(query, limit);
    EXPECT_TRUE(keys) << (keys ? "" : qPrintable(keys.error().detail));
    return keys ? *keys : Keys {};
}

QByteArray planOf(Database& database, const QByteArray& sql)
{
    const QByteArray explain = "EXPLAIN QUERY PLAN " + sql;
    Statement statement = database.prepare(explain.constData());
    QByteArray plan;
    while (statement.row())
        plan += statement.bytes(3) + '\n';
    return plan;
}

constexpr TaskView allViews[] = { TaskView::Inbox, TaskView::Today, TaskView::Upcoming, TaskView::Ready, TaskView::All,
    TaskView::Done, TaskView::Trash, TaskView::Project, TaskView::Milestone };

} // namespace

TEST(Reads, EachOfferedOrderOfEachViewRunsOnAnIndex)
{
    TaskData data;
    int plans = 0;
    for (const TaskView view : allViews) {
        for (const TaskOrder order : ordersOf(view)) {
            for (const bool descending : { false, true }) {
                for (const TaskShape shape : { TaskShape::Flat, TaskShape::Roots }) {
                    TaskQuery query = queryOf(view, order);
                    query.descending = descending;
                    query.shape = shape;
                    query.withDone = true;
                    query.project = query.milestone = RowKey { 2 };
                    for (const TaskPhase& phase : phasesOf(query, { RowKey { 3 } })) {
                        for (const bool ties : { false, true }) {
                            const Walk walk = phase.native ? Walk::Subset : Walk::Ordered;
                            const QByteArray sql = keysSql(phase, walk, ties, true);
                            const QByteArray plan = planOf(data.database(), sql);
                            EXPECT_FALSE(plan.contains("SCAN")) << sql.constData() << '\n' << plan.constData();
                            EXPECT_FALSE(plan.contains("TEMP B-TREE")) << sql.constData() << '\n' << plan.constData();
                            EXPECT_TRUE(plan.startsWith("SEARCH t USING INDEX view_")
                                || plan.startsWith("SEARCH t USING COVERING INDEX view_"))
                                << sql.constData() << '\n'
                                << plan.constData();
                            EXPECT_FALSE(plan.contains("SEARCH u USING INDEX")) << plan.constData();
                            ++plans;
                        }
                        if (phase.native)
                            continue;
                        const QByteArray plan = planOf(data.database(), keysSql(phase, Walk::Subset, false, true));
                        EXPECT_TRUE(plan.startsWith("SEARCH t USING INDEX view_")) << plan.constData();
                        EXPECT_FALSE(plan.contains("view_open_position")) << plan.constData();
                        EXPECT_FALSE(plan.contains("SCAN")) << plan.constData();
                    }
                }
            }
        }
    }
    EXPECT_GT(plans, 200);
}

TEST(Reads, SubtasksAreFoundByTheirParentInOrder)
{
    TaskData data;
    for (const bool withDone : { false, true }) {
        for (const TaskView view : { TaskView::All, TaskView::Milestone }) {
            TaskQuery query = queryOf(view);
            query.withDone = withDone;
            const QByteArray plan = planOf(data.database(), childrenSql(query));
            EXPECT_TRUE(plan.contains("view_tasks_parent (parent_id=?)")) << plan.constData();
            EXPECT_FALSE(plan.contains("TEMP B-TREE") || plan.contains("SCAN")) << plan.constData();
        }
    }
}

TEST(Reads, AnIndexThatIsMissingFailsThePlanTest)
{
    TaskData data;
    data.run("DROP INDEX view_open_due");
    const TaskPhase phase = phasesOf(queryOf(TaskView::All, TaskOrder::Due), {}).front();
    EXPECT_TRUE(planOf(data.database(), keysSql(phase, Walk::Ordered, false, true)).contains("TEMP B-TREE"));
}

TEST(Reads, EachViewHoldsItsTasks)
{
    TaskData data;
    const RowKey project = data.project("Garden");
    const QByteArray p = QByteArray::number(project.value);
    const RowKey archived = data.project("Old");
    data.run("UPDATE projects SET archived=1 WHERE key=" + QByteArray::number(archived.value));
    const RowKey deleted = data.project("Gone");
    data.run("UPDATE projects SET deleted_at='2026-01-01' WHERE key=" + QByteArray::number(deleted.value));
    const RowKey loose = data.task("loose", "position", "'a'");
    const RowKey overdue = data.task("overdue", "project_id, due_date", p + ", '2026-11-01'");
    const RowKey started = data.task("started", "project_id, start_date, due_date", p + ", '2026-11-23', '2026-12-24'");
    const RowKey later = data.task("later", "project_id, start_date", p + ", '2026-11-24'");
    const RowKey done = data.task("done", "project_id, status, completion_date", p + ", 'done', '2026-11-02'");
    const RowKey hidden
        = data.task("hidden", "project_id, due_date", QByteArray::number(archived.value) + ", '2026-11-01'");
    const RowKey inDeleted = data.task("in deleted", "project_id", QByteArray::number(deleted.value));
    const RowKey trashed = data.task("trashed", "deleted_at", "'2026-11-05'");
    const RowKey blocked = data.task("blocked", "project_id", p);
    data.row(Entity::TaskDependency, "task_id, blocked_by_id",
        QByteArray::number(blocked.value) + ", " + QByteArray::number(overdue.value));
    data.row(Entity::TaskDependency, "task_id, blocked_by_id",
        QByteArray::number(started.value) + ", " + QByteArray::number(done.value));

    const Reads& reads = data.reads();
    EXPECT_EQ(keysOf(reads, queryOf(TaskView::Inbox)), Keys { loose });
    EXPECT_EQ(keysOf(reads, queryOf(TaskView::Today, TaskOrder::Due)), (Keys { overdue, started }));
    EXPECT_EQ(keysOf(reads, queryOf(TaskView::Upcoming, TaskOrder::Due)), Keys { later });
    EXPECT_EQ(keysOf(reads, queryOf(TaskView::Ready, TaskOrder::Created)), (Keys { loose, overdue, started }));
    EXPECT_EQ(
        keysOf(reads, queryOf(TaskView::All, TaskOrder::Title)), (Keys { blocked, later, loose, overdue, started }));
    EXPECT_EQ(keysOf(reads, queryOf(TaskView::Done, TaskOrder::Updated)), Keys { done });
    EXPECT_EQ(keysOf(reads, queryOf(TaskView::Trash, TaskOrder::Updated)), (Keys { trashed, inDeleted }));
    TaskQuery inProject = queryOf(TaskView::Project, TaskOrder::Created);
    inProject.project = project;
    inProject.withDone = true;
    EXPECT_EQ(keysOf(reads, inProject), (Keys { overdue, started, later, blocked, done }));
    inProject.project = archived;
    EXPECT_EQ(keysOf(reads, inProject), Keys { hidden });
}

TEST(Reads, ASubtaskIsARootWhereItsParentIsNotShown)
{
    TaskData data;
    const RowKey parent = data.task("parent", "position", "'a'");
    const QByteArray below = QByteArray::number(parent.value);
    const RowKey child = data.task("child", "position, parent_id", "'b', " + below);
    const RowKey finished = data.task("finished child", "status, parent_id", "'done', " + below);
    const RowKey elsewhere = data.task("elsewhere", "position, parent_id, project_id", "'c', " + below + ", 77");
    TaskQuery query = queryOf(TaskView::All);
    query.shape = TaskShape::Roots;
    const Reads& reads = data.reads();
    EXPECT_EQ(keysOf(reads, query), (Keys { parent, elsewhere }));
    EXPECT_EQ(*reads.children(query, parent), Keys { child });
    EXPECT_TRUE(*reads.hasChildren(query, parent));
    EXPECT_FALSE(*reads.hasChildren(query, child));
    query.withDone = true;
    EXPECT_EQ(*reads.children(query, parent), (Keys { finished, child }));
    data.run("UPDATE tasks SET status='done' WHERE key=" + below);
    query.withDone = false;
    EXPECT_EQ(keysOf(reads, query), (Keys { child, elsewhere }));
}

TEST(Reads, PagesByAnchorAreTheWholeListOnceInEachOrder)
{
    TaskData data;
    data.fill(3000);
    for (const TaskView view : allViews) {
        for (const TaskOrder order : ordersOf(view)) {
            for (const bool descending : { false, true }) {
                TaskQuery query = queryOf(view, order);
                query.descending = descending;
                query.withDone = true;
                query.project = RowKey { 5 };
                const Keys whole = keysOf(data.reads(), query, 100000);
                Keys paged;
                TaskAnchor last;
                while (true) {
                    const Keys page = *data.reads().taskKeys(query, 97, last);
                    if (page.empty())
                        break;
                    for (const RowKey key : page) {
                        const TaskAnchor anchor = *data.reads().anchorOf(query, key);
                        EXPECT_TRUE(anchor.belongs);
                        EXPECT_TRUE(!last.row || isBefore(last, anchor)) << int(view) << ' ' << int(order);
                        last = anchor;
                    }
                    paged.insert(paged.end(), page.begin(), page.end());
                }
                EXPECT_EQ(paged, whole) << int(view) << ' ' << int(order);
                EXPECT_EQ(*data.reads().taskCount(query), qint64(whole.size())) << int(view);
            }
        }
    }
}

TEST(Reads, ALargeSubsetIsWalkedInOrderWithTheSameResult)
{
    TaskData data;
    data.fill(24'000); // 3,000 of them open: more than is sorted on the spot
    data.run("UPDATE tasks SET project_id=NULL WHERE status='todo'");
    const Keys keys = keysOf(data.reads(), queryOf(TaskView::Inbox, TaskOrder::Title), 5000);
    ASSERT_EQ(keys.size(), 3000U);
    QStringList titles;
    const auto rows = data.reads().taskRows(keys);
    ASSERT_TRUE(rows);
    for (const TaskRow& row : *rows)
        titles += row.task.title.toLower();
    EXPECT_TRUE(std::is_sorted(titles.begin(), titles.end()));
}

TEST(Reads, ARowCarriesWhatAListShowsBesideIt)
{
    TaskData data;
    const RowKey project = data.project("Garden");
    const RowKey task = data.task("Fix pump", "project_id, labels, due_date, due_time, number, description, priority",
        QByteArray::number(project.value) + ", '[\"blue\",\"red\"]', '2026-11-25', '17:00', 142, '*soon*', 'high'");
    const QByteArray key = QByteArray::number(task.value);
    data.task("open child", "parent_id", key);
    data.task("finished child", "parent_id, status", key + ", 'done'");
    data.row(Entity::Activity, "kind, task_id, body", "'comment', " + key + ", 'hello'");
    const auto rows = data.reads().taskRows({ RowKey { 9999 }, task });
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    const TaskRow& row = rows->front();
    EXPECT_EQ(row.task.labels, (QStringList { u"blue"_s, u"red"_s }));
    EXPECT_EQ(row.task.dueDate, QDate(2026, 11, 25));
    EXPECT_EQ(row.task.dueTime, QTime(17, 0));
    EXPECT_EQ(row.task.number, 142);
    EXPECT_EQ(row.task.priority, Priority::High);
    EXPECT_EQ(row.projectName, u"Garden"_s);
    EXPECT_EQ(row.workspacePrefix, u"HOM"_s);
    EXPECT_EQ(row.children, 2);
    EXPECT_EQ(row.openChildren, 1);
    EXPECT_EQ(row.comments, 1);
    EXPECT_EQ(row.mark, SyncMark::Synced);
}

TEST(Reads, FindsATaskByNumberKeyAndPartOfItsId)
{
    TaskData data;
    const RowKey task = data.task("one", "number", "142");
    const RowKey other = data.task("two");
    const Reads& reads = data.reads();
    EXPECT_EQ(*reads.findTask(u"HOM-142"_s), task);
    EXPECT_EQ(*reads.findTask(u"142"_s), task);
    EXPECT_EQ(*reads.findTask(QString::number(other.value)), other);
    const Uid uid = *reads.uidOf(other);
    EXPECT_EQ(*reads.findTask(uid.left(8)), other);
    EXPECT_EQ(*reads.keyOf(uid), other);
    EXPECT_EQ(reads.findTask(u"XYZ-142"_s).error().kind, Error::Kind::NotFound);
    data.task("three", "number", "7");
    data.run(
        "UPDATE ids SET uid='tmp-abcdef00-0000-4000-8000-000000000001' WHERE key=" + QByteArray::number(task.value));
    data.run("UPDATE ids SET uid='abcdef00-0000-4000-8000-000000000002' WHERE key=" + QByteArray::number(other.value));
    EXPECT_EQ(reads.findTask(u"abcdef00"_s).error().kind, Error::Kind::Invalid);
    EXPECT_EQ(reads.tasksNamed(u"abcdef00"_s)->size(), 2u);
    EXPECT_TRUE(reads.tasksNamed(u"abcdef01"_s)->empty());
    EXPECT_EQ(*reads.findTask(u"abcdef00-0000-4000-8000-000000000001"_s), task);
    EXPECT_EQ(*reads.keyOf(u"abcdef00-0000-4000-8000-000000000001"_s), task);
}

TEST(Reads, OfSeveralWorkspacesOnesOwnAndOldestIsTheDefault)
{
    TaskData data;
    data.run("DELETE FROM workspaces");
    data.run("DELETE FROM ids");
    EXPECT_FALSE(*data.reads().defaultWorkspace());
    data.run("INSERT INTO meta VALUES('user_id', 'u-1')");
    const auto add = [&](qint64 key, const QByteArray& name, const QByteArray& made, const QByteArray& role, int enabled) {
        const QByteArray number = QByteArray::number(key);
        data.run("INSERT INTO ids VALUES(" + number + ", 1, 'bbbbbbbb-0000-4000-8000-0000000000" + QByteArray::number(10 + key) + "')");
        data.run("INSERT INTO workspaces(key, workspace_id, name, created_at) VALUES(" + number + ", " + number + ", '" + name
            + "', nullif('" + made + "', ''))");
        data.run("INSERT INTO cursors(workspace_id, role, enabled) VALUES(" + number + ", '" + role + "', " + QByteArray::number(enabled) + ")");
        return RowKey { key };
    };
    const auto chosen = [&] { return *data.reads().defaultWorkspace(); };
    EXPECT_EQ(chosen(), RowKey {});
    const RowKey read = add(2, "A read only", "2024-01-01", "viewer", 1);
    EXPECT_EQ(chosen(), read) << "the store says why nothing can be added to it";
    const RowKey off = add(3, "B switched off", "2024-01-01", "owner", 0);
    const RowKey shared = add(4, "C shared", "2025-01-01", "editor", 1);
    EXPECT_EQ(chosen(), shared);
    add(5, "D shared later", "2025-02-01", "editor", 1);
    EXPECT_EQ(chosen(), shared);
    const RowKey unsent = add(6, "E own, not sent", "", "owner", 1);
    EXPECT_EQ(chosen(), unsent);
    const RowKey own = add(7, "Z own", "2026-02-01", "owner", 1);
    EXPECT_EQ(chosen(), own);
    EXPECT_FALSE(*data.reads().syncsHere(off));
    EXPECT_TRUE(*data.reads().syncsHere(own));
}

TEST(Reads, TheRoleComesFromTheMembershipOfTheSignedInUser)
{
    TaskData data;
    const RowKey workspace { 1 };
    EXPECT_EQ(*data.reads().myRole(workspace), Role::Owner);
    data.run("INSERT INTO meta VALUES('user_id', 'u-1')");
    data.row(Entity::WorkspaceMember, "user_id, role", "'u-1', 'viewer'");
    EXPECT_EQ(*data.reads().myRole(workspace), Role::Viewer);
}

} // namespace convoy::store
