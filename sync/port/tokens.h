#pragma once

#include "domain/async.h"
#include "domain/result.h"

#include <QByteArray>

namespace convoy::sync {

//! Gives requests their access token. Implemented by account. One renewal serves all that ask meanwhile.
class TokenSource {
public:
    virtual ~TokenSource() = default;
    virtual QFuture<Result<QByteArray>> accessToken() = 0; //!< a token that is not known to be expired
    virtual QFuture<Result<QByteArray>> renewed(const QByteArray& refused) = 0; //!< after a 401 for `refused`: a newer one; Unauthorized: sign in again
};

} // namespace convoy::sync
