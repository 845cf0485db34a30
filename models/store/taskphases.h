#pragma once

#include "store/taskquery.h"

#include <QByteArray>

namespace convoy::store {

//! One stretch of a view's list that runs on one index: the conditions on `tasks t`, what it is sorted by, and the
//! range of sort values that belongs to it. Parameters: ?3 the subject's key, ?4 the first day that is not today any
//! more.
struct TaskPhase {
    QByteArray where; //!< all but the subset's condition
    QByteArray roots; //!< leaves out what stands below its parent; empty: nothing
    QByteArray value; //!< the sort value, as an index has it
    QByteArray subset; //!< the condition that picks few tasks out of many; empty: none
    QByteArray scattered; //!< the same in a form that does not draw the planner to the subset's index
    QByteArray first; //!< sort values from here,
    QByteArray end; //!< up to before here
    RowKey subject {};
    bool descending = false;
    bool finished = false; //!< holds finished tasks only; else open ones, in the trash any
    bool native = true; //!< an index has this subset in this order
};

//! The most tasks of a subset that are sorted on the spot. A subset larger than this is so dense that walking the index
//! of the order and skipping the others finds a screenful soon.
inline constexpr int sortedOnTheSpot = 2000;

//! The stretches of a query's list, in order. `deletedProjects` are those whose tasks are in the trash by derivation.
[[nodiscard]] std::vector<TaskPhase> phasesOf(const TaskQuery& query, const std::vector<RowKey>& deletedProjects);

//! What an order sorts by, of a row of `tasks t`.
[[nodiscard]] QByteArray valueOf(TaskOrder order);

//! The conditions under which a subtask stands below its parent (`u`) in this query's tree.
[[nodiscard]] QByteArray familyOf(const TaskQuery& query);

//! The subtasks of the task with key ? that this query's tree shows below it.
[[nodiscard]] QByteArray childrenSql(const TaskQuery& query);

enum class Walk : quint8 { Ordered, Subset };
[[nodiscard]] QByteArray keysSql(const TaskPhase& phase, Walk walk, bool ties, bool anchored);

} // namespace convoy::store
