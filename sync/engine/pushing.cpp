// The sending half of a cycle: batches, answers, text merges, and groups the server chokes on.
#include "store/reads.h"
#include "sync/engine/backoff.h"
#include "sync/engine/cycle.h"
#include "sync/engine/failures.h"
#include "sync/merge/textmerge.h"

#include <algorithm>

namespace convoy::sync {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostRebases = 5; // rounds in one cycle; somebody else types in the same text all the time

constexpr int sendsWithoutAnswer = 3; // as it is and first of all; from then on in parts and behind the pull

constexpr int mostFruitless = 10; // for example rows that the server says are gone, made again, and gone again

bool anyProcessed(const PushAnswer& answer)
{
    return std::any_of(answer.groups.begin(), answer.groups.end(),
        [](const PushedGroup& group) { return group.outcome != GroupOutcome::NotProcessed; });
}

} // namespace

void SyncEngine::pushNext()
{
    auto batch = replica().nextBatch(m_isolation.limits());
    if (!batch)
        return fail(batch.error());
    if (!*batch)
        return sendOn();
    if (m_isolation.isSuspect(**batch) || m_isolation.serverIsAtFault()) {
        // Its pause may be over already, but once in a cycle is enough. It keeps the time of its next attempt.
        const auto back = replica().handBack(**batch);
        m_cycle->batch = {};
        return back ? sendOn() : fail(back.error());
    }
    send(std::move(**batch));
}

void SyncEngine::send(store::PushBatch batch)
{
    m_cycle->batch = std::move(batch);
    reportUpload();
    if (m_cycle->batch.createWorkspace)
        await(m_remote.createWorkspace(*m_cycle->batch.createWorkspace), &SyncEngine::onWorkspaceCreated);
    else
        await(m_remote.push(m_cycle->batch.request), &SyncEngine::onPushed);
}

void SyncEngine::onWorkspaceCreated(const Result<WorkspaceCreateAnswer>& result)
{
    if (!result)
        return onSendFailed(result.error());
    if (const auto noted = replica().workspaceCreated(m_cycle->batch, *result); !noted)
        return fail(noted.error());
    m_isolation.succeeded();
    ++m_cycle->report.sent;
    m_cycle->pullAgain = true; // what is in it may go once its (empty) stream has been read
    m_phase == Phase::Resending ? resendNext() : pushNext();
}

void SyncEngine::onPushed(const Result<PushAnswer>& result)
{
    if (!result)
        return onSendFailed(result.error());
    m_cycle->report.bytes += result->bytes;
    if (result->minSchema > schemaVersion()) {
        const Error error { Error::Kind::TooOld, u"the server asks for schema %1"_s.arg(result->minSchema) };
        const auto back = replica().failed(m_cycle->batch, error, 0);
        return fail(back ? error : back.error());
    }
    noteServerTime(result->serverTime);
    const auto items = replica().rebaseItems(m_cycle->batch, *result);
    if (!items)
        return fail(items.error());
    const auto stats = replica().acknowledge(m_cycle->batch, *result);
    if (!stats)
        return fail(stats.error());
    m_cycle->report.sent += stats->acknowledged;
    m_cycle->report.conflicts += stats->conflicts;
    m_cycle->pullAgain |= stats->pullAgain;
    if (stats->missingAnswers)
        return fail({ Error::Kind::Malformed, u"an answer that leaves out groups"_s });
    const QString& epoch = m_cycle->batch.request.epoch;
    if (!epoch.isEmpty() && !result->epoch.isEmpty() && result->epoch != epoch) {
        // The server was put back to an older backup: nothing may go before a pull has said so, and the bases begin anew.
        m_cycle->pullAgain = true;
        return m_phase == Phase::Resending ? resendNext() : sendOn();
    }
    if (!anyProcessed(*result))
        return fail({ Error::Kind::Busy, u"the server processed none of the groups"_s });
    const bool fruitless = stats->acknowledged + stats->refused == 0 && items->empty();
    if (fruitless && ++m_cycle->fruitless > mostFruitless)
        return fail({ Error::Kind::Malformed, u"pushes that lead nowhere"_s });
    m_isolation.succeeded();
    if (const auto merged = mergeTexts(*items); !merged)
        return fail(merged.error());
    m_phase == Phase::Resending ? resendNext() : pushNext();
}

Status SyncEngine::mergeTexts(const std::vector<store::RebaseItem>& items)
{
    if (items.empty())
        return ok();
    if (++m_cycle->rebases > mostRebases)
        return Error { Error::Kind::Busy, u"texts that change on the server faster than they can be merged"_s };
    for (const auto& item : items) {
        const auto merged = merge::mergeTexts(item.base, item.mine, item.theirs);
        if (auto rebased = replica().rebased(item, merged.overlap ? item.mine : merged.text, merged.overlap); !rebased)
            return rebased;
    }
    return ok();
}

void SyncEngine::onSendFailed(const Error& error)
{
    if (!isDefinite(error))
        return onNoAnswer(error);
    const auto& batch = m_cycle->batch;
    qint64 notBefore = 0;
    if (isSingleGroup(batch)) {
        m_isolation.failedAlone(batch, error);
        notBefore = restUntil(m_isolation.failuresOf(groupOf(batch)), error);
    } else {
        m_isolation.failedTogether(batch);
    }
    if (const auto back = replica().failed(batch, error, notBefore); !back)
        return fail(back.error());
    m_phase == Phase::Resending ? resendNext() : pushNext();
}

//! It may have arrived, so its entries stay sent and are resent first of all next time. What never gets an answer would hold up
//! everything for ever that way: under its op ids it can as well go later, in parts and at last alone, and the rest goes on.
void SyncEngine::onNoAnswer(const Error& error)
{
    const auto& batch = m_cycle->batch;
    const int sends = batch.entries.empty() ? 0 : batch.entries.front().attempts + 1;
    if (!mayLieInTheRequest(error.kind) || sends == 0)
        return fail(error);
    if (sends < sendsWithoutAnswer) {
        const auto counted = replica().unanswered(batch, error);
        return fail(counted ? error : counted.error());
    }
    const bool alone = isSingleGroup(batch);
    alone ? m_isolation.passOver(batch) : m_isolation.failedTogether(batch);
    if (const auto back = replica().failed(batch, error, alone ? restUntil(sends - sendsWithoutAnswer, error) : 0); !back)
        return fail(back.error());
    if (!alone || m_isolation.nothingIsAnswered())
        return fail(error);
    m_phase == Phase::Resending ? resendNext() : pushNext();
}

qint64 SyncEngine::restUntil(int failures, const Error& error) const
{
    Backoff pause({ std::chrono::seconds(1) * (1 << std::min(failures, 8)), std::chrono::minutes(5) }, m_options.random);
    return m_clock.wallMicros() + qint64(pause.next(error.retryAfter).count()) * 1000;
}

//! Nothing more may go now: settles what failed alone, then the end or a last pull.
void SyncEngine::sendOn()
{
    if (m_isolation.serverIsAtFault())
        return fail(m_isolation.suspects().back().error);
    for (const auto& suspect : m_isolation.toPark()) {
        if (const auto parked = replica().park(suspect.group, suspect.error); !parked)
            return fail(parked.error());
    }
    if (!m_isolation.suspects().empty())
        m_cycle->softError = m_isolation.suspects().back().error;
    afterPush();
}

void SyncEngine::reportUpload()
{
    const auto counts = m_store.reads().outboxCounts();
    if (!counts)
        return;
    const auto left = counts->waiting + counts->sent;
    m_cycle->toSend = std::max(m_cycle->toSend, left + m_cycle->report.sent);
    Q_EMIT progressed({ false, m_cycle->report.sent, m_cycle->toSend });
}

} // namespace convoy::sync
