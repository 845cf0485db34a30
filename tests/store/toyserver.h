#pragma once

#include "domain/exchange.h"

#include <QHash>
#include <QSet>

#include <map>

namespace convoy::test {

//! Pages and answers without a network: takes every edit as it is, gives seqs in the order of arrival, remembers op ids.
//! Tests script it to refuse, rename or leave out. The real rules are tested against the real server.
class ToyServer {
public:
    //! One more version of a row, by somebody else; references are uids. Returns its seq.
    qint64 put(Entity entity, const Uid& uid, const QJsonObject& fields);
    void tombstone(Entity entity, const Uid& uid);
    void forget(const Uid& uid) { m_rows.erase(uid); }

    WorkspaceCreateAnswer createWorkspace(const WorkspaceCreateRequest& request);
    [[nodiscard]] WorkspacePage page(const QString& epoch, qint64 after, int limit) const;
    PushAnswer push(const PushRequest& request);
    [[nodiscard]] QJsonObject row(const Uid& uid) const;
    [[nodiscard]] qint64 seq() const { return m_seq; }
    void restoreBackup(const QString& newEpoch, qint64 seq); //!< all rows get numbers from there on

    Uid workspace;
    QString epoch = QStringLiteral("11111111-1111-4111-8111-111111111111");
    QHash<Uid, Uid> renamed; //!< answers a create of this id with another
    QSet<Uid> refused; //!< groups that touch these rows
    QSet<Uid> purged;
    QList<OpId> ledger;

private:
    struct Row {
        Entity entity;
        QJsonObject values; // id, seq, created_at, updated_at, deleted_at and fields
    };
    void store(Entity entity, const Uid& uid, const QJsonObject& fields, const QJsonValue& deletedAt);
    [[nodiscard]] Rows rowsBetween(qint64 after, qint64 upTo, const QSet<Uid>& also = {}) const;
    PushedGroup carryOut(const PushGroup& group);

    std::map<Uid, Row> m_rows;
    QSet<Uid> m_replayed; //!< rows of replayed operations come as they are now
    qint64 m_seq = 100;
};

//! Rows as the parser hands them over, from objects by column name.
[[nodiscard]] Rows rowsFrom(const std::vector<std::pair<Entity, QJsonObject>>& objects);

} // namespace convoy::test
