#include "tests/simulation/random.h"

#include <QRandomGenerator>

namespace convoy::simulation {

namespace {
Random* uuidSource = nullptr;
}

quint64 Random::next()
{
    quint64 z = (m_state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

QUuid Random::uuid()
{
    const quint64 high = next();
    const quint64 low = next();
    return { uint(high >> 32), ushort(high >> 16), ushort((high & 0x0fff) | 0x4000), uchar(((low >> 56) & 0x3f) | 0x80),
        uchar(low >> 48), uchar(low >> 40), uchar(low >> 32), uchar(low >> 24), uchar(low >> 16), uchar(low >> 8),
        uchar(low) };
}

void takeUuidsFrom(Random* random) { uuidSource = random; }

} // namespace convoy::simulation

//! Takes the place of Qt's own at link time, for this program alone.
QUuid QUuid::createUuid()
{
    using namespace convoy::simulation;
    if (uuidSource)
        return uuidSource->uuid();
    convoy::simulation::Random fresh(QRandomGenerator::system()->generate64());
    return fresh.uuid();
}
