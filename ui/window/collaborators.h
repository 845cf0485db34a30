#pragma once

#include "domain/clock.h"
#include "domain/ids.h"

#include <QStringList>

#include <functional>

class QSettings;

namespace convoy::items {
class Workbench;
}
namespace convoy::context {
class TaskContextController;
}
namespace convoy::sync {
class SyncControl;
class AccountControl;
}

namespace convoy::ui {

class Theme;

//! What a person can do with an edit that the server has not confirmed; carried out on the store thread by whoever
//! composes the program, answers come back on the interface thread. Empty functions hide their buttons.
struct OutboxVerbs {
    using Words = std::function<void(const QStringList&)>;
    using Sentence = std::function<void(const QString&)>;
    using Bytes = std::function<void(const QByteArray&)>;
    std::function<void(GroupId)> retry {};
    using Groups = std::function<void(const std::vector<GroupId>&)>;
    std::function<void(GroupId, Groups)> discard {}; //!< answers what putBack takes it back by; none: it could not be discarded
    std::function<void(const std::vector<GroupId>&, Sentence)> putBack {}; //!< out of the box; why not, or nothing
    std::function<void(GroupId)> dismiss {}; //!< out of the box for good
    std::function<void()> noteExported {}; //!< the person has the file
    std::function<void(GroupId, Words)> preview {}; //!< every edit that discarding this one takes along, itself first
    std::function<void(Bytes)> exported {}; //!< all of them, as JSON
};

//! All that the window works with. The composition owns these objects; they outlive the window.
struct Collaborators {
    items::Workbench& workbench;
    context::TaskContextController& context;
    sync::SyncControl& sync;
    sync::AccountControl& account;
    const Clock& clock;
    Theme& theme;
    QSettings& settings; //!< of the interface: geometry, splitters, expanded rows, choices
    OutboxVerbs outbox {};
    std::function<bool()> livesOn {}; //!< whether the program goes on when the window is closed; empty: it ends
    std::function<void()> notificationsChanged {}; //!< the person chose which are wanted (ui/preferences/notificationchoices.h)
};

} // namespace convoy::ui
