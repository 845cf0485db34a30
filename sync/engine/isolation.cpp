#include "sync/engine/isolation.h"

#include <algorithm>

namespace convoy::sync {

namespace {

constexpr int failuresToPark = 5;
// A process that lives for one cycle never counts to five by itself. Halving 500 operations down to one adds at most
// ten attempts, so an entry with five more than that has failed alone five times.
constexpr int attemptsToPark = 15;
constexpr size_t suspectsThatMeanTheServer = 3;

} // namespace

GroupId groupOf(const store::PushBatch& batch)
{
    return batch.entries.empty() ? GroupId() : batch.entries.front().group;
}

bool isSingleGroup(const store::PushBatch& batch)
{
    return std::all_of(batch.entries.begin(), batch.entries.end(),
        [first = groupOf(batch)](const OutboxEntry& entry) { return entry.group == first; });
}

Isolation::Isolation(store::BatchLimits limits) : m_configured(limits), m_limits(limits) { }

void Isolation::beginCycle()
{
    m_suspects.clear();
    m_passedOver.clear();
    m_anySucceeded = false;
}

void Isolation::succeeded()
{
    m_anySucceeded = true;
    m_limits.operations = std::min(m_configured.operations, m_limits.operations * 2);
}

void Isolation::failedTogether(const store::PushBatch& batch)
{
    m_limits.operations = std::max(1, std::min(m_limits.operations, int(batch.entries.size())) / 2);
}

void Isolation::failedAlone(const store::PushBatch& batch, const Error& error)
{
    const int attempts = batch.entries.empty() ? 0 : batch.entries.front().attempts + 1;
    m_suspects.push_back({ groupOf(batch), error, attempts });
}

void Isolation::passOver(const store::PushBatch& batch) { m_passedOver.push_back(groupOf(batch)); }

bool Isolation::nothingIsAnswered() const { return m_passedOver.size() >= suspectsThatMeanTheServer; }

bool Isolation::isSuspect(const store::PushBatch& batch) const
{
    const bool passed = std::find(m_passedOver.begin(), m_passedOver.end(), groupOf(batch)) != m_passedOver.end();
    return passed || std::any_of(m_suspects.begin(), m_suspects.end(),
        [group = groupOf(batch)](const Suspect& one) { return one.group == group; });
}

bool Isolation::serverIsAtFault() const { return !m_anySucceeded && m_suspects.size() >= suspectsThatMeanTheServer; }

std::vector<Isolation::Suspect> Isolation::toPark()
{
    std::vector<Suspect> parked;
    if (serverIsAtFault())
        return parked;
    for (const Suspect& suspect : m_suspects) {
        if (++m_failures[suspect.group] < failuresToPark && suspect.attempts < attemptsToPark)
            continue;
        m_failures.remove(suspect.group);
        parked.push_back(suspect);
    }
    return parked;
}

} // namespace convoy::sync
