#pragma once

#include <QUuid>

#include <vector>

namespace convoy::simulation {

//! Everything random of one run comes from here, so that a seed repeats the run exactly: also the uuids that the program
//! makes (see random.cpp). SplitMix64. Owned by the run.
class Random final {
public:
    explicit Random(quint64 seed) : m_state(seed) { }

    [[nodiscard]] quint64 next();
    [[nodiscard]] qint64 below(qint64 limit) { return qint64(next() % quint64(limit)); }
    [[nodiscard]] qint64 between(qint64 least, qint64 most) { return least + below(most - least + 1); }
    [[nodiscard]] double real() { return double(next() >> 11) * 0x1.0p-53; }
    [[nodiscard]] bool chance(double probability) { return real() < probability; }
    [[nodiscard]] QUuid uuid();
    template <class T> [[nodiscard]] const T& of(const std::vector<T>& values)
    {
        return values[size_t(below(qint64(values.size())))];
    }

private:
    quint64 m_state;
};

//! Where QUuid::createUuid() takes its uuids from while a run lasts; nullptr: from the system.
void takeUuidsFrom(Random* random);

} // namespace convoy::simulation
