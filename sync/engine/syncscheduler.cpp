#include "sync/engine/syncscheduler.h"

#include "store/outbox.h"
#include "store/reads.h"
#include "sync/engine/failures.h"

namespace convoy::sync {

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Reach = Connectivity::Reach;

const QString lastSyncedName = u"last_synced_micros"_s;

bool comesFromThePerson(Trigger trigger)
{
    return trigger == Trigger::Manual || trigger == Trigger::Quit || trigger == Trigger::Verify;
}

qint64 micros(std::chrono::milliseconds duration) { return qint64(duration.count()) * 1000; }

} // namespace

QString triggerName(Trigger trigger)
{
    switch (trigger) {
    case Trigger::Start:
        return u"start"_s;
    case Trigger::Edit:
        return u"edit"_s;
    case Trigger::Network:
        return u"network"_s;
    case Trigger::Focus:
        return u"focus"_s;
    case Trigger::Timer:
        return u"timer"_s;
    case Trigger::Resume:
        return u"resume"_s;
    case Trigger::Manual:
        return u"manual"_s;
    case Trigger::Quit:
        return u"quit"_s;
    case Trigger::Verify:
        return u"verify"_s;
    }
    Q_UNREACHABLE();
}

SyncScheduler::SyncScheduler(store::Store& store, SyncEngine& engine, store::SyncLock& lock, Connectivity& connectivity,
    const Clock& clock, SchedulerOptions options, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_engine(engine)
    , m_lock(lock)
    , m_connectivity(connectivity)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_backoff(m_options.backoff, m_options.random)
{
    for (QTimer* timer : { &m_next, &m_quitTimer, &m_indexTimer })
        timer->setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &SyncScheduler::runPlanned);
    connect(&m_quitTimer, &QTimer::timeout, this, &SyncScheduler::endQuit);
    connect(&m_indexTimer, &QTimer::timeout, this, &SyncScheduler::indexSlice);
    connect(&m_store, &store::Store::edited, this, &SyncScheduler::onEdited);
    connect(&m_engine, &SyncEngine::finished, this, &SyncScheduler::onFinished);
    connect(&m_engine, &SyncEngine::progressed, this, [this](const CycleProgress& progress) {
        m_progress = progress;
        update();
    });
    connect(&m_connectivity, &Connectivity::reachChanged, this, &SyncScheduler::onReachChanged);
}

void SyncScheduler::setAccount(const QString& email, const QString& server)
{
    m_account = email;
    m_server = server;
    m_lastError.reset();
    m_backoff.reset();
    if (m_account.isEmpty()) {
        m_next.stop();
        m_engine.cancel();
    } else if (m_started) {
        plan(0ms, Trigger::Manual);
    }
    update();
}

void SyncScheduler::start()
{
    m_started = true;
    if (const auto stored = m_store.reads().meta(lastSyncedName); stored)
        m_lastSynced = stored->toLongLong();
    m_indexTimer.start(m_options.indexPause);
    request(Trigger::Start);
    update();
}

void SyncScheduler::request(Trigger trigger)
{
    if (!m_started || m_account.isEmpty())
        return;
    const auto now = m_clock.steadyMicros();
    m_verifies = m_verifies || trigger == Trigger::Verify;
    switch (trigger) {
    case Trigger::Focus:
        if (m_lastEndMicros > 0 && now - m_lastEndMicros < micros(m_options.focusGap))
            return;
        break;
    case Trigger::Manual:
    case Trigger::Network:
    case Trigger::Resume:
    case Trigger::Quit:
    case Trigger::Verify:
        m_backoff.reset();
        m_notBeforeMicros = 0;
        if (const auto hurried = m_store.outbox().hurry(); !hurried)
            m_lastError = hurried.error();
        break;
    case Trigger::Edit:
        m_backoff.reset();
        break;
    case Trigger::Start:
    case Trigger::Timer:
        break;
    }
    plan(trigger == Trigger::Edit ? m_options.editDelay : 0ms, trigger);
}

void SyncScheduler::onEdited()
{
    // Saving works again.
    if (m_status.state == SyncState::CannotSave)
        m_lastError.reset();
    if (const auto latest = m_store.reads().latestEdit(); latest)
        m_latestEdit = *latest;
    m_indexTimer.start(m_options.indexPause);
    request(Trigger::Edit);
    update();
}

void SyncScheduler::lookForEdits()
{
    // Answers change the outbox too; only a new edit is a reason to send, and an edit of this process was one already.
    const auto latest = m_store.reads().latestEdit();
    if (latest && *latest > m_latestEdit)
        onEdited();
    else
        update();
}

void SyncScheduler::onReachChanged(Reach reach)
{
    if (reach == Reach::Online || reach == Reach::Local)
        request(Trigger::Network);
    update();
}

void SyncScheduler::setPaused(bool paused)
{
    m_paused = paused;
    if (paused)
        m_next.stop();
    else
        request(Trigger::Manual);
    update();
}

void SyncScheduler::reportStorageError(const Error& error)
{
    m_lastError = error;
    update();
}

//! Keeps the earlier of what is planned and what is asked for, but not before the server's own wish.
void SyncScheduler::plan(std::chrono::milliseconds delay, Trigger trigger)
{
    if (!m_started)
        return;
    if (m_engine.isRunning()) {
        if (!m_again || !comesFromThePerson(*m_again))
            m_again = trigger;
        return;
    }
    const auto wish = std::chrono::milliseconds((m_notBeforeMicros - m_clock.steadyMicros()) / 1000);
    const auto due = comesFromThePerson(trigger) ? delay : std::max(delay, wish);
    if (m_next.isActive() && m_next.remainingTimeAsDuration() <= due) {
        if (comesFromThePerson(trigger))
            m_planned = trigger; // it may run where the one that is planned may not
        return;
    }
    m_planned = trigger;
    m_next.start(due);
    update();
}

void SyncScheduler::planRegularly()
{
    if (m_options.periodic)
        plan(m_options.period, Trigger::Timer);
}

void SyncScheduler::planNextAttempt()
{
    const auto counts = m_store.reads().outboxCounts();
    if (!m_options.periodic || !counts || counts->nextAttemptMicros == 0)
        return;
    const auto left = std::chrono::milliseconds((counts->nextAttemptMicros - m_clock.wallMicros()) / 1000 + 1);
    plan(std::clamp<std::chrono::milliseconds>(left, 0ms, m_options.period), Trigger::Timer);
}

bool SyncScheduler::mayRun(Trigger trigger)
{
    if (m_account.isEmpty() || (m_paused && !comesFromThePerson(trigger)))
        return false;
    if (!m_lock.tryAcquire()) {
        // Another process syncs this database; it may end at any moment. Its cycles are not this one's failures.
        if (m_options.periodic || trigger != Trigger::Timer)
            plan(m_options.lockRetry, Trigger::Timer);
        return false;
    }
    m_metered = waitsForUnmetered() && !comesFromThePerson(trigger);
    // The system may be wrong about being offline, so regular attempts go on; an edit alone does not hurry into
    // nothing.
    const bool pointless
        = m_connectivity.reach() == Reach::Offline && (trigger == Trigger::Edit || trigger == Trigger::Focus);
    if (m_metered || pointless) {
        if (m_options.periodic)
            plan(m_metered ? m_options.period : std::max<std::chrono::milliseconds>(m_backoff.next(), 1s),
                Trigger::Timer);
        return false;
    }
    return true;
}

void SyncScheduler::runPlanned()
{
    if (m_engine.isRunning())
        return;
    if (mayRun(m_planned)) {
        m_progress = {};
        m_engine.run(triggerName(m_planned), std::exchange(m_verifies, false) ? Depth::Everything : Depth::Changes);
    } else if (m_quitDone) {
        endQuit();
    }
    update();
}

void SyncScheduler::onFinished(const SyncReport& report)
{
    m_lastError = report.error;
    m_progress = {};
    m_lastEndMicros = m_clock.steadyMicros();
    if (!report.error) {
        m_lastSynced = m_clock.wallMicros();
        if (const auto noted = m_store.setMeta(lastSyncedName, QString::number(m_lastSynced)); !noted)
            m_lastError = noted.error();
    }
    planAfter(report);
    m_indexTimer.start(m_options.indexPause);
    update();
    Q_EMIT cycleFinished(report);
    if (m_quitDone)
        endQuit();
}

void SyncScheduler::planAfter(const SyncReport& report)
{
    if (m_account.isEmpty() || m_paused)
        return;
    const auto again = std::exchange(m_again, std::nullopt);
    if (!report.error) {
        m_backoff.reset();
        m_notBeforeMicros = 0;
        planRegularly();
        planNextAttempt();
    } else {
        switch (retryFor(report.error->kind)) {
        case Retry::Backoff:
            if (report.error->retryAfter)
                m_notBeforeMicros = m_clock.steadyMicros() + micros(*report.error->retryAfter);
            if (m_options.periodic)
                plan(m_backoff.next(report.error->retryAfter), Trigger::Timer);
            break;
        case Retry::Regularly:
            planRegularly();
            break;
        case Retry::AfterSignIn:
            return; // setAccount() goes on
        }
    }
    if (again)
        plan(*again == Trigger::Edit ? m_options.editDelay : 0ms, *again);
}

bool SyncScheduler::waitsWithoutTimer() const
{
    const bool waits = m_started && !m_account.isEmpty() && !m_paused && !m_engine.isRunning();
    const bool forThePerson = m_lastError && retryFor(m_lastError->kind) == Retry::AfterSignIn;
    return waits && !forThePerson && !m_next.isActive();
}

void SyncScheduler::indexSlice()
{
    // The lock's holder indexes, with or without an account; not beside a cycle, which has the disk to itself.
    if (m_engine.isRunning())
        return;
    if (!m_lock.tryAcquire()) {
        if (m_options.periodic)
            m_indexTimer.start(m_options.lockRetry);
        return;
    }
    const auto dirty = m_store.hasDirtyText();
    if (!dirty || !*dirty || !m_store.indexDirtyText(m_options.indexSlice))
        return;
    m_indexTimer.start(m_options.indexPause);
}

void SyncScheduler::quit(std::function<void()> done)
{
    m_quitDone = std::move(done);
    const auto counts = m_store.reads().outboxCounts();
    const bool somethingWaits = counts && counts->waiting + counts->sent > 0;
    const bool reachable = m_connectivity.reach() != Reach::Offline && !waitsForUnmetered()
        && !(m_lastError && outcomeFor(m_lastError->kind) != SyncReport::Outcome::Failed);
    if (!m_started || m_account.isEmpty() || m_paused || !((somethingWaits && reachable) || m_engine.isRunning()))
        return endQuit();
    m_quitTimer.start(m_options.quitLimit);
    if (!m_engine.isRunning())
        request(Trigger::Quit);
}

void SyncScheduler::endQuit()
{
    const auto done = std::exchange(m_quitDone, {});
    if (!done)
        return;
    m_started = false;
    m_quitTimer.stop();
    m_next.stop();
    m_indexTimer.stop();
    m_engine.cancel(); // what was sent stays sent and is resent at the next start
    done();
}

void SyncScheduler::update()
{
    StatusFacts facts;
    facts.hasAccount = !m_account.isEmpty();
    facts.paused = m_paused;
    facts.waitsForUnmetered = m_metered;
    facts.waitsByChoice = m_metered && waitsOnMetered();
    facts.running = m_engine.isRunning();
    facts.reach = m_connectivity.reach();
    facts.progress = m_progress;
    if (const auto counts = m_store.reads().outboxCounts(); counts)
        facts.counts = *counts;
    if (const auto conflicts = m_store.reads().openConflicts(); conflicts)
        facts.toReview = qint64(conflicts->size());
    if (const auto absences = m_store.reads().absences(1); absences && !absences->empty())
        facts.absence = summaryOf(absences->front());
    if (!m_lock.held() || m_lastSynced == 0) { // another process notes it, or an earlier one did
        if (const auto stored = m_store.reads().meta(lastSyncedName); stored)
            m_lastSynced = stored->toLongLong();
    }
    facts.lastSyncedMicros = m_lastSynced;
    facts.nowMicros = m_clock.wallMicros();
    facts.nextAttemptMicros = m_next.isActive() ? facts.nowMicros + micros(m_next.remainingTimeAsDuration()) : 0;
    facts.account = m_account;
    facts.server = m_server;
    facts.lastError = m_lastError;
    const auto status = statusFrom(facts);
    if (sameStatus(status, m_status))
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

} // namespace convoy::sync
