#pragma once

#include <chrono>
#include <functional>
#include <optional>

namespace convoy::sync {

struct BackoffLimits {
    std::chrono::milliseconds first { 1'000 };
    std::chrono::milliseconds most { 300'000 };
};

//! How long to wait after the n-th failure in a row: full jitter under a doubling limit, so that many devices do not
//! come back at the same moment; never earlier than the server asked for. A value of its owner, any thread.
class Backoff final {
public:
    using Random = std::function<double()>; //!< in [0, 1)

    explicit Backoff(BackoffLimits limits = {}, Random random = {});
    [[nodiscard]] std::chrono::milliseconds next(std::optional<std::chrono::milliseconds> retryAfter = {});
    void reset() { m_failures = 0; }
    [[nodiscard]] int failures() const { return m_failures; }

private:
    BackoffLimits m_limits;
    Random m_random;
    int m_failures = 0;
};

} // namespace convoy::sync
