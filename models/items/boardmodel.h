#pragma once

#include "items/tasklistmodel.h"
#include "store/readthread.h"

#include <QCache>
#include <QTimer>

namespace convoy::items {

//! The tasks of a filter as a board: the top rows are the columns (the stages of a project's workflow, or the statuses
//! where several workflows meet), below each its cards. Keys come from the reading thread, a hundred per column at first
//! and more when the view asks; what a card shows is read when it is painted. Cards that change their column are moved,
//! so that they stay selected. The roles are those of the task list. Interface thread, owned by the window.
class BoardModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum ColumnRole {
        CountRole = CommentsRole + 1, //!< of a column: "12", or "100+" while there are more than are loaded
        ColumnStatusRole, //!< of a column: int of TaskStatus
    };

    BoardModel(const store::Reads& reads, store::ReadThread& thread, Editing& editing, QObject* parent = nullptr);

    void setFilter(const TaskFilter& filter); //!< reads only while the board is shown
    void setShown(bool shown);
    [[nodiscard]] const TaskFilter& filter() const { return m_filter; }
    [[nodiscard]] bool isLoading() const { return m_loading; }
    void applyChanges(const ChangeSet& changes);
    [[nodiscard]] RowKey keyAt(const QModelIndex& index) const; //!< none for a column
    [[nodiscard]] QModelIndex indexOf(RowKey task) const; //!< invalid when not loaded
    [[nodiscard]] std::vector<RowKey> keysOf(const QModelIndexList& indexes) const;
    void moveTo(const std::vector<RowKey>& tasks, int column, int row); //!< in front of the card now at that row

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override; //!< renames
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool dropMimeData(
        const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

Q_SIGNALS:
    void loaded(); //!< the columns are those of the filter now
    void failed(const QString& sentence);

private:
    struct Column {
        store::BoardColumn column;
        QString title;
        std::vector<RowKey> keys {};
        int wanted = 100;
        bool more = false;
    };
    using Cards = std::vector<std::vector<RowKey>>;
    [[nodiscard]] std::vector<Column> columnsOf(const TaskFilter& filter) const;
    void ask();
    void take(const Cards& cards);
    void moveAtOnce(const std::vector<RowKey>& tasks, int column, RowKey before);
    void placeCards(int column, const std::vector<RowKey>& wanted);
    [[nodiscard]] std::pair<int, int> find(RowKey key) const; //!< column and row; -1: not here
    [[nodiscard]] const TaskRow* rowOf(RowKey key) const;
    [[nodiscard]] QModelIndex columnIndex(int column) const { return createIndex(column, 0, quintptr(0)); }

    const store::Reads& m_reads;
    store::ReadThread& m_thread;
    Editing& m_editing;
    TaskFilter m_filter;
    std::vector<Column> m_columns;
    std::vector<Column> m_asked; //!< the columns that the running question is about
    mutable QCache<RowKey, TaskRow> m_rows { 600 };
    QTimer m_again;
    QSet<RowKey> m_onTheWay; //!< moved by the person and not on the disk yet: answers are older than what is shown
    bool m_shown = false;
    bool m_loading = false;
    bool m_fresh = false; //!< the next answer replaces everything: another filter
};

} // namespace convoy::items
