#pragma once

#include "app/session.h"
#include "domain/mailbox.h"
#include "sync/connectivity/systemconnectivity.h"

#include <QThread>

#include <future>

namespace convoy::app {

//! The store thread: the session lives there, work goes in by one mailbox and comes back by another. Owned by the
//! composition, used from the interface thread. Destroying it lets a cycle end in good order within a bound, then closes
//! the database.
class StoreThread final {
public:
    explicit StoreThread(Session::Options options, const Clock& clock);
    ~StoreThread();

    //! Begins to open the session. To be waited for before anything is shown, a window without its database has nothing to
    //! show; until then there is time for what needs none. Work that is posted meanwhile waits.
    [[nodiscard]] std::future<Status> start();

    void post(std::function<void(Session&)> work); //!< runs on the store thread; dropped when there is no session
    [[nodiscard]] connectivity::SystemConnectivity& network() { return *m_network; } //!< to be fed by the interface thread
    void home(Mailbox::Work work) { m_home.post(std::move(work)); } //!< runs on the interface thread; from any thread

private:
    Session::Options m_options;
    const Clock& m_clock;
    QThread m_thread;
    Mailbox m_home;
    std::unique_ptr<connectivity::SystemConnectivity> m_network;
    std::unique_ptr<Mailbox> m_inbox;
    std::unique_ptr<Session> m_session; //!< touched on the store thread only
};

} // namespace convoy::app
