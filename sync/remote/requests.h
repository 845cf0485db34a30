#pragma once

#include "domain/exchange.h"
#include "domain/remotecontext.h"

#include <QByteArray>

namespace convoy::remote {

//! The bodies of requests, as README.md describes them. Pure.
[[nodiscard]] QByteArray pullBody(const PullRequest& request);
[[nodiscard]] QByteArray rowsBody(const RowsRequest& request);
[[nodiscard]] QByteArray pushBody(const PushRequest& request);
[[nodiscard]] QByteArray workspaceCreateBody(const WorkspaceCreateRequest& request);
[[nodiscard]] QByteArray taskContextBody(const Uid& task);
[[nodiscard]] QByteArray taskActivityBody(const Uid& task, const OlderThan& than);
[[nodiscard]] QByteArray emptyBody();

} // namespace convoy::remote
