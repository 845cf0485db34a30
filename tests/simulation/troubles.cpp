// What befalls devices and server in a run.
#include "tests/simulation/run.h"

#include "domain/jsonvalues.h"

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

void Run::planTrouble()
{
    m_timeline.in(m_random.between(5, 40) * aSecond, [this] {
        if (m_healed)
            return;
        trouble();
        planTrouble();
    });
}

void Run::trouble()
{
    const qint64 pick = m_random.below(106 + m_size.morePurges);
    if (pick < 28)
        partition();
    else if (pick < 52)
        crash();
    else if (pick < 62)
        turnClock();
    else if (pick < 76)
        consoleEdit();
    else if (pick < 79)
        consoleDelete();
    else if (pick < 83)
        revoke();
    else if (pick < 87)
        changeRole();
    else if (pick < 89)
        newEpoch();
    else if (pick < 91)
        purge();
    else if (pick < 97)
        poison();
    else if (pick < 100)
        deselect();
    else if (pick < 102)
        compareRows();
    else if (pick < 106)
        setWindow();
    else
        purge();
}

void Run::partition()
{
    Device& device = *m_random.of(m_devices);
    const qint64 until = m_timeline.now() + m_random.between(10, 400) * aSecond;
    note(u"%1 is offline"_s.arg(device.name()));
    device.offlineUntil = until;
    m_network.setReachable(device.name(), false);
    m_timeline.at(until, [this, &device] {
        if (m_timeline.now() < device.offlineUntil)
            return; // cut off again meanwhile
        note(u"%1 is online"_s.arg(device.name()));
        m_network.setReachable(device.name(), true);
        device.resetBackoff();
        if (m_random.chance(0.7))
            device.syncSoon(m_random.between(0, 3) * aSecond);
    });
}

void Run::crash() { m_random.of(m_devices)->crashAt(int(m_random.between(1, 12)), m_random.chance(0.5)); }

void Run::turnClock()
{
    Device& device = *m_random.of(m_devices);
    device.clock.offset += m_random.between(-6 * 3600, 6 * 3600) * aSecond;
    device.clockWasTurned = true;
    note(u"the clock of %1 is turned"_s.arg(device.name()));
}

void Run::consoleEdit()
{
    const auto rows = m_server.rows(u"select json_agg(json_build_array(t.id, t.title, p.deleted_at is not null) order by t.id)"
                                     " from public.tasks t left join public.projects p on p.id = t.project_id where t.workspace_id = '%1' and t.deleted_at is null"_s.arg(m_workspace));
    if (rows.isEmpty())
        return;
    const auto picked = rows.at(m_random.below(rows.size())).toArray();
    const QString title = u"console-%1"_s.arg(m_book.unique());
    if (m_network.console(u"update public.tasks set title = '%1' where id = '%2'"_s.arg(title, picked[0].toString()))) {
        note(u"console: %1 is now %2"_s.arg(picked[0].toString(), title));
        m_book.add({ .device = -1, .at = m_timeline.now(), .entity = Entity::Task, .key = {}, .row = picked[0].toString(), .field = u"title"_s,
            .value = title, .saw = picked[1], .inHidden = picked[2].toBool(), .console = true });
    }
}

void Run::consoleDelete()
{
    const auto all = m_server.rows(u"select json_agg(to_jsonb(t) order by id) from public.tasks t where workspace_id = '%1' and deleted_at is null"_s.arg(m_workspace));
    if (all.isEmpty())
        return;
    const auto row = all.at(m_random.below(all.size())).toObject();
    if (m_network.console(u"delete from public.tasks where id = '%1'"_s.arg(row[u"id"_s].toString()))) {
        note(u"console: deletes %1"_s.arg(row[u"id"_s].toString()));
        m_book.add({ .device = -1, .at = m_timeline.now(), .entity = Entity::Task, .key = {}, .row = row[u"id"_s].toString(), .field = u"deleted_at"_s,
            .value = true, .saw = false, .sawRow = row, .console = true });
    }
}

void Run::revoke()
{
    if (m_users.size() < 2)
        return;
    const QString user = m_users[size_t(m_random.between(1, qint64(m_users.size()) - 1))].user;
    if (!m_network.console(u"update public.workspace_members set deleted_at = clock_timestamp() where user_id = '%1' and workspace_id = '%2' and deleted_at is null"_s.arg(user, m_workspace)))
        return;
    note(u"%1 is no member any more"_s.arg(user));
    m_out.push_back(user);
    m_timeline.in(m_random.between(20, 300) * aSecond, [this, user] {
        note(u"%1 is a member again"_s.arg(user));
        (void)m_network.console(u"update public.workspace_members set deleted_at = null where user_id = '%1' and workspace_id = '%2'"_s.arg(user, m_workspace));
    });
}

void Run::changeRole()
{
    if (m_users.size() < 2)
        return;
    const QString user = m_users[size_t(m_random.between(1, qint64(m_users.size()) - 1))].user;
    m_out.push_back(user);
    for (const auto& [role, pause] : { std::pair(u"viewer"_s, 0), { u"editor"_s, 120 } }) {
        m_timeline.in(pause * aSecond, [this, user, role = role] {
            note(u"%1 is %2"_s.arg(user, role));
            (void)m_network.console(u"update public.workspace_members set role = '%1' where user_id = '%2' and workspace_id = '%3'"_s.arg(role, user, m_workspace));
        });
    }
}

void Run::newEpoch()
{
    note(u"a new epoch"_s);
    (void)m_network.console(u"update public.sync_heads set epoch = gen_random_uuid() where workspace_id = '%1'"_s.arg(m_workspace));
}

//! What the purge throws away because its project is in the trash for so long.
void Run::noteEmptied(const QString& horizon)
{
    for (const QString& table : { u"tasks"_s, u"milestones"_s }) {
        const auto ids = m_server.rows(u"select json_agg(t.id) from public.%1 t join public.projects p on p.id = t.project_id where p.workspace_id = '%2'"
                                       " and p.deleted_at < %3 and t.deleted_at is null"_s.arg(table, m_workspace, horizon));
        for (const auto& id : ids)
            m_purged += QJsonObject { { u"emptied"_s, id } };
    }
}

void Run::keepRows(const QString& table, const QString& where)
{
    const auto all = m_server.rows(u"select json_agg(to_jsonb(t)) from public.%1 t where %2"_s.arg(table, where));
    for (const auto& row : all)
        m_purged += QJsonObject { { u"table"_s, table }, { u"row"_s, row } };
}

//! A hundred days pass; somebody may be away for all of it.
void Run::purge()
{
    if (!m_network.quiet())
        return;
    note(u"a hundred days pass"_s);
    m_timeline.leap(100 * aDay);
    m_end += 100 * aDay; // what people do goes on behind it
    const QString horizon = u"timestamptz 'epoch' + %1 * interval '1 microsecond'"_s.arg(m_timeline.now() - 90 * aDay);
    noteEmptied(horizon);
    for (const auto& info : schema()) {
        if (info.kind != SyncKind::Reference && info.entity != Entity::Workspace)
            keepRows(info.table, u"workspace_id = '%1' and deleted_at < %2"_s.arg(m_workspace, horizon));
    }
    (void)m_network.console(u"select set_config('convoy.purging', 'on', true); select convoy.purge_workspace('%1', clock_timestamp() - interval '90 days')"_s.arg(m_workspace));
}

//! The server chokes on one of the edits that wait, or somebody on the way swallows it.
void Run::poison()
{
    Device& device = *m_random.of(m_devices);
    if (!device.isAlive())
        return;
    const auto entries = device.store().outbox().entries();
    if (!entries || entries->empty())
        return;
    const QString op = uuidText(m_random.of(*entries).op);
    const bool choked = m_random.chance(0.5);
    note((choked ? u"the server chokes on %1"_s : u"what contains %1 gets no answer"_s).arg(op));
    (choked ? m_network.poison : m_network.swallowed).insert(op);
}

void Run::deselect()
{
    Device& device = *m_random.of(m_devices);
    if (!device.isAlive())
        return;
    const bool on = m_random.chance(0.5);
    const auto keys = device.keys(u"SELECT workspace_id FROM cursors WHERE enabled=%1 ORDER BY workspace_id"_s.arg(on ? 0 : 1));
    if (keys.empty())
        return;
    const auto done = device.store().replica().setEnabled(m_random.of(keys), on);
    note(u"%1 %2 a workspace %3"_s.arg(device.name(), on ? u"syncs"_s : u"leaves out"_s, done ? QString() : done.error().detail));
}

void Run::compareRows()
{
    Device& device = *m_random.of(m_devices);
    note(u"%1 compares every row"_s.arg(device.name()));
    device.verifySoon();
}

//! How long ago tasks may have been finished that are kept on a device.
void Run::setWindow()
{
    static const std::vector<int> choices { 0, 1, 30, 120 };
    Device& device = *m_random.of(m_devices);
    const int days = m_random.of(choices);
    if (!device.isAlive())
        return;
    const auto done = device.store().setHistoryDays(days);
    note(u"%1 keeps %2 days%3"_s.arg(device.name(), QString::number(days), done ? QString() : u" - "_s + done.error().detail));
    if (device.isAlive())
        device.syncSoon(m_random.between(0, 30) * aSecond);
}

} // namespace convoy::simulation
