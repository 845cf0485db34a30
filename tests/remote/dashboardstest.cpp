// Two people edit by SQL in the server's console while two devices push: whoever has to step back does so unseen.
#include "tests/support/realdevice.h"

#include <QElapsedTimer>
#include <QProcess>

using namespace convoy;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rows = 12;
constexpr int statements = 120; // of each console

//! Statements over many rows in one order, and transactions of two rows in the other.
QByteArray script(const std::vector<Uid>& tasks, const QString& name, bool backwards)
{
    QByteArray sql;
    for (int i = 0; i < statements; ++i) {
        const auto first = bareUid(tasks[size_t(backwards ? rows - 1 - i % rows : i % rows)]);
        const auto second = bareUid(tasks[size_t(backwards ? (rows - i % rows) % rows : (i + 1) % rows)]);
        if (i % 4 == 3) { // an insert holds the head before the update holds a row
            sql += u"begin;\ninsert into tasks (workspace_id, title) select workspace_id, 'from %1 %2' from tasks where id = '%3';\n"
                   "update tasks set title = '%1 %2' where id = '%4';\ncommit;\n"_s
                       .arg(name, QString::number(i), first, second)
                       .toUtf8();
        } else if (i % 3 == 0) {
            sql += u"update tasks set priority = 'high', labels = '[\"%1%2\"]' where id in (select id from tasks"
                   " where workspace_id = (select workspace_id from tasks where id = '%3') order by id %4);\n"_s
                       .arg(name, QString::number(i), first, backwards ? u"desc"_s : u"asc"_s)
                       .toUtf8();
        } else {
            sql += u"begin;\nupdate tasks set title = '%1 %2' where id = '%3';\nupdate tasks set due_date ="
                   " '2026-12-01'::date + %2 where id = '%4';\ncommit;\n"_s
                       .arg(name, QString::number(i), first, second)
                       .toUtf8();
        }
    }
    return sql;
}

std::unique_ptr<QProcess> console(const QByteArray& sql)
{
    auto psql = std::make_unique<QProcess>();
    psql->setStandardOutputFile(QProcess::nullDevice());
    psql->start(u"psql"_s, { u"-X"_s, u"-q"_s, qEnvironmentVariable("CONVOY_TEST_DATABASE") });
    psql->write(sql);
    psql->closeWriteChannel();
    return psql;
}

void expectNobodyAsked(const RealDevice& device, int round)
{
    const auto counts = *device.store->reads().outboxCounts();
    EXPECT_EQ(counts.needAttention(), 0) << round;
    EXPECT_EQ(counts.parked, 0) << round;
    const auto& error = device.report->error;
    EXPECT_TRUE(!error || error->kind == Error::Kind::Busy) << round << ' ' << error->detail.toStdString();
}

void settle(RealDevice& a, RealDevice& b)
{
    for (int round = 0; round < 20; ++round) {
        a.cycle();
        b.cycle();
        const bool calm = !a.report->error && !b.report->error && a.report->received + b.report->received == 0;
        if (calm && a.counts().pending() + b.counts().pending() == 0)
            return;
    }
}

} // namespace

TEST_F(RealServer, TwoConsolesBesideTwoPushingDevicesAreNobodysTrouble)
{
    if (qEnvironmentVariableIsEmpty("CONVOY_TEST_DATABASE"))
        GTEST_SKIP() << "no way to the server's database";
    const auto a = device(u"laptop"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    std::vector<RowKey> here;
    for (int i = 0; i < rows; ++i)
        here.push_back(a->addTask(u"Task %1"_s.arg(i)));
    a->sync();
    const auto b = device(u"phone"_s, false);
    b->sync();
    std::vector<Uid> uids;
    for (const RowKey row : here)
        uids.push_back(*a->store->reads().uidOf(row));

    const auto one = console(script(uids, u"one"_s, false));
    const auto two = console(script(uids, u"two"_s, true));
    int rounds = 0;
    const auto busy = [&] {
        return one->state() != QProcess::NotRunning || two->state() != QProcess::NotRunning;
    };
    for (; rounds < 10 || (busy() && rounds < 500); ++rounds) {
        for (int i = 0; i < rows; i += 3) {
            a->set(here[size_t((rounds + i) % rows)], u"title"_s, u"A %1"_s.arg(rounds));
            b->set(b->task(uids[size_t((rows - 1 - i + rounds) % rows)]), u"description"_s, u"B %1"_s.arg(rounds));
        }
        a->cycle();
        expectNobodyAsked(*a, rounds);
        b->cycle();
        expectNobodyAsked(*b, rounds);
    }
    EXPECT_TRUE(one->state() == QProcess::NotRunning || one->waitForFinished());
    EXPECT_TRUE(two->state() == QProcess::NotRunning || two->waitForFinished());
    const QByteArray trouble = one->readAllStandardError() + two->readAllStandardError();
    EXPECT_TRUE(trouble.isEmpty()) << trouble.constData(); // no deadlock, and nothing else either

    settle(*a, *b);
    for (const Uid& uid : uids) {
        const auto mine = *a->store->reads().task(a->task(uid));
        const auto theirs = *b->store->reads().task(b->task(uid));
        EXPECT_EQ(mine.title, theirs.title);
        EXPECT_EQ(mine.description, theirs.description);
        EXPECT_EQ(mine.labels, theirs.labels);
        EXPECT_EQ(mine.seq, theirs.seq);
    }
    EXPECT_EQ(a->counts().pending() + b->counts().pending(), 0);
}
