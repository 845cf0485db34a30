#pragma once

#include "domain/clock.h"
#include "store/access.h"
#include "store/outbox.h"
#include "store/reads.h"
#include "store/replica.h"
#include "store/rowimage.h"
#include "store/store.h"
#include "sync/engine/backoff.h"
#include "sync/engine/syncengine.h"
#include "tests/simulation/network.h"

namespace convoy::simulation {

//! A device's clocks: off, drifting, jumping; the steady one starts anew with each boot.
class DeviceClock final : public Clock {
public:
    explicit DeviceClock(const Timeline& timeline) : m_timeline(timeline), m_booted(timeline.now()) { }
    [[nodiscard]] qint64 wallMicros() const override { return m_timeline.now() + offset + drifted(); }
    [[nodiscard]] qint64 steadyMicros() const override { return m_timeline.now() - m_booted + drifted(); }
    [[nodiscard]] QString boot() const override { return QString::number(m_boots); }
    [[nodiscard]] bool wasRebooted() const { return m_boots > 1; }
    void reboot()
    {
        ++m_boots;
        m_booted = m_timeline.now();
    }

    qint64 offset = 0;
    double drift = 0;

private:
    [[nodiscard]] qint64 drifted() const { return qint64(double(m_timeline.now() - m_booted) * drift); }
    const Timeline& m_timeline;
    qint64 m_booted;
    int m_boots = 1;
};

//! One installation: the shipping store on a file of its own, the shipping engine, and when it syncs, which here is a few
//! lines in virtual time in the place of SyncScheduler's timers. Can die at any commit point and come back. Owned by the run.
class Device final {
public:
    Device(Timeline& timeline, Random& random, Network& network, Trace& trace, QString name, Caller caller, QString file);
    ~Device();

    [[nodiscard]] bool isAlive() const { return m_store && !m_dying; }
    [[nodiscard]] store::Store& store() { return *m_store; }
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const Caller& caller() const { return m_caller; }
    [[nodiscard]] bool isIdle() const { return m_engine && !m_engine->isRunning(); }
    [[nodiscard]] qint64 cycles() const { return m_cycles; }
    [[nodiscard]] const std::optional<sync::SyncReport>& lastReport() const { return m_report; }

    void syncSoon(qint64 micros); //!< a cycle, not later than in so long
    void verifySoon(); //!< a cycle that compares every row
    //! What comparing found: after a pull to the head there must never be a difference.
    [[nodiscard]] const QStringList& differences() const { return m_differences; }
    [[nodiscard]] int comparisons() const { return m_comparisons; }
    void resetBackoff() { m_backoff.reset(); }
    void crashAt(int commits, bool after); //!< in the middle of the n-th transaction from here
    void disarm() { m_crashIn = 0; }
    [[nodiscard]] const QStringList& crashes() const { return m_crashes; }
    [[nodiscard]] int deaths() const { return m_deaths; }
    [[nodiscard]] const QString& id() const { return m_id; }

    // what the file holds
    [[nodiscard]] std::vector<RowKey> keys(const QString& sql);
    [[nodiscard]] std::optional<store::RowImage> row(Entity entity, RowKey key);
    [[nodiscard]] QHash<Uid, QJsonObject> contentsOf(RowKey container); //!< of a project or a task: what it hides when it is thrown away
    [[nodiscard]] bool isHidden(const store::RowImage& inside); //!< its project or its task is in the trash, or gone from there
    [[nodiscard]] Uid uid(RowKey key); //!< bare; "was-..." after a twin took its place
    [[nodiscard]] qint64 number(const char* sql);

    DeviceClock clock;
    qint64 offlineUntil = 0;
    bool clockWasTurned = false;

private:
    void open();
    void comeBack();
    void run();
    void onFinished(const sync::SyncReport& report);
    [[nodiscard]] bool interrupted(const char* point, const char* moment);

    Timeline& m_timeline;
    Random& m_random;
    Network& m_network;
    Trace& m_trace;
    QString m_name;
    QString m_id;
    Caller m_caller;
    QString m_file;
    sync::Backoff m_backoff;
    std::unique_ptr<Link> m_link;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<sync::SyncEngine> m_engine;
    std::optional<sync::SyncReport> m_report {};
    qint64 m_due = 0;
    qint64 m_cycles = 0;
    int m_crashIn = 0;
    bool m_crashAfter = false;
    bool m_dying = false;
    int m_deaths = 0;
    bool m_compare = false;
    int m_comparisons = 0;
    QStringList m_crashes;
    QStringList m_differences;
};

} // namespace convoy::simulation
