#pragma once

#include <QFuture>
#include <QTest>

namespace convoy::test {

//! Spins the event loop until the future is done; fails hard when it never is.
template <class T> T await(const QFuture<T>& future, int milliseconds = 20'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, milliseconds))
        qFatal("a future that never ends");
    return future.result();
}

} // namespace convoy::test
