#pragma once

#include <QtGlobal>

#include <functional>
#include <map>
#include <utility>

namespace convoy::simulation {

inline constexpr qint64 aMillisecond = 1'000;
inline constexpr qint64 aSecond = 1'000'000;
inline constexpr qint64 aMinute = 60 * aSecond;
inline constexpr qint64 aDay = 86'400 * aSecond;

//! Virtual time, microseconds since 1970, and what is to happen when. One event at a time; what Qt posted meanwhile is
//! delivered before the next. Owned by the run.
class Timeline final {
public:
    [[nodiscard]] qint64 now() const { return m_now; }
    void at(qint64 when, std::function<void()> event);
    void in(qint64 micros, std::function<void()> event) { at(m_now + micros, std::move(event)); }
    bool step(); //!< false: nothing is left
    void runUntil(qint64 when);
    void leap(qint64 micros); //!< nothing happens for so long: what is planned comes later by as much
    [[nodiscard]] int leaps() const { return m_leaps; }

private:
    qint64 m_now = 1'788'220'800'000'000; // 1 September 2026
    std::map<std::pair<qint64, quint64>, std::function<void()>> m_events;
    quint64 m_serial = 0;
    int m_leaps = 0;
};

} // namespace convoy::simulation
