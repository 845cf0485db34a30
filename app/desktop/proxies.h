#pragma once

#include "app/storethread.h"
#include "domain/editport.h"
#include "domain/remotecontext.h"
#include "sync/port/remoteapi.h"
#include "sync/status/synccontrol.h"

namespace convoy::app {

// Objects of the interface thread that stand for the session on the store thread: calls go in by its mailbox, answers
// come home by the interface's. All are owned by the composition and outlived by the thread.

class ThreadedEdits final : public EditPort {
public:
    explicit ThreadedEdits(StoreThread& thread)
        : m_thread(thread)
    {
    }
    void post(Gesture gesture, Done done) override;
    void undo(Done done) override;
    void redo(Done done) override;

private:
    using Edit = std::function<Result<EditReceipt>(store::Store&)>;
    void carryOut(Edit edit, Done done);
    StoreThread& m_thread;
};

class ThreadedContext final : public QObject, public RemoteContext {
    Q_OBJECT

public:
    explicit ThreadedContext(StoreThread& thread)
        : m_thread(thread)
    {
    }
    void fetchTaskContext(const Uid& task, Done done) override;
    void fetchOlderActivity(const Uid& task, const OlderThan& than, Done done) override;

private:
    using Question = std::function<QFuture<Result<QJsonObject>>(sync::RemoteApi&)>;
    using Keep = std::function<void(Session&, const QJsonObject&)>;
    void ask(const Question& question, const Keep& keep, Done done);
    StoreThread& m_thread;
};

class ThreadedSync final : public sync::SyncControl {
    Q_OBJECT

public:
    explicit ThreadedSync(StoreThread& thread);
    [[nodiscard]] sync::SyncStatus status() const override { return m_status; }
    void syncNow() override;
    void verifyNow() override;
    void setPaused(bool paused) override;
    void windowFocused() override;
    void readChoices(ChoicesRead done) override;
    void setWorkspaceSynced(RowKey workspace, bool synced, Done done) override;
    void setHistoryDays(int days, Done done) override;
    void setWaitsOnMetered(bool waits, Done done) override;

private:
    StoreThread& m_thread;
    sync::SyncStatus m_status;
};

} // namespace convoy::app
