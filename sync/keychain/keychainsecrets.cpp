#include "sync/keychain/keychainsecrets.h"

#include <QCoreApplication>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace convoy::keychain {

namespace {

using namespace Qt::Literals::StringLiterals;
const QString service = u"io.github.convoy.Convoy"_s;

Error timedOut()
{
    return { Error::Kind::Keychain,
        QCoreApplication::translate("convoy::keychain",
            "The keychain did not answer in time. It may be locked: unlock it, or sign in for this session only.") };
}

Error failed(const QKeychain::Job& job)
{
    return { Error::Kind::Keychain, job.errorString(), {}, QString::number(job.error()) };
}

bool isMissing(const QKeychain::Job& job) { return job.error() == QKeychain::EntryNotFound; }

} // namespace

KeychainSecrets::KeychainSecrets(std::chrono::milliseconds limit, QObject* parent) : QObject(parent), m_limit(limit) { }

template <class Value>
QFuture<Result<Value>> KeychainSecrets::start(QKeychain::Job* job, std::function<Result<Value>()> outcome)
{
    auto promise = std::make_shared<QPromise<Result<Value>>>();
    promise->start();
    const auto end = [promise](const Result<Value>& result) {
        if (promise->future().isFinished())
            return;
        promise->addResult(result);
        promise->finish();
    };
    job->setInsecureFallback(false);
    job->setAutoDelete(true); // a job cannot be stopped: after the limit it lives on until the keyring answers
    connect(job, &QKeychain::Job::finished, this, [end, outcome] { end(outcome()); });
    QTimer::singleShot(m_limit, this, [end] { end(timedOut()); });
    job->start();
    return promise->future();
}

QFuture<Result<QByteArray>> KeychainSecrets::read(const QString& name)
{
    auto* job = new QKeychain::ReadPasswordJob(service);
    job->setKey(name);
    return start<QByteArray>(job, [job]() -> Result<QByteArray> {
        if (job->error() == QKeychain::NoError)
            return job->binaryData();
        return isMissing(*job) ? Result<QByteArray>(QByteArray()) : Result<QByteArray>(failed(*job));
    });
}

QFuture<Status> KeychainSecrets::write(const QString& name, const QByteArray& secret)
{
    auto* job = new QKeychain::WritePasswordJob(service);
    job->setKey(name);
    job->setBinaryData(secret);
    return start<Unit>(
        job, [job]() -> Status { return job->error() == QKeychain::NoError ? ok() : Status(failed(*job)); });
}

QFuture<Status> KeychainSecrets::remove(const QString& name)
{
    auto* job = new QKeychain::DeletePasswordJob(service);
    job->setKey(name);
    return start<Unit>(job, [job]() -> Status {
        return job->error() == QKeychain::NoError || isMissing(*job) ? ok() : Status(failed(*job));
    });
}

} // namespace convoy::keychain
