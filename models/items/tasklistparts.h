#pragma once

#include "items/editing.h"
#include "items/tasklistmodel.h"
#include "items/tasktree.h"
#include "store/reads.h"

#include <QCache>
#include <QTimer>

namespace convoy::items {

inline constexpr int firstScreen = 100; //!< keys read before the list shows
inline constexpr int largestSlice = 2000; //!< keys read at once afterwards
inline constexpr int eagerRows = 20'000; //!< top rows that load by themselves; the rest when the view gets there
inline constexpr int keptRows = 600; //!< values kept: what is on a large screen, several times over
inline constexpr int oneByOne = 32; //!< more changed rows than this are taken over by comparing the whole list

//! The working half of a TaskListModel: keys, kept rows, and how they follow the database.
struct TaskListModel::Parts {
    Parts(TaskListModel& model, const store::Reads& reads, Editing& editing);

    // loading
    void load(); //!< between beginResetModel and endResetModel
    void loadSlice();
    void readBelow(TaskNode* node);
    [[nodiscard]] std::vector<RowKey> topKeys(int limit) const;
    [[nodiscard]] bool hasBelow(TaskNode* node);
    [[nodiscard]] QDate today() const;

    // values
    const TaskRow* rowOf(RowKey key);
    [[nodiscard]] TaskNode* nodeAt(const QModelIndex& index);
    [[nodiscard]] QModelIndex indexOf(TaskNode* node, Column column = Column::Title);
    void showAgain(TaskNode* node);
    void showAllAgain();

    // following changes
    void take(const ChangeSet& changes);
    [[nodiscard]] std::vector<RowKey> tasksIn(const ChangeSet& changes, bool& structure) const;
    void takeMarks(const std::vector<RowKey>& changed);
    void takeRows(const std::vector<RowKey>& keys);
    [[nodiscard]] bool isInPlace(RowKey key);
    [[nodiscard]] bool isInOrder(TaskNode* node, const store::TaskAnchor& anchor) const;
    [[nodiscard]] bool isBehindLoaded(const store::TaskAnchor& anchor) const;
    [[nodiscard]] bool hasTheseBelow(const TaskNode* parent, const std::vector<RowKey>& keys) const;
    [[nodiscard]] TaskNode* parentFor(RowKey key) const;
    [[nodiscard]] std::vector<RowKey> keysBelow(const TaskNode* parent) const;

    // moving rows
    void place(RowKey key);
    [[nodiscard]] int topRowFor(const store::TaskAnchor& anchor, RowKey except);
    void scheduleCompare();
    void compare();
    void gather(TaskNode* parent, const std::vector<RowKey>& keys);
    void compareChildren(TaskNode* parent, const std::vector<RowKey>& keys);
    void dropMissing(TaskNode* parent, const std::vector<RowKey>& keys);
    void arrange(TaskNode* parent, const std::vector<RowKey>& keys);
    void addMissing(TaskNode* parent, const std::vector<RowKey>& keys);
    bool moveTo(TaskNode* node, TaskNode* parent, int row);
    void removeNode(TaskNode* node);
    void report(const Error& error) const;

    TaskListModel& model;
    const store::Reads& reads;
    Editing& editing;
    TaskTree tree;
    QCache<RowKey, TaskRow> rows { keptRows };
    QTimer sliceTimer;
    QTimer compareTimer;
    qint64 compareCost = 0; //!< milliseconds that the last comparison took
    int slice = firstScreen;
    bool complete = true;
};

} // namespace convoy::items
