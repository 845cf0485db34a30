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
    if (!wasEmpty)
        return;
    // Beside the interface thread's: what a person does goes before the pages that wait there to be written.
    const bool isElsewhere = QCoreApplication::instance() && thread() != QCoreApplication::instance()->thread();
    QCoreApplication::postEvent(this, new QEvent(wakeUp), isElsewhere ? Qt::HighEventPriority : Qt::NormalEventPriority);
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
