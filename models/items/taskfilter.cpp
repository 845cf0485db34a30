#include "items/taskfilter.h"

#include <QCoreApplication>

namespace convoy::items {

TaskFilter filterFor(TaskView view, QDate today, RowKey subject)
{
    TaskFilter filter;
    filter.query.view = view;
    filter.query.order = ordersOf(view).front();
    filter.query.shape = TaskShape::Roots;
    filter.query.today = today;
    if (view == TaskView::Project)
        filter.query.project = subject;
    if (view == TaskView::Milestone)
        filter.query.milestone = subject;
    return filter;
}

QString markText(RowMark mark)
{
    switch (mark) {
    case RowMark::Synced:
        return {};
    case RowMark::Saving:
        return QCoreApplication::translate("RowMark", "saving");
    case RowMark::Waiting:
        return QCoreApplication::translate("RowMark", "waiting to sync");
    case RowMark::Sending:
        return QCoreApplication::translate("RowMark", "being sent");
    case RowMark::Refused:
        return QCoreApplication::translate("RowMark", "refused by the server");
    case RowMark::Review:
        return QCoreApplication::translate("RowMark", "to review");
    }
    Q_UNREACHABLE();
}

} // namespace convoy::items
