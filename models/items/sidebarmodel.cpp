#include "items/sidebarmodel.h"

#include "items/editing.h"
#include "items/savedviews.h"
#include "items/sidebartree.h"
#include "items/tasklistmodel.h"
#include "store/reads.h"

#include <QCoreApplication>
#include <QMimeData>

#include <algorithm>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Smart {
    TaskView view;
    const char* name;
};
constexpr Smart smartViews[] = {
    { TaskView::Inbox, QT_TRANSLATE_NOOP("Sidebar", "Inbox") },
    { TaskView::Today, QT_TRANSLATE_NOOP("Sidebar", "Today") },
    { TaskView::Upcoming, QT_TRANSLATE_NOOP("Sidebar", "Upcoming") },
    { TaskView::Ready, QT_TRANSLATE_NOOP("Sidebar", "Can start now") },
    { TaskView::All, QT_TRANSLATE_NOOP("Sidebar", "All") },
    { TaskView::Done, QT_TRANSLATE_NOOP("Sidebar", "Done") },
    { TaskView::Trash, QT_TRANSLATE_NOOP("Sidebar", "Trash") },
};

constexpr auto viewMime = "application/x-convoy-view"_L1;

} // namespace

std::optional<SidebarModel::Node> SidebarModel::Parts::read() const
{
    Node top;
    for (const Smart& smart : smartViews)
        top.add(Kind::View, smart.view, {}, QCoreApplication::translate("Sidebar", smart.name));
    for (const SavedViews::View& view : saved ? saved->views() : std::vector<SavedViews::View> {})
        top.add(Kind::SavedView, TaskView::All, {}, view.name)->id = view.id;
    const auto workspaces = reads.workspaces();
    const auto projects = reads.projects();
    const auto milestones = reads.milestones();
    if (!workspaces || !projects || !milestones)
        return std::nullopt;
    for (const Workspace& workspace : *workspaces) {
        Node* below = top.add(Kind::Workspace, TaskView::All, workspace.key, workspace.name);
        for (const Project& project : *projects) {
            if (project.workspace == workspace.key && !project.archived)
                below->add(Kind::Project, TaskView::Project, project.key, project.name);
        }
        for (const auto& project : below->children) {
            for (const Milestone& milestone : *milestones) {
                if (milestone.project == project->key && milestone.completionDate.isEmpty())
                    project->add(Kind::Milestone, TaskView::Milestone, milestone.key, milestone.name);
            }
        }
    }
    return top;
}

SidebarModel::SidebarModel(const store::Reads& reads, store::ReadThread& thread, Editing& editing, QObject* parent)
    : QAbstractItemModel(parent)
    , m_parts(new Parts { .reads = reads, .thread = thread, .editing = editing })
{
    m_parts->countTimer.setSingleShot(true);
    m_parts->savedTimer.setSingleShot(true);
    connect(&m_parts->countTimer, &QTimer::timeout, this, &SidebarModel::count);
    connect(&m_parts->savedTimer, &QTimer::timeout, this, &SidebarModel::countSaved);
    takeStructure();
    m_parts->recount(*this, 0);
}

SidebarModel::~SidebarModel() = default;

void SidebarModel::setSavedViews(SavedViews& views)
{
    m_parts->saved = &views;
    connect(&views, &SavedViews::changed, this, [this] {
        takeStructure();
        m_parts->recount(*this, 0);
    });
    takeStructure();
    m_parts->recount(*this, 0);
}

void SidebarModel::takeStructure()
{
    auto fresh = m_parts->read();
    if (!fresh) {
        Q_EMIT failed(tr("The projects could not be read from this device."));
        return;
    }
    takeChildren(m_parts->root, *fresh);
}

//! Makes the lines below `node` those of `wanted`, touching only what differs.
void SidebarModel::takeChildren(Node& node, Node& wanted)
{
    const QModelIndex here = indexOfNode(node);
    for (size_t i = 0; i < wanted.children.size(); ++i) {
        Node& fresh = *wanted.children[i];
        size_t at = i;
        while (at < node.children.size() && !node.children[at]->isSame(fresh))
            ++at;
        if (at == node.children.size()) {
            // Inserted with everything below it in one go.
            beginInsertRows(here, int(i), int(i));
            wanted.children[i]->parent = &node;
            node.children.insert(node.children.begin() + qsizetype(i), std::move(wanted.children[i]));
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows(here, int(at), int(at), here, int(i));
            std::rotate(node.children.begin() + qsizetype(i), node.children.begin() + qsizetype(at),
                node.children.begin() + qsizetype(at) + 1);
            endMoveRows();
        }
        Node& kept = *node.children[i];
        if (kept.name != fresh.name) {
            kept.name = fresh.name;
            Q_EMIT dataChanged(indexOfNode(kept), indexOfNode(kept));
        }
        takeChildren(kept, fresh);
    }
    if (node.children.size() > wanted.children.size()) {
        beginRemoveRows(here, int(wanted.children.size()), int(node.children.size()) - 1);
        m_parts->forgetCounts(*this);
        node.children.resize(wanted.children.size());
        endRemoveRows();
    }
}

void SidebarModel::setToday(QDate today)
{
    m_parts->today = today;
    m_parts->recount(*this, 0);
}

void SidebarModel::applyChanges(const ChangeSet& changes)
{
    bool structure = changes.everything, tasks = changes.everything;
    for (const ChangedRow& row : changes.rows) {
        structure
            |= row.entity == Entity::Workspace || row.entity == Entity::Project || row.entity == Entity::Milestone;
        tasks |= row.entity == Entity::Task || row.entity == Entity::TaskDependency;
    }
    if (structure)
        takeStructure();
    if (structure || (tasks && m_parts->toCount.empty()))
        m_parts->recount(*this, recountMilliseconds);
    else if (tasks)
        m_parts->countAgain = true;
}

QModelIndex SidebarModel::indexOfNode(const Node& node) const
{
    return node.parent ? createIndex(node.row(), 0, &node) : QModelIndex();
}

TaskFilter SidebarModel::filterAt(const QModelIndex& index) const
{
    const Node* node = m_parts->nodeAt(index);
    if (node->kind == Kind::SavedView)
        return m_parts->saved->filterOf(node->id, m_parts->today);
    return filterFor(node->view, m_parts->today, node->key);
}

QModelIndex SidebarModel::indexOf(TaskView view, RowKey subject) const
{
    if (subject)
        return indexOf(subject);
    for (const auto& node : m_parts->root.children) {
        if (node->kind == Kind::View && node->view == view)
            return indexOfNode(*node);
    }
    return {};
}

QModelIndex SidebarModel::indexOf(RowKey row) const
{
    std::vector<const Node*> nodes { &m_parts->root };
    for (size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i]->key && nodes[i]->key == row)
            return indexOfNode(*nodes[i]);
        for (const auto& child : nodes[i]->children)
            nodes.push_back(child.get());
    }
    return {};
}

QModelIndex SidebarModel::indexOf(const QString& savedView) const
{
    for (const auto& node : m_parts->root.children) {
        if (node->kind == Kind::SavedView && node->id == savedView)
            return indexOfNode(*node);
    }
    return {};
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node* node = m_parts->nodeAt(parent);
    if (row < 0 || column != 0 || size_t(row) >= node->children.size())
        return {};
    return createIndex(row, 0, node->children[size_t(row)].get());
}

QModelIndex SidebarModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOfNode(*m_parts->nodeAt(child)->parent) : QModelIndex();
}

int SidebarModel::rowCount(const QModelIndex& parent) const { return int(m_parts->nodeAt(parent)->children.size()); }
int SidebarModel::columnCount(const QModelIndex&) const { return 1; }

QVariant SidebarModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node& node = *m_parts->nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole:
        return node.name;
    case Qt::AccessibleTextRole:
        return node.open > 0 ? tr("%1, %n open task(s)", nullptr, int(node.open)).arg(node.name) : node.name;
    case KindRole:
        return int(node.kind);
    case ViewRole:
        return int(node.view);
    case KeyRole:
        return QVariant::fromValue(node.key);
    case OpenCountRole:
        return node.open;
    case IdRole:
        return node.id;
    default:
        return {};
    }
}

bool SidebarModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole
        || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Node& node = *m_parts->nodeAt(index);
    const QString name = value.toString().simplified();
    if (name.isEmpty() || name == node.name)
        return false;
    if (node.kind == Kind::SavedView) {
        m_parts->saved->rename(node.id, name);
        return true;
    }
    const Entity entity = node.kind == Kind::Workspace ? Entity::Workspace
        : node.kind == Kind::Project                   ? Entity::Project
                                                       : Entity::Milestone;
    m_parts->editing.change(entity, node.key, { { u"name"_s, name } }, tr("Renamed '%1' to '%2'").arg(node.name, name));
    return true;
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // a saved view, between two others
    const Node& node = *m_parts->nodeAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (node.kind == Kind::SavedView)
        return flags | Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
    if (node.kind != Kind::View)
        flags |= Qt::ItemIsEditable;
    const bool takesTasks = node.kind == Kind::Project || node.kind == Kind::Milestone || node.view == TaskView::Inbox
        || node.view == TaskView::Today || node.view == TaskView::Done || node.view == TaskView::Trash;
    return takesTasks ? flags | Qt::ItemIsDropEnabled : flags;
}

QStringList SidebarModel::mimeTypes() const { return { u"application/x-convoy-tasks"_s, viewMime }; }

QMimeData* SidebarModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(viewMime, indexes.front().data(IdRole).toString().toUtf8());
    return data;
}

bool SidebarModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex& parent) const
{
    if (data->hasFormat(viewMime))
        return m_parts->saved && !parent.isValid() && row >= int(std::size(smartViews))
            && row <= int(std::size(smartViews) + m_parts->saved->views().size());
    return row < 0 && parent.isValid() && (flags(parent) & Qt::ItemIsDropEnabled) && !TaskListModel::keysOf(data).empty();
}

bool SidebarModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    if (data->hasFormat(viewMime)) {
        m_parts->saved->place(QString::fromUtf8(data->data(viewMime)), row - int(std::size(smartViews)));
        return true;
    }
    const std::vector<RowKey> tasks = TaskListModel::keysOf(data);
    const Node& node = *m_parts->nodeAt(parent);
    Editing& editing = m_parts->editing;
    if (node.kind == Kind::Project)
        editing.setProject(tasks, node.key);
    else if (node.kind == Kind::Milestone)
        editing.setMilestone(tasks, node.key);
    else if (node.view == TaskView::Inbox)
        editing.setProject(tasks, {});
    else if (node.view == TaskView::Today)
        editing.setDue(tasks, m_parts->today);
    else if (node.view == TaskView::Done)
        editing.setStatus(tasks, TaskStatus::Done);
    else
        editing.trash(tasks);
    return true;
}

} // namespace convoy::items
