#pragma once

#include "app/desktop/notifications.h"
#include "sync/status/syncstatus.h"

#include <functional>

namespace convoy::app {

//! Says on the desktop that sync needs the person: once each time that more edits need them than before, or that nothing goes on
//! without them. What was so when the program started is in the status bar only. Interface thread; owned by the composition.
class Attention final : public QObject {
    Q_OBJECT

public:
    //! `wanted` is asked each time: false while the window is in front, or when the person wants no such notes.
    Attention(Notifier& notifier, std::function<bool()> wanted, QObject* parent = nullptr);
    void onStatus(const sync::SyncStatus& status);

Q_SIGNALS:
    void openRequested();

private:
    Notifier& m_notifier;
    std::function<bool()> m_wanted;
    std::optional<sync::SyncStatus> m_last {};
};

} // namespace convoy::app
