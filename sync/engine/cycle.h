#pragma once

#include "store/checksums.h"
#include "sync/engine/syncengine.h"

#include <QHash>

namespace convoy::sync {

inline constexpr int fewestPageRows = 50; //!< asked for, of a server that has no time for more

//! What a cycle remembers until it ends. Private to the engine.
struct SyncEngine::Cycle {
    struct Asked {
        qint64 after = 0;
        bool filled = false;
        QString window {}; //!< that a fill leaves out what is older than
    };
    static Asked askedOf(const store::Cursor& cursor)
    {
        return { cursor.after, cursor.filled, cursor.filled ? QString() : cursor.window };
    }

    QString trigger;
    Depth depth = Depth::Changes;
    qint64 startedWall = 0;
    qint64 startedSteady = 0;
    SyncReport report {};
    std::deque<store::PushBatch> resend {};
    store::PushBatch batch {}; //!< the one under way
    QHash<Uid, Asked> asked {}; //!< the cursors of the pull under way
    PullRequest request {}; //!< the same as it went out
    std::optional<PullRequest> nextRequest {}; //!< sent while the last answer is written
    QFuture<Result<PullAnswer>> nextAnswer {};
    qint64 nextAskedSteady = 0;
    qint64 askedSteady = 0; //!< when the request left that is waited for
    ServerClock came {}; //!< when its answer came, by the clocks of this device
    QHash<Uid, int> resyncs {};
    std::optional<Error> softError {}; //!< something that must not stop the rest of the cycle
    qint64 toSend = 0;
    int rebases = 0;
    int catchUps = 0;
    int fruitless = 0;
    bool pullAgain = false;
    std::unique_ptr<store::Verification> verification {};
    std::deque<RowsRequest> different {}; //!< what is to be fetched again; the first one is under way
    ReferenceManifest manifest {}; //!< of the pull that a comparison follows
    int compareFrom = 0; //!< the first bucket that has not been compared yet
    int comparisons = 0; //!< of the buckets under way
    std::vector<RowsRequest> absentees {};
    std::vector<RowsAnswer> absenteeAnswers {};
    int absenteeRounds = 0;
    bool askedWhetherNew = false; //!< once a cycle, before anything else is asked
};

//! The one way in which the engine waits for a request: counted, watched, and dropped when its cycle is over.
template <class T> void SyncEngine::await(const QFuture<Result<T>>& future, void (SyncEngine::*next)(const Result<T>&))
{
    ++m_cycle->report.requests;
    m_watchdog.start();
    m_cycle->askedSteady = m_clock.steadyMicros();
    whenDone(future, this, [this, serial = m_serial, next](const Result<T>& result) {
        if (serial != m_serial)
            return;
        m_cycle->came = { 0, m_clock.wallMicros(), m_clock.steadyMicros(), m_clock.boot() };
        (this->*next)(result);
    });
}

} // namespace convoy::sync
