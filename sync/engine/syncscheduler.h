#pragma once

#include "store/synclock.h"
#include "sync/engine/backoff.h"
#include "sync/engine/statuspicture.h"
#include "sync/engine/syncengine.h"

namespace convoy::sync {

struct SchedulerOptions {
    bool periodic = true; //!< false: nothing happens without a signal (no regular cycle, no probing); for tests
    std::chrono::milliseconds editDelay { 1'000 }; //!< so that a burst of typing is one push
    std::chrono::milliseconds period { 300'000 };
    std::chrono::milliseconds lockRetry { 5'000 };
    std::chrono::milliseconds focusGap { 10'000 }; //!< a focus soon after a cycle asks for nothing
    std::chrono::milliseconds quitLimit { 3'000 };
    std::chrono::milliseconds indexPause { 40 };
    int indexSlice = 400; //!< rows
    qint64 meteredRows = 20'000; //!< a first download larger than this waits for an unmetered network
    BackoffLimits backoff {};
    Backoff::Random random {};
};

enum class Trigger : quint8 { Start, Edit, Network, Focus, Timer, Resume, Manual, Quit, Verify };
[[nodiscard]] QString triggerName(Trigger trigger); //!< as in sync_runs

//! When a cycle runs, and what the indicator says. Runs cycles only while it holds SyncLock, and takes the lock over
//! when its holder is gone. As long as periodic timers are on, every state that waits for something owns an armed
//! timer. Works off the text index while idle. Owned by the composition, store thread.
class SyncScheduler final : public QObject {
    Q_OBJECT

public:
    SyncScheduler(store::Store& store, SyncEngine& engine, store::SyncLock& lock, Connectivity& connectivity,
        const Clock& clock, SchedulerOptions options = {}, QObject* parent = nullptr);

    void setAccount(const QString& email, const QString& server); //!< empty: none; forgets an expired sign-in
    void start();
    void request(Trigger trigger);
    void setPaused(bool paused);
    Status setWaitsOnMetered(bool waits); //!< kept; on a metered network cycles then run only when asked for
    [[nodiscard]] bool waitsOnMetered() const;
    void lookForEdits(); //!< the outbox changed: sends what another process put there
    void reportStorageError(const Error& error); //!< an edit could not be saved; cleared by the next one that could
    void quit(std::function<void()> done); //!< sends what waits, within quitLimit; done is called once
    [[nodiscard]] SyncStatus status() const { return m_status; }
    [[nodiscard]] bool waitsWithoutTimer() const; //!< must never be true while periodic timers are on

Q_SIGNALS:
    void statusChanged(const convoy::sync::SyncStatus& status);
    void cycleFinished(const convoy::sync::SyncReport& report);

private:
    void onEdited();
    void onReachChanged(Connectivity::Reach reach);
    void onFinished(const SyncReport& report);
    void planAfter(const SyncReport& report);
    void plan(std::chrono::milliseconds delay, Trigger trigger);
    void planRegularly();
    void planNextAttempt(); //!< of an edit that failed while the rest went through
    void runPlanned();
    [[nodiscard]] bool mayRun(Trigger trigger);
    [[nodiscard]] bool waitsForUnmetered() const;
    void indexSlice();
    void update();
    void endQuit();

    store::Store& m_store;
    SyncEngine& m_engine;
    store::SyncLock& m_lock;
    Connectivity& m_connectivity;
    const Clock& m_clock;
    const SchedulerOptions m_options;
    Backoff m_backoff;
    QTimer m_next; //!< to the next attempt
    QTimer m_quitTimer;
    QTimer m_indexTimer;
    Trigger m_planned = Trigger::Timer;
    std::optional<Trigger> m_again {}; //!< asked for while a cycle ran
    qint64 m_notBeforeMicros = 0; //!< steady clock: the server's own wish
    qint64 m_lastEndMicros = 0; //!< steady clock
    bool m_verifies = false; //!< the next cycle compares every row
    bool m_started = false;
    bool m_paused = false;
    bool m_metered = false;
    QString m_account;
    QString m_server;
    qint64 m_lastSynced = 0;
    qint64 m_latestEdit = 0; //!< of those that a cycle was asked for
    CycleProgress m_progress {};
    std::optional<Error> m_lastError {};
    std::function<void()> m_quitDone {};
    SyncStatus m_status {};
};

} // namespace convoy::sync
