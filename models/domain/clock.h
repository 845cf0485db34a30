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
    qint64 errorMicros = 0; //!< by which it may be off: half of what the answer took
};

//! The reading that an answer gives which was asked for at `askedSteady` and came at `came`. The server looked at its clock
//! somewhere in between: in the middle, for all that is known.
[[nodiscard]] ServerClock serverClockFrom(qint64 serverMicros, qint64 askedSteady, ServerClock came);

//! What is known after a new reading: an answer that took long does not spoil what a quick one has shown. The wall clock's
//! part is always of now.
[[nodiscard]] ServerClock bestOf(const std::optional<ServerClock>& known, const ServerClock& reading);

//! "2026-11-23T10:42:07.123456+00:00"; the form in which the server writes its timestamps.
[[nodiscard]] QString timestampText(qint64 micros);
[[nodiscard]] std::optional<qint64> timestampMicros(const QString& text);

} // namespace convoy
