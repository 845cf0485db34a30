#pragma once

#include "sync/port/remoteapi.h"
#include "tests/simulation/random.h"
#include "tests/simulation/server.h"
#include "tests/simulation/timeline.h"

#include <QSet>

#include <map>
#include <memory>

namespace convoy::simulation {

//! Collects what happened in a run, in words, when somebody wants to read it.
class Trace final {
public:
    explicit Trace(bool wanted) : m_wanted(wanted) { }
    [[nodiscard]] bool wanted() const { return m_wanted; }
    void line(qint64 now, const QString& text);

private:
    bool m_wanted;
};

//! How often a request meets which trouble; probabilities.
struct Weather {
    double dropped = 0.03; //!< the request never arrives
    double answerLost = 0.05;
    double busy = 0.03; //!< 503, 429, 500 or a statement timeout instead of work
    double garbage = 0.01;
    double twice = 0.03; //!< delivered a second time, some time later
    double slowCommit = 0.05;
    double slowLine = 0.05;
    double slowServer = 0.02; //!< the two seconds of a push pass early
};

//! What lies between devices and the server, with its faults. Requests travel on their own: they arrive also when the program
//! that sent them is gone. Owned by the run.
class Network final {
public:
    using Done = std::function<void(const Result<Reply>&)>;

    Network(Timeline& timeline, Random& random, Server& server, Trace& trace, QString seed);

    void send(const QString& device, const Caller& caller, QLatin1String function, const QByteArray& body, Done done);
    bool console(const QString& sql); //!< see Server::console
    void setReachable(const QString& device, bool reachable);
    void heal(); //!< no faults from here on; what is under way still arrives
    [[nodiscard]] bool quiet() const { return m_underWay == 0; }
    Weather weather {};
    QSet<QString> poison {}; //!< the server chokes on what contains one of these
    QSet<QString> swallowed {}; //!< somebody on the way lets nothing through that contains one of these, or no answer to it

private:
    //! `refused`: whether any of it was refused, for the second delivery of the same.
    void deliver(const QString& device, const Caller& caller, QLatin1String function, const QByteArray& body, const std::shared_ptr<bool>& refused, Done done);
    void answer(const QString& device, Result<Reply> reply, const Done& done);
    [[nodiscard]] bool isSwallowed(const QByteArray& body) const;
    [[nodiscard]] std::optional<Reply> trouble(const QByteArray& body);
    [[nodiscard]] qint64 latency();

    Timeline& m_timeline;
    Random& m_random;
    Server& m_server;
    Trace& m_trace;
    QString m_seed;
    QSet<QString> m_unreachable;
    int m_underWay = 0;
};

//! The RemoteApi of one run of one device's program: the real bodies and the real parser, the network above in between.
class Link final : public sync::RemoteApi {
public:
    Link(Network& network, QString device, Caller caller) : m_network(network), m_device(std::move(device)), m_caller(std::move(caller)) { }

    QFuture<Result<PullAnswer>> pull(const PullRequest& request) override;
    QFuture<Result<RowsAnswer>> pullRows(const RowsRequest& request) override;
    QFuture<Result<PushAnswer>> push(const PushRequest& request) override;
    QFuture<Result<WorkspaceCreateAnswer>> createWorkspace(const WorkspaceCreateRequest& request) override;
    QFuture<Result<ReferenceAnswer>> pullReference() override;
    QFuture<Result<QJsonObject>> taskContext(const Uid& task) override;
    QFuture<Result<QJsonObject>> taskActivity(const Uid& task, const OlderThan& than) override;
    void abort() override;

private:
    template <class Answer>
    QFuture<Result<Answer>> call(QLatin1String function, const QByteArray& body, Result<Answer> (*parse)(const QByteArray&));

    Network& m_network;
    QString m_device;
    Caller m_caller;
};

} // namespace convoy::simulation
