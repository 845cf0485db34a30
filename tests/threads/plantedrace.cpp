// Two threads, one mailbox, and one counter that both touch without it.
#include "domain/mailbox.h"

#include <QCoreApplication>
#include <QThread>

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
    mailbox.post([&thread] { thread.quit(); });
    thread.wait();
    std::printf("%d\n", counter);
    return 0;
}
