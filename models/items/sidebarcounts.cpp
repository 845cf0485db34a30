#include "items/savedviews.h"
#include "items/sidebartree.h"
#include "store/reads.h"
#include "store/readthread.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace convoy::items {

namespace {

constexpr qint64 mostCounted = 1000; // shown as "999+": nobody works by a larger number
constexpr qint64 notCounted = -1;
constexpr qint64 sliceMilliseconds = 10;

bool isCounted(TaskView view) { return view != TaskView::All && view != TaskView::Done && view != TaskView::Trash; }

} // namespace

void SidebarModel::Parts::forgetCounts(const SidebarModel& model)
{
    thread.cancel(&model);
    toCount.clear();
}

void SidebarModel::Parts::recount(const SidebarModel& model, int delay)
{
    forgetCounts(model);
    std::vector<Node*> nodes { &root };
    for (size_t i = 0; i < nodes.size(); ++i) {
        for (const auto& child : nodes[i]->children)
            nodes.push_back(child.get());
        if (i > 0 && nodes[i]->kind != Kind::Workspace && nodes[i]->kind != Kind::SavedView && isCounted(nodes[i]->view))
            toCount.push_back(nodes[i]);
    }
    if (counts)
        countTimer.start(delay);
    // At most a tenth of the time goes into it, however many changes come in.
    if (counts && saved && !saved->views().empty() && !savedTimer.isActive())
        savedTimer.start(int(std::max<qint64>(delay, savedCost * 9)));
}

void SidebarModel::showCount(Node& node, qint64 open)
{
    if (node.open == open)
        return;
    node.open = open;
    Q_EMIT dataChanged(indexOfNode(node), indexOfNode(node), { OpenCountRole, Qt::AccessibleTextRole });
}

void SidebarModel::countSaved()
{
    using Counts = std::vector<std::pair<QString, qint64>>;
    std::vector<std::pair<QString, store::ListingQuery>> queries;
    for (const SavedViews::View& view : m_parts->saved->views()) {
        TaskFilter filter = m_parts->saved->filterOf(view.id, m_parts->today);
        filter.group = TaskGroup::None;
        filter.query.shape = TaskShape::Flat;
        queries.emplace_back(view.id, listingOf(filter));
    }
    m_parts->savedAsked.start();
    m_parts->thread.ask<Counts>(
        &m_parts->savedTimer,
        [queries](const store::Reads& reads) -> Result<Counts> {
            Counts counts;
            for (const auto& [id, query] : queries) {
                const auto listing = reads.listing(query, int(mostCounted));
                if (!listing)
                    return listing.error();
                counts.emplace_back(id, qint64(listing->keys.size()));
            }
            return counts;
        },
        [this](const Result<Counts>& counts) {
            m_parts->savedCost = m_parts->savedAsked.elapsed();
            for (const auto& [id, open] : counts.value_or(Counts {})) {
                if (const QModelIndex at = indexOf(id); at.isValid())
                    showCount(*m_parts->nodeAt(at), open);
            }
        });
}

//! All that is due in one question, but no longer than others may wait for the reading thread; then again.
void SidebarModel::count()
{
    std::vector<TaskQuery> queries;
    for (const Node* node : m_parts->toCount) {
        queries.push_back(filterAt(indexOfNode(*node)).query);
        queries.back().shape = TaskShape::Flat;
    }
    if (queries.empty())
        return;
    m_parts->thread.ask<std::vector<qint64>>(
        this,
        [queries](const store::Reads& reads) {
            QElapsedTimer clock;
            clock.start();
            std::vector<qint64> counts;
            for (size_t i = 0; i < queries.size() && (i == 0 || clock.elapsed() < sliceMilliseconds); ++i)
                counts.push_back(reads.taskCount(queries[i], mostCounted).value_or(notCounted));
            return Result<std::vector<qint64>>(std::move(counts));
        },
        [this](const Result<std::vector<qint64>>& counts) {
            if (counts)
                takeCounts(*counts);
        });
}

void SidebarModel::takeCounts(const std::vector<qint64>& counts)
{
    // A change of structure takes the question back, so these are the lines that it was about.
    auto& waiting = m_parts->toCount;
    for (size_t i = 0; i < counts.size(); ++i) {
        Node& node = *waiting[i];
        if (counts[i] != notCounted)
            showCount(node, counts[i]);
    }
    waiting.erase(waiting.begin(), waiting.begin() + qsizetype(counts.size()));
    if (!waiting.empty())
        m_parts->countTimer.start(0);
    else if (std::exchange(m_parts->countAgain, false))
        m_parts->recount(*this, recountMilliseconds);
}

void SidebarModel::setCounting(bool counting)
{
    m_parts->counts = counting;
    m_parts->countTimer.stop();
    if (counting)
        m_parts->recount(*this, 0);
}

} // namespace convoy::items
