#include "app/desktop/endsignals.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace convoy::app {

namespace {

constexpr int all[] { SIGTERM, SIGINT, SIGHUP };

// A handler may do next to nothing: it writes one byte for the event loop to find.
int writingEnd = -1;

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writingEnd, &byte, 1);
}

void setHandlers(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (const int each : all)
        ::sigaction(each, &action, nullptr);
}

} // namespace

EndSignals::EndSignals(QObject* parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_ends.data()) != 0)
        return; // then they end the program as they always did
    m_notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        while (::read(m_ends[0], bytes, sizeof bytes) > 0) { }
        Q_EMIT received();
    });
    writingEnd = m_ends[1];
    setHandlers(onSignal);
}

EndSignals::~EndSignals()
{
    if (!m_notifier)
        return;
    setHandlers(SIG_DFL);
    writingEnd = -1;
    delete m_notifier;
    ::close(m_ends[0]);
    ::close(m_ends[1]);
}

} // namespace convoy::app
