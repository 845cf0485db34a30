#pragma once

#include "domain/error.h"
#include "sync/port/http.h"

namespace convoy::remote {

//! What an answer other than 2xx means: the one place where HTTP status and PostgREST or SQLSTATE code become a kind of
//! error. Total: every status and every body has an answer. Pure.
[[nodiscard]] Error errorOf(const sync::HttpReply& reply);

} // namespace convoy::remote
