#include "app/desktop/attention.h"

#include "domain/clock.h"
#include "sync/status/sentences.h"

namespace convoy::app {

namespace {

//! Sync stands still until the person does something.
bool standsStill(sync::SyncState state)
{
    return state == sync::SyncState::CannotSave || state == sync::SyncState::SignInExpired || state == sync::SyncState::TooOld;
}

} // namespace

Attention::Attention(Notifier& notifier, std::function<bool()> wanted, QObject* parent)
    : QObject(parent)
    , m_notifier(notifier)
    , m_wanted(std::move(wanted))
{
    connect(&notifier, &Notifier::acted, this, [this](RowKey task) {
        if (!task)
            Q_EMIT openRequested();
    });
}

void Attention::onStatus(const sync::SyncStatus& status)
{
    const auto before = std::exchange(m_last, status);
    if (!before || before->account != status.account)
        return;
    const bool stands = standsStill(status.state) && status.state != before->state;
    const bool more = status.refused > before->refused || status.toReview > before->toReview || status.keptAside > before->keptAside;
    if ((!stands && !more) || !m_wanted())
        return;
    const QString words = stands ? sync::describe(status, SystemClock().wallMicros()) : sync::describeBadge(status);
    const bool saves = status.state != sync::SyncState::CannotSave;
    m_notifier.show({}, words, saves ? tr("Your edits are safe on this device.") : tr("What was saved before is safe. New edits are not: look at the disk."));
}

} // namespace convoy::app
