#include "store/synclock.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

SyncLock::SyncLock(const QString& databasePath)
    : m_file(databasePath + u".sync.lock"_s)
{
    // A cycle may take long; only the death of its process makes a lock stale.
    m_file.setStaleLockTime(0);
}

bool SyncLock::tryAcquire()
{
    m_held = m_held || m_file.tryLock(0);
    if (!m_held && m_file.error() == QLockFile::LockFailedError && m_file.removeStaleLockFile())
        m_held = m_file.tryLock(0);
    return m_held;
}

std::optional<Error> SyncLock::trouble() const
{
    switch (m_file.error()) {
    case QLockFile::NoError:
    case QLockFile::LockFailedError:
        return std::nullopt;
    case QLockFile::PermissionError:
        return Error { Error::Kind::ReadOnly, m_file.fileName() };
    case QLockFile::UnknownError:
        break;
    }
    const bool isFull = QStorageInfo(QFileInfo(m_file.fileName()).absolutePath()).bytesAvailable() < 64 * 1024;
    return Error { isFull ? Error::Kind::DiskFull : Error::Kind::Storage, m_file.fileName() };
}

bool SyncLock::held() const { return m_held; }

qint64 SyncLock::holderPid() const
{
    qint64 pid = 0;
    QString host;
    QString program;
    return m_file.getLockInfo(&pid, &host, &program) ? pid : 0;
}

void SyncLock::release()
{
    if (m_held)
        m_file.unlock();
    m_held = false;
}

} // namespace convoy::store
