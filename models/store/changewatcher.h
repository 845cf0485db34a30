#pragma once

#include "domain/editport.h"

#include <QObject>

#include <memory>

class QFileSystemWatcher;
class QTimer;

namespace convoy::store {

class Database;

//! Announces what committed transactions touched, whoever made them: this process's store thread (which pokes), or
//! another process on the same database (seen by the write-ahead log growing, also after it was deleted and made anew).
//! Reads change_log on its own read-only connection and emits one signal. Lives on the thread of that connection.
class ChangeWatcher final : public QObject {
    Q_OBJECT

public:
    explicit ChangeWatcher(Database& database, QObject* parent = nullptr);
    void check(); //!< reads change_log now; cheap when nothing changed

Q_SIGNALS:
    void changed(const convoy::ChangeSet& changes);

private:
    void watchLog();

    Database& m_database;
    qint64 m_seen = 0;
    QFileSystemWatcher* m_files = nullptr;
    QTimer* m_debounce = nullptr;
};

} // namespace convoy::store
