#include "items/groupwords.h"
#include "items/tasklistparts.h"

namespace convoy::items {

namespace {

//! Whether the groups stand in the order of the view's own index: then the first screenful is found without the rest.
bool isGroupedByNature(const TaskFilter& filter)
{
    return filter.query.view == TaskView::Upcoming && filter.group == TaskGroup::Due && filter.query.order == TaskOrder::Due
        && !filter.query.descending && !filter.isNarrowed();
}

} // namespace

void TaskListModel::Parts::begin()
{
    const TaskFilter& filter = model.m_filter;
    thread.cancel(&model);
    compareTimer.stop();
    folded = foldedNext;
    query = listingOf(filter).query;
    isListed = isListing(filter);
    isAnswered = false;
    if (isListed && !isGroupedByNature(filter)) {
        sliceTimer.stop();
        complete = false;
        isFresh = true;
        return ask();
    }
    isFresh = false;
    model.beginResetModel();
    if (isListed) {
        const auto first = reads.listing(listingOf(filter), firstScreen);
        if (!first)
            report(first.error());
        headingKeys.clear();
        listed = withHeadings(first.value_or(store::TaskListing {}));
        reload();
        complete = false; // until the answer is here
        sliceTimer.stop();
    } else {
        listed.clear();
        load();
    }
    model.endResetModel();
    if (isListed)
        ask();
}

void TaskListModel::Parts::beginDay()
{
    query = listingOf(model.m_filter).query;
    if (isListed)
        return ask();
    compare();
    if (!complete && int(tree.root()->children.size()) < eagerRows)
        sliceTimer.start(0);
}

void TaskListModel::Parts::ask()
{
    asked.start();
    thread.ask<store::TaskListing>(
        &model, [listing = listingOf(model.m_filter)](const store::Reads& reader) { return reader.listing(listing); },
        [this](const Result<store::TaskListing>& listing) {
            if (listing)
                take(*listing);
            else
                report(listing.error());
        });
}

void TaskListModel::Parts::take(const store::TaskListing& listing)
{
    if (waitsForMoves() && !isFresh)
        return; // older than what is shown; catchUp() asks again
    compareCost = asked.elapsed();
    isAnswered = true;
    if (!std::exchange(isFresh, false)) {
        listed = withHeadings(listing);
        compare();
        if (!complete && int(tree.root()->children.size()) < eagerRows)
            sliceTimer.start(0);
        // A list that shows nothing new still may have come to its end.
        Q_EMIT model.listed();
        return;
    }
    model.beginResetModel();
    headingKeys.clear();
    listed = withHeadings(listing);
    reload();
    model.endResetModel();
    Q_EMIT model.listed();
}

void TaskListModel::Parts::reload()
{
    load();
    if (!complete)
        sliceTimer.start(0);
}

std::vector<RowKey> TaskListModel::Parts::withHeadings(store::TaskListing answer)
{
    latest = std::move(answer);
    const store::TaskListing& listing = latest;
    headings.clear();
    listedTasks = listing.keys.size();
    if (listing.groups.empty())
        return listing.keys;
    std::vector<RowKey> keys;
    keys.reserve(listing.keys.size() + listing.groups.size());
    for (size_t i = 0; i < listing.groups.size(); ++i) {
        const auto& [value, first] = listing.groups[i];
        const size_t end = i + 1 < listing.groups.size() ? listing.groups[i + 1].first : listing.keys.size();
        if (!headingKeys.contains(value))
            headingKeys.insert(value, RowKey { -1 - qint64(headingKeys.size()) });
        const RowKey heading = headingKeys.value(value);
        headings.insert(heading, { value, int(end - first) });
        keys.push_back(heading);
        if (folded.contains(value))
            continue;
        keys.insert(keys.end(), listing.keys.begin() + qsizetype(first), listing.keys.begin() + qsizetype(end));
    }
    return keys;
}

QVariant TaskListModel::Parts::headingValue(RowKey key, int role)
{
    const auto heading = headings.find(key);
    if (heading == headings.end())
        return {};
    if (role == HeadingRole)
        return heading->tasks;
    if (role == FoldedRole)
        return folded.contains(heading->value);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (!heading->text)
        heading->text = groupName(reads, model.m_filter, heading->value);
    if (role == Qt::DisplayRole)
        return *heading->text;
    const QString spoken = heading->tasks == 1 ? TaskListModel::tr("%1, 1 task").arg(*heading->text)
                                               : TaskListModel::tr("%1, %n tasks", nullptr, heading->tasks).arg(*heading->text);
    return folded.contains(heading->value) ? TaskListModel::tr("%1, folded", "a group and its tasks").arg(spoken) : spoken;
}

//! Of the heading above the row's outermost task, or of the heading itself.
std::optional<QString> TaskListModel::Parts::groupOf(TaskNode* node)
{
    while (node != tree.root() && node->parent != tree.root())
        node = node->parent;
    if (node == tree.root() || headings.isEmpty())
        return std::nullopt;
    for (int row = tree.rowOf(node); row >= 0; --row) {
        const RowKey key = tree.root()->children[size_t(row)]->key;
        if (isHeading(key))
            return headings.value(key).value;
    }
    return std::nullopt;
}

void TaskListModel::Parts::fold(const QSet<QString>& groups)
{
    if (folded == groups)
        return;
    folded = foldedNext = groups;
    listed = withHeadings(latest);
    compare();
    Q_EMIT model.foldedChanged();
}

std::optional<QString> TaskListModel::groupAt(const QModelIndex& index) const { return m_parts->groupOf(m_parts->nodeAt(index)); }
void TaskListModel::setFoldedAtNextFilter(const QSet<QString>& groups) { m_parts->foldedNext = groups; }
QSet<QString> TaskListModel::folded() const { return m_parts->folded; }

void TaskListModel::setFolded(const QModelIndex& heading, bool folded)
{
    const auto group = isHeading(heading) ? groupAt(heading) : std::nullopt;
    if (!group)
        return;
    QSet<QString> groups = m_parts->folded;
    if (folded)
        groups.insert(*group);
    else
        groups.remove(*group);
    m_parts->fold(groups);
}

void TaskListModel::setAllFolded(bool folded)
{
    QSet<QString> groups;
    for (const auto& heading : std::as_const(m_parts->headings)) {
        if (folded)
            groups.insert(heading.value);
    }
    if (m_parts->isListed)
        m_parts->fold(groups);
}

} // namespace convoy::items
