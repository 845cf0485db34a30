#pragma once

#include "domain/clock.h"
#include "store/store.h"
#include "sync/engine/backoff.h"
#include "sync/engine/isolation.h"
#include "sync/port/remoteapi.h"
#include "sync/status/syncstatus.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <map>

namespace convoy::sync {

struct EngineOptions {
    int pageRows = 1000;
    store::BatchLimits batch {};
    int buckets = bucketCount; //!< compared at once to begin with
    Backoff::Random random {}; //!< of the pause of a group that failed alone; none: the system's
    std::chrono::milliseconds watchdog { 240'000 }; //!< without any step forward; longer than a request's own limit
    std::chrono::milliseconds headStart { 3 }; //!< until a request has left; writing a page blocks this thread
};

struct CycleProgress {
    bool firstDownload = false;
    qint64 done = 0;
    qint64 total = 0; //!< 0: not known
};

//! How one sync cycle runs: resend what was sent and not answered, pull to the head, push in dependency order, clean
//! up. An explicit state machine; the steps are member functions in the order in which they happen, and every path ends
//! in finish(). Knows nothing of time or triggers (SyncScheduler does). Owned by the composition, store thread.
class SyncEngine final : public QObject {
    Q_OBJECT

public:
    enum class Phase : quint8 { Idle, Resending, Pulling, Verifying, Reference, Pushing, CatchingUp, Keeping };

    SyncEngine(store::Store& store, RemoteApi& remote, const Clock& clock, EngineOptions options = {},
        QObject* parent = nullptr);
    ~SyncEngine() override;

    //! One cycle, then finished(); ignored while one runs. The caller holds SyncLock.
    void run(const QString& trigger, Depth depth = Depth::Changes);
    void cancel(); //!< ends the cycle now; what was sent stays sent and is resent by the next
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool isRunning() const { return m_phase != Phase::Idle; }

Q_SIGNALS:
    void progressed(const convoy::sync::CycleProgress& progress);
    void finished(const convoy::sync::SyncReport& report);

private:
    // the steps
    void resendNext();
    void pullPage();
    void onPulled(const Result<PullAnswer>& result);
    [[nodiscard]] bool askForLess();
    void askAhead(const PullAnswer& answer);
    void takeIn(const PullAnswer& answer);
    Status applyPull(const PullAnswer& answer);
    [[nodiscard]] Result<bool> isStillAsked(const WorkspacePage& page);
    Status applyPage(const WorkspacePage& page);
    [[nodiscard]] Result<bool> hasMore(const PullAnswer& answer);
    [[nodiscard]] std::optional<PullRequest> requestBehind(const PullAnswer& answer) const;
    void pulledAll(const PullAnswer& answer);
    void compare(const PullAnswer& answer);
    void compareOn();
    void compared();
    void fetchDifferent();
    void onRows(const Result<RowsAnswer>& result);
    void afterPull(const ReferenceManifest& manifest);
    void onReference(const Result<ReferenceAnswer>& result);
    void pushNext();
    void send(store::PushBatch batch);
    void onWorkspaceCreated(const Result<WorkspaceCreateAnswer>& result);
    void onPushed(const Result<PushAnswer>& result);
    void onSendFailed(const Error& error);
    void onNoAnswer(const Error& error);
    void sendOn();
    void afterPush();
    void fetchAbsentees();
    void onAbsentees(const Result<RowsAnswer>& result);
    void widen();
    void onWidened(const Result<PullAnswer>& result);
    void evict();
    void conclude();
    void finish(SyncReport::Outcome outcome, const std::optional<Error>& error = {});
    void fail(const Error& error);

    // their helpers
    template <class T> void await(const QFuture<Result<T>>& future, void (SyncEngine::*next)(const Result<T>&));
    Status mergeTexts(const std::vector<store::RebaseItem>& items);
    void noteServerTime(const QString& serverTime);
    [[nodiscard]] qint64 restUntil(int failures, const Error& error) const; //!< wall clock, of a group that failed alone
    [[nodiscard]] bool wantsReference(const ReferenceManifest& manifest) const;
    void reportDownload(const std::vector<store::Cursor>& cursors);
    void reportUpload();
    [[nodiscard]] store::Replica& replica() { return m_store.replica(); }

    store::Store& m_store;
    RemoteApi& m_remote;
    const Clock& m_clock;
    const EngineOptions m_options;
    Isolation m_isolation;
    QTimer m_watchdog;
    Phase m_phase = Phase::Idle;
    int m_pageRows; //!< halved when the server runs out of time, doubled again behind each cycle that ended
    int m_buckets = m_options.buckets; //!< the same, of the buckets that are compared at once
    int m_secondFillRows = 2'000; //!< the same, of the stream; most of them are here and do not come

    // of the cycle that runs
    struct Cycle;
    std::unique_ptr<Cycle> m_cycle;
    quint64 m_serial = 0; //!< an answer that belongs to an earlier cycle is dropped
};

} // namespace convoy::sync
