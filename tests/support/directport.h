#pragma once

#include "domain/editport.h"
#include "store/store.h"

#include <deque>

namespace convoy::test {

//! An EditPort on a store of the same thread. Edits wait until the test delivers them, as they wait for the store
//! thread in the program; or the port refuses everything, as a full disk would.
class DirectPort final : public EditPort {
public:
    explicit DirectPort(store::Store& store) : m_store(store) { }
    void post(Gesture gesture, Done done) override
    {
        m_waiting.push_back([this, gesture = std::move(gesture), done = std::move(done)] {
            done(m_failure ? Result<EditReceipt>(*m_failure) : m_store.apply(gesture));
        });
    }
    void undo(Done done) override
    {
        m_waiting.push_back([this, done = std::move(done)] { done(m_store.undo()); });
    }
    void redo(Done done) override
    {
        m_waiting.push_back([this, done = std::move(done)] { done(m_store.redo()); });
    }
    void deliver()
    {
        while (!m_waiting.empty()) {
            const auto work = std::move(m_waiting.front());
            m_waiting.pop_front();
            work();
        }
    }
    void failWith(std::optional<Error> failure) { m_failure = std::move(failure); }
    [[nodiscard]] size_t waiting() const { return m_waiting.size(); }

private:
    store::Store& m_store;
    std::deque<std::function<void()>> m_waiting;
    std::optional<Error> m_failure;
};

} // namespace convoy::test
