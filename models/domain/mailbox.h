#pragma once

#include <QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace convoy {

//! The one place where threads meet. Anyone may post a piece of work; it runs on the thread that the mailbox lives
//! on, in the order of posting, from the event loop. Work travels under a mutex with an event as wake-up only, which
//! is a form that ThreadSanitizer can judge (queued signals with containers are not). What is still inside when the
//! mailbox is destroyed is dropped.
class Mailbox final : public QObject {
    Q_OBJECT

public:
    using Work = std::function<void()>;

    explicit Mailbox(QObject* parent = nullptr);
    void post(Work work); //!< from any thread

protected:
    void customEvent(QEvent* event) override;

private:
    std::mutex m_mutex;
    std::vector<Work> m_work;
};

} // namespace convoy
