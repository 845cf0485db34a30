// What this device keeps: tasks that rows here name and the history window left out, a second fill where the window was
// widened, and removal of what has left it. After the pushes: a person's edits go first.
#include "sync/engine/cycle.h"
#include "sync/engine/failures.h"
#include "sync/engine/halving.h"

#include <algorithm>

namespace convoy::sync {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostAbsenteeRounds = 20; // a parent of a parent of a parent
constexpr int evictedInOneGo = 200; // rows removed in one transaction, beside a window

} // namespace

void SyncEngine::fetchAbsentees()
{
    m_phase = Phase::Keeping;
    auto requests = replica().absentees();
    if (!requests)
        return fail(requests.error());
    if (requests->empty() || m_cycle->absenteeRounds++ >= mostAbsenteeRounds)
        return widen();
    m_cycle->absentees = *std::move(requests);
    m_cycle->absenteeAnswers.clear();
    await(m_remote.pullRows(m_cycle->absentees.front()), &SyncEngine::onAbsentees);
}

void SyncEngine::onAbsentees(const Result<RowsAnswer>& result)
{
    auto& requests = m_cycle->absentees;
    if (!result) {
        const size_t at = m_cycle->absenteeAnswers.size();
        auto halves = isTooMuch(result.error()) ? halved(requests[at]) : std::nullopt;
        if (!halves)
            return fail(result.error());
        requests[at] = std::move(halves->second);
        requests.insert(requests.begin() + qsizetype(at), std::move(halves->first));
        return await(m_remote.pullRows(requests[at]), &SyncEngine::onAbsentees);
    }
    m_cycle->report.bytes += result->bytes;
    m_cycle->absenteeAnswers.push_back(*result);
    // Which workspace a task is in is not known here: each is asked, and answers with its own.
    const size_t next = m_cycle->absenteeAnswers.size();
    if (next < requests.size())
        return await(m_remote.pullRows(requests[next]), &SyncEngine::onAbsentees);
    if (const auto taken = replica().takeAbsentees(requests, m_cycle->absenteeAnswers); !taken)
        return fail(taken.error());
    fetchAbsentees();
}

void SyncEngine::widen()
{
    const auto next = replica().nextOfSecondFill();
    if (!next)
        return fail(next.error());
    if (!*next)
        return evict();
    PullRequest request;
    request.limit = m_secondFillRows;
    request.workspaces.push_back(**next);
    m_cycle->request = request;
    await(m_remote.pull(request), &SyncEngine::onWidened);
}

void SyncEngine::onWidened(const Result<PullAnswer>& result)
{
    if (!result) {
        if (!isTooMuch(result.error()) || m_secondFillRows <= fewestPageRows)
            return fail(result.error());
        m_secondFillRows = std::max(fewestPageRows, m_secondFillRows / 2);
        return widen();
    }
    m_cycle->report.bytes += result->bytes;
    const auto& asked = m_cycle->request.workspaces.front();
    for (const WorkspacePage& page : result->workspaces) {
        if (page.workspace != asked.workspace)
            continue;
        if (page.state != WorkspacePage::State::Ok)
            return evict(); // the next pull says what became of the workspace, and starts anew
        if (page.hasMore && page.next <= asked.after)
            return fail({ Error::Kind::Malformed, u"a second fill that leads nowhere"_s });
        const auto stats = replica().applySecondFill(page);
        if (!stats)
            return fail(stats.error());
        m_cycle->report.received += stats->rows;
        return widen();
    }
    fail({ Error::Kind::Malformed, u"an answer that leaves out a workspace"_s });
}

void SyncEngine::evict()
{
    m_watchdog.start();
    const auto more = replica().evictSome(evictedInOneGo);
    if (!more)
        return fail(more.error());
    if (!*more)
        return conclude();
    QTimer::singleShot(0, this, [this, serial = m_serial] {
        if (serial == m_serial)
            evict();
    });
}

} // namespace convoy::sync
