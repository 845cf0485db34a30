#include "app/storethread.h"

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
    const auto ended = std::make_shared<std::promise<void>>();
    m_inbox->post([this, ended] {
        const auto end = [this, ended] {
            // Not inside the session's own call.
            m_inbox->post([this, ended] {
                m_session.reset();
                m_thread.quit();
                ended->set_value();
            });
        };
        if (m_session)
            m_session->close(end);
        else
            end();
    });
    ended->get_future().wait();
    m_thread.wait();
}

std::future<Status> StoreThread::start()
{
    m_thread.start();
    const auto opened = std::make_shared<std::promise<Status>>(); // its last act on the other thread may come behind the answer
    auto answer = opened->get_future();
    m_inbox->post([this, opened] {
        auto session = Session::open(m_options, m_clock);
        if (session)
            m_session = std::move(*session);
        opened->set_value(session ? ok() : Status(std::move(session).error()));
    });
    return answer;
}

void StoreThread::post(std::function<void(Session&)> work)
{
    m_inbox->post([this, work = std::move(work)] {
        if (m_session)
            work(*m_session);
    });
}

} // namespace convoy::app
