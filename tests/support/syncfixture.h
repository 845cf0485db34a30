#pragma once

#include "domain/gestures.h"
#include "store/outbox.h"
#include "store/reads.h"
#include "store/replica.h"
#include "store/store.h"
#include "sync/engine/syncengine.h"
#include "tests/support/fakeremote.h"
#include "tests/support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace convoy::test {

//! A device: a real store in a scratch folder, the engine, and a fake server that can be shared with other devices.
class Device final {
public:
    explicit Device(FakeRemote& server, sync::EngineOptions options = {}) : m_server(server), m_options(options)
    {
        open();
        EXPECT_TRUE(store->replica().setDevice(uuidText(QUuid::createUuid()), QStringLiteral("laptop")));
    }

    void open()
    {
        auto opened = store::Store::open(m_folder.filePath(QStringLiteral("convoy.db")), clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        store = std::move(*opened);
        engine = std::make_unique<sync::SyncEngine>(*store, m_server, clock, m_options);
        QObject::connect(engine.get(), &sync::SyncEngine::finished, engine.get(),
            [this](const sync::SyncReport& done) { report = done; });
    }

    //! As after a kill: nothing of the running program is left, the files are.
    void restart()
    {
        engine.reset();
        store.reset();
        open();
    }

    void begin()
    {
        report.reset();
        engine->run(QStringLiteral("manual"));
    }

    sync::SyncReport sync()
    {
        begin();
        if (!QTest::qWaitFor([this] { return report.has_value(); }, 20'000))
            qFatal("a cycle that never ends");
        return *report;
    }

    RowKey workspace() const { return store->reads().workspaces()->front().key; }

    RowKey addTask(const QString& title)
    {
        const auto receipt
            = store->apply(taskCreated(workspace(), { { QStringLiteral("title"), title } }, builtInWorkflow()));
        if (!receipt)
            qFatal("%s", qPrintable(receipt.error().detail));
        return receipt->created.front();
    }

    void set(RowKey task, const QString& field, const QJsonValue& value)
    {
        const auto row = store->reads().task(task);
        const auto receipt = store->apply(taskChanged(*row, { { field, value } }, QStringLiteral("Changed")));
        if (!receipt)
            qFatal("%s", qPrintable(receipt.error().detail));
    }

    store::OutboxCounts counts() const { return *store->reads().outboxCounts(); }

    ManualClock clock;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<sync::SyncEngine> engine;
    std::optional<sync::SyncReport> report;

private:
    QTemporaryDir m_folder;
    FakeRemote& m_server;
    sync::EngineOptions m_options;
};

} // namespace convoy::test
