#pragma once

#include "domain/result.h"
#include "store/statement.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>

struct sqlite3;

namespace convoy::store {

enum class Durability : bool { Normal, Full };

//! One connection to a database file, opened through Qt's QSQLITE driver. Statements run on the driver's own handle by
//! the C interface: half the time of QSqlQuery, and exact error codes. Bound to the thread that opened it.
class Database final {
public:
    enum class Mode : bool { ReadOnly, ReadWrite };
    static Result<std::unique_ptr<Database>> open(const QString& path, Mode mode);
    ~Database();

    [[nodiscard]] Statement prepare(const char* sql); //!< kept and reused per SQL text; a wrong statement aborts in debug builds
    Status run(const char* sql); //!< for statements without parameters and results, also several
    [[nodiscard]] Error lastError(const QString& doing) const; //!< from sqlite's code: DiskFull, ReadOnly, NotADatabase, Locked, Storage
    [[nodiscard]] qint64 lastInsertId() const;
    [[nodiscard]] int changes() const;
    [[nodiscard]] sqlite3* handle() const;
    [[nodiscard]] QString path() const;
    void setInterrupt(const std::atomic<bool>* wanted); //!< statements that run longer fail once it is true; null: none
    void setCommitted(std::function<void()> fn); //!< called behind each Transaction that changed something
    void announceCommit(); //!< here by setCommitted's function, and to other processes' ChangeWatcher

#ifdef CONVOY_FAULTS
    //! For tests: asked at each commit point, "before" and "after". Once it says true, nothing more is written through
    //! this connection, as if the process had ended there.
    using Interruption = std::function<bool(const char* point, const char* moment)>;
    void setInterruption(Interruption fn);
    [[nodiscard]] bool isInterrupted(const char* point, const char* moment);
#endif

private:
    struct Parts;
    explicit Database(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

//! BEGIN IMMEDIATE ... COMMIT with a name; destroyed without commit() it rolls back. The name is the commit point at
//! which fault-injecting builds abort (CONVOY_CRASH_AT=name:before or name:after).
class Transaction final {
public:
    static Result<Transaction> begin(Database& database, const char* name, Durability durability);
    Transaction(Transaction&& other) noexcept;
    ~Transaction();
    Status commit();

private:
    Transaction(Database& database, const char* name);
    Database* m_database;
    const char* m_name;
    qint64 m_changesBefore;
};

} // namespace convoy::store
