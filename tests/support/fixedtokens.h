#pragma once

#include "sync/port/tokens.h"

namespace convoy::test {

//! Tokens as a test wants them: one that is given out, and what a renewal comes to.
class FixedTokens final : public sync::TokenSource {
public:
    QFuture<Result<QByteArray>> accessToken() override { return readyFuture(Result<QByteArray>(token)); }
    QFuture<Result<QByteArray>> renewed(const QByteArray& refused) override
    {
        ++renewals;
        lastRefused = refused;
        if (renewal)
            token = **renewal;
        return readyFuture(renewal ? *renewal : Result<QByteArray>(Error { Error::Kind::Unauthorized, {} }));
    }

    QByteArray token = "token-1";
    std::optional<Result<QByteArray>> renewal {};
    int renewals = 0;
    QByteArray lastRefused;
};

} // namespace convoy::test
