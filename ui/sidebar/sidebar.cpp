#include "ui/sidebar/sidebar.h"

#include "items/savedviews.h"
#include "items/sidebarmodel.h"
#include "items/workbench.h"
#include "ui/actions/actionregistry.h"
#include "ui/sidebar/sidebardelegate.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::SidebarModel;

namespace {

constexpr auto foldedSetting = "sidebar/folded";

SidebarModel::Kind kindOf(const QModelIndex& index) { return SidebarModel::Kind(index.data(SidebarModel::KindRole).toInt()); }

RowKey keyOf(const QModelIndex& index) { return index.data(SidebarModel::KeyRole).value<RowKey>(); }

} // namespace

Sidebar::Sidebar(const Collaborators& with, const ActionRegistry& actions, QWidget* parent)
    : QFrame(parent)
    , m_with(with)
    , m_views(new items::SavedViews(with.workbench.catalog(), with.settings, this))
    , m_model(with.workbench.makeSidebar(this))
    , m_tree(new QTreeView(this))
{
    setObjectName(u"sidebarPane"_s);
    for (const QVariant& key : with.settings.value(QLatin1StringView(foldedSetting)).toList())
        m_folded.insert(RowKey { key.toLongLong() });
    m_model->setCounting(false);
    m_model->setToday(QDateTime::fromMSecsSinceEpoch(with.clock.wallMicros() / 1000).date());
    m_model->setSavedViews(*m_views);
    m_tree->setObjectName(u"sidebar"_s);
    m_tree->setAccessibleName(tr("Views and projects"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new SidebarDelegate(with.theme, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(14);
    m_tree->setMouseTracking(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setDragDropMode(QAbstractItemView::DragDrop);
    m_tree->setDefaultDropAction(Qt::MoveAction);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setExpandsOnDoubleClick(true);
    actions.addTo(*m_tree, ActionScope::Sidebar);

    auto* add = new QToolButton(this);
    add->setDefaultAction(&actions[ActionId::NewProject]);
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setAccessibleName(actions[ActionId::NewProject].iconText());
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(8, 4, 8, 6);
    foot->addWidget(add);
    foot->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addLayout(foot);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &Sidebar::showCurrent);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, [this](const QPoint& at) {
        if (m_tree->indexAt(at).isValid())
            Q_EMIT menuRequested(m_tree->viewport()->mapToGlobal(at));
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex& at) { m_folded.insert(keyOf(at)); });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex& at) { m_folded.remove(keyOf(at)); });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex&, const QList<int>& roles) {
        if (from == m_tree->currentIndex() && roles.isEmpty())
            Q_EMIT titleChanged(currentTitle());
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &Sidebar::unfold, Qt::QueuedConnection);
    connect(m_model, &QAbstractItemModel::modelReset, this, &Sidebar::unfold, Qt::QueuedConnection);
    unfold();
}

void Sidebar::unfold()
{
    std::vector<QModelIndex> open;
    for (int row = 0; row < m_model->rowCount(); ++row)
        open.push_back(m_model->index(row, 0));
    while (!open.empty()) {
        const QModelIndex at = open.back();
        open.pop_back();
        if (m_model->rowCount(at) == 0 || m_folded.contains(keyOf(at)))
            continue;
        m_tree->expand(at);
        for (int row = 0; row < m_model->rowCount(at); ++row)
            open.push_back(m_model->index(row, 0, at));
    }
}

void Sidebar::select(items::TaskView view, RowKey subject) { m_tree->setCurrentIndex(m_model->indexOf(view, subject)); }

bool Sidebar::selectRow(RowKey row)
{
    const QModelIndex index = m_model->indexOf(row);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    return index.isValid();
}

void Sidebar::selectView(const QString& savedView)
{
    if (const QModelIndex index = m_model->indexOf(savedView); index.isValid())
        m_tree->setCurrentIndex(index);
}

void Sidebar::startCounting() { m_model->setCounting(true); }

void Sidebar::setToday(QDate today) { m_model->setToday(today); }

QString Sidebar::currentTitle() const { return m_tree->currentIndex().data().toString(); }

RowKey Sidebar::currentWorkspace() const
{
    for (QModelIndex at = m_tree->currentIndex(); at.isValid(); at = at.parent()) {
        if (kindOf(at) == SidebarModel::Kind::Workspace)
            return keyOf(at);
    }
    return m_with.workbench.catalog().defaultWorkspace();
}

RowKey Sidebar::currentProject() const
{
    for (QModelIndex at = m_tree->currentIndex(); at.isValid(); at = at.parent()) {
        if (kindOf(at) == SidebarModel::Kind::Project)
            return keyOf(at);
    }
    return {};
}

QString Sidebar::currentView() const { return m_tree->currentIndex().data(SidebarModel::IdRole).toString(); }

void Sidebar::renameCurrent()
{
    const QModelIndex at = m_tree->currentIndex();
    if (at.isValid() && at.flags().testFlag(Qt::ItemIsEditable))
        m_tree->edit(at);
}

void Sidebar::showCurrent()
{
    const QModelIndex at = m_tree->currentIndex();
    if (at.isValid())
        Q_EMIT filterChosen(m_model->filterAt(at), at.data().toString());
}

void Sidebar::saveState() const
{
    QVariantList folded;
    for (const RowKey key : m_folded)
        folded.append(key.value);
    m_with.settings.setValue(QLatin1StringView(foldedSetting), folded);
}

} // namespace convoy::ui
