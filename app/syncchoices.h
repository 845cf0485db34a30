#pragma once

#include "domain/result.h"
#include "sync/status/syncchoices.h"

#include <functional>

namespace convoy::app {

class Session;

// What a person chooses about sync on this device, carried out where the session lives.

[[nodiscard]] Result<sync::SyncChoices> readSyncChoices(Session& session);

//! See SyncControl: off sends first, and answers when that came to an end.
void setWorkspaceSynced(Session& session, RowKey workspace, bool synced, std::function<void(const Status&)> done);

} // namespace convoy::app
