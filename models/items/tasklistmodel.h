#pragma once

#include "items/taskfilter.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>
#include <optional>

namespace convoy::store {
class ReadThread;
class Reads;
}

namespace convoy::items {

class Editing;

enum TaskRole {
    KeyRole = Qt::UserRole + 1, //!< RowKey
    UidRole,
    RowRole, //!< TaskRow, everything at once, for delegates
    MarkRole, //!< int of RowMark
    StatusRole, //!< int of TaskStatus
    StageRole,
    PriorityRole, //!< int of Priority
    DueRole, //!< QDate
    OverdueRole, //!< bool
    BlockedRole, //!< bool: an open task stands in the way
    ProjectRole, //!< RowKey
    LabelsRole, //!< QStringList
    ChildrenRole, //!< int, live subtasks
    OpenChildrenRole, //!< int
    CommentsRole, //!< int
    FoldedRole, //!< bool: of a heading
    HeadingRole, //!< int: the tasks below this heading; invalid on a task
};

//! Tasks of a filter as a tree of subtasks, in groups with headings between them when the filter asks for it. Holds keys, not rows: rows are read when they are painted and the latest
//! few hundred are kept. Opening reads a screenful, further keys follow in slices from the event loop up to a bound,
//! and beyond it when the view asks (fetchMore), so a million tasks open like a hundred. A ChangeSet touches only the
//! rows that changed; selection, expansion and a line being edited stay. A filter that no index holds is asked of the
//! reading thread, with the old list on the screen until the answer is here. Interface thread, owned by the window.
class TaskListModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum class Column : quint8 { Title, Number, Due, Priority, Stage, Project, Milestone, Labels, Assignee, Count };

    TaskListModel(const store::Reads& reads, store::ReadThread& thread, Editing& editing, QObject* parent = nullptr);
    ~TaskListModel() override;

    void setFilter(const TaskFilter& filter);
    [[nodiscard]] const TaskFilter& filter() const { return m_filter; }
    void applyChanges(const ChangeSet& changes);
    [[nodiscard]] RowKey keyAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(RowKey task, Column column = Column::Title) const; //!< invalid when not loaded
    [[nodiscard]] std::vector<RowKey> keysOf(const QModelIndexList& indexes) const; //!< each once, in their order
    [[nodiscard]] bool isComplete() const; //!< every key of the filter is here
    [[nodiscard]] bool isHeading(const QModelIndex& index) const;
    //! Of a heading or a task below one: the value that names its group (Editing::moveToGroup); nothing where there are no groups.
    [[nodiscard]] std::optional<QString> groupAt(const QModelIndex& index) const;
    void setFoldedAtNextFilter(const QSet<QString>& groups); //!< by their values; a group that is not there is none
    void setFolded(const QModelIndex& heading, bool folded);
    void setAllFolded(bool folded);
    [[nodiscard]] QSet<QString> folded() const;
    [[nodiscard]] std::optional<qint64> taskCount() const; //!< of a filter that was asked of the reading thread, once it answered
    [[nodiscard]] static std::vector<RowKey> keysOf(const QMimeData* data); //!< of a drag from any task list

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override; //!< by any column; -1: the view's own order
    [[nodiscard]] static TaskOrder orderOf(Column column);
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool dropMimeData(
        const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

Q_SIGNALS:
    void filterChanged();
    void foldedChanged(); //!< by the person
    void listed(); //!< the reading thread answered
    void failed(const QString& sentence); //!< the list could not be read

private:
    struct Parts;
    TaskFilter m_filter;
    std::unique_ptr<Parts> m_parts;
};

} // namespace convoy::items
