#include "items/dependencymodel.h"

#include "items/linechange.h"
#include "store/reads.h"

#include <algorithm>

namespace convoy::items {

DependencyModel::DependencyModel(const store::Reads& reads, Direction direction, QObject* parent)
    : QAbstractListModel(parent)
    , m_reads(reads)
    , m_direction(direction)
{
}

std::optional<std::vector<DependencyModel::Line>> DependencyModel::read() const
{
    std::vector<Line> lines;
    if (!m_task)
        return lines;
    const bool blockers = m_direction == Direction::BlockedBy;
    const auto found = blockers ? m_reads.blockersOf(m_task) : m_reads.blockedBy(m_task);
    if (!found)
        return std::nullopt;
    for (const Dependency& dependency : *found) {
        const RowKey other = blockers ? dependency.blockedBy : dependency.task;
        const auto task = m_reads.task(other);
        if (task && !task->deletedAt.isEmpty())
            continue; // what is in the trash stands in nobody's way
        lines.push_back({ dependency.key, other, task ? task->title : tr("A task that is not on this device"),
            !task || isOpen(task->status), task.has_value() });
    }
    return lines;
}

void DependencyModel::setTask(RowKey task)
{
    beginResetModel();
    m_task = task;
    m_lines.clear();
    if (auto lines = read())
        m_lines = *std::move(lines);
    else
        Q_EMIT failed(tr("The dependencies of this task could not be read from this device."));
    endResetModel();
}

int DependencyModel::openCount() const
{
    return int(std::count_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.open; }));
}

void DependencyModel::applyChanges(const ChangeSet& changes)
{
    const auto concerns = [this](const ChangedRow& row) {
        return row.entity == Entity::TaskDependency
            || std::any_of(m_lines.begin(), m_lines.end(), [&row](const Line& line) { return line.task == row.row; });
    };
    if (!m_task || (!changes.everything && std::none_of(changes.rows.begin(), changes.rows.end(), concerns)))
        return;
    const auto lines = read();
    if (!lines)
        return;
    const LineChange change
        = changeBetween(m_lines, *lines, [](const Line& a, const Line& b) { return a.dependency == b.dependency; });
    if (change.removed > 0) {
        beginRemoveRows({}, change.first, change.first + change.removed - 1);
        m_lines.erase(m_lines.begin() + change.first, m_lines.begin() + change.first + change.removed);
        endRemoveRows();
    }
    if (change.inserted > 0) {
        beginInsertRows({}, change.first, change.first + change.inserted - 1);
        m_lines.insert(m_lines.begin() + change.first, lines->begin() + change.first,
            lines->begin() + change.first + change.inserted);
        endInsertRows();
    }
    for (size_t i = 0; i < lines->size(); ++i) {
        if (m_lines[i] == (*lines)[i])
            continue;
        m_lines[i] = (*lines)[i];
        Q_EMIT dataChanged(index(int(i)), index(int(i)));
    }
}

int DependencyModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }

QVariant DependencyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return line.title;
    case Qt::AccessibleTextRole:
        return line.open ? line.title : tr("%1, finished").arg(line.title);
    case TaskKeyRole:
        return QVariant::fromValue(line.task);
    case DependencyKeyRole:
        return QVariant::fromValue(line.dependency);
    case OpenRole:
        return line.open;
    case HereRole:
        return line.here;
    default:
        return {};
    }
}

} // namespace convoy::items
