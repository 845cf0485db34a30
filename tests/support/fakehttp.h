#pragma once

#include "sync/port/http.h"

#include <deque>

namespace convoy::test {

//! Answers requests from a list, at once or when the test says so.
class FakeHttp final : public sync::Http {
public:
    using Reply = Result<sync::HttpReply>;

    void answerNext(const Reply& reply) { m_replies.push_back(reply); }
    void answerNext(int status, const QByteArray& body)
    {
        m_replies.push_back(sync::HttpReply { status, body, {}, body.size() });
    }
    void hold() { m_holding = true; }
    void release()
    {
        m_holding = false;
        for (const auto& promise : std::exchange(m_held, {}))
            finish(*promise);
    }

    QFuture<Reply> send(const sync::HttpRequest& request) override
    {
        requests.push_back(request);
        auto promise = std::make_shared<QPromise<Reply>>();
        promise->start();
        if (m_holding)
            m_held.push_back(promise);
        else
            finish(*promise);
        return promise->future();
    }
    void abort() override { }

    std::vector<sync::HttpRequest> requests;

private:
    void finish(QPromise<Reply>& promise)
    {
        Reply reply = Error { Error::Kind::Offline, {} };
        if (!m_replies.empty()) {
            reply = m_replies.front();
            m_replies.pop_front();
        }
        promise.addResult(reply);
        promise.finish();
    }

    std::deque<Reply> m_replies;
    std::vector<std::shared_ptr<QPromise<Reply>>> m_held;
    bool m_holding = false;
};

} // namespace convoy::test
