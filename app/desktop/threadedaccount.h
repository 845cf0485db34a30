#pragma once

#include "app/storethread.h"
#include "sync/status/accountcontrol.h"

namespace convoy::app {

//! Signing in and out for the window; the work is done on the store thread. A change of account is a change of database:
//! databaseChanged asks the composition to build everything anew. Interface thread.
class ThreadedAccount final : public sync::AccountControl {
    Q_OBJECT

public:
    ThreadedAccount(StoreThread& thread, DataDirectory directory, std::shared_ptr<sync::SecretStore> sessionSecrets);

    [[nodiscard]] sync::AccountInfo account() const override;
    [[nodiscard]] qint64 localTaskCount() const override;
    void signIn(const sync::SignInRequest& request) override;
    void signOut() override;

Q_SIGNALS:
    void databaseChanged();

private:
    void finished(const Status& status);

    StoreThread& m_thread;
    DataDirectory m_directory;
    std::shared_ptr<sync::SecretStore> m_sessionSecrets;
};

} // namespace convoy::app
