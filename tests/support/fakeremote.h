#pragma once

#include "sync/port/remoteapi.h"

#include <QHash>

#include <deque>
#include <map>

namespace convoy::test {

//! A server in memory, good enough for the engine: workspaces with seq, a ledger, text rebase, paging; no conflict
//! rules (those are the real server's, tested against it). Faults are scripted per call. Lives on the test's thread.
class FakeRemote final : public sync::RemoteApi {
public:
    enum class Call : quint8 { Pull, Rows, Push, Create, Reference, Context };
    struct Fault {
        enum class Kind : quint8 {
            Refuse, //!< the error instead of an answer; nothing happens on the server
            LoseAnswer, //!< the server does it, the answer is lost (the error comes instead)
            Hang, //!< no answer until abort()
            Duplicate, //!< the request arrives twice
        };
        Call call;
        Kind kind = Kind::Refuse;
        Error error { Error::Kind::Offline, {} };
    };
    struct Row {
        Entity entity = Entity::Task;
        Uid id;
        qint64 seq = 0;
        QString deletedAt;
        QJsonObject fields;
        std::map<QString, qint64> fieldSeqs;
    };
    struct Workspace {
        QString name;
        QString epoch;
        qint64 head = 0;
        qint64 nextNumber = 1;
        std::map<Uid, Row> rows;
    };

    // the world
    Workspace& addWorkspace(const Uid& id, const QString& name);
    Row& put(const Uid& workspace, Entity entity, const Uid& id, const QJsonObject& fields); //!< somebody else's edit
    [[nodiscard]] std::vector<Row> rowsOf(Entity entity) const;
    std::map<Uid, Workspace> workspaces;
    ReferenceManifest manifest {};
    Rows reference {};
    int minSchema = 1;
    QString goneReason = QStringLiteral("revoked");
    std::function<std::optional<Error>(const PushRequest&)> refusePush {}; //!< a poisoned operation, for example
    std::function<QString(const PushOp&)> refuseOp {}; //!< a code: the group is refused
    int processAtMost = 1'000'000; //!< groups in one push; the rest is not_processed

    // faults and traces
    void failNext(const Fault& fault) { m_faults.push_back(fault); }
    [[nodiscard]] int count(Call call) const { return m_counts.value(int(call)); }
    [[nodiscard]] int requests() const { return m_requests; }
    [[nodiscard]] const std::vector<PullRequest>& pulls() const { return m_pulls; }
    [[nodiscard]] const std::vector<PushRequest>& pushes() const { return m_pushes; }
    [[nodiscard]] bool hanging() const { return !m_hanging.empty(); }

    QFuture<Result<PullAnswer>> pull(const PullRequest& request) override;
    QFuture<Result<RowsAnswer>> pullRows(const RowsRequest& request) override; //!< by id
    QFuture<Result<PushAnswer>> push(const PushRequest& request) override;
    QFuture<Result<WorkspaceCreateAnswer>> createWorkspace(const WorkspaceCreateRequest& request) override;
    QFuture<Result<ReferenceAnswer>> pullReference() override;
    QFuture<Result<QJsonObject>> taskContext(const Uid& task) override;
    QFuture<Result<QJsonObject>> taskActivity(const Uid& task, const OlderThan& than) override; //!< nothing is older
    void abort() override;

private:
    template <class Answer> QFuture<Result<Answer>> answer(Call call, const std::function<Result<Answer>()>& work);
    [[nodiscard]] Result<PullAnswer> doPull(const PullRequest& request);
    [[nodiscard]] Result<PushAnswer> doPush(const PushRequest& request);
    [[nodiscard]] PushedGroup doGroup(Workspace& workspace, const PushGroup& group);
    [[nodiscard]] PushedOp doOp(Workspace& workspace, const PushOp& op);

    std::deque<Fault> m_faults;
    QHash<int, int> m_counts;
    QHash<OpId, PushedOp> m_ledger;
    std::vector<PullRequest> m_pulls;
    std::vector<PushRequest> m_pushes;
    std::vector<std::function<void()>> m_hanging;
    int m_requests = 0;
};

//! Rows as the parser makes them, from what a test has at hand.
[[nodiscard]] Rows rowsFrom(const std::vector<FakeRemote::Row>& rows);

} // namespace convoy::test
