#include "tests/simulation/server.h"

#include "tests/simulation/planted.h"

#include "domain/clock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

namespace {

// Before the migrations: what reads the clock or makes a uuid asks the run. And what one needs to check a run.
const QString virtualTime = uR"(
alter function pg_catalog.clock_timestamp() rename to real_clock_timestamp;
alter function pg_catalog.now() rename to real_now;
alter function pg_catalog.gen_random_uuid() rename to real_gen_random_uuid;
create function pg_catalog.clock_timestamp() returns timestamptz volatile parallel safe language sql as
    $$ select set_config('sim.now', (current_setting('sim.now')::bigint + current_setting('sim.step')::bigint)::text, true)::bigint
        * interval '1 microsecond' + timestamptz 'epoch' $$;
create function pg_catalog.now() returns timestamptz stable parallel safe language sql as
    $$ select current_setting('sim.now')::bigint * interval '1 microsecond' + timestamptz 'epoch' $$;
create function pg_catalog.gen_random_uuid() returns uuid volatile parallel safe language sql as
    $$ select md5(current_setting('sim.seed') || set_config('sim.made', (current_setting('sim.made')::int + 1)::text, true))::uuid $$;
)"_s;

const QString lossesTable = uR"(
create schema sim;
create table sim.losses (workspace_id uuid, row_id uuid, field text, rule text, value jsonb, mine_stamp timestamptz,
    theirs_stamp timestamptz, theirs jsonb);
create index on sim.losses (workspace_id);
create function sim.note_loss() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    insert into sim.losses values (new.workspace_id, new.row_id, new.field, new.rule, new.mine_value, new.mine_stamp,
        new.theirs_stamp, new.theirs_value);
    return null;
end $$;
create trigger note_loss after insert or update on public.sync_conflicts for each row execute function sim.note_loss();
)"_s;

QSqlDatabase open(const QString& name, const QUrl& url, const QString& database)
{
    auto connection = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
    connection.setHostName(url.host());
    connection.setPort(url.port());
    connection.setUserName(url.userName());
    connection.setPassword(url.password());
    connection.setDatabaseName(database);
    if (!connection.open())
        qFatal("%s", qPrintable(connection.lastError().text()));
    return connection;
}

void mustRun(const QString& connection, const QString& sql)
{
    QSqlQuery query(QSqlDatabase::database(connection, false));
    if (!query.exec(sql))
        qFatal("%s\nin: %s", qPrintable(query.lastError().text()), qPrintable(sql.left(300)));
}

QString fileText(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

void install(const QString& connection, const std::vector<Replacement>& changes)
{
    std::vector<bool> found(changes.size());
    const QString top = QStringLiteral(CONVOY_SOURCE_DIR);
    mustRun(connection, virtualTime);
    mustRun(connection, fileText(top + u"/tests/backend/sql/shim.sql"_s));
    const QDir folder(top + u"/sync/supabase/migrations"_s);
    const auto files = folder.entryList({ u"*.sql"_s }, QDir::Files, QDir::Name);
    QString all;
    for (const QString& file : files) {
        // One thread plays everybody: who has to wait for a lock waits in vain, so nobody waits for long.
        QString sql = fileText(folder.filePath(file));
        all += sql;
        sql.replace(u"'lock_timeout', '2s'"_s, u"'lock_timeout', '2ms'"_s);
        sql.replace(u"'lock_timeout', '250ms'"_s, u"'lock_timeout', '2ms'"_s);
        for (size_t i = 0; i < changes.size(); ++i) {
            found[i] = found[i] || sql.contains(changes[i].text);
            sql.replace(changes[i].text, changes[i].by);
        }
        mustRun(connection, sql);
    }
    // A mistake that can no longer be planted is noticed by whoever changes the migrations, not months later.
    for (const PlantedBug& bug : plantedBugs()) {
        for (const Replacement& change : bug.inServer) {
            if (!all.contains(change.text))
                qFatal("no migration has what \"%s\" replaces: %s", bug.name, qPrintable(change.text));
        }
    }
    for (size_t i = 0; i < changes.size(); ++i) {
        if (!found[i])
            qFatal("no migration has: %s", qPrintable(changes[i].text));
    }
    mustRun(connection, lossesTable);
}

//! The status that PostgREST gives an SQLSTATE.
int statusOf(const QString& state)
{
    if (state.startsWith("PT"_L1))
        return state.mid(2).toInt();
    if (state == "42501"_L1)
        return 403;
    if (state == "42883"_L1)
        return 404;
    if (state.startsWith("23"_L1))
        return 409;
    return state.startsWith("22"_L1) || state == "P0001"_L1 ? 400 : 500;
}

Reply replyOf(const QSqlError& error)
{
    const QString state = error.nativeErrorCode();
    const QString text = error.databaseText();
    static const QRegularExpression detail(u"DETAIL:\\s*(.*)"_s);
    const QJsonObject body { { u"code"_s, state == "42883"_L1 ? u"PGRST202"_s : state }, { u"message"_s, text },
        { u"details"_s, detail.match(text).captured(1) } };
    return { statusOf(state), QJsonDocument(body).toJson(QJsonDocument::Compact) };
}

} // namespace

Server::Server(const QString& url, const std::vector<Replacement>& changes)
    : m_database(u"simulation_%1"_s.arg(QCoreApplication::applicationPid()))
    , m_url(url)
{
    const QUrl where(url);
    (void)open(u"operator"_s, where, where.path().mid(1));
    mustRun(u"operator"_s, u"create database %1"_s.arg(m_database));
    for (const auto& [name, value] : { std::pair(u"sim.now"_s, u"1788220800000000"_s), { u"sim.step"_s, u"1"_s },
             { u"sim.seed"_s, u"x"_s }, { u"sim.made"_s, u"0"_s }, { u"client_min_messages"_s, u"error"_s } })
        mustRun(u"operator"_s, u"alter database %1 set %2 = '%3'"_s.arg(m_database, name, value));
    QSqlDatabase::removeDatabase(u"operator"_s); // not kept idle for hours
    for (size_t i = 0; i < m_connections.size(); ++i) {
        m_connections[i].name = u"server-%1"_s.arg(i);
        (void)open(m_connections[i].name, where, m_database);
        if (i == 0)
            install(m_connections[i].name, changes);
    }
}

Server::~Server()
{
    for (const auto& connection : m_connections)
        QSqlDatabase::database(connection.name, false).close();
    const QUrl where(m_url);
    (void)open(u"operator"_s, where, where.path().mid(1));
    mustRun(u"operator"_s, u"drop database %1 with (force)"_s.arg(m_database));
    for (const auto& connection : m_connections)
        QSqlDatabase::removeDatabase(connection.name);
    QSqlDatabase::removeDatabase(u"operator"_s);
}

void Server::beginRun()
{
    for (size_t i = 0; i < m_connections.size(); ++i) {
        if (m_connections[i].open)
            commit(int(i));
    }
    m_calls = 0;
    mustRun(m_connections.front().name, u"select setval('public.sync_seq', 1, false)"_s);
}

void Server::setMoment(qint64 micros, const QString& seed)
{
    m_now = micros;
    m_seed = seed;
}

QString Server::quoted(const QString& text) { return u"$sim$"_s + text + u"$sim$"_s; }

QString Server::moment() const
{
    return u"set_config('sim.now', '%1', true), set_config('sim.step', '%2', true), set_config('sim.made', '0', true),"
           " set_config('sim.seed', '%3/%4', true)"_s.arg(QString::number(m_now), QString::number(m_step), m_seed,
            QString::number(m_calls));
}

std::optional<Server::Call> Server::begin(const Caller& caller, QLatin1String function, const QByteArray& body)
{
    Call call;
    while (size_t(call.connection) < m_connections.size() && m_connections[size_t(call.connection)].open)
        ++call.connection;
    if (size_t(call.connection) == m_connections.size())
        return std::nullopt;
    ++m_calls;
    const QString& name = m_connections[size_t(call.connection)].name;
    const QJsonObject claims { { u"sub"_s, caller.user }, { u"role"_s, u"authenticated"_s }, { u"email"_s, caller.email },
        { u"session_id"_s, caller.session } };
    mustRun(name, u"begin; set local role authenticated; select set_config('request.jwt.claims', %1, true), %2"_s.arg(
            quoted(QString::fromUtf8(QJsonDocument(claims).toJson(QJsonDocument::Compact))), moment()));
    QSqlQuery query(QSqlDatabase::database(name, false));
    query.setForwardOnly(true);
    if (query.exec(u"select public."_s + function + u"("_s + quoted(QString::fromUtf8(body)) + u"::jsonb -> 'request')"_s) && query.next())
        call.reply = { 200, query.value(0).toString().toUtf8() };
    else
        call.reply = replyOf(query.lastError());
    m_connections[size_t(call.connection)].open = true;
    return call;
}

void Server::commit(int connection)
{
    m_connections[size_t(connection)].open = false;
    mustRun(m_connections[size_t(connection)].name, u"commit"_s); // after an error: a rollback
}

bool Server::console(const QString& sql)
{
    for (const auto& connection : m_connections) {
        if (connection.open)
            continue;
        ++m_calls;
        mustRun(connection.name, u"begin; set local lock_timeout = '2ms'; select "_s + moment());
        QSqlQuery query(QSqlDatabase::database(connection.name, false));
        const bool done = query.exec(sql);
        if (!done && query.lastError().nativeErrorCode() != "55P03"_L1)
            qFatal("%s\nin: %s", qPrintable(query.lastError().text()), qPrintable(sql));
        query.clear();
        mustRun(connection.name, done ? u"commit"_s : u"rollback"_s);
        return done;
    }
    return false;
}

QJsonArray Server::rows(const QString& sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connections.back().name, false));
    query.setForwardOnly(true);
    if (!query.exec(u"set timezone = 'UTC'"_s) || !query.exec(sql))
        qFatal("%s\nin: %s", qPrintable(query.lastError().text()), qPrintable(sql));
    QJsonArray rows;
    while (query.next()) {
        const QJsonArray some = QJsonDocument::fromJson(query.value(0).toString().toUtf8()).array();
        for (const auto& each : some)
            rows += each;
    }
    return rows;
}

qint64 Server::number(const QString& sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connections.back().name, false));
    if (!query.exec(sql) || !query.next())
        qFatal("%s\nin: %s", qPrintable(query.lastError().text()), qPrintable(sql));
    return query.value(0).toLongLong();
}

} // namespace convoy::simulation
