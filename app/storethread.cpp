#include "app/storethread.h"

#include <future>

namespace convoy::app {

StoreThread::StoreThread(Session::Options options, const Clock& clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_network(std::make_unique<connectivity::SystemConnectivity>())
    , m_inbox(std::make_unique<Mailbox>())
{
    m_options.connectivity = m_network.get();
    m_network->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("store"));
    m_inbox->moveToThread(&m_thread);
}

StoreThread::~StoreThread()
{
    if (!m_thread.isRunning())
        return;
    m_inbox->post([this] {
        const auto end = [this] {
            // Not inside the session's own call.
            m_inbox->post([this] {
                m_session.reset();
                m_thread.quit();
            });
        };
        if (m_session)
            m_session->close(end);
        else
            end();
    });
    m_thread.wait();
}

Status StoreThread::start()
{
    m_thread.start();
    std::promise<Status> opened;
    auto answer = opened.get_future();
    m_inbox->post([this, &opened] {
        auto session = Session::open(m_options, m_clock);
        if (session)
            m_session = std::move(*session);
        opened.set_value(session ? ok() : Status(std::move(session).error()));
    });
    return answer.get();
}

void StoreThread::post(std::function<void(Session&)> work)
{
    m_inbox->post([this, work = std::move(work)] {
        if (m_session)
            work(*m_session);
    });
}

} // namespace convoy::app
