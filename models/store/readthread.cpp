#include "store/readthread.h"

#include "store/database.h"
#include "store/reads.h"

#include <algorithm>

namespace convoy::store {

ReadThread::ReadThread(QString path)
    : m_path(std::move(path))
{
}

ReadThread::~ReadThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_waiting.clear();
        for (const auto& [asker, flag] : m_latest)
            flag->store(true);
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void ReadThread::cancel(const QObject* asker)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_waiting, [asker](const Question& question) { return question.asker == asker; });
    std::erase_if(m_latest, [asker](const auto& entry) {
        if (entry.first == asker)
            entry.second->store(true);
        return entry.first == asker;
    });
}

ReadThread::Flag ReadThread::begin(const QObject* asker)
{
    cancel(asker);
    auto flag = std::make_shared<std::atomic<bool>>(false);
    const std::lock_guard lock(m_mutex);
    m_latest.emplace_back(asker, flag);
    return flag;
}

void ReadThread::add(Question question)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(question));
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    m_wake.notify_one();
}

void ReadThread::run()
{
    const auto database = Database::open(m_path, Database::Mode::ReadOnly);
    const std::unique_ptr<Reads> reads = database ? std::make_unique<Reads>(**database) : nullptr;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
        if (m_stop)
            return;
        const Question question = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        if (database)
            (*database)->setInterrupt(question.cancelled.get());
        question.work(reads ? Result<const Reads*>(reads.get()) : Result<const Reads*>(database.error()));
        if (database)
            (*database)->setInterrupt(nullptr);
        lock.lock();
    }
}

} // namespace convoy::store
