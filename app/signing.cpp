#include "app/signing.h"

#include "store/adoption.h"
#include "store/database.h"
#include "store/store.h"
#include "store/synclock.h"
#include "sync/account/accountsession.h"
#include "sync/account/plainsecrets.h"
#include "sync/keychain/keychainsecrets.h"
#include "sync/remote/networkhttp.h"
#include "sync/remote/supabaseapi.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;
using sync::SignInRequest;

namespace {

constexpr auto patience = std::chrono::seconds(20); // for a person who waits in front of a form

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Signing)
};

//! Keeps its parts alive until the server and the secret store have answered.
struct Conversation : QObject {
    using QObject::QObject;
    remote::NetworkHttp http { { .silence = patience, .total = patience } };
    std::shared_ptr<sync::SecretStore> secrets;
    Account account;
};

} // namespace

std::shared_ptr<sync::SecretStore> secretStoreFor(const QString& words, const std::shared_ptr<sync::SecretStore>& session)
{
    if (words.startsWith("file:"_L1))
        return std::make_shared<account::FileSecrets>(words.mid(5));
    if (words == "session"_L1)
        return session ? session : std::make_shared<account::SessionSecrets>();
    return std::make_shared<keychain::KeychainSecrets>();
}

Result<QUrl> serverUrl(QString text)
{
    text = text.trimmed();
    if (!text.contains("://"_L1))
        text.prepend("https://"_L1);
    while (text.endsWith(u'/'))
        text.chop(1);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return Error { Error::Kind::Invalid, Words::tr("\"%1\" is no address of a server; an example: https://abc.supabase.co").arg(text) };
    return url;
}

void signIn(const SignInRequest& request, const QString& secretsWords, std::shared_ptr<sync::SecretStore> secrets,
    const DataDirectory& directory, QObject* context, std::function<void(const Result<Account>&)> done)
{
    const auto server = serverUrl(request.server);
    if (!server)
        return done(server.error());
    auto* talk = new Conversation(context);
    talk->secrets = std::move(secrets);
    talk->account = { .server = server->toString(), .anonKey = request.anonKey.trimmed(), .secrets = secretsWords };
    const auto finish = [talk, done = std::move(done)](const Result<Account>& result) {
        talk->deleteLater();
        done(result);
    };
    account::GoTrue service(*server, talk->account.anonKey.toUtf8(), talk->http);
    const qint64 now = SystemClock().wallMicros();
    const auto asked = request.mode == SignInRequest::Mode::SignUp
        ? service.signUp(request.email.trimmed(), request.password, now, talk)
        : service.signIn(request.email.trimmed(), request.password, now, talk);
    whenDone(asked, talk, [talk, finish, directory](const Result<account::Session>& session) {
        if (!session)
            return finish(session.error());
        talk->account.email = session->email;
        talk->account.userId = session->userId;
        const auto written = talk->secrets->write(directory.secretName(talk->account), account::secretFrom(*session));
        whenDone(written, talk, [talk, finish, token = session->accessToken](const Status& kept) {
            if (!kept)
                return finish(kept.error());
            const remote::Project project { QUrl(talk->account.server), talk->account.anonKey.toUtf8() };
            // Where that fails, the invitations are still there at the next sign-in.
            whenDone(talk->http.send(remote::acceptInvitations(project, token)), talk,
                [talk, finish](const Result<sync::HttpReply>&) { finish(talk->account); });
        });
    });
}

Result<qint64> prepareDatabase(const Account& account, const DataDirectory& directory, SignInRequest::LocalTasks localTasks)
{
    const SystemClock clock;
    const QString path = directory.databaseFor(account);
    store::SyncLock lock(path);
    const auto migrate = lock.tryAcquire() ? store::Store::Migrate::Yes : store::Store::Migrate::No;
    const auto store = store::Store::open(path, clock, migrate);
    if (!store)
        return store.error();
    if (localTasks == SignInRequest::LocalTasks::KeepSeparate || !QFileInfo::exists(directory.localDatabase()))
        return 0;
    const auto local = store::Database::open(directory.localDatabase(), store::Database::Mode::ReadOnly);
    if (!local)
        return local.error();
    const auto count = store::contentCount(**local);
    if (!count || *count == 0)
        return count;
    const auto carried = store::adopt(**local, **store, Words::tr("Added the tasks of this device"));
    if (!carried)
        return carried;
    store::SyncLock localLock(directory.localDatabase());
    const auto migrateLocal = localLock.tryAcquire() ? store::Store::Migrate::Yes : store::Store::Migrate::No;
    const auto left = store::Store::open(directory.localDatabase(), clock, migrateLocal);
    if (!left)
        return left.error();
    if (auto gone = store::letGo(**left, **store, Words::tr("Moved to the account of %1").arg(account.email)); !gone)
        return gone.error();
    return carried;
}

void forgetSession(const Account& account, std::shared_ptr<sync::SecretStore> secrets, const DataDirectory& directory,
    QObject* context, std::function<void(const Status&)> done)
{
    auto* talk = new Conversation(context);
    talk->secrets = std::move(secrets);
    talk->account = account;
    const QString name = directory.secretName(account);
    const auto forget = [talk, name, done = std::move(done)] {
        whenDone(talk->secrets->remove(name), talk, [talk, done](const Status& removed) {
            talk->deleteLater();
            done(removed);
        });
    };
    whenDone(talk->secrets->read(name), talk, [talk, forget](const Result<QByteArray>& secret) {
        const account::Session session = account::sessionFromSecret(secret.value_or(QByteArray()));
        if (session.accessToken.isEmpty())
            return forget();
        account::GoTrue service(QUrl(talk->account.server), talk->account.anonKey.toUtf8(), talk->http);
        // Offline the token simply runs out: ending it on the server is not in this device's hands then.
        whenDone(service.signOut(session.accessToken, talk), talk, [forget](const Status&) { forget(); });
    });
}

} // namespace convoy::app
