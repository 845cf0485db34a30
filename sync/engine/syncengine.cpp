// The frame of a cycle and its pulling half; what is sent is in pushing.cpp.
#include "sync/engine/syncengine.h"

#include "store/reads.h"
#include "sync/engine/cycle.h"
#include "sync/engine/failures.h"
#include "sync/engine/statuspicture.h"

#include <algorithm>

namespace convoy::sync {

namespace {

using namespace Qt::Literals::StringLiterals;
using Outcome = SyncReport::Outcome;

constexpr size_t rowsWorthAsking = 200; // in a page, to ask for the next one while it is written
constexpr int mostResyncs = 2; // of one workspace in one cycle
constexpr int mostCatchUps = 3;
constexpr qint64 aDay = 86'400'000'000;
const QString referencePulled = u"reference_pulled_micros"_s;

} // namespace

SyncEngine::SyncEngine(
    store::Store& store, RemoteApi& remote, const Clock& clock, EngineOptions options, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_remote(remote)
    , m_clock(clock)
    , m_options(options)
    , m_isolation(options.batch)
    , m_pageRows(options.pageRows)
    , m_cycle(std::make_unique<Cycle>())
{
    m_watchdog.setSingleShot(true);
    m_watchdog.setInterval(m_options.watchdog);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        m_remote.abort();
        fail({ Error::Kind::Timeout, u"no step forward within the cycle's time limit"_s });
    });
}

SyncEngine::~SyncEngine() = default;

void SyncEngine::run(const QString& trigger, Depth depth)
{
    if (isRunning())
        return;
    *m_cycle = {};
    m_cycle->trigger = trigger;
    m_cycle->depth = depth;
    m_cycle->startedWall = m_clock.wallMicros();
    m_cycle->startedSteady = m_clock.steadyMicros();
    m_isolation.beginCycle();
    replica().beginCycle(m_cycle->startedWall);
    m_watchdog.start();
    m_phase = Phase::Resending;
    auto sent = replica().sentBatches();
    if (!sent)
        return fail(sent.error());
    for (auto& batch : *sent)
        m_cycle->resend.push_back(std::move(batch));
    resendNext();
}

void SyncEngine::cancel()
{
    if (!isRunning())
        return;
    m_remote.abort();
    fail({ Error::Kind::Cancelled, {} });
}

void SyncEngine::resendNext()
{
    if (m_cycle->resend.empty()) {
        m_phase = Phase::Pulling;
        m_cycle->pullAgain = false; // this pull is it
        return pullPage();
    }
    auto batch = std::move(m_cycle->resend.front());
    m_cycle->resend.pop_front();
    send(std::move(batch));
}

void SyncEngine::pullPage()
{
    const auto cursors = replica().cursors();
    if (!cursors)
        return fail(cursors.error());
    PullRequest request;
    request.limit = m_pageRows;
    m_cycle->asked.clear();
    if (m_cycle->depth == Depth::Everything && m_phase == Phase::Pulling)
        request.verify = { m_cycle->compareFrom, std::min(m_cycle->compareFrom + m_buckets, bucketCount) };
    bool readAll = m_phase == Phase::Pulling && !m_cycle->askedWhetherNew && !request.verify;
    for (const auto& cursor : *cursors) {
        readAll = readAll && (isTemporary(cursor.uid) || (cursor.enabled && cursor.filled && cursor.after > 0));
        if (!cursor.enabled || isTemporary(cursor.uid))
            continue;
        request.workspaces.push_back({ cursor.uid, cursor.epoch, cursor.after, cursor.filled ? 0 : cursor.fillHead, cursor.role,
            cursor.filled ? QString() : cursor.window, {}, cursor.window });
        m_cycle->asked.insert(cursor.uid, Cycle::askedOf(cursor));
    }
    request.onlyWhetherNew = readAll && !request.workspaces.empty();
    m_cycle->askedWhetherNew = true;
    reportDownload(*cursors);
    m_cycle->request = request;
    await(m_remote.pull(request), &SyncEngine::onPulled);
}

void SyncEngine::onPulled(const Result<PullAnswer>& result)
{
    if (!result) {
        const auto& error = result.error();
        const bool outOfTime = isTooMuch(error) || error.kind == Error::Kind::Timeout;
        const bool canShrink = outOfTime && askForLess();
        // A statement timeout is quick to try again; a request that hung has cost its time limit already.
        return canShrink && isTooMuch(error) ? pullPage() : fail(error);
    }
    m_cycle->report.bytes += result->bytes;
    if (result->minSchema > schemaVersion())
        return fail({ Error::Kind::TooOld, u"the server asks for schema %1"_s.arg(result->minSchema) });
    if (result->unchanged) {
        noteServerTime(result->serverTime);
        return *result->unchanged ? afterPull(result->reference) : pullPage();
    }
    m_cycle->nextRequest = requestBehind(*result);
    return m_cycle->nextRequest ? askAhead(*result) : takeIn(*result);
}

std::optional<PullRequest> SyncEngine::requestBehind(const PullAnswer& answer) const
{
    auto request = m_cycle->request;
    size_t rows = 0;
    bool more = false;
    for (auto& cursor : request.workspaces) {
        const auto page = std::find_if(answer.workspaces.begin(), answer.workspaces.end(),
            [&](const WorkspacePage& one) { return one.workspace == cursor.workspace; });
        // Only further pages of what is being read. The first one's answer may change what is asked for.
        if (page == answer.workspaces.end() || page->state != WorkspacePage::State::Ok || cursor.after == 0
            || page->next < cursor.after)
            return std::nullopt;
        more = more || (page->hasMore && page->next > cursor.after);
        rows += page->rows.rowCount();
        cursor.epoch = page->epoch;
        cursor.after = page->next;
    }
    return more && rows >= rowsWorthAsking ? std::optional(request) : std::nullopt;
}

// The server works on the next page while this one is written; both take about as long.
void SyncEngine::askAhead(const PullAnswer& answer)
{
    m_cycle->nextAnswer = m_remote.pull(*m_cycle->nextRequest);
    m_cycle->nextAskedSteady = m_clock.steadyMicros();
    ++m_cycle->report.requests;
    QTimer::singleShot(m_options.headStart, this, [this, serial = m_serial, answer] {
        if (serial == m_serial)
            takeIn(answer);
    });
}

void SyncEngine::takeIn(const PullAnswer& answer)
{
    if (const auto applied = applyPull(answer); !applied)
        return fail(applied.error());
    const auto more = hasMore(answer);
    if (!more)
        return fail(more.error());
    if (!*more)
        return pulledAll(answer);
    if (!m_cycle->nextRequest)
        return pullPage();
    const auto cursors = replica().cursors();
    if (!cursors)
        return fail(cursors.error());
    m_cycle->request = *std::exchange(m_cycle->nextRequest, {});
    for (const auto& asked : m_cycle->request.workspaces) {
        const auto here = std::find_if(cursors->begin(), cursors->end(),
            [&](const store::Cursor& cursor) { return cursor.uid == asked.workspace; });
        if (here == cursors->end() || !here->enabled || here->after != asked.after)
            return pullPage(); // somebody switched it off meanwhile
        m_cycle->asked[asked.workspace] = Cycle::askedOf(*here);
    }
    reportDownload(*cursors);
    --m_cycle->report.requests; // counted when it was sent
    await(std::exchange(m_cycle->nextAnswer, {}), &SyncEngine::onPulled);
    m_cycle->askedSteady = m_cycle->nextAskedSteady;
}

Status SyncEngine::applyPull(const PullAnswer& answer)
{
    noteServerTime(answer.serverTime);
    if (auto applied = replica().applyMemberships(answer.memberships); !applied)
        return applied;
    // The rows of an answer are shared out over the workspaces: some may get none this time, but not all.
    const bool moves = std::any_of(answer.workspaces.begin(), answer.workspaces.end(), [&](const WorkspacePage& page) {
        return page.state != WorkspacePage::State::Ok || !page.hasMore || page.next > m_cycle->asked.value(page.workspace).after;
    });
    if (!answer.workspaces.empty() && !moves)
        return Error { Error::Kind::Malformed, u"pages that lead nowhere"_s };
    for (const auto& page : answer.workspaces) {
        const auto asked = isStillAsked(page);
        if (!asked)
            return asked.error();
        if (!*asked)
            continue;
        if (auto applied = applyPage(page); !applied)
            return applied;
    }
    if (answer.workspaces.size() < size_t(m_cycle->asked.size()))
        return Error { Error::Kind::Malformed, u"an answer that leaves out a workspace"_s };
    return ok();
}

//! While the answer was on its way, the workspace may have been switched off, or off and on again, or its window chosen anew.
Result<bool> SyncEngine::isStillAsked(const WorkspacePage& page)
{
    const auto asked = m_cycle->asked.constFind(page.workspace);
    if (asked == m_cycle->asked.cend())
        return Error { Error::Kind::Malformed, u"a page of a workspace nobody asked for"_s };
    const auto cursors = replica().cursors();
    if (!cursors)
        return cursors.error();
    return std::any_of(cursors->begin(), cursors->end(), [&](const store::Cursor& cursor) {
        return cursor.uid == page.workspace && cursor.enabled && cursor.after == asked->after
            && Cycle::askedOf(cursor).window == asked->window;
    });
}

Status SyncEngine::applyPage(const WorkspacePage& page)
{
    const auto asked = m_cycle->asked.constFind(page.workspace);
    if (page.state == WorkspacePage::State::Ok && page.next < asked->after)
        return Error { Error::Kind::Malformed, u"a page that leads back, from %1 to %2"_s.arg(asked->after).arg(page.next) };
    if (page.state == WorkspacePage::State::Resync && ++m_cycle->resyncs[page.workspace] > mostResyncs)
        return Error { Error::Kind::Malformed, u"a workspace that resyncs for ever"_s };
    // Nothing new: no transaction, no announcement.
    if (page.state == WorkspacePage::State::Ok && page.rows.rowCount() == 0 && page.next == asked->after
        && asked->filled)
        return ok();
    const auto stats = replica().applyPage(page);
    if (!stats)
        return stats.error();
    m_cycle->report.received += stats->rows;
    if (page.reason == "missing"_L1)
        m_cycle->softError = Error { Error::Kind::Malformed, u"the server lacks a workspace; was it put back to an older backup?"_s };
    if (stats->lacking > 0)
        return Error { Error::Kind::Malformed, u"the server announced %1 more rows than it sent"_s.arg(stats->lacking) };
    return ok();
}

Result<bool> SyncEngine::hasMore(const PullAnswer& answer)
{
    for (const auto& page : answer.workspaces) {
        if (page.hasMore || page.state == WorkspacePage::State::Resync)
            return true;
    }
    const auto cursors = replica().cursors();
    if (!cursors)
        return cursors.error();
    for (const auto& cursor : *cursors) {
        // A membership that this answer brought, or another window: its rows have not been asked for yet.
        const auto asked = m_cycle->asked.constFind(cursor.uid);
        const bool isAsked = asked != m_cycle->asked.cend() && (cursor.filled || asked->window == cursor.window);
        if (cursor.enabled && !isTemporary(cursor.uid) && !isAsked)
            return true;
    }
    return false;
}

void SyncEngine::pulledAll(const PullAnswer& answer)
{
    m_phase == Phase::Pulling && m_cycle->depth == Depth::Everything ? compare(answer) : afterPull(answer.reference);
}

void SyncEngine::afterPull(const ReferenceManifest& manifest)
{
    if (m_phase == Phase::Pulling) {
        const auto absence = replica().endAbsence();
        if (!absence)
            return fail(absence.error());
        if (*absence)
            m_cycle->report.absence = summaryOf(**absence);
    }
    if (m_phase == Phase::Pulling && wantsReference(manifest)) {
        m_phase = Phase::Reference;
        return await(m_remote.pullReference(), &SyncEngine::onReference);
    }
    m_phase = Phase::Pushing;
    pushNext();
}

bool SyncEngine::wantsReference(const ReferenceManifest& manifest) const
{
    const auto here = m_store.replica().referenceManifest();
    if (!here)
        return false;
    const auto pulled = m_store.reads().meta(referencePulled);
    const auto age = m_clock.wallMicros() - (pulled ? pulled->toLongLong() : 0);
    return *here != manifest || (manifest.count > 0 && (age < 0 || age > aDay));
}

void SyncEngine::onReference(const Result<ReferenceAnswer>& result)
{
    // Reference data is a convenience: its trouble is noted, and the person's edits go out all the same.
    if (!result && outcomeFor(result.error().kind) != Outcome::Failed)
        return fail(result.error());
    const auto swapped = result ? replica().swapReference(*result) : Status(result.error());
    const auto noted = swapped ? m_store.setMeta(referencePulled, QString::number(m_clock.wallMicros())) : swapped;
    if (!noted)
        m_cycle->softError = noted.error();
    m_phase = Phase::Pushing;
    pushNext();
}

void SyncEngine::afterPush()
{
    const bool again = std::exchange(m_cycle->pullAgain, false);
    if (!again || m_cycle->catchUps++ >= mostCatchUps)
        return fetchAbsentees();
    m_phase = Phase::CatchingUp;
    pullPage();
}

void SyncEngine::conclude()
{
    if (const auto cleaned = replica().cleanup(); !cleaned)
        return fail(cleaned.error());
    m_pageRows = std::min(m_options.pageRows, m_pageRows * 2);
    m_buckets = std::min(m_options.buckets, m_buckets * 2);
    if (m_cycle->softError)
        return fail(*m_cycle->softError);
    const auto counts = m_store.reads().outboxCounts();
    if (!counts)
        return fail(counts.error());
    const bool unequal = m_cycle->report.verified && m_cycle->report.verified->remaining > 0;
    const bool stuck = counts->needAttention() + counts->parked + counts->keptAside > 0 || unequal;
    const bool waits = counts->waiting + counts->sent > 0;
    finish(stuck ? Outcome::Attention : waits ? Outcome::Waiting : Outcome::Synced);
}

void SyncEngine::fail(const Error& error) { finish(outcomeFor(error.kind), error); }

void SyncEngine::finish(SyncReport::Outcome outcome, const std::optional<Error>& error)
{
    m_watchdog.stop();
    m_phase = Phase::Idle;
    ++m_serial;
    auto report = std::exchange(m_cycle->report, {});
    report.outcome = outcome;
    report.error = error;
    store::SyncRun run { m_cycle->startedWall, m_clock.steadyMicros() - m_cycle->startedSteady, m_cycle->trigger,
        outcomeName(outcome), report.received, report.sent, report.conflicts, report.requests, report.bytes,
        error ? error->detail : QString() };
    if (const auto recorded = replica().recordRun(run); !recorded && !report.error) {
        report.error = recorded.error();
        report.outcome = Outcome::Failed;
    }
    Q_EMIT finished(report);
}

void SyncEngine::noteServerTime(const QString& serverTime)
{
    // A server time nobody can read costs the clock offset, not the cycle.
    if (const auto micros = timestampMicros(serverTime); micros) {
        const auto noted = replica().setServerClock(serverClockFrom(*micros, m_cycle->askedSteady, m_cycle->came));
        if (!noted)
            m_cycle->softError = noted.error();
    }
}

void SyncEngine::reportDownload(const std::vector<store::Cursor>& cursors)
{
    CycleProgress progress;
    for (const auto& cursor : cursors) {
        if (!cursor.enabled || cursor.filled || isTemporary(cursor.uid))
            continue;
        progress.firstDownload = true;
        progress.done += cursor.received;
        progress.total += cursor.total;
    }
    Q_EMIT progressed(progress);
}

} // namespace convoy::sync
