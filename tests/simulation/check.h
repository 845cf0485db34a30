#pragma once

#include "tests/simulation/book.h"

#include <map>

namespace convoy::simulation {

//! Holds every replica against the server, and both against the book, once everything is quiet. Lives for one call.
class Check final {
public:
    Check(Server& server, const Book& book, const std::vector<std::unique_ptr<Device>>& devices, const std::vector<Caller>& users,
        const QJsonArray& purged, bool leapt);

    [[nodiscard]] QStringList all();

private:
    using Table = std::map<Uid, QJsonObject>;
    using State = std::map<Entity, Table>;

    void readServer();
    void readLosses();
    void readKept();
    [[nodiscard]] State serverState(const QString& user);

    void compareReplica(Device& device);
    void compareRow(Device& device, Entity entity, const store::RowImage& mine, const Table& theirs);
    void checkLeftovers(Device& device);
    void checkEdits();
    void checkEdit(const Edit& edit, const QString& token);
    void checkRestore(const Edit& edit);
    void checkDependency(const Edit& edit);
    void checkDeletion(const Edit& edit);
    void checkDoubles();
    void checkStamps();
    void checkTimes();
    [[nodiscard]] static bool knowsTheTime(const Device& device);
    void checkCircles();
    [[nodiscard]] QJsonObject finalRow(const Edit& edit) const;
    [[nodiscard]] Uid finalUid(const Edit& edit) const;
    [[nodiscard]] bool wasGivenUp(const Uid& row) const;
    [[nodiscard]] bool wasKept(Entity entity, const Uid& row, const QString& field, const QString& token) const;
    [[nodiscard]] QString story(const Edit& edit) const;
    [[nodiscard]] bool wasSuperseded(const Edit& edit, const QString& token) const;
    [[nodiscard]] bool wentWithItsProject(const Edit& edit) const;
    [[nodiscard]] Uid hiddenBy(const QJsonObject& row);
    [[nodiscard]] bool wasHiddenKnowingly(const Edit& edit, const QJsonObject& row, const Uid& container, const QString& token) const;
    [[nodiscard]] bool wasDeletedKnowingly(const Edit& edit, const QString& token) const;
    [[nodiscard]] bool sawLater(const Edit& deletion, const Edit& edit, const QString& token) const;
    [[nodiscard]] bool hasReplaced(const Edit& deletion, const Edit& edit, const QString& token) const;
    void wrong(const QString& what);

    Server& m_server;
    const Book& m_book;
    const std::vector<std::unique_ptr<Device>>& m_devices;
    const std::vector<Caller>& m_users;
    bool m_leapt; //!< a hundred days passed in the run
    QString m_workspaces; //!< quoted, for IN (...)
    State m_server_; //!< all rows, whoever may see them
    std::map<QString, State> m_seen; //!< by user
    QSet<Uid> m_emptied; //!< went to the trash when the project was purged that had hidden them
    QHash<Uid, QJsonObject> m_purgedRows; //!< as they were then
    QSet<Uid> m_purged; //!< may have been made again by somebody who had not seen the deletion
    QJsonArray m_losses;
    std::vector<QJsonObject> m_kept; //!< fields of entries that were refused, put aside or given up
    std::map<std::pair<Uid, QString>, std::vector<const Edit*>> m_byField;
    QStringList m_wrong;
};

} // namespace convoy::simulation
