#pragma once

#include "app/datadirectory.h"
#include "domain/clock.h"
#include "sync/port/secretstore.h"
#include "sync/status/accountcontrol.h"

#include <QUrl>

#include <functional>
#include <memory>

class QObject;

namespace convoy::app {

// Signing in and out, for the window and the command line alike. Each step leaves the device as it was when it fails.

//! Where the tokens are kept, from the words of Account::secrets: keychain, session or file:PATH. "session" is the one
//! that the caller keeps for as long as the program runs.
[[nodiscard]] std::shared_ptr<sync::SecretStore> secretStoreFor(
    const QString& words, const std::shared_ptr<sync::SecretStore>& session = {});

//! The address of a server as a person types it; Invalid with a sentence when it is none.
[[nodiscard]] Result<QUrl> serverUrl(QString text);

//! Asks the server for a session, keeps it in the secret store under the words given, and says who that is.
void signIn(const sync::SignInRequest& request, const QString& secretsWords, std::shared_ptr<sync::SecretStore> secrets,
    const DataDirectory& directory, QObject* context, std::function<void(const Result<Account>&)> done);

//! Opens the account's database, made if need be, and carries over the tasks of this device that belong to no account.
//! Returns how many rows came along.
[[nodiscard]] Result<qint64> prepareDatabase(
    const Account& account, const DataDirectory& directory, sync::SignInRequest::LocalTasks localTasks);

//! Forgets the session here and tells the server, if it can be reached. The failure is the secret store's.
void forgetSession(const Account& account, std::shared_ptr<sync::SecretStore> secrets, const DataDirectory& directory,
    QObject* context, std::function<void(const Status&)> done);

} // namespace convoy::app
