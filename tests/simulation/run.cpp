#include "tests/simulation/run.h"

#include "domain/jsonvalues.h"
#include "sync/remote/requests.h"
#include "tests/simulation/check.h"

#include <QDir>
#include <QFile>

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestBackoff = 5 * aMinute;

//! What waits there and for what.
QString waiting(Device& device)
{
    QString all;
    store::Access access(device.store().database());
    access.each("SELECT o.state, o.action, o.entity, o.attempts, o.next_attempt, o.text, c.filled, c.enabled, c.role, o.error, o.chain, o.key FROM outbox o LEFT JOIN cursors c"
                " ON c.workspace_id=o.workspace_id ORDER BY o.id LIMIT 5", [&](store::Statement& row) {
        all += u"\n        state %1 action %2 entity %3 attempts %4 next in %5 s filled %6 enabled %7 role %8 key %9: "_s.arg(row.text(0), row.text(1), row.text(2),
            row.text(3), QString::number(row.integer(4) == 0 ? 0 : (row.integer(4) - device.clock.wallMicros()) / aSecond), row.text(6), row.text(7), row.text(8), row.text(11)) + row.text(5).left(90) + u" / "_s + row.text(9);
    });
    return all;
}

} // namespace

Run::Run(Server& server, Size size, quint64 seed, QString name, const QString& folder, bool trace)
    : m_server(server)
    , m_size(size)
    , m_name(std::move(name))
    , m_folder(folder + u'/' + m_name)
    , m_random(seed)
    , m_trace(trace)
    , m_network(m_timeline, m_random, server, m_trace, m_name)
{
    takeUuidsFrom(&m_random);
    m_server.beginRun();
    QDir(m_folder).removeRecursively();
    QDir().mkpath(m_folder);
}

Run::~Run()
{
    m_people.clear();
    m_devices.clear();
    takeUuidsFrom(nullptr);
    QDir(m_folder).removeRecursively();
}

void Run::note(const QString& what) { m_trace.line(m_timeline.now(), u"*** "_s + what); }

void Run::setUp()
{
    for (int i = 0; i * 2 < m_size.devices; ++i)
        m_users.push_back({ uuidText(m_random.uuid()), u"person%1@example.com"_s.arg(i), {} });
    m_workspace = uuidText(m_random.uuid());
    m_server.setStep(1);
    m_server.setMoment(m_timeline.now(), m_name);
    const auto made = m_server.begin(m_users.front(), "workspace_create"_L1,
        remote::workspaceCreateBody({ m_workspace, u"Shared"_s, u"SHA"_s, m_random.uuid(), uuidText(m_random.uuid()), u"setup"_s }));
    if (!made || made->reply.status != 200)
        qFatal("no workspace: %s", made ? made->reply.body.constData() : "");
    m_server.commit(made->connection);
    for (size_t i = 1; i < m_users.size(); ++i)
        (void)m_network.console(u"insert into public.workspace_members (workspace_id, user_id, role, email) values ('%1', '%2', 'editor', '%3')"_s.arg(
            m_workspace, m_users[i].user, m_users[i].email));
    const QString pattern = m_folder + u"/../empty.sqlite"_s;
    for (int i = 0; i < m_size.devices; ++i) {
        const QString file = m_folder + u"/%1.sqlite"_s.arg(i);
        QFile::copy(pattern, file);
        Caller caller = m_users[size_t(i / 2)];
        caller.session = uuidText(m_random.uuid());
        m_devices.push_back(std::make_unique<Device>(m_timeline, m_random, m_network, m_trace, u"device-%1"_s.arg(i), caller, file));
        auto& clock = m_devices.back()->clock;
        clock.offset = m_random.chance(0.5) ? m_random.between(-5 * 3600, 5 * 3600) * aSecond : m_random.between(-20, 20) * aSecond;
        clock.drift = m_random.real() * 0.002 - 0.001;
        m_people.push_back(std::make_unique<Person>(m_timeline, m_random, m_trace, m_book, *m_devices.back(), i));
    }
}

void Run::plan(int device, int left)
{
    if (left == 0)
        return;
    const qint64 pause = m_random.chance(0.2) ? m_random.between(60, 240) * aSecond : m_random.between(100, 30'000) * aMillisecond;
    m_timeline.in(pause, [this, device, left] {
        if (m_healed)
            return;
        const bool alive = m_devices[size_t(device)]->isAlive();
        if (alive)
            m_people[size_t(device)]->act();
        m_end = m_timeline.now();
        plan(device, left - (alive ? 1 : 0));
    });
}

QStringList Run::execute()
{
    setUp();
    for (int i = 0; i < m_size.devices; ++i) {
        m_devices[size_t(i)]->syncSoon(m_random.between(0, 20) * aSecond);
        m_timeline.in(m_random.between(0, 60) * aSecond, [this, i] { plan(i, m_size.actions); });
    }
    planTrouble();
    m_end = m_timeline.now() + aMinute;
    while (m_timeline.now() <= m_end + 5 * aMinute)
        m_timeline.runUntil(m_timeline.now() + aMinute);
    heal();
    // The network is up again: everything has to be through within three backoff periods.
    if (!waitFor(3 * longestBackoff))
        return hanging();
    for (int round = 0; round < 4; ++round) {
        for (auto& person : m_people)
            person->settle();
        for (auto& device : m_devices)
            device->syncSoon(0);
        if (!waitFor(3 * longestBackoff))
            return hanging();
    }
    for (int round = 0; round < 2; ++round) {
        for (auto& device : m_devices)
            device->syncSoon(0);
        m_timeline.runUntil(m_timeline.now() + 2 * aMinute);
    }
    for (auto& device : m_devices)
        device->verifySoon();
    m_timeline.runUntil(m_timeline.now() + 2 * aMinute);
    QStringList wrong;
    for (const auto& person : m_people)
        wrong += person->complaints;
    for (const auto& device : m_devices) {
        wrong += device->differences();
        if (device->comparisons() == 0)
            wrong += u"hung: %1 was not compared"_s.arg(device->name());
    }
    Check check(m_server, m_book, m_devices, m_users, m_purged, m_timeline.leaps() > 0);
    return wrong + check.all();
}

void Run::heal()
{
    note(u"everything is healed"_s);
    m_healed = true;
    m_network.heal();
    for (auto& device : m_devices) {
        device->disarm();
        device->offlineUntil = 0;
    }
    m_timeline.runUntil(m_timeline.now() + 3 * aMinute); // what is dead comes back, what is under way arrives
    for (const QString& user : std::exchange(m_out, {})) {
        while (!m_network.console(u"update public.workspace_members set role = 'editor', deleted_at = null where user_id = '%1' and workspace_id = '%2'"_s.arg(user, m_workspace)))
            m_timeline.runUntil(m_timeline.now() + aSecond);
    }
    for (auto& device : m_devices) {
        const auto off = device->keys(u"SELECT workspace_id FROM cursors WHERE enabled=0"_s);
        for (const RowKey workspace : off)
            (void)device->store().replica().setEnabled(workspace, true);
        (void)device->store().setHistoryDays(0);
        if (off.empty() && m_random.chance(0.5))
            continue; // nobody tells it: its own timer has to be armed
        device->resetBackoff();
        device->syncSoon(0);
    }
}

bool Run::waitFor(qint64 micros)
{
    const qint64 limit = m_timeline.now() + micros;
    do {
        m_timeline.runUntil(m_timeline.now() + 10 * aSecond);
        if (hanging().isEmpty())
            return true;
    } while (m_timeline.now() < limit);
    return hanging().isEmpty();
}

QStringList Run::hanging()
{
    QStringList wrong;
    for (const auto& device : m_devices) {
        // What stands behind an edit that needs a person waits for that person.
        const qint64 left = device->number("SELECT count(*) FROM outbox WHERE state IN (1, 2) AND NOT EXISTS (SELECT 1 FROM outbox WHERE state>3)");
        if (!device->isIdle() || left > 0)
            wrong += u"hung: %1 has %2 entries waiting or sent: %3%4"_s.arg(device->name(), QString::number(left),
                device->lastReport() && device->lastReport()->error ? device->lastReport()->error->detail : u"no error"_s, waiting(*device));
        else if (!device->lastReport() || device->lastReport()->error)
            wrong += u"hung: %1 cannot sync: %2"_s.arg(device->name(), device->lastReport() ? device->lastReport()->error->detail : QString());
    }
    return wrong;
}

QStringList Run::crashes() const
{
    QStringList all;
    for (const auto& device : m_devices)
        all += device->crashes();
    return all;
}

} // namespace convoy::simulation
