#pragma once

#include "app/peer.h"
#include "app/session.h"
#include "store/replica.h"
#include "store/store.h"
#include "store/synclock.h"
#include "sync/account/accountsession.h"
#include "sync/connectivity/systemconnectivity.h"
#include "sync/engine/syncscheduler.h"
#include "sync/remote/networkhttp.h"
#include "sync/remote/supabaseapi.h"

namespace convoy::app {

//! What a session is made of, in the order in which it depends on each other. Private to the session.
struct Session::Parts {
    Parts(std::unique_ptr<store::SyncLock> syncLock, std::unique_ptr<store::Store> opened)
        : lock(std::move(syncLock))
        , store(std::move(opened))
    {
    }

    std::unique_ptr<store::SyncLock> lock;
    std::unique_ptr<store::Store> store;
    connectivity::SystemConnectivity unknownNetwork; //!< where nobody watches the network: always Unknown
    std::shared_ptr<sync::SecretStore> secrets;
    std::unique_ptr<remote::NetworkHttp> http;
    std::unique_ptr<account::AccountSession> tokens;
    std::unique_ptr<remote::SupabaseApi> api;
    std::unique_ptr<sync::SyncEngine> engine;
    std::unique_ptr<sync::SyncScheduler> scheduler;
    std::unique_ptr<PeerServer> peers;
    bool automatic = true;
    QString socketName;
    struct Asker {
        sync::Depth depth = sync::Depth::Changes;
        std::function<void(const sync::SyncReport&)> done;
    };
    std::vector<Asker> askers; //!< of sync(), until a cycle of that depth ends
};

} // namespace convoy::app
