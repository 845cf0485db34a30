#pragma once

#include "items/taskfilter.h"

#include <QAbstractListModel>

namespace convoy::store {
class Reads;
}

namespace convoy::items {

//! What one task waits for, or what waits for it, each with its title and whether it is still open. Roles are those of
//! the task list, and the dependency's own key. Interface thread, owned by the task panel.
class DependencyModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Direction : quint8 { BlockedBy, Blocks };
    enum Role {
        TaskKeyRole = Qt::UserRole + 1, //!< RowKey of the other task
        DependencyKeyRole, //!< RowKey, for Editing::removeDependency
        OpenRole, //!< bool
        HereRole, //!< bool: the other task is on this device
    };

    DependencyModel(const store::Reads& reads, Direction direction, QObject* parent = nullptr);

    void setTask(RowKey task);
    [[nodiscard]] int openCount() const;
    void applyChanges(const ChangeSet& changes);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void failed(const QString& sentence);

private:
    struct Line {
        RowKey dependency;
        RowKey task;
        QString title;
        bool open = true;
        bool here = false;
        bool operator==(const Line&) const = default;
    };
    [[nodiscard]] std::optional<std::vector<Line>> read() const;

    const store::Reads& m_reads;
    Direction m_direction;
    RowKey m_task;
    std::vector<Line> m_lines;
};

} // namespace convoy::items
