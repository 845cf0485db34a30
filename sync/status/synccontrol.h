#pragma once

#include "sync/status/syncstatus.h"

#include <QObject>

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

Q_SIGNALS:
    void statusChanged(const convoy::sync::SyncStatus& status);
    void cycleFinished(const convoy::sync::SyncReport& report);
};

} // namespace convoy::sync
