#include "items/taskfilter.h"

#include <QCoreApplication>

#include <algorithm>

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
    if (view == TaskView::Upcoming)
        filter.group = TaskGroup::Due;
    return filter;
}

bool isListing(const TaskFilter& filter)
{
    const TaskQuery& query = filter.query;
    const auto named = ordersOf(query.view);
    const bool isNamed = std::find(named.begin(), named.end(), query.order) != named.end();
    // Upcoming is a thin slice of the open tasks: another order's index is walked far before it yields a screenful.
    const bool isThin = query.view == TaskView::Upcoming && query.order != named.front();
    return filter.isNarrowed() || filter.group != TaskGroup::None || !isNamed || isThin;
}

store::ListingQuery listingOf(const TaskFilter& filter)
{
    store::ListingQuery listing { .query = filter.query, .conditions = filter.conditions, .group = filter.group, .text = filter.text };
    if (filter.isNarrowed())
        listing.query.shape = TaskShape::Flat;
    return listing;
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
