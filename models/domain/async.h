#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>

namespace convoy {

//! Runs fn(result) later, from the event loop of context's thread, unless context is destroyed or the operation is
//! dropped first. The only way in which futures are used: QFuture::then with a context aborts on Qt 6.4 when the
//! context dies first, and runs synchronously on ready futures.
template <class T, class Fn>
void whenDone(const QFuture<T>& future, QObject* context, Fn fn)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, fn = std::move(fn)]() mutable {
        watcher->deleteLater();
        if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
            fn(watcher->result());
    });
    watcher->setFuture(future);
}

//! A future that is done already: what fakes and early refusals return.
template <class T>
QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace convoy
