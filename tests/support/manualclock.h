#pragma once

#include "domain/clock.h"

namespace convoy::test {

//! A clock that stands still until the test moves it; the wall clock can be set apart from the steady one.
class ManualClock final : public Clock {
public:
    [[nodiscard]] qint64 wallMicros() const override { return m_wall; }
    [[nodiscard]] qint64 steadyMicros() const override { return m_steady; }
    [[nodiscard]] QString boot() const override { return m_boot; }

    void advance(qint64 micros)
    {
        m_wall += micros;
        m_steady += micros;
    }
    void setWall(qint64 micros) { m_wall = micros; }
    void reboot(const QString& boot)
    {
        m_boot = boot;
        m_steady = 0;
    }

private:
    qint64 m_wall = 1'790'000'000'000'000; // September 2026
    qint64 m_steady = 1'000'000;
    QString m_boot = QStringLiteral("boot-1");
};

} // namespace convoy::test
