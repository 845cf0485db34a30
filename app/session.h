#pragma once

#include "app/datadirectory.h"
#include "domain/clock.h"
#include "sync/status/accountcontrol.h"
#include "sync/status/syncstatus.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace convoy::store {
class Store;
}
namespace convoy::sync {
class Connectivity;
class RemoteApi;
class SecretStore;
}

namespace convoy::app {

//! Everything that belongs to one open database, on the thread that opened it: the store, and with an account the
//! tokens, the connection to the server, the engine and its scheduler. The desktop program has one on the store thread,
//! the command line one on its only thread. Whoever gets the sync lock runs cycles and answers other processes' requests
//! for one; without it a session only edits.
class Session final : public QObject {
    Q_OBJECT

public:
    enum class Timers : bool { Off, On }; //!< off: cycles run on signals and requests only (tests), or not at all by themselves (command line)

    struct Options {
        DataDirectory directory;
        std::optional<Account> account {};
        Timers timers = Timers::On;
        bool automatic = true; //!< start cycles by itself; the command line does not
        sync::Connectivity* connectivity = nullptr; //!< lives on the session's thread; may be null
        std::shared_ptr<sync::SecretStore> sessionSecrets {}; //!< of sign-ins that last as long as the program
    };

    static Result<std::unique_ptr<Session>> open(const Options& options, const Clock& clock);
    ~Session() override;

    [[nodiscard]] store::Store& store();
    [[nodiscard]] sync::RemoteApi* remote(); //!< null without account

    //! One cycle, by this process or by the one that holds the lock; always calls back, at the latest after `patience`.
    void sync(std::chrono::milliseconds patience, sync::Depth depth, std::function<void(const sync::SyncReport&)> done);
    [[nodiscard]] sync::SyncStatus status() const;

    void syncNow();
    void verifyNow();
    void setPaused(bool paused);
    void windowFocused();
    void wantsCycle(); //!< something here changed that only the server can complete; as an edit would ask
    [[nodiscard]] bool waitsOnMetered() const;
    Status setWaitsOnMetered(bool waits);
    void resumed(); //!< the computer woke up
    void outboxChanged(); //!< by whichever process
    void announceStatus();
    void reportStorageError(const Error& error); //!< an edit could not be saved
    void close(std::function<void()> done); //!< sends what waits, within a few seconds, then calls done

Q_SIGNALS:
    void statusChanged(const convoy::sync::SyncStatus& status);
    void cycleFinished(const convoy::sync::SyncReport& report);

private:
    struct Parts;
    Session(std::unique_ptr<Parts> parts, const Options& options);
    void answerPeers(const QString& socketName);
    void syncThroughHolder(std::chrono::milliseconds patience, sync::Depth depth, std::function<void(const sync::SyncReport&)> done);
    void onCycleFinished(const sync::SyncReport& report);

    std::unique_ptr<Parts> m_parts;
};

} // namespace convoy::app
