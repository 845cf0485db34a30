#include "domain/mailbox.h"

#include <QCoreApplication>
#include <QEvent>

namespace convoy {

namespace {
constexpr auto wakeUp = QEvent::Type(QEvent::User + 1);
}

Mailbox::Mailbox(QObject* parent)
    : QObject(parent)
{
}

void Mailbox::post(Work work)
{
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = m_work.empty();
        m_work.push_back(std::move(work));
    }
    if (wasEmpty)
        QCoreApplication::postEvent(this, new QEvent(wakeUp));
}

void Mailbox::customEvent(QEvent* event)
{
    if (event->type() != wakeUp)
        return;
    std::vector<Work> work;
    {
        const std::lock_guard lock(m_mutex);
        work.swap(m_work);
    }
    for (Work& each : work)
        each();
}

} // namespace convoy
