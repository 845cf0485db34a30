#pragma once

#include "domain/result.h"
#include "sync/status/syncchoices.h"
#include "sync/status/syncstatus.h"

#include <QObject>

#include <functional>

namespace convoy::sync {

//! The handle on sync for the interface: an object of the interface thread that stands for the engine on the store thread.
class SyncControl : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual SyncStatus status() const = 0;
    virtual void syncNow() = 0;
    virtual void verifyNow() = 0; //!< a sync that compares every row; cycleFinished's report has `verified`
    virtual void setPaused(bool paused) = 0;
    virtual void windowFocused() = 0;

    using ChoicesRead = std::function<void(const Result<SyncChoices>&)>;
    using Done = std::function<void(const Status&)>;
    virtual void readChoices(ChoicesRead done) = 0;
    //! Off: its waiting edits are sent, then its tasks leave this device; the server keeps them. Fails with a sentence, and
    //! the workspace stays on, when edits cannot be sent now.
    virtual void setWorkspaceSynced(RowKey workspace, bool synced, Done done) = 0;
    virtual void setHistoryDays(int days, Done done) = 0;
    virtual void setWaitsOnMetered(bool waits, Done done) = 0;

Q_SIGNALS:
    void statusChanged(const convoy::sync::SyncStatus& status);
    void cycleFinished(const convoy::sync::SyncReport& report);
};

} // namespace convoy::sync
