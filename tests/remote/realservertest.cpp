// The real thing: our migrations in PostgreSQL behind a Supabase-compatible server, over HTTP. tests/run provides it.
#include "tests/support/realdevice.h"

using namespace convoy;
using namespace convoy::sync;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;
using Outcome = SyncReport::Outcome;

TEST_F(RealServer, TwoDevicesOfOnePersonComeToTheSame)
{
    const auto a = device(u"laptop-anna"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    const auto pump = a->addTask(u"Fix pump"_s);
    a->set(pump, u"description"_s, u"one\ntwo\nthree\nfour\nfive\n"_s);
    a->addTask(u"Buy ä✓😀 \"quotes\" \\ and\ttabs"_s);
    EXPECT_EQ(a->sync().outcome, Outcome::Synced);
    const auto uid = *a->store->reads().uidOf(pump);
    EXPECT_FALSE(isTemporary(uid));
    EXPECT_TRUE(a->store->reads().task(pump)->number);

    const auto b = device(u"laptop-ben"_s, false);
    EXPECT_EQ(b->sync().outcome, Outcome::Synced);
    EXPECT_EQ(b->titles(), a->titles());

    a->set(pump, u"title"_s, u"Fix the pump"_s);
    a->set(pump, u"description"_s, u"ONE\ntwo\nthree\nfour\nfive\n"_s);
    a->set(pump, u"labels"_s, QJsonArray { u"red"_s });
    b->set(b->task(uid), u"priority"_s, u"high"_s);
    b->set(b->task(uid), u"description"_s, u"one\ntwo\nthree\nfour\nFIVE\n"_s);
    b->set(b->task(uid), u"labels"_s, QJsonArray { u"blue"_s });
    for (int round = 0; round < 2; ++round) {
        a->sync();
        b->sync();
    }
    a->sync();
    for (const auto* one : { a.get(), b.get() }) {
        const auto task = *one->store->reads().task(one->task(uid));
        EXPECT_EQ(task.title, u"Fix the pump"_s);
        EXPECT_EQ(task.priority, Priority::High);
        EXPECT_EQ(task.description, u"ONE\ntwo\nthree\nfour\nFIVE\n"_s);
        EXPECT_EQ(task.labels, (QStringList { u"blue"_s, u"red"_s }));
        EXPECT_EQ(one->store->reads().outboxCounts()->pending(), 0);
    }
    EXPECT_EQ(a->sync().requests, 1) << "nothing new is one request";
    EXPECT_LT(a->report->bytes, 1024);
}

TEST_F(RealServer, SignInRefreshAndTaskContextWork)
{
    const auto a = device(u"laptop-anna"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    const auto pump = a->addTask(u"Fix pump"_s);
    a->sync();
    const auto context = await(a->api.taskContext(*a->store->reads().uidOf(pump)));
    ASSERT_TRUE(context) << context.error().detail.toStdString();
    EXPECT_EQ(context->value(u"task"_s)[u"title"_s], u"Fix pump"_s);
    const auto nobodys = await(a->api.taskContext(uuidText(QUuid::createUuid())));
    ASSERT_FALSE(nobodys);
    EXPECT_EQ(nobodys.error().kind, Error::Kind::NotFound) << nobodys.error().detail.toStdString();

    const auto token = *await(a->account.accessToken());
    const auto newer = await(a->account.renewed(token));
    ASSERT_TRUE(newer) << newer.error().detail.toStdString();
    a->sync();

    const auto stranger = std::make_unique<RealDevice>(url, key, u"nobody"_s);
    const auto wrong = await(stranger->account.signIn(email, u"not the password"_s));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, Error::Kind::Invalid) << wrong.error().detail.toStdString();
    EXPECT_EQ(await(stranger->account.accessToken()).error().kind, Error::Kind::Unauthorized);
}

TEST_F(RealServer, ATokenThatIsNoneAsksForASignInAndKeepsTheEdits)
{
    const auto a = device(u"laptop-anna"_s, true);
    ASSERT_TRUE(a->store->apply(workspaceCreated(u"Home"_s)));
    a->addTask(u"Kept"_s);
    (void)await(a->secrets.write(
        u"session"_s, account::secretFrom({ "nonsense", "nonsense", a->clock.wallMicros() + 3'600'000'000, {}, {} })));
    account::AccountSession broken(
        account::GoTrue(QUrl(url), key.toUtf8(), a->http), a->secrets, u"session"_s, a->clock);
    remote::SupabaseApi api({ QUrl(url), key.toUtf8() }, a->http, broken);
    const auto answer = await(api.pull({}));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Error::Kind::Unauthorized) << answer.error().detail.toStdString();
    EXPECT_EQ(a->sync().outcome, Outcome::Synced) << "the session in memory is still good";
}
