#pragma once

#include "items/editing.h"
#include "items/tasklistmodel.h"
#include "items/tasktree.h"
#include "store/reads.h"
#include "store/readthread.h"

#include <QCache>
#include <QElapsedTimer>
#include <QTimer>

namespace convoy::items {

inline constexpr int firstScreen = 100; //!< keys read before the list shows
inline constexpr int largestSlice = 2000; //!< keys read at once afterwards
inline constexpr int eagerRows = 20'000; //!< top rows that load by themselves; the rest when the view gets there
inline constexpr int keptRows = 600; //!< values kept: what is on a large screen, several times over
inline constexpr int oneByOne = 32; //!< more changed rows than this are taken over by comparing the whole list

//! The working half of a TaskListModel: keys, kept rows, and how they follow the database.
struct TaskListModel::Parts {
    Parts(TaskListModel& model, const store::Reads& reads, store::ReadThread& thread, Editing& editing);

    // loading
    void load(); //!< between beginResetModel and endResetModel
    void loadSlice();
    [[nodiscard]] std::optional<std::vector<RowKey>> nextSlice();
    void readBelow(TaskNode* node);
    [[nodiscard]] std::vector<RowKey> topKeys(int limit) const;
    [[nodiscard]] bool hasBelow(TaskNode* node);
    [[nodiscard]] QDate today() const;

    // what the reading thread lists
    struct Heading {
        QString value;
        int tasks = 0;
        std::optional<QString> text {}; //!< once it was painted
    };
    void begin(); //!< the filter is another one now
    void beginDay(); //!< the filter is the same on another day: what stays keeps its row
    void ask();
    void take(const store::TaskListing& listing);
    void reload(); //!< between beginResetModel and endResetModel
    [[nodiscard]] std::vector<RowKey> withHeadings(store::TaskListing listing);
    [[nodiscard]] std::optional<QString> groupOf(TaskNode* node);
    void fold(const QSet<QString>& groups);
    bool dropAmong(const std::vector<RowKey>& keys, TaskNode* below, int row);
    void moveAtOnce(const std::vector<RowKey>& keys, TaskNode* below, RowKey before);
    [[nodiscard]] static bool isHeading(RowKey key) { return key.value < 0; }
    [[nodiscard]] QVariant headingValue(RowKey key, int role);

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
    [[nodiscard]] bool waitsForMoves() const;
    void catchUp(); //!< a move is on the disk: what came while it was on its way was passed over
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
    store::ReadThread& thread;
    Editing& editing;
    store::TaskQuery query; //!< the filter's, flat while it narrows
    bool isListed = false; //!< the keys come from the reading thread
    bool isAnswered = false; //!< `listed` is what the filter asks for
    bool isFresh = false; //!< the rows still are those of the filter before
    std::vector<RowKey> listed; //!< with headings between the groups: negative keys, the same as long as the filter
    size_t listedTasks = 0;
    store::TaskListing latest; //!< the answer that `listed` is made of
    QSet<QString> folded; //!< groups of which only the heading is shown
    QSet<QString> foldedNext; //!< with the next filter
    QSet<RowKey> leftAlone; //!< moved by the person and not on the disk yet: they keep the place that they have
    QHash<QString, RowKey> headingKeys;
    QHash<RowKey, Heading> headings;
    QElapsedTimer asked;
    TaskTree tree;
    QCache<RowKey, TaskRow> rows { keptRows };
    QTimer sliceTimer;
    QTimer compareTimer;
    qint64 compareCost = 0; //!< milliseconds that the last comparison took
    int slice = firstScreen;
    bool complete = true;
};

} // namespace convoy::items
