#include "store/taskquery.h"

#include <algorithm>

namespace convoy::store {

bool isBefore(const TaskAnchor& a, const TaskAnchor& b)
{
    if (a.phase != b.phase)
        return a.phase < b.phase;
    // As the database compares text: by bytes.
    const QByteArray left = a.value.toString().toUtf8();
    const QByteArray right = b.value.toString().toUtf8();
    if (left != right)
        return (left < right) != a.descending;
    return (a.row < b.row) != a.descending;
}

std::vector<TaskOrder> ordersOf(TaskView view)
{
    std::vector<TaskOrder> orders { TaskOrder::Position, TaskOrder::Due, TaskOrder::Priority, TaskOrder::Title,
        TaskOrder::Created, TaskOrder::Updated };
    switch (view) {
    case TaskView::Inbox:
    case TaskView::All:
    case TaskView::Project:
    case TaskView::Milestone:
        return orders;
    case TaskView::Today:
    case TaskView::Upcoming:
        std::swap(orders[0], orders[1]);
        return orders;
    case TaskView::Ready:
        std::swap(orders[0], orders[2]);
        return orders;
    case TaskView::Done:
    case TaskView::Trash:
        return { TaskOrder::Updated };
    }
    Q_UNREACHABLE();
}

bool isTree(const TaskQuery& query)
{
    switch (query.view) {
    case TaskView::Inbox:
    case TaskView::All:
    case TaskView::Project:
    case TaskView::Milestone:
        return query.shape == TaskShape::Roots;
    case TaskView::Today:
    case TaskView::Upcoming:
    case TaskView::Ready:
    case TaskView::Done:
    case TaskView::Trash:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace convoy::store
