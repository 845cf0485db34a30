#include "context/markdown.h"
#include "context/remoteanswer.h"
#include "context/taskcontextcontroller.h"
#include "tests/support/taskdata.h"

#include <QJsonDocument>
#include <QSignalSpy>

namespace convoy::context {

using namespace Qt::Literals::StringLiterals;
using test::TaskData;

namespace {

//! A server that answers when the test says so.
class FakeRemote final : public RemoteContext {
public:
    void fetchTaskContext(const Uid& task, Done done) override
    {
        asked += task;
        m_waiting.push_back(std::move(done));
    }
    void fetchOlderActivity(const Uid& task, const OlderThan& than, Done done) override
    {
        older.push_back(than);
        fetchTaskContext(task, std::move(done));
    }
    void answer(const Answer& answer)
    {
        auto waiting = std::exchange(m_waiting, {});
        for (const Done& done : waiting)
            done(answer);
    }
    QStringList asked;
    std::vector<OlderThan> older;

private:
    std::vector<Done> m_waiting;
};

QJsonObject serverAnswer()
{
    return QJsonDocument::fromJson(R"({"server_time": "2026-11-23T10:42:07.123456+00:00",
        "task": {"id": "bbbbbbbb-0000-4000-8000-000000000001", "title": "From the server", "status": "in_progress", "labels": ["red"],
            "number": 7, "priority": "high", "current_stage": "review"},
        "project": {"id": "cccccccc-0000-4000-8000-000000000001", "name": "Far project"},
        "milestone": null, "parent": null,
        "workspace": {"id": "dddddddd-0000-4000-8000-000000000001", "name": "Work", "prefix": "WRK"},
        "subtasks": [{"id": "eeeeeeee-0000-4000-8000-000000000001", "title": "sub", "status": "done"}],
        "blocked_by": [{"id": "eeeeeeee-0000-4000-8000-000000000002", "title": "other", "status": "todo"}], "blocks": [],
        "activity": [{"id": "ffffffff-0000-4000-8000-000000000001", "kind": "comment", "body": "hello"}],
        "workflow": {"id": "99999999-0000-4000-8000-000000000001", "name": "Flow",
            "stages": [{"id": "review", "name": "Review", "category": "in_progress"}]},
        "patterns": [], "best_practices": []})")
        .object();
}

QByteArray number(RowKey key) { return QByteArray::number(key.value); }

} // namespace

TEST(TaskContext, EverythingHereIsFromThisDeviceAndTheServerIsNotAsked)
{
    TaskData data;
    const RowKey project = data.project("Garden");
    const RowKey parent = data.task("parent", "project_id", number(project));
    const RowKey task = data.task("dig", "project_id, parent_id, labels, current_stage",
        number(project) + ", " + number(parent) + ", '[\"red\"]', 'todo'");
    const RowKey blocker = data.task("buy spade");
    data.task("sub", "parent_id", number(task));
    data.row(Entity::TaskDependency, "task_id, blocked_by_id", number(task) + ", " + number(blocker));
    for (int i = 0; i < 30; ++i)
        data.row(Entity::Activity, "kind, task_id, body, created_at",
            "'comment', " + number(task) + ", 'note " + QByteArray::number(i)
                + "', '2026-01-01T00:00:" + QByteArray::number(10 + i) + ".000000+00:00'");
    data.row(Entity::Pattern, "title, body, applies_to", "'For red', 'text', '{\"labels\":[\"RED\"]}'");
    data.row(Entity::Pattern, "title, body, applies_to", "'For blue', 'text', '{\"labels\":[\"blue\"]}'");
    data.row(Entity::BestPractice, "title, body, applies_to", "'For all', 'text', '{}'");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.show(task);
    const TaskContext& context = controller.context();
    EXPECT_TRUE(context.isComplete());
    EXPECT_TRUE(remote.asked.isEmpty());
    EXPECT_FALSE(controller.isLoading());
    EXPECT_EQ(context.project.value.name, u"Garden"_s);
    EXPECT_EQ(context.project.from.origin, Origin::ThisDevice);
    EXPECT_EQ(context.milestone.from.origin, Origin::None);
    EXPECT_EQ(context.parent.value.title, u"parent"_s);
    EXPECT_EQ(context.subtasks.value.size(), 1U);
    EXPECT_TRUE(context.isBlocked());
    EXPECT_EQ(context.activity.value.size(), 20U);
    EXPECT_EQ(context.activity.value.front().body, u"note 29"_s);
    EXPECT_TRUE(context.olderActivity);
    ASSERT_EQ(context.patterns.value.size(), 1U);
    EXPECT_EQ(context.patterns.value.front().title, u"For red"_s);
    EXPECT_EQ(context.bestPractices.value.size(), 1U);
    controller.loadOlderActivity();
    EXPECT_EQ(controller.context().activity.value.size(), 30U);
    EXPECT_FALSE(controller.context().olderActivity);
}

TEST(TaskContext, WhatTheServerSaidLastIsShownWhileItCannotBeAskedAndAskedForAnew)
{
    TaskData data;
    data.run("INSERT INTO ids VALUES(500, 3, 'cccccccc-0000-4000-8000-000000000001')");
    const RowKey task = data.task("My title", "project_id", "500");
    const QByteArray kept = QJsonDocument(serverAnswer()).toJson(QJsonDocument::Compact);
    data.run("INSERT INTO remote_contexts VALUES('" + data.reads().uidOf(task)->toUtf8() + "', 1, '" + kept + "')");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.setSyncStatus(u"Offline"_s, TaskContextController::Online::No);
    controller.show(task);
    EXPECT_EQ(controller.context().project.value.name, u"Far project"_s);
    EXPECT_EQ(controller.context().project.from, (Provenance { Origin::Server, u"2026-11-23T10:42:07.123456+00:00"_s }));
    EXPECT_EQ(controller.context().task.value.title, u"My title"_s);
    EXPECT_FALSE(controller.error());
    EXPECT_TRUE(remote.asked.isEmpty());
    controller.setSyncStatus(u"Synced"_s, TaskContextController::Online::Yes);
    ASSERT_EQ(remote.asked.size(), 1) << "it may be old";
    auto now = serverAnswer();
    now.insert(u"server_time"_s, u"2026-11-24T08:00:00.000000+00:00"_s);
    now.insert(u"project"_s, QJsonObject { { u"id"_s, u"cccccccc-0000-4000-8000-000000000001"_s }, { u"name"_s, u"Renamed"_s } });
    remote.answer(now);
    EXPECT_EQ(controller.context().project.value.name, u"Renamed"_s);
    controller.setSyncStatus(u"Offline"_s, TaskContextController::Online::No);
    controller.setSyncStatus(u"Synced"_s, TaskContextController::Online::Yes);
    EXPECT_EQ(remote.asked.size(), 1) << "now it is complete and fresh";
}

TEST(TaskContext, WhatTheServerSaidLastIsNotShownOnceItSaysThatThereIsNoSuchTask)
{
    TaskData data;
    const Uid uid = u"bbbbbbbb-0000-4000-8000-000000000001"_s;
    const QByteArray kept = QJsonDocument(serverAnswer()).toJson(QJsonDocument::Compact);
    data.run("INSERT INTO remote_contexts VALUES('" + uid.toUtf8() + "', 1, '" + kept + "')");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.show(uid);
    EXPECT_EQ(controller.context().task.value.title, u"From the server"_s);
    remote.answer(Error { Error::Kind::NotFound, u"gone"_s });
    EXPECT_FALSE(controller.context().task.isKnown());
    ASSERT_TRUE(controller.error());
    EXPECT_EQ(controller.error()->kind, Error::Kind::NotFound);
}

TEST(TaskContext, AnAnswerThatWasKeptDamagedIsAsGoodAsNone)
{
    TaskData data;
    data.run("INSERT INTO ids VALUES(500, 3, 'cccccccc-0000-4000-8000-000000000001')");
    const RowKey task = data.task("My title", "project_id", "500");
    data.run("INSERT INTO remote_contexts VALUES('" + data.reads().uidOf(task)->toUtf8() + "', 1, '{\"task\": 7')");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.show(task);
    EXPECT_EQ(controller.context().project.from.origin, Origin::NotHere);
    EXPECT_EQ(remote.asked.size(), 1);
}

TEST(TaskContext, ActivityThatTheHistoryWindowLeftOutComesFromTheServerOnDemand)
{
    TaskData data;
    data.run("INSERT INTO cursors(workspace_id, window) VALUES(1, '2026-06-01T00:00:00.000000+00:00')");
    const RowKey young = data.task("young", "created_at", "'2026-07-01T00:00:00.000000+00:00'");
    const RowKey task = data.task("old", "created_at", "'2025-01-01T00:00:00.000000+00:00'");
    const RowKey here = data.row(Entity::Activity, "kind, task_id, body, created_at", "'comment', " + number(task) + ", 'here', '2026-06-02T00:00:00.000000+00:00'");
    const Uid hereUid = *data.reads().uidOf(here);
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.show(young);
    EXPECT_FALSE(controller.context().olderActivity) << "all that was ever done to it is inside the window";
    controller.show(task);
    EXPECT_TRUE(controller.context().olderOnServer);
    EXPECT_TRUE(remote.older.empty()) << "not before somebody wants it";
    controller.setSyncStatus(u"Offline"_s, TaskContextController::Online::No);
    controller.loadOlderActivity();
    ASSERT_TRUE(controller.error());
    EXPECT_EQ(controller.error()->detail, u"Older activity is not on this device. It will load when online."_s);
    controller.setSyncStatus(u"Synced"_s, TaskContextController::Online::Yes);
    controller.loadOlderActivity();
    ASSERT_EQ(remote.older.size(), 1u);
    EXPECT_EQ(remote.older.back().moment, u"2026-06-01T00:00:00.000000+00:00"_s);
    const auto entry = [](const Uid& id, const QString& body) {
        return QJsonObject { { u"id"_s, id }, { u"kind"_s, u"comment"_s }, { u"body"_s, body }, { u"created_at"_s, u"2025-03-01T00:00:00.000000+00:00"_s } };
    };
    const Uid last = uuidText(QUuid::createUuid());
    remote.answer(QJsonObject { { u"server_time"_s, u"2026-11-23T10:42:07.000000+00:00"_s }, { u"more"_s, true },
        { u"activity"_s, QJsonArray { entry(hereUid, u"here"_s), entry(last, u"older"_s) } } });
    ASSERT_EQ(controller.context().older.value.size(), 1u) << "what is here all the same is not shown twice";
    EXPECT_EQ(controller.context().older.value.front().body, u"older"_s);
    EXPECT_EQ(controller.context().older.from.origin, Origin::Server);
    EXPECT_TRUE(controller.context().olderActivity);
    controller.loadOlderActivity();
    ASSERT_EQ(remote.older.size(), 2u);
    EXPECT_EQ(remote.older.back().id, last);
    remote.answer(QJsonObject { { u"more"_s, false }, { u"activity"_s, QJsonArray() } });
    EXPECT_FALSE(controller.context().olderActivity);
    controller.loadOlderActivity();
    EXPECT_EQ(remote.older.size(), 2u);
    EXPECT_TRUE(controller.markdown().contains(u"older"_s));
}

TEST(TaskContext, WhatIsNotHereComesFromTheServerAndLocalEditsStay)
{
    TaskData data;
    data.run("INSERT INTO ids VALUES(500, 3, 'cccccccc-0000-4000-8000-000000000001')");
    const RowKey task = data.task("My title", "project_id", "500");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    QSignalSpy loading(&controller, &TaskContextController::loadingChanged);
    controller.show(task);
    EXPECT_EQ(controller.context().project.from.origin, Origin::NotHere);
    EXPECT_EQ(controller.context().workflow.from.origin, Origin::NotHere);
    EXPECT_EQ(provenanceText(controller.context().project.from), u"not on this device, will load when online"_s);
    EXPECT_TRUE(controller.isLoading());
    ASSERT_EQ(remote.asked.size(), 1);
    remote.answer(serverAnswer());
    EXPECT_FALSE(controller.isLoading());
    EXPECT_EQ(loading.size(), 2);
    EXPECT_EQ(controller.context().task.value.title, u"My title"_s);
    EXPECT_EQ(controller.context().task.from.origin, Origin::ThisDevice);
    EXPECT_EQ(controller.context().project.value.name, u"Far project"_s);
    EXPECT_EQ(
        controller.context().project.from, (Provenance { Origin::Server, u"2026-11-23T10:42:07.123456+00:00"_s }));
    EXPECT_EQ(controller.context().workflow.value.name, u"Flow"_s);
    EXPECT_TRUE(controller.context().isComplete());
    EXPECT_TRUE(provenanceText(controller.context().project.from).startsWith(u"from the server, "_s));
}

TEST(TaskContext, ATaskOfAnotherPlaceIsShownFromTheServerAndTakenOverWhenItArrives)
{
    TaskData data;
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    const Uid uid = u"bbbbbbbb-0000-4000-8000-000000000001"_s;
    controller.show(uid);
    EXPECT_EQ(remote.asked, QStringList { uid });
    remote.answer(serverAnswer());
    EXPECT_EQ(controller.context().task.value.title, u"From the server"_s);
    EXPECT_EQ(controller.context().taskNumber(), u"WRK-7"_s);
    EXPECT_FALSE(controller.error());
    data.run("INSERT INTO ids VALUES(600, 5, '" + uid.toUtf8() + "')");
    data.run("INSERT INTO tasks(key, workspace_id, title, status) VALUES(600, 1, 'Arrived', 'todo')");
    ChangeSet changes;
    changes.rows = { { Entity::Task, RowKey { 600 } } };
    controller.applyChanges(changes);
    EXPECT_EQ(controller.task(), RowKey { 600 });
    EXPECT_EQ(controller.context().task.value.title, u"Arrived"_s);
    EXPECT_EQ(controller.context().task.from.origin, Origin::ThisDevice);
}

TEST(TaskContext, OlderActivityOfATaskOfAnotherPlaceComesBehindWhatIsShown)
{
    TaskData data;
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.show(u"bbbbbbbb-0000-4000-8000-000000000001"_s);
    QJsonObject answer = serverAnswer();
    answer[u"activity"_s] = QJsonArray { QJsonObject { { u"id"_s, u"ffffffff-0000-4000-8000-000000000001"_s }, { u"kind"_s, u"comment"_s },
        { u"body"_s, u"newer"_s }, { u"created_at"_s, u"2026-06-02T00:00:00.000000+00:00"_s } } };
    answer[u"more"_s] = true;
    remote.answer(answer);
    ASSERT_TRUE(controller.context().olderActivity);
    controller.loadOlderActivity();
    ASSERT_EQ(remote.older.size(), 1u);
    EXPECT_EQ(remote.older.back().moment, u"2026-06-02T00:00:00.000000+00:00"_s);
    EXPECT_EQ(remote.older.back().id, u"ffffffff-0000-4000-8000-000000000001"_s);
    remote.answer(QJsonObject { { u"server_time"_s, u"2026-11-23T10:42:08+00:00"_s }, { u"more"_s, false },
        { u"activity"_s, QJsonArray { QJsonObject { { u"id"_s, u"ffffffff-0000-4000-8000-000000000002"_s }, { u"kind"_s, u"comment"_s }, { u"body"_s, u"older"_s } } } } });
    ASSERT_EQ(controller.context().older.value.size(), 1u);
    EXPECT_EQ(controller.context().older.value.front().body, u"older"_s);
    EXPECT_FALSE(controller.context().olderActivity);
}

TEST(TaskContext, FallsBackToTheServerWhenTheLocalDatabaseCannotBeRead)
{
    TaskData data;
    const RowKey task = data.task("dig");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.show(task);
    EXPECT_TRUE(remote.asked.isEmpty());
    // The row is still found, what is around it is not: the file is damaged in the middle.
    data.run("PRAGMA writable_schema=ON");
    data.run("UPDATE sqlite_master SET rootpage=2147483000 WHERE name='activity_feed'");
    data.run("PRAGMA writable_schema=RESET");
    controller.refreshContext();
    EXPECT_EQ(controller.context().task.value.title, u"dig"_s) << "what was read before stays until there is better";
    ASSERT_TRUE(controller.error());
    EXPECT_NE(controller.error()->kind, Error::Kind::NotFound);
    ASSERT_EQ(remote.asked.size(), 1);
    remote.answer(serverAnswer());
    EXPECT_EQ(controller.context().task.value.title, u"From the server"_s);
    EXPECT_EQ(controller.context().task.from.origin, Origin::Server);
    EXPECT_FALSE(controller.error() && controller.isLoading());
}

TEST(TaskContext, OfflineItSaysWhatIsMissingAndAsksForThatOnReturn)
{
    TaskData data;
    data.run("INSERT INTO ids VALUES(500, 3, 'cccccccc-0000-4000-8000-000000000001')");
    const RowKey task = data.task("dig", "project_id", "500");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.setSyncStatus(u"Offline"_s, TaskContextController::Online::No);
    controller.show(task);
    EXPECT_TRUE(remote.asked.isEmpty());
    EXPECT_FALSE(controller.error());
    QSignalSpy changed(&controller, &TaskContextController::contextChanged);
    controller.setSyncStatus(u"All changes synced"_s, TaskContextController::Online::Yes);
    EXPECT_EQ(controller.syncStatus(), u"All changes synced"_s);
    ASSERT_EQ(remote.asked.size(), 1);
    remote.answer(Error { Error::Kind::Timeout, {} });
    EXPECT_FALSE(controller.error()) << "what is on this device is no error";
    EXPECT_EQ(changed.size(), 0);
    controller.refreshContext();
    remote.answer(serverAnswer());
    EXPECT_EQ(changed.size(), 1);
    EXPECT_EQ(controller.context().project.value.name, u"Far project"_s);
}

TEST(TaskContext, AnAnswerToAnEarlierQuestionIsIgnored)
{
    TaskData data;
    const RowKey task = data.task("dig");
    FakeRemote remote;
    TaskContextController controller(data.reads(), &remote);
    controller.show(u"bbbbbbbb-0000-4000-8000-000000000001"_s);
    controller.show(task);
    remote.answer(serverAnswer());
    EXPECT_EQ(controller.context().task.value.title, u"dig"_s);
}

TEST(TaskContext, FollowsChangesThatConcernItOnly)
{
    TaskData data;
    const RowKey task = data.task("dig");
    const RowKey other = data.task("other");
    TaskContextController controller(data.reads(), nullptr);
    controller.show(task);
    QSignalSpy changed(&controller, &TaskContextController::contextChanged);
    data.run("UPDATE tasks SET title='dug'");
    ChangeSet changes;
    changes.rows = { { Entity::Task, other } };
    controller.applyChanges(changes);
    EXPECT_EQ(changed.size(), 0);
    changes.rows = { { Entity::Task, task } };
    controller.applyChanges(changes);
    EXPECT_EQ(changed.size(), 1);
    EXPECT_EQ(controller.context().task.value.title, u"dug"_s);
    controller.applyChanges(changes);
    EXPECT_EQ(changed.size(), 1);
    QSignalSpy sync(&controller, &TaskContextController::syncRequested);
    controller.syncNow();
    EXPECT_EQ(sync.size(), 1);
}

TEST(TaskContext, MarkdownCarriesEverythingAndWhereItCameFrom)
{
    TaskContext context = *contextFromServer(serverAnswer());
    context.task.value.description = u"# Not ours\ntext"_s;
    context.task.value.title = u"A *title* with #"_s;
    context.milestone.from = {};
    const QString page = toMarkdown(context);
    EXPECT_TRUE(page.startsWith(u"# A \\*title\\* with \\#\n"_s)) << qPrintable(page);
    for (const QString& part : { u"**Number:** WRK-7"_s, u"**Stage:** Review"_s, u"Far project"_s, u"- [x] sub"_s,
             u"## Blocked by"_s, u"- [ ] other"_s, u"> # Not ours"_s, u"hello"_s, u"from the server"_s,
             u"not on this device"_s, u"Flow: **Review**"_s })
        EXPECT_TRUE(page.contains(part)) << qPrintable(part) << '\n' << qPrintable(page);
    EXPECT_FALSE(page.contains(u"## Patterns"_s));
}

} // namespace convoy::context
