#pragma once

#include "items/taskfilter.h"

#include <QAbstractTableModel>

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! The edits that the server has not confirmed, one line for each gesture, in words, oldest first. Interface thread,
//! owned by the sync panel.
class OutboxModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Column : quint8 { Edit, When, State, Count };
    enum Role {
        GroupRole = Qt::UserRole + 1, //!< QUuid, for retry and discard
        StateRole, //!< int of OutboxState
        ErrorRole, //!< a sentence; empty when there is none
        OpenedRole, //!< RowKey of what to open for the first row of the gesture; none: nothing
        AttemptsRole,
        MadeRole, //!< qint64, wall clock in microseconds
    };

    explicit OutboxModel(const store::Reads& reads, QObject* parent = nullptr);

    void applyChanges(const ChangeSet& changes);
    void reload();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void failed(const QString& sentence);

private:
    struct Line {
        GroupId gesture;
        GroupId group; //!< the first that is still here
        QString text;
        qint64 wallMicros = 0;
        OutboxState state = OutboxState::Waiting;
        QString error;
        Entity entity = Entity::Task;
        RowKey row;
        int attempts = 0;
        bool operator==(const Line&) const = default;
    };
    [[nodiscard]] std::optional<std::vector<Line>> read() const;

    const store::Reads& m_reads;
    std::vector<Line> m_lines;
};

[[nodiscard]] QString stateText(OutboxState state);

} // namespace convoy::items
