#include "tests/simulation/timeline.h"

#include <QCoreApplication>
#include <QEvent>

namespace convoy::simulation {

void Timeline::at(qint64 when, std::function<void()> event)
{
    m_events.emplace(std::pair(std::max(when, m_now), ++m_serial), std::move(event));
}

bool Timeline::step()
{
    if (m_events.empty())
        return false;
    auto first = m_events.extract(m_events.begin());
    m_now = std::max(m_now + 1, first.key().first); // no two events at one moment: each is later than what it follows
    first.mapped()();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return true;
}

void Timeline::runUntil(qint64 when)
{
    while (!m_events.empty() && m_events.begin()->first.first <= when)
        step();
    m_now = std::max(m_now, when);
}

void Timeline::leap(qint64 micros)
{
    std::map<std::pair<qint64, quint64>, std::function<void()>> later;
    for (auto& [key, event] : m_events)
        later.emplace(std::pair(key.first + micros, key.second), std::move(event));
    m_events = std::move(later);
    m_now += micros;
    ++m_leaps;
}

} // namespace convoy::simulation
