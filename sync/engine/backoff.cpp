#include "sync/engine/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace convoy::sync {

using std::chrono::milliseconds;

Backoff::Backoff(BackoffLimits limits, Random random)
    : m_limits(limits)
    , m_random(random ? std::move(random) : Random([] { return QRandomGenerator::global()->generateDouble(); }))
{
}

milliseconds Backoff::next(std::optional<milliseconds> retryAfter)
{
    const int doublings = std::min(m_failures++, 30);
    const auto limit = std::min(m_limits.most, milliseconds(m_limits.first.count() << doublings));
    const auto jittered = milliseconds(qint64(double(limit.count()) * m_random()));
    return std::max(jittered, retryAfter.value_or(milliseconds(0)));
}

} // namespace convoy::sync
