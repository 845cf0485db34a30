// Two threads, one mailbox, and one counter that both touch without it.
#include "domain/mailbox.h"

#include <QCoreApplication>
#include <QThread>

#include <atomic>
#include <cstdio>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QThread thread;
    convoy::Mailbox mailbox;
    mailbox.moveToThread(&thread);
    thread.start();
    int counter = 0;
    for (int i = 0; i < 1000; ++i) {
        mailbox.post([&counter] { ++counter; });
        ++counter; // the planted race
    }
    // Both are at it until the other thread is known to have been: how busy the machine is decides nothing.
    std::atomic<bool> over = false;
    mailbox.post([&thread, &over] {
        over.store(true, std::memory_order_relaxed);
        thread.quit();
    });
    while (!over.load(std::memory_order_relaxed))
        ++counter;
    thread.wait();
    std::printf("%d\n", counter);
    return 0;
}
