#include "domain/clock.h"

#include <QDateTime>
#include <QFile>
#include <QTimeZone>
#include <QUuid>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace convoy {

namespace {

QString readBoot()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (file.open(QIODevice::ReadOnly))
        return QString::fromLatin1(file.readAll().trimmed());
    // Without a boot id the monotonic clock is comparable within this process only.
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

SystemClock::SystemClock()
    : m_boot(readBoot())
{
}

qint64 SystemClock::wallMicros() const
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

qint64 SystemClock::steadyMicros() const
{
#ifdef CLOCK_BOOTTIME
    // CLOCK_MONOTONIC stands still while a laptop sleeps; edits made after resume would be dated too early.
    timespec now {};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
#else
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
#endif
}

QString timestampText(qint64 micros)
{
    qint64 seconds = micros / 1'000'000;
    qint64 rest = micros % 1'000'000;
    if (rest < 0) {
        rest += 1'000'000;
        --seconds;
    }
    const auto whole = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    QString fraction = rest == 0 ? QString() : QStringLiteral(".%1").arg(rest, 6, 10, QLatin1Char('0'));
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    return whole.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")) + fraction + QStringLiteral("+00:00");
}

std::optional<qint64> timestampMicros(const QString& text)
{
    const auto parsed = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!parsed.isValid())
        return std::nullopt;
    // Qt keeps milliseconds; the digits behind them are read by hand.
    qint64 micros = parsed.toSecsSinceEpoch() * 1'000'000;
    const auto dot = text.indexOf(QLatin1Char('.'));
    qint64 unit = 100'000;
    for (auto i = dot + 1; dot >= 0 && i < text.size() && text[i].isDigit() && unit > 0; ++i, unit /= 10)
        micros += text[i].digitValue() * unit;
    return micros;
}

ServerClock serverClockFrom(qint64 serverMicros, qint64 askedSteady, ServerClock came)
{
    came.errorMicros = std::max(came.steadyMicros - askedSteady, qint64(0)) / 2;
    came.serverMicros = serverMicros + came.errorMicros;
    return came;
}

ServerClock bestOf(const std::optional<ServerClock>& known, const ServerClock& reading)
{
    if (!known || known->boot != reading.boot)
        return reading;
    constexpr qint64 driftPerSecond = 200; // microseconds; more than two clocks drift apart that are not broken
    ServerClock now = reading;
    const qint64 age = reading.steadyMicros - known->steadyMicros;
    now.serverMicros = known->serverMicros + age;
    now.errorMicros = known->errorMicros + age / 1'000'000 * driftPerSecond;
    const bool contradict = std::abs(now.serverMicros - reading.serverMicros) > now.errorMicros + reading.errorMicros;
    return age < 0 || contradict || reading.errorMicros <= now.errorMicros ? reading : now;
}

} // namespace convoy
