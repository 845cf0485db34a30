#include "items/sidebartree.h"
#include "store/reads.h"
#include "store/readthread.h"

#include <QElapsedTimer>

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
        if (counts[i] == notCounted || counts[i] == node.open)
            continue;
        node.open = counts[i];
        Q_EMIT dataChanged(indexOfNode(node), indexOfNode(node), { OpenCountRole, Qt::AccessibleTextRole });
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
