#include "domain/async.h"
#include "domain/mailbox.h"

#include <QCoreApplication>
#include <QThread>

#include <gtest/gtest.h>

#include <future>

using namespace convoy;

TEST(Mailbox, RunsWorkOnItsOwnThreadInTheOrderOfPosting)
{
    QThread thread;
    Mailbox mailbox;
    mailbox.moveToThread(&thread);
    thread.start();
    std::vector<int> seen;
    bool elsewhere = false;

    for (int i = 0; i < 1000; ++i)
        mailbox.post([&, i] {
            seen.push_back(i);
            elsewhere |= QThread::currentThread() != &thread;
        });
    std::promise<void> done; // also for ThreadSanitizer, which does not see what QThread::wait() waits by
    mailbox.post([&] {
        thread.quit();
        done.set_value();
    });
    done.get_future().wait();
    ASSERT_TRUE(thread.wait(10'000));

    ASSERT_EQ(seen.size(), 1000u);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_FALSE(elsewhere);
}

TEST(Mailbox, WorkMayPostMoreWork)
{
    Mailbox mailbox;
    int count = 0;
    mailbox.post([&] {
        ++count;
        mailbox.post([&] { ++count; });
    });
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    EXPECT_EQ(count, 2);
}

TEST(WhenDone, IsNotCalledOnceTheContextIsGone)
{
    bool called = false;
    auto context = std::make_unique<QObject>();
    whenDone(readyFuture(1), context.get(), [&](int) { called = true; });
    EXPECT_FALSE(called) << "never runs inside the call";
    context.reset();
    QCoreApplication::processEvents();
    EXPECT_FALSE(called);
}

TEST(WhenDone, DeliversFromTheEventLoop)
{
    QObject context;
    int value = 0;
    whenDone(readyFuture(7), &context, [&](int result) { value = result; });
    for (int i = 0; i < 10 && !value; ++i)
        QCoreApplication::processEvents();
    EXPECT_EQ(value, 7);
}
