#pragma once

#include "domain/ids.h"

#include <QString>

#include <vector>

namespace convoy::sync {

//! A workspace of the account, and whether its tasks are kept on this device.
struct WorkspaceChoice {
    RowKey workspace;
    QString name;
    bool synced = true;
    qint64 waiting = 0; //!< edits of it that the server has not acknowledged
    bool operator==(const WorkspaceChoice&) const = default;
};

//! What a person chose about sync on this device; kept beside the tasks.
struct SyncChoices {
    std::vector<WorkspaceChoice> workspaces;
    int historyDays = 0; //!< tasks finished longer ago need not be here; 0: all are
    bool waitsOnMetered = false; //!< on a metered network only when asked
    bool operator==(const SyncChoices&) const = default;
};

} // namespace convoy::sync
