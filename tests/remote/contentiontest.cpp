// SQLSTATE class 40 makes a real PostgREST run a function again for ever: whatever meets on the server, none of it may leave
// sync_push and sync_pull.
#include "tests/support/realdevice.h"

#include <QProcess>

using namespace convoy;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rounds = 80;

std::unique_ptr<QProcess> psql(const QByteArray& script)
{
    auto process = std::make_unique<QProcess>();
    process->setStandardOutputFile(QProcess::nullDevice());
    process->start(u"psql"_s, { u"-X"_s, u"-q"_s, u"-v"_s, u"VERBOSITY=verbose"_s, qEnvironmentVariable("CONVOY_TEST_DATABASE") });
    process->write(script);
    process->closeWriteChannel();
    return process;
}

//! A device that pushes groups of two rows, straight at the function, and pulls behind each.
QByteArray pushing(const QString& person, const Uid& workspace, const std::vector<Uid>& tasks, int shift)
{
    // Both ways in which servers tell the function who asks.
    QString script = u"set role authenticated;\nset request.jwt.claim.sub = '%1';\n"
                     "set request.jwt.claims = '{\"sub\": \"%1\", \"role\": \"authenticated\"}';\n"_s.arg(person);
    for (int i = 0; i < rounds; ++i) {
        const auto task = [&](int which) { return bareUid(tasks[size_t((i * (shift % 2 ? 1 : 5) + which) % int(tasks.size()))]); };
        script += u"select public.sync_push(jsonb_build_object('workspace', '%1', 'schema', 1, 'device', jsonb_build_object('id', gen_random_uuid(), "
                  "'name', 'd'), 'groups', jsonb_build_array(jsonb_build_object('group', gen_random_uuid(), 'schema', 1, 'ops', jsonb_build_array("
                  "jsonb_build_object('op', gen_random_uuid(), 'action', 'update', 'entity', 'tasks', 'id', '%2', 'stamp', now(), 'fields', '{\"title\": \"%4\"}'::jsonb), "
                  "jsonb_build_object('op', gen_random_uuid(), 'action', 'update', 'entity', 'tasks', 'id', '%3', 'stamp', now(), 'fields', '{\"priority\": \"high\"}'::jsonb))))));\n"
                  "select public.sync_pull(jsonb_build_object('workspaces', jsonb_build_array(jsonb_build_object('id', '%1', 'after', 0)), 'verify', '[0, 64]'::jsonb));\n"_s
                      .arg(bareUid(workspace), task(shift), task(shift + 3), u"%1-%2"_s.arg(shift).arg(i));
    }
    return script.toUtf8();
}

//! A person at the console whose transactions lock rows in an order of their own, some of them serializable.
QByteArray consoling(const std::vector<Uid>& tasks, bool backwards)
{
    QString script;
    const int count = int(tasks.size());
    for (int i = 0; i < rounds; ++i) {
        const auto task = [&](int which) { return bareUid(tasks[size_t((backwards ? count - 1 - which % count : which % count))]); };
        script += u"begin%1;\nupdate tasks set title = 'console %2' where id = '%3';\nupdate tasks set labels = '[\"%2\"]' where id = '%4';\ncommit;\n"_s
                      .arg(i % 4 == 0 ? u" isolation level serializable"_s : QString(), QString::number(i), task(i), task(i + 1));
    }
    return script.toUtf8();
}

} // namespace

TEST_F(RealServer, NothingOfClassFortyLeavesAPushOrAPullUnderContention)
{
    if (qEnvironmentVariableIsEmpty("CONVOY_TEST_DATABASE"))
        GTEST_SKIP() << "no way to the server's database";
    const auto a = device(u"laptop"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    std::vector<RowKey> rows;
    for (int i = 0; i < 8; ++i)
        rows.push_back(a->addTask(u"Task %1"_s.arg(i)));
    a->sync();
    const auto workspace = a->store->reads().workspaces()->front();
    std::vector<Uid> tasks;
    for (const RowKey row : rows)
        tasks.push_back(*a->store->reads().uidOf(row));
    const QString person = a->store->reads().members(workspace.key)->front().userId;
    ASSERT_FALSE(person.isEmpty());

    std::vector<std::unique_ptr<QProcess>> pushers;
    for (int shift = 0; shift < 3; ++shift)
        pushers.push_back(psql(pushing(person, workspace.uid, tasks, shift)));
    const auto one = psql(consoling(tasks, false));
    const auto two = psql(consoling(tasks, true));
    int busy = 0;
    for (const auto& each : pushers) {
        ASSERT_TRUE(each->waitForFinished(120'000));
        const QByteArray said = each->readAllStandardError();
        for (const QByteArray& line : said.split('\n')) {
            if (!line.contains("ERROR:"))
                continue;
            EXPECT_TRUE(line.contains("PT503")) << line.constData();
            ++busy;
        }
    }
    for (QProcess* each : { one.get(), two.get() })
        EXPECT_TRUE(each->state() == QProcess::NotRunning || each->waitForFinished(120'000));
    EXPECT_LT(busy, 3 * rounds) << "some of them came through";
    RecordProperty("busy", busy);
}

TEST_F(RealServer, APushThatMeetsAConsolesRowIsToldToComeAgainAndIsNotRefused)
{
    if (qEnvironmentVariableIsEmpty("CONVOY_TEST_DATABASE"))
        GTEST_SKIP() << "no way to the server's database";
    const auto a = device(u"laptop"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    const RowKey pump = a->addTask(u"Pump"_s);
    a->sync();
    // The console holds the row and will want the head; the push holds the head and wants the row.
    QProcess console;
    console.start(u"psql"_s, { u"-X"_s, u"-q"_s, u"-A"_s, u"-t"_s, u"-v"_s, u"VERBOSITY=verbose"_s, qEnvironmentVariable("CONVOY_TEST_DATABASE") });
    console.write("begin;\nselect 'locked' from tasks where id = '" + bareUid(*a->store->reads().uidOf(pump)).toUtf8() + "' for update;\n");
    QByteArray said;
    ASSERT_TRUE(QTest::qWaitFor([&] { return console.waitForReadyRead(100) && (said += console.readAllStandardOutput()).contains("locked"); }, 30'000));
    a->set(pump, u"title"_s, u"Pump, from the laptop"_s);
    const auto met = a->cycle();
    ASSERT_TRUE(met.error);
    EXPECT_EQ(met.error->kind, Error::Kind::Busy) << met.error->detail.toStdString();
    EXPECT_EQ(met.error->code, u"PT503"_s);
    EXPECT_EQ(a->counts().pending(), 1);
    EXPECT_EQ(a->counts().refused, 0);
    console.write("update tasks set labels = '[\"console\"]' where id = '" + bareUid(*a->store->reads().uidOf(pump)).toUtf8() + "';\ncommit;\n");
    console.closeWriteChannel();
    ASSERT_TRUE(console.waitForFinished(30'000));
    EXPECT_EQ(console.readAllStandardError(), QByteArray()) << "nor is the console's statement refused";
    a->clock.hours += 1; // whatever pause the failure asked for is over
    EXPECT_EQ(a->sync().sent, 1);
    const auto task = a->store->reads().task(pump);
    EXPECT_EQ(task->title, u"Pump, from the laptop"_s);
    EXPECT_EQ(task->labels, QStringList { u"console"_s });
}
