#pragma once

#include "domain/error.h"

#include <QLockFile>
#include <QString>

#include <optional>

namespace convoy::store {

//! The right to run sync cycles, recover sent entries, refresh tokens, migrate and index: one holder per database, over
//! all processes. Released when destroyed, and by the system when the process dies.
class SyncLock final {
public:
    explicit SyncLock(const QString& databasePath);
    [[nodiscard]] bool tryAcquire(); //!< true also when already held by this object
    //! Why the lock could not even be written, when that is the reason and not another holder.
    [[nodiscard]] std::optional<Error> trouble() const;
    [[nodiscard]] bool held() const;
    [[nodiscard]] qint64 holderPid() const; //!< 0: nobody, or unknown
    void release();

private:
    QLockFile m_file;
    bool m_held = false;
};

} // namespace convoy::store
