#pragma once

#include "domain/change.h"
#include "domain/editport.h"
#include "domain/values.h"
#include "store/taskquery.h"

#include <QMetaType>

namespace convoy::items {

// The words of a list as the interface knows them: ui includes this header, never the store's.
using store::ConflictItem;
using store::DueRange;
using store::isTree; // whether a query's view shows subtasks below their parents
using store::ordersOf; // the orders that a view can be shown in at any size; the first one is its own
using store::OutboxCounts;
using store::SyncRun;
using store::TaskConditions;
using store::TaskGroup;
using store::TaskOrder;
using store::TaskQuery;
using store::TaskRow;
using store::TaskShape;
using store::TaskView;

//! What a task list shows: a view in an order, narrowed by conditions and by words, with or without headings.
struct TaskFilter {
    TaskQuery query {};
    QString text {}; //!< not empty: only the tasks that contain these words
    TaskConditions conditions {};
    TaskGroup group = TaskGroup::None;
    bool operator==(const TaskFilter&) const = default;
    [[nodiscard]] bool isNarrowed() const { return !text.isEmpty() || !conditions.isEmpty(); }
};

[[nodiscard]] bool isListing(const TaskFilter& filter); //!< no single index holds it: its keys come from the reading thread
[[nodiscard]] store::ListingQuery listingOf(const TaskFilter& filter);
[[nodiscard]] TaskFilter filterFor(TaskView view, QDate today, RowKey subject = {}); //!< in its own order and shape

//! Where a row stands, with the one state that only the interface knows: posted, not yet on the disk.
enum class RowMark : quint8 { Synced, Saving, Waiting, Sending, Refused, Review };
[[nodiscard]] QString markText(RowMark mark); //!< for tooltips and screen readers; empty for Synced

} // namespace convoy::items

Q_DECLARE_METATYPE(convoy::RowKey)
Q_DECLARE_METATYPE(convoy::store::TaskRow)
