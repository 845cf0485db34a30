#include "tests/simulation/device.h"

#include "store/database.h"
#include "store/identities.h"
#include "sync/engine/failures.h"

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;
using namespace store;

Device::Device(Timeline& timeline, Random& random, Network& network, Trace& trace, QString name, Caller caller, QString file)
    : clock(timeline)
    , m_timeline(timeline)
    , m_random(random)
    , m_network(network)
    , m_trace(trace)
    , m_name(std::move(name))
    , m_caller(std::move(caller))
    , m_file(std::move(file))
    , m_backoff({}, [&random] { return random.real(); })
{
    open();
    m_id = uuidText(m_random.uuid());
    const Status named = m_store->replica().setDevice(m_id, m_name);
    const Status known = m_store->setMeta(u"user_id"_s, m_caller.user);
    if (!named || !known)
        qFatal("a device that cannot be set up");
}

Device::~Device()
{
    m_engine.reset();
    m_store.reset();
}

void Device::open()
{
    auto opened = Store::open(m_file, clock);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().detail));
    m_store = std::move(*opened);
    m_store->database().setInterruption(
        [this](const char* point, const char* moment) { return interrupted(point, moment); });
    m_link = std::make_unique<Link>(m_network, m_name, m_caller);
    sync::EngineOptions options;
    options.pageRows = int(m_random.between(20, 400));
    if (options.pageRows % 3 == 0)
        options.buckets = options.pageRows % 23 + 1; // compares in parts from the start
    options.random = [this] { return m_random.real(); };
    options.headStart = {}; // only what is posted is delivered here, no timers run
    options.batch.operations = int(m_random.between(3, 40));
    m_engine = std::make_unique<sync::SyncEngine>(*m_store, *m_link, clock, options);
    QObject::connect(m_engine.get(), &sync::SyncEngine::finished, m_engine.get(),
        [this](const sync::SyncReport& report) { onFinished(report); });
}

void Device::crashAt(int commits, bool after)
{
    m_crashIn = commits;
    m_crashAfter = after;
}

bool Device::interrupted(const char* point, const char* moment)
{
    if (m_crashIn == 0 || qstrcmp(moment, m_crashAfter ? "after" : "before") != 0 || --m_crashIn > 0)
        return false;
    m_dying = true;
    ++m_deaths;
    m_crashes += QLatin1String(point) + u':' + QLatin1String(moment);
    m_trace.line(m_timeline.now(), u"%1: dies in %2"_s.arg(m_name, m_crashes.back()));
    m_timeline.in(m_random.between(1, 40) * aSecond, [this] { comeBack(); });
    return true;
}

void Device::comeBack()
{
    m_engine.reset();
    m_link.reset();
    m_store.reset();
    m_dying = false;
    if (m_random.chance(0.5))
        clock.reboot();
    open();
    m_trace.line(m_timeline.now(), u"%1: is back"_s.arg(m_name));
    m_due = 0;
    syncSoon(m_random.between(0, 5) * aSecond);
}

void Device::syncSoon(qint64 micros)
{
    const qint64 due = m_timeline.now() + micros;
    if (m_due != 0 && m_due <= due)
        return;
    m_due = due;
    m_timeline.at(due, [this, due] {
        if (m_due == due)
            run();
    });
}

void Device::run()
{
    if (!isAlive())
        return;
    m_due = 0;
    if (m_engine->isRunning())
        return; // it plans the next one itself
    ++m_cycles;
    m_engine->run(u"timer"_s, std::exchange(m_compare, false) ? sync::Depth::Everything : sync::Depth::Changes);
}

void Device::verifySoon()
{
    m_compare = true;
    syncSoon(0);
}

void Device::onFinished(const sync::SyncReport& report)
{
    if (!isAlive())
        return;
    m_report = report;
    m_trace.line(m_timeline.now(), u"%1: cycle ends, outcome %2 sent %3 received %4 %5"_s.arg(m_name, QString::number(int(report.outcome)),
            QString::number(report.sent), QString::number(report.received), report.error ? report.error->detail : QString()));
    if (report.verified) {
        ++m_comparisons;
        const auto& found = *report.verified;
        if (found.buckets > 0 || found.remaining > 0 || found.keptAside > 0)
            m_differences += u"differs: %1 had %2 parts unlike the server's, %3 rows repaired, %4 kept aside"_s.arg(m_name).arg(found.buckets).arg(found.repaired).arg(found.keptAside);
        if (found.keptAside > 0) {
            Access access(m_store->database());
            access.each("SELECT entry FROM quarantine ORDER BY id DESC LIMIT 3", [&](Statement& row) { m_trace.line(m_timeline.now(), u"%1 kept aside %2"_s.arg(m_name, row.text(0))); });
        }
    }
    if (!report.error) {
        m_backoff.reset();
        return syncSoon(5 * aMinute);
    }
    const bool soon = sync::retryFor(report.error->kind) == sync::Retry::Backoff;
    syncSoon(soon ? m_backoff.next(report.error->retryAfter).count() * aMillisecond : 5 * aMinute);
}

std::vector<RowKey> Device::keys(const QString& sql)
{
    Access access(m_store->database());
    std::vector<RowKey> keys;
    access.each(sql.toUtf8().constData(), [&](Statement& row) { keys.push_back(row.key(0)); });
    return keys;
}

std::optional<RowImage> Device::row(Entity entity, RowKey key)
{
    Access access(m_store->database());
    return readRow(access, entity, key);
}

QHash<Uid, QJsonObject> Device::contentsOf(RowKey container)
{
    static const std::vector<std::pair<Entity, QString>> inside { { Entity::Task, u"SELECT key FROM tasks WHERE project_id=%1"_s },
        { Entity::Milestone, u"SELECT key FROM milestones WHERE project_id=%1"_s },
        { Entity::Activity, u"SELECT a.key FROM activity_feed a LEFT JOIN tasks t ON t.key=a.task_id WHERE %1 IN (a.task_id, t.project_id)"_s } };
    QHash<Uid, QJsonObject> contents;
    for (const auto& [entity, sql] : inside) {
        for (const RowKey key : keys(sql.arg(container.value)))
            contents.insert(uid(key), row(entity, key)->fields);
    }
    return contents;
}

bool Device::isHidden(const RowImage& inside)
{
    const RowKey taskKey { inside.fields[u"task_id"_s].toInteger() };
    const auto task = row(Entity::Task, taskKey);
    const RowKey projectKey { (task ? *task : inside).fields[u"project_id"_s].toInteger() };
    const auto project = row(Entity::Project, projectKey);
    const auto isGone = [](RowKey key, const std::optional<RowImage>& image) { return key && (!image || !image->deletedAt.isEmpty()); };
    return isGone(taskKey, task) || isGone(projectKey, project);
}

Uid Device::uid(RowKey key)
{
    Access access(m_store->database());
    const auto known = identityOf(access, key);
    return known ? bareUid(known->uid) : Uid();
}

qint64 Device::number(const char* sql)
{
    Access access(m_store->database());
    return access.number(sql).value_or(0);
}

} // namespace convoy::simulation
