#pragma once

#include "domain/mailbox.h"
#include "domain/result.h"

#include <QPointer>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace convoy::store {

class Reads;

//! Answers questions that may look at many rows, on a thread and a read-only connection of its own, while the old answer
//! stays on the screen. An asker has one question at a time: its next one cancels the one before, also in the middle of a
//! statement. The thread starts with the first question. Owned by who shares it among models; interface thread.
class ReadThread final {
public:
    explicit ReadThread(QString path);
    ~ReadThread(); //!< cancels everything and waits; no answer comes behind it

    //! Calls `answer` from the event loop, unless the asker asked again, cancelled or died.
    template <class T>
    void ask(QObject* asker, std::function<Result<T>(const Reads&)> question, std::function<void(Result<T>)> answer)
    {
        const Flag cancelled = begin(asker);
        add({ asker, cancelled,
            [this, question = std::move(question), answer = std::move(answer), cancelled, guard = QPointer<QObject>(asker)](
                const Result<const Reads*>& reads) {
                auto result = std::make_shared<Result<T>>(reads ? question(**reads) : Result<T>(reads.error()));
                m_mailbox.post([result, answer, cancelled, guard] {
                    if (guard && !cancelled->load())
                        answer(*std::move(result));
                });
            } });
    }
    void cancel(const QObject* asker);

private:
    using Flag = std::shared_ptr<std::atomic<bool>>;
    struct Question {
        const QObject* asker;
        Flag cancelled;
        std::function<void(const Result<const Reads*>&)> work;
    };
    Flag begin(const QObject* asker);
    void add(Question question);
    void run();

    QString m_path;
    Mailbox m_mailbox;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Question> m_waiting;
    std::vector<std::pair<const QObject*, Flag>> m_latest; //!< the question of each asker that still counts
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace convoy::store
