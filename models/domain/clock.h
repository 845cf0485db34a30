#pragma once

#include <QString>

#include <optional>

namespace convoy {

//! Time, injected so that tests and the simulation can turn it. Owned by main; used from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual qint64 wallMicros() const = 0; //!< since 1970 UTC; may jump
    [[nodiscard]] virtual qint64 steadyMicros() const = 0; //!< never jumps, counts only within boot()
    [[nodiscard]] virtual QString boot() const = 0; //!< names the period in which steadyMicros is comparable
};

class SystemClock final : public Clock {
public:
    SystemClock();
    [[nodiscard]] qint64 wallMicros() const override;
    [[nodiscard]] qint64 steadyMicros() const override;
    [[nodiscard]] QString boot() const override { return m_boot; }

private:
    QString m_boot;
};

//! A pair of readings that ties this device's clocks to the server's: taken from each answer's server_time.
struct ServerClock {
    qint64 serverMicros = 0;
    qint64 wallMicros = 0;
    qint64 steadyMicros = 0;
    QString boot;
};

//! "2026-11-23T10:42:07.123456+00:00"; the form in which the server writes its timestamps.
[[nodiscard]] QString timestampText(qint64 micros);
[[nodiscard]] std::optional<qint64> timestampMicros(const QString& text);

} // namespace convoy
