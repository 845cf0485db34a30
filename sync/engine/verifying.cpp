// Comparing every row with the server: after a pull to the head the two must have the same. What differs is fetched again by
// bucket and takes the place of what is here; then both are compared once more. A server that has no time for all buckets at
// once is asked for some after the other, each behind a pull of its own.
#include "sync/engine/cycle.h"

#include "store/checksums.h"
#include "sync/engine/failures.h"
#include "sync/engine/halving.h"

#include <algorithm>

namespace convoy::sync {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int rowsInOneGo = 1'000; // read between two looks at what else this thread has to do
constexpr qint64 rowsInOneRequest = 4'000;
constexpr int mostComparisons = 2;

//! Buckets of one workspace a request, about as many as a page holds.
std::deque<RowsRequest> requestsFor(const std::vector<store::BucketDifference>& differences, const std::vector<store::Cursor>& cursors)
{
    std::deque<RowsRequest> requests;
    qint64 rows = 0;
    for (const auto& one : differences) {
        const auto cursor = std::find_if(
            cursors.begin(), cursors.end(), [&](const store::Cursor& each) { return each.workspace == one.workspace; });
        if (cursor == cursors.end())
            continue;
        if (requests.empty() || requests.back().workspace != cursor->uid || rows + one.there > rowsInOneRequest) {
            requests.push_back({ cursor->uid, cursor->epoch, cursor->after });
            rows = 0;
        }
        requests.back().buckets[one.entity].push_back(one.bucket);
        rows += one.there;
    }
    return requests;
}

} // namespace

//! Of a server that ran out of time. It does not say with what, so that both the page and what is compared get smaller.
bool SyncEngine::askForLess()
{
    const bool compares = m_cycle->request.verify && m_buckets > 1;
    if (m_pageRows <= fewestPageRows && !compares)
        return false;
    m_pageRows = std::max(fewestPageRows, m_pageRows / 2);
    if (compares)
        m_buckets /= 2;
    return true;
}

void SyncEngine::compare(const PullAnswer& answer)
{
    m_phase = Phase::Verifying;
    m_cycle->manifest = answer.reference;
    std::vector<store::Verification::Part> parts;
    const auto cursors = replica().cursors();
    if (!cursors)
        return fail(cursors.error());
    for (const WorkspacePage& page : answer.workspaces) {
        const auto cursor = std::find_if(
            cursors->begin(), cursors->end(), [&](const store::Cursor& each) { return each.uid == page.workspace; });
        if (page.state != WorkspacePage::State::Ok || cursor == cursors->end() || !cursor->enabled)
            continue; // gone, or switched off meanwhile
        if (!page.checksums)
            return fail({ Error::Kind::Malformed, u"a last page without the checksums that were asked for"_s });
        parts.push_back({ cursor->workspace, cursor->window, *page.checksums });
    }
    auto& summary = m_cycle->report.verified ? *m_cycle->report.verified : m_cycle->report.verified.emplace();
    summary.workspaces = int(parts.size());
    m_cycle->verification = std::make_unique<store::Verification>(m_store.database(), std::move(parts), *m_cycle->request.verify);
    compareOn();
}

void SyncEngine::compareOn()
{
    m_watchdog.start();
    const auto done = m_cycle->verification->readOn(rowsInOneGo);
    if (!done)
        return fail(done.error());
    if (*done)
        return compared();
    QTimer::singleShot(0, this, [this, serial = m_serial] {
        if (serial == m_serial)
            compareOn();
    });
}

void SyncEngine::compared()
{
    auto& summary = *m_cycle->report.verified;
    if (m_cycle->comparisons == 0)
        summary.rows += m_cycle->verification->rows();
    const auto differences = m_cycle->verification->differences();
    m_cycle->verification.reset();
    const auto cursors = replica().cursors();
    if (!cursors)
        return fail(cursors.error());
    if (++m_cycle->comparisons == 1)
        summary.buckets += int(differences.size());
    else
        summary.remaining += int(differences.size());
    if (!differences.empty() && m_cycle->comparisons < mostComparisons) {
        m_cycle->different = requestsFor(differences, *cursors);
        return fetchDifferent();
    }
    m_phase = Phase::Pulling;
    m_cycle->comparisons = 0;
    m_cycle->compareFrom = m_cycle->request.verify->end;
    m_cycle->compareFrom < bucketCount ? pullPage() : afterPull(m_cycle->manifest);
}

void SyncEngine::fetchDifferent()
{
    if (m_cycle->different.empty()) {
        // The server may have moved on; what it has now is compared with what is here then.
        m_phase = Phase::Pulling;
        return pullPage();
    }
    await(m_remote.pullRows(m_cycle->different.front()), &SyncEngine::onRows);
}

void SyncEngine::onRows(const Result<RowsAnswer>& result)
{
    auto& requests = m_cycle->different;
    if (!result) {
        auto halves = isTooMuch(result.error()) ? halved(requests.front()) : std::nullopt;
        if (!halves)
            return fail(result.error());
        requests.front() = std::move(halves->second);
        requests.push_front(std::move(halves->first));
        return fetchDifferent();
    }
    m_cycle->report.bytes += result->bytes;
    if (result->minSchema > schemaVersion())
        return fail({ Error::Kind::TooOld, u"the server asks for schema %1"_s.arg(result->minSchema) });
    const auto request = requests.front();
    requests.pop_front();
    if (result->state == WorkspacePage::State::Ok) { // else the next pull says what became of the workspace
        const auto stats = replica().repair(request, *result);
        if (!stats)
            return fail(stats.error());
        m_cycle->report.verified->repaired += stats->rows;
        m_cycle->report.verified->keptAside += stats->keptAside;
    }
    fetchDifferent();
}

} // namespace convoy::sync
