#pragma once

#include <QLockFile>
#include <QString>

namespace convoy::store {

//! The right to run sync cycles, recover sent entries, refresh tokens, migrate and index: one holder per database, over
//! all processes. Released when destroyed, and by the system when the process dies.
class SyncLock final {
public:
    explicit SyncLock(const QString& databasePath);
    [[nodiscard]] bool tryAcquire(); //!< true also when already held by this object
    [[nodiscard]] bool held() const;
    [[nodiscard]] qint64 holderPid() const; //!< 0: nobody, or unknown
    void release();

private:
    QLockFile m_file;
    bool m_held = false;
};

} // namespace convoy::store
