#include "app/sessionparts.h"

#include "app/signing.h"
#include "store/outbox.h"
#include "store/reads.h"
#include "sync/merge/textmerge.h"

#include <QTimer>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto holderRetry = 200ms;

// A page is written in one transaction. Beside a window it has to be over before a person notices the wait.
constexpr int pageBesideAWindow = 400;
constexpr int pageWithoutWindow = 4'000;

//! Where a session without account would ask: nowhere, and nobody lets it.
QString noServer() { return u"http://localhost:9"_s; }

QJsonObject toJson(const sync::SyncReport& report)
{
    QJsonObject json { { u"outcome"_s, int(report.outcome) }, { u"sent"_s, report.sent }, { u"received"_s, report.received },
        { u"conflicts"_s, report.conflicts }, { u"requests"_s, report.requests }, { u"bytes"_s, report.bytes } };
    if (report.absence) {
        json.insert(u"absence"_s,
            QJsonArray { report.absence->sinceMicros, report.absence->untilMicros, report.absence->edits, report.absence->touched });
    }
    if (report.verified) {
        json.insert(u"verified"_s,
            QJsonArray { report.verified->rows, report.verified->workspaces, report.verified->buckets, report.verified->repaired,
                report.verified->keptAside, report.verified->remaining });
    }
    if (report.error) {
        json.insert(u"error_kind"_s, int(report.error->kind));
        json.insert(u"error_detail"_s, report.error->detail);
    }
    return json;
}

sync::SyncReport fromJson(const QJsonObject& json)
{
    sync::SyncReport report { .outcome = sync::SyncReport::Outcome(json.value(u"outcome"_s).toInt(1)),
        .sent = json.value(u"sent"_s).toInt(),
        .received = json.value(u"received"_s).toInt(),
        .conflicts = json.value(u"conflicts"_s).toInt(),
        .requests = json.value(u"requests"_s).toInt(),
        .bytes = json.value(u"bytes"_s).toInteger() };
    if (json.contains(u"error_kind"_s))
        report.error = Error { Error::Kind(json.value(u"error_kind"_s).toInt()), json.value(u"error_detail"_s).toString() };
    if (const QJsonArray absence = json.value(u"absence"_s).toArray(); absence.size() == 4)
        report.absence = { absence.at(0).toInteger(), absence.at(1).toInteger(), absence.at(2).toInt(), absence.at(3).toInt() };
    if (const QJsonArray verified = json.value(u"verified"_s).toArray(); verified.size() == 6) {
        report.verified = { verified.at(0).toInteger(), verified.at(1).toInt(), verified.at(2).toInt(), verified.at(3).toInt(),
            verified.at(4).toInt(), verified.at(5).toInt() };
    }
    return report;
}

sync::SyncReport failure(Error error)
{
    return { .outcome = sync::SyncReport::Outcome::Failed, .error = std::move(error) };
}

} // namespace

Result<std::unique_ptr<Session>> Session::open(const Options& options, const Clock& clock)
{
    const QString path
        = options.account ? options.directory.databaseFor(*options.account) : options.directory.localDatabase();
    auto lock = std::make_unique<store::SyncLock>(path);
    const auto migrate = lock->tryAcquire() ? store::Store::Migrate::Yes : store::Store::Migrate::No;
    auto store = store::Store::open(path, clock, migrate);
    if (!store)
        return std::move(store).error();
    auto parts = std::make_unique<Parts>(std::move(lock), std::move(*store));
    Parts& with = *parts;
    const QString device = options.account ? options.directory.deviceIdFor(*options.account) : options.directory.deviceId();
    if (auto set = with.store->replica().setDevice(device, options.directory.deviceName()); !set)
        return std::move(set).error();
    with.store->setTextMerge([](const QString& started, const QString& mine, const QString& theirs) {
        const auto both = merge::mergeKeepingBoth(started, mine, theirs);
        return store::MergedText { both.text, both.overlap };
    });
    if (!options.automatic)
        with.store->replica().setBulkFill(store::BulkFill::Yes); // no window of ours waits for the lock
    const Account account = options.account.value_or(Account { .server = noServer() });
    const Status known = options.account ? with.store->setMeta(u"user_id"_s, account.userId)
                                         : with.store->ensureDefaults(tr("Tasks"));
    if (!known)
        return known.error();
    const QUrl server(account.server);
    with.secrets = secretStoreFor(account.secrets, options.sessionSecrets);
    with.http = std::make_unique<remote::NetworkHttp>();
    with.tokens = std::make_unique<account::AccountSession>(account::GoTrue(server, account.anonKey.toUtf8(), *with.http),
        *with.secrets, options.directory.secretName(account), clock);
    with.api = std::make_unique<remote::SupabaseApi>(
        remote::Project { server, account.anonKey.toUtf8() }, *with.http, *with.tokens);
    sync::EngineOptions how;
    how.pageRows = options.automatic ? pageBesideAWindow : pageWithoutWindow;
    with.engine = std::make_unique<sync::SyncEngine>(*with.store, *with.api, clock, how);
    sync::SchedulerOptions when;
    when.periodic = options.timers == Timers::On;
    sync::Connectivity& network = options.connectivity ? *options.connectivity : with.unknownNetwork;
    with.scheduler
        = std::make_unique<sync::SyncScheduler>(*with.store, *with.engine, *with.lock, network, clock, std::move(when));
    return std::unique_ptr<Session>(new Session(std::move(parts), options));
}

Session::Session(std::unique_ptr<Parts> parts, const Options& options)
    : m_parts(std::move(parts))
{
    m_parts->automatic = options.automatic;
    m_parts->socketName = options.directory.socketName();
    sync::SyncScheduler& scheduler = *m_parts->scheduler;
    connect(&scheduler, &sync::SyncScheduler::statusChanged, this, &Session::statusChanged);
    connect(&scheduler, &sync::SyncScheduler::cycleFinished, this, &Session::onCycleFinished);
    if (options.account)
        scheduler.setAccount(options.account->email, options.account->server);
    if (!options.automatic)
        return;
    scheduler.start();
    answerPeers(m_parts->socketName);
}

Session::~Session() = default;

store::Store& Session::store() { return *m_parts->store; }
sync::RemoteApi* Session::remote() { return m_parts->scheduler->status().account.isEmpty() ? nullptr : m_parts->api.get(); }
sync::SyncStatus Session::status() const { return m_parts->scheduler->status(); }
void Session::syncNow() { m_parts->scheduler->request(sync::Trigger::Manual); }
void Session::verifyNow() { m_parts->scheduler->request(sync::Trigger::Verify); }
void Session::setPaused(bool paused) { m_parts->scheduler->setPaused(paused); }
void Session::windowFocused() { m_parts->scheduler->request(sync::Trigger::Focus); }
void Session::wantsCycle() { m_parts->scheduler->request(sync::Trigger::Edit); }
bool Session::waitsOnMetered() const { return m_parts->scheduler->waitsOnMetered(); }
Status Session::setWaitsOnMetered(bool waits) { return m_parts->scheduler->setWaitsOnMetered(waits); }
void Session::outboxChanged() { m_parts->scheduler->lookForEdits(); }
void Session::announceStatus() { Q_EMIT statusChanged(status()); }
void Session::reportStorageError(const Error& error) { m_parts->scheduler->reportStorageError(error); }
void Session::close(std::function<void()> done) { m_parts->scheduler->quit(std::move(done)); }

void Session::resumed()
{
    m_parts->http->forgetConnections();
    m_parts->scheduler->request(sync::Trigger::Resume);
}

void Session::sync(std::chrono::milliseconds patience, sync::Depth depth, std::function<void(const sync::SyncReport&)> done)
{
    if (!remote()) {
        QTimer::singleShot(0, this, [done = std::move(done)] { done(failure({ Error::Kind::Invalid, tr("Nobody is signed in.") })); });
        return;
    }
    if (!m_parts->lock->tryAcquire()) {
        if (const auto trouble = m_parts->lock->trouble()) {
            QTimer::singleShot(0, this, [done = std::move(done), trouble = *trouble] { done(failure(trouble)); });
            return;
        }
        syncThroughHolder(patience, depth, std::move(done));
        return;
    }
    // One answer: the cycle's, or the end of patience, whichever is first.
    const auto answered = std::make_shared<bool>(false);
    const auto once = [answered, done = std::move(done)](const sync::SyncReport& report) {
        if (!std::exchange(*answered, true))
            done(report);
    };
    m_parts->askers.push_back({ depth, once });
    QTimer::singleShot(patience, this, [once] { once(failure({ Error::Kind::Timeout, {} })); });
    if (m_parts->automatic)
        depth == sync::Depth::Everything ? verifyNow() : syncNow();
    else if (!m_parts->engine->isRunning()) {
        std::ignore = store().outbox().hurry(); // what then still waits is in the report
        m_parts->engine->run(
            sync::triggerName(depth == sync::Depth::Everything ? sync::Trigger::Verify : sync::Trigger::Manual), depth);
    }
}

void Session::syncThroughHolder(
    std::chrono::milliseconds patience, sync::Depth depth, std::function<void(const sync::SyncReport&)> done)
{
    const auto started = std::chrono::steady_clock::now();
    const QString command = depth == sync::Depth::Everything ? u"verify"_s : u"sync"_s;
    askPeer(m_parts->socketName, { { u"command"_s, command }, { u"patience_ms"_s, qint64(patience.count()) } }, patience, this,
        [this, patience, depth, started, done = std::move(done)](const Result<QJsonObject>& answer) {
            const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
            if (answer)
                return done(fromJson(*answer));
            if (answer.error().kind != Error::Kind::Offline || spent + holderRetry >= patience)
                return done(failure(answer.error()));
            // The holder does not listen: a short-lived command, or one that is just starting or ending.
            QTimer::singleShot(holderRetry, this, [this, left = patience - spent - holderRetry, depth, done] { sync(left, depth, done); });
        });
}

void Session::answerPeers(const QString& socketName)
{
    m_parts->peers = std::make_unique<PeerServer>(socketName, [this](const QJsonObject& request, const PeerServer::Answer& answer) {
        const QString command = request.value(u"command"_s).toString();
        if (command != "sync"_L1 && command != "verify"_L1)
            return answer({ { u"error"_s, u"unknown command"_s } });
        const std::chrono::milliseconds patience(request.value(u"patience_ms"_s).toInteger(60'000));
        if (!m_parts->lock->tryAcquire())
            return answer(toJson(failure({ Error::Kind::Locked, {} })));
        const auto depth = command == "verify"_L1 ? sync::Depth::Everything : sync::Depth::Changes;
        sync(patience, depth, [answer](const sync::SyncReport& report) { answer(toJson(report)); });
    });
    // Without the socket other processes' requests fail with a sentence; this one works all the same.
    std::ignore = m_parts->peers->listen();
}

void Session::onCycleFinished(const sync::SyncReport& report)
{
    // An account that has nothing yet gets its first workspace once the server has said so.
    if (!report.error) {
        if (const auto workspaces = store().reads().workspaces(); workspaces && workspaces->empty())
            std::ignore = store().ensureDefaults(tr("Tasks"));
    }
    for (auto& asker : std::exchange(m_parts->askers, {})) {
        if (asker.depth == sync::Depth::Everything && !report.verified && !report.error)
            m_parts->askers.push_back(std::move(asker)); // a cycle that was under way already; theirs comes next
        else
            asker.done(report);
    }
    Q_EMIT cycleFinished(report);
}

} // namespace convoy::app
