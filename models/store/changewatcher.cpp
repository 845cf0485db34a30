#include "store/changewatcher.h"

#include "store/database.h"
#include "store/tables.h"

#include <QFile>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QTimer>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int debounceMilliseconds = 30;
constexpr int mostRows = 20'000; // beyond this, reading what is on screen is less work than naming rows

qint64 lastLine(Database& database)
{
    // Not max(id): the log is cleared behind its readers.
    Statement statement = database.prepare("SELECT seq FROM sqlite_sequence WHERE name='change_log'");
    return statement.row() ? statement.integer(0) : 0;
}

qint64 firstLine(Database& database, qint64 last)
{
    Statement statement = database.prepare("SELECT id FROM change_log ORDER BY id LIMIT 1");
    return statement.row() ? statement.integer(0) : last + 1;
}

void add(ChangeSet& changes, qint64 entity, qint64 key)
{
    if (entity != 0) {
        changes.rows.push_back({ Entity(entity), RowKey { key } });
        return;
    }
    changes.outbox |= key == outboxChangedKey;
    changes.everything |= key == everythingChangedKey;
}

} // namespace

ChangeWatcher::ChangeWatcher(Database& database, QObject* parent)
    : QObject(parent)
    , m_database(database)
    , m_seen(lastLine(database))
    , m_files(new QFileSystemWatcher(this))
    , m_debounce(new QTimer(this))
{
    m_debounce->setSingleShot(true);
    m_debounce->setInterval(debounceMilliseconds);
    connect(m_debounce, &QTimer::timeout, this, &ChangeWatcher::check);
    const auto look = [this] {
        watchLog();
        // Not restarted by further writes: a long pull elsewhere must not silence this window.
        if (!m_debounce->isActive())
            m_debounce->start();
    };
    connect(m_files, &QFileSystemWatcher::fileChanged, this, look);
    connect(m_files, &QFileSystemWatcher::directoryChanged, this, look);
    watchLog();
}

void ChangeWatcher::watchLog()
{
    // The last connection to close deletes the write-ahead log and the next one makes it anew: the folder tells.
    const QString log = m_database.path() + u"-wal"_s;
    const QString folder = QFileInfo(m_database.path()).absolutePath();
    if (!m_files->directories().contains(folder))
        m_files->addPath(folder);
    if (!m_files->files().contains(log) && QFile::exists(log))
        m_files->addPath(log);
}

void ChangeWatcher::check()
{
    m_debounce->stop();
    ChangeSet changes;
    const qint64 last = lastLine(m_database);
    if (last == m_seen)
        return;
    if (last < m_seen || firstLine(m_database, last) > m_seen + 1 || last - m_seen > mostRows) {
        changes.everything = changes.outbox = true;
        m_seen = last;
    }
    if (!changes.everything) {
        Statement lines = m_database.prepare("SELECT id, entity, key FROM change_log WHERE id>? ORDER BY id");
        lines.bind(m_seen);
        while (lines.row()) {
            m_seen = lines.integer(0);
            add(changes, lines.integer(1), lines.integer(2));
        }
    }
    std::sort(changes.rows.begin(), changes.rows.end(), [](const ChangedRow& a, const ChangedRow& b) {
        return std::pair(a.entity, a.row) < std::pair(b.entity, b.row);
    });
    changes.rows.erase(std::unique(changes.rows.begin(), changes.rows.end()), changes.rows.end());
    Q_EMIT changed(changes);
}

} // namespace convoy::store
