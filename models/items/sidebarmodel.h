#pragma once

#include "items/taskfilter.h"

#include <QAbstractItemModel>

#include <memory>

namespace convoy::store {
class ReadThread;
class Reads;
}

namespace convoy::items {

class Editing;
class SavedViews;

//! The way through the tasks: the smart views and those that the person saved, then workspace > project > milestone, with the number of open tasks.
//! Reads structure again when a change touches it, has the reading thread count, and changes only the lines that differ. Tasks dropped
//! on a view, project or milestone go there. Interface thread, owned by the window.
class SidebarModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum class Kind : quint8 { View, SavedView, Workspace, Project, Milestone };
    enum Role {
        KindRole = Qt::UserRole + 1, //!< int of Kind
        ViewRole, //!< int of TaskView, also of projects and milestones
        KeyRole, //!< RowKey of a workspace, project or milestone
        OpenCountRole, //!< qint64; -1: not counted
        IdRole, //!< QString, of a saved view
    };

    SidebarModel(const store::Reads& reads, store::ReadThread& thread, Editing& editing, QObject* parent = nullptr);
    ~SidebarModel() override;

    void setSavedViews(SavedViews& views); //!< shown and followed; they outlive the model
    void setToday(QDate today);
    void setCounting(bool counting); //!< on; a window that has not been painted yet has other things to do
    void applyChanges(const ChangeSet& changes);
    [[nodiscard]] QModelIndex indexOf(TaskView view, RowKey subject = {}) const;
    [[nodiscard]] QModelIndex indexOf(RowKey row) const; //!< of a workspace, project or milestone
    [[nodiscard]] QModelIndex indexOf(const QString& savedView) const;
    [[nodiscard]] TaskFilter filterAt(const QModelIndex& index) const; //!< what to list; of a workspace: All

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override; //!< renames
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override; //!< of a saved view, to be put elsewhere
    [[nodiscard]] bool canDropMimeData(
        const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) const override;
    bool dropMimeData(
        const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

Q_SIGNALS:
    void failed(const QString& sentence);

private:
    struct Node;
    struct Parts;
    void takeStructure();
    void takeChildren(Node& node, Node& wanted);
    void count();
    void countSaved(); //!< a saved view may look at every open task
    void showCount(Node& node, qint64 open);
    void takeCounts(const std::vector<qint64>& counts);
    [[nodiscard]] QModelIndex indexOfNode(const Node& node) const;
    std::unique_ptr<Parts> m_parts;
};

} // namespace convoy::items
