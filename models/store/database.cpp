#include "store/database.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <string>
#include <unordered_map>
#include <vector>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

struct Database::Parts {
    QString connection;
    QString path;
    QSqlDatabase database;
    sqlite3* handle = nullptr;
    std::unordered_map<std::string, std::vector<sqlite3_stmt*>> statements;
    std::function<void()> committed;
#ifdef CONVOY_FAULTS
    Interruption interruption;
    bool interrupted = false;
#endif
};

namespace {

Error::Kind kindOf(int code, int systemError)
{
    if (systemError == ENOSPC || systemError == EDQUOT)
        return Error::Kind::DiskFull;
    if (systemError == EROFS || systemError == EACCES || systemError == EPERM)
        return Error::Kind::ReadOnly;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return Error::Kind::DiskFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Error::Kind::ReadOnly;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return Error::Kind::NotADatabase;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error::Kind::Locked;
    default:
        return Error::Kind::Storage;
    }
}

//! The system's reason counts only where sqlite got as far as asking the system.
int systemErrorOf(sqlite3* handle, int code)
{
    const int primary = code & 0xff;
    return primary == SQLITE_CANTOPEN || primary == SQLITE_IOERR ? sqlite3_system_errno(handle) : 0;
}

sqlite3* handleOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

Error openError(const QSqlDatabase& database, const QString& path)
{
    const QFileInfo file(path);
    const QFileInfo folder(file.absolutePath());
    const bool writable = folder.isWritable() && (!file.exists() || file.isWritable());
    return { writable ? Error::Kind::Storage : Error::Kind::ReadOnly,
        u"open %1: %2"_s.arg(path, database.lastError().text()) };
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode)
{
    auto parts = std::make_unique<Parts>();
    parts->path = path;
    parts->connection = QUuid::createUuid().toString();
    parts->database = QSqlDatabase::addDatabase(u"QSQLITE"_s, parts->connection);
    parts->database.setDatabaseName(path);
    QString options = u"QSQLITE_BUSY_TIMEOUT=5000"_s;
    if (mode == Mode::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    parts->database.setConnectOptions(options);
    const bool opened = parts->database.open();
    std::unique_ptr<Database> database(new Database(std::move(parts)));
    Parts& own = *database->m_parts;
    if (!opened)
        return openError(own.database, path);
    own.handle = handleOf(own.database);
    if (!own.handle)
        return Error { Error::Kind::Storage, u"the QSQLITE driver gives no sqlite3 handle"_s };
    sqlite3_extended_result_codes(own.handle, 1);
    // The first look at the file: a file that is no database says so here, before anything could write to it.
    if (Status looked = database->run("SELECT 1 FROM sqlite_master LIMIT 1"); !looked)
        return std::move(looked).error();
    return database;
}

Database::Database(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Database::~Database()
{
    for (const auto& [sql, statements] : m_parts->statements) {
        for (sqlite3_stmt* statement : statements)
            sqlite3_finalize(statement);
    }
    m_parts->database.close();
    m_parts->database = {};
    QSqlDatabase::removeDatabase(m_parts->connection);
}

void Database::setInterrupt(const std::atomic<bool>* wanted)
{
    constexpr int instructions = 2000; // well under a millisecond
    const auto look = [](void* flag) -> int { return static_cast<const std::atomic<bool>*>(flag)->load(); };
    sqlite3_progress_handler(m_parts->handle, wanted ? instructions : 0, wanted ? +look : nullptr,
        const_cast<std::atomic<bool>*>(wanted));
}

Statement Database::prepare(const char* sql)
{
    std::vector<sqlite3_stmt*>& kept = m_parts->statements[sql];
    for (sqlite3_stmt* statement : kept) {
        if (!sqlite3_stmt_busy(statement))
            return Statement(statement);
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_parts->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code == SQLITE_ERROR)
        qWarning("wrong statement: %s: %s", sqlite3_errmsg(m_parts->handle), sql);
    Q_ASSERT_X(code != SQLITE_ERROR, sql, sqlite3_errmsg(m_parts->handle));
    if (statement)
        kept.push_back(statement);
    return Statement(statement);
}

Status Database::run(const char* sql)
{
    if (sqlite3_exec(m_parts->handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(QString::fromUtf8(sql).left(80));
    return ok();
}

Error Database::lastError(const QString& doing) const
{
    const int code = sqlite3_extended_errcode(m_parts->handle);
    const QString why = QString::fromUtf8(sqlite3_errmsg(m_parts->handle));
    return { kindOf(code, systemErrorOf(m_parts->handle, code)), u"%1: %2 (%3)"_s.arg(doing, why).arg(code) };
}

qint64 Database::lastInsertId() const { return sqlite3_last_insert_rowid(m_parts->handle); }
int Database::changes() const { return sqlite3_changes(m_parts->handle); }
sqlite3* Database::handle() const { return m_parts->handle; }
QString Database::path() const { return m_parts->path; }

void Database::setCommitted(std::function<void()> fn) { m_parts->committed = std::move(fn); }

void Database::announceCommit()
{
    // The log grows before the commit is done, and on a slow disk long before: a watcher that looked then saw nothing
    // new. So the log is touched once more behind the commit. By path: opening it could drop SQLite's locks.
    const QByteArray log = QFile::encodeName(path() + u"-wal"_s);
    ::utimensat(AT_FDCWD, log.constData(), nullptr, 0);
    if (m_parts->committed)
        m_parts->committed();
}

#ifdef CONVOY_FAULTS
void Database::setInterruption(Interruption fn) { m_parts->interruption = std::move(fn); }

bool Database::isInterrupted(const char* point, const char* moment)
{
    if (!m_parts->interrupted && m_parts->interruption)
        m_parts->interrupted = m_parts->interruption(point, moment);
    return m_parts->interrupted;
}
#endif

} // namespace convoy::store
