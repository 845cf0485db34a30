#include "app/desktop/threadedaccount.h"

#include "app/signing.h"
#include "store/adoption.h"
#include "store/database.h"

#include <QFileInfo>
#include <QPointer>

namespace convoy::app {

ThreadedAccount::ThreadedAccount(
    StoreThread& thread, DataDirectory directory, std::shared_ptr<sync::SecretStore> sessionSecrets)
    : m_thread(thread)
    , m_directory(std::move(directory))
    , m_sessionSecrets(std::move(sessionSecrets))
{
}

sync::AccountInfo ThreadedAccount::account() const
{
    const auto current = m_directory.account();
    if (!current)
        return {};
    return { .server = current->server, .email = current->email, .userId = current->userId, .signedIn = true };
}

qint64 ThreadedAccount::localTaskCount() const
{
    if (!QFileInfo::exists(m_directory.localDatabase()))
        return 0;
    const auto local = store::Database::open(m_directory.localDatabase(), store::Database::Mode::ReadOnly);
    return local ? store::contentCount(**local).value_or(0) : 0;
}

void ThreadedAccount::signIn(const sync::SignInRequest& request)
{
    // The window offers the keychain or this run of the program only; files are the command line's.
    const bool keep = request.secrets == sync::SignInRequest::Secrets::Keychain;
    const QString words = keep ? QStringLiteral("keychain") : QStringLiteral("session");
    const QPointer<ThreadedAccount> self(this);
    m_thread.post([&thread = m_thread, self, request, words, secrets = m_sessionSecrets, directory = m_directory](Session& session) {
        const auto done = [&thread, self, request, directory](const Result<Account>& account) {
            auto status = account ? ok() : Status(account.error());
            if (account) {
                const auto prepared = prepareDatabase(*account, directory, request.localTasks);
                status = prepared ? DataDirectory(directory).setAccount(*account) : Status(prepared.error());
            }
            thread.home([self, status] {
                if (self)
                    self->finished(status);
            });
        };
        app::signIn(request, words, secretStoreFor(words, secrets), directory, &session, done);
    });
}

void ThreadedAccount::finished(const Status& status)
{
    if (!status) {
        Q_EMIT signInFailed(status.error());
        return;
    }
    Q_EMIT signedIn(account());
    Q_EMIT databaseChanged();
}

void ThreadedAccount::signOut()
{
    const auto current = m_directory.account();
    if (!current)
        return;
    const QPointer<ThreadedAccount> self(this);
    m_thread.post([&thread = m_thread, self, account = *current, secrets = m_sessionSecrets, directory = m_directory](Session& session) {
        forgetSession(account, secretStoreFor(account.secrets, secrets), directory, &session, [&thread, self](const Status&) {
            thread.home([self] {
                if (!self)
                    return;
                // The tokens may still lie in a keychain that did not answer; the account is left all the same.
                std::ignore = self->m_directory.setAccount(std::nullopt);
                Q_EMIT self->signedOut();
                Q_EMIT self->databaseChanged();
            });
        });
    });
}

} // namespace convoy::app
