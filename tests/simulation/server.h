#pragma once

#include <QJsonArray>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace convoy::simulation {

struct Reply {
    int status = 0;
    QByteArray body;
};

//! Who calls: what a token says.
struct Caller {
    QString user;
    QString email;
    QString session;
};

//! Something in the migrations that is put in the place of something else before they run.
struct Replacement {
    QString text;
    QString by;
};

//! The server half for real: PostgreSQL with our migrations in a scratch database, its functions called as PostgREST calls
//! them, over several connections, so that one call may be under way while others come. Its clock and its uuids are the run's.
//! Owned by main, for all runs.
class Server final {
public:
    explicit Server(const QString& url, const std::vector<Replacement>& changes = {}); //!< makes the scratch database; fatal when it cannot
    ~Server(); //!< drops it

    void beginRun(); //!< numbers start anew, so that a run is the same alone and among others
    //! Time and randomness of the calls to come.
    void setMoment(qint64 micros, const QString& seed);
    void setStep(int micros) { m_step = micros; } //!< by which the clock moves each time it is read

    //! A call and, later, its commit: in between it holds its locks and nobody sees its rows. None: every connection is busy.
    struct Call {
        Reply reply;
        int connection = 0;
    };
    [[nodiscard]] std::optional<Call> begin(const Caller& caller, QLatin1String function, const QByteArray& body);
    void commit(int connection);

    //! As somebody at the database's console; false: it met a lock and has to come again.
    bool console(const QString& sql);
    [[nodiscard]] QJsonArray rows(const QString& sql); //!< what json_agg() put together; nothing: empty
    [[nodiscard]] qint64 number(const QString& sql);
    [[nodiscard]] static QString quoted(const QString& text);

private:
    struct Connection {
        QString name;
        bool open = false;
    };
    [[nodiscard]] QString moment() const;

    QString m_database;
    QString m_url;
    std::array<Connection, 4> m_connections;
    qint64 m_now = 0;
    int m_step = 1;
    QString m_seed;
    int m_calls = 0;
};

} // namespace convoy::simulation
