#pragma once

#include "sync/account/accountsession.h"
#include "sync/account/plainsecrets.h"
#include "sync/remote/networkhttp.h"
#include "sync/remote/supabaseapi.h"
#include "tests/support/await.h"
#include "tests/support/stumblingremote.h"
#include "tests/support/syncfixture.h"

#include <QUuid>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

//! The real clock of a person who set theirs wrong, or sets it while the program runs; and time that passes.
class ShiftedClock final : public Clock {
public:
    [[nodiscard]] qint64 wallMicros() const override { return m_clock.wallMicros() + m_passed + hours * 3'600'000'000; }
    [[nodiscard]] qint64 steadyMicros() const override { return m_clock.steadyMicros() + m_passed; }
    [[nodiscard]] QString boot() const override { return m_clock.boot(); }

    //! Does something as it would have been done a minute ago.
    template <class Fn> void aMinuteAgo(Fn fn)
    {
        m_passed -= 60'000'000;
        fn();
        m_passed += 60'000'000;
    }

    qint64 hours = 0;

private:
    SystemClock m_clock;
    qint64 m_passed = 0;
};

//! One device of one person on the real server: store, engine, remote, account; nothing faked but the clock's owner.
class RealDevice final {
public:
    RealDevice(const QString& url, const QString& key, const QString& name)
        : account(account::GoTrue(QUrl(url), key.toUtf8(), http), secrets, u"session"_s, clock)
        , api({ QUrl(url), key.toUtf8() }, http, account)
    {
        auto opened = store::Store::open(m_folder.filePath(u"convoy.db"_s), clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        store = std::move(*opened);
        EXPECT_TRUE(store->replica().setDevice(uuidText(QUuid::createUuid()), name));
        engine = std::make_unique<sync::SyncEngine>(*store, stumbling, clock);
        QObject::connect(
            engine.get(), &sync::SyncEngine::finished, engine.get(), [this](const sync::SyncReport& done) { report = done; });
    }

    //! One cycle, whatever comes of it.
    sync::SyncReport cycle(sync::Depth depth = sync::Depth::Changes)
    {
        report.reset();
        engine->run(u"manual"_s, depth);
        if (!QTest::qWaitFor([this] { return report.has_value(); }, 60'000))
            qFatal("a cycle that never ends");
        return *report;
    }

    sync::SyncReport sync()
    {
        cycle();
        EXPECT_FALSE(report->error) << report->error->detail.toStdString();
        return *report;
    }

    store::OutboxCounts counts() const { return *store->reads().outboxCounts(); }
    RowKey task(const Uid& uid) const { return *store->reads().keyOf(uid); }
    RowKey addTask(const QString& title)
    {
        const auto workspace = store->reads().workspaces()->front().key;
        const auto receipt = store->apply(taskCreated(workspace, { { u"title"_s, title } }, builtInWorkflow()));
        if (!receipt)
            qFatal("%s", qPrintable(receipt.error().detail));
        return receipt->created.front();
    }
    void set(RowKey row, const QString& field, const QJsonValue& value)
    {
        const auto receipt = store->apply(taskChanged(*store->reads().task(row), { { field, value } }, u"Changed"_s));
        EXPECT_TRUE(receipt) << receipt.error().detail.toStdString();
    }
    QStringList titles() const
    {
        QStringList titles;
        const auto rows = store->reads().taskKeys({}, 1000);
        for (const auto row : *rows)
            titles << store->reads().task(row)->title;
        titles.sort();
        return titles;
    }

    ShiftedClock clock;
    remote::NetworkHttp http;
    account::SessionSecrets secrets;
    account::AccountSession account;
    remote::SupabaseApi api;
    StumblingRemote stumbling { api };
    std::unique_ptr<store::Store> store;
    std::unique_ptr<sync::SyncEngine> engine;
    std::optional<sync::SyncReport> report;

private:
    QTemporaryDir m_folder;
};

class RealServer : public ::testing::Test {
protected:
    void SetUp() override
    {
        url = qEnvironmentVariable("CONVOY_TEST_URL");
        key = qEnvironmentVariable("CONVOY_TEST_KEY");
        if (url.isEmpty() || key.isEmpty())
            GTEST_SKIP() << "no server: tests/run starts one and sets CONVOY_TEST_URL and CONVOY_TEST_KEY";
        email = u"anna-%1@example.org"_s.arg(QUuid::createUuid().toString(QUuid::Id128));
    }

    std::unique_ptr<RealDevice> device(const QString& name, bool first)
    {
        auto one = std::make_unique<RealDevice>(url, key, name);
        const auto session = await(first ? one->account.signUp(email, password) : one->account.signIn(email, password));
        EXPECT_TRUE(session) << session.error().detail.toStdString();
        return one;
    }

    QString url;
    QString key;
    QString email;
    const QString password = u"a long enough password"_s;
};

} // namespace convoy::test
