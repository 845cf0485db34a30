#pragma once

#include "context/taskcontext.h"
#include "domain/result.h"

#include <QJsonObject>

namespace convoy::context {

//! The server's answer to task_context (sync/remote/README.md) as a context, every block from the server.
[[nodiscard]] Result<TaskContext> contextFromServer(const QJsonObject& answer);

//! A page of task_activity.
struct ActivityPage {
    std::vector<Activity> entries;
    Provenance from;
    bool more = false;
};
[[nodiscard]] ActivityPage activityFromServer(const QJsonObject& answer);

//! Puts the server's blocks where this device has none; what is on this device stays, since pending edits are in it.
[[nodiscard]] TaskContext completed(TaskContext local, const TaskContext& remote);

} // namespace convoy::context
