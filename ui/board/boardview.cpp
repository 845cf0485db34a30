#include "ui/board/boardview.h"

#include "items/boardmodel.h"
#include "ui/actions/actionregistry.h"
#include "ui/board/carddelegate.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int columnWidth = 250;

void prepare(QListView& view)
{
    view.setUniformItemSizes(true);
    view.setFrameShape(QFrame::NoFrame);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setMouseTracking(true);
    view.setDragDropMode(QAbstractItemView::DragDrop);
    view.setDefaultDropAction(Qt::MoveAction);
    view.setDragDropOverwriteMode(false);
    view.setContextMenuPolicy(Qt::CustomContextMenu);
}

} // namespace

BoardView::BoardView(items::BoardModel& model, const Theme& theme, const Clock& clock, const ActionRegistry& actions, QWidget* parent)
    : QScrollArea(parent)
    , m_model(model)
    , m_theme(theme)
    , m_actions(actions)
    , m_delegate(new CardDelegate(theme, clock, this))
    , m_selection(new QItemSelectionModel(&model, this))
    , m_row(nullptr)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto* ground = new QWidget(this);
    ground->setBackgroundRole(QPalette::Base);
    ground->setAutoFillBackground(true);
    m_row = new QHBoxLayout(ground);
    m_row->setContentsMargins(14, 4, 14, 10);
    m_row->setSpacing(12);
    setWidget(ground);
    connect(&model, &QAbstractItemModel::modelReset, this, &BoardView::rebuild);
    connect(&model, &items::BoardModel::loaded, this, &BoardView::showHeads);
    connect(m_selection, &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& current) { Q_EMIT currentTaskChanged(m_model.keyAt(current)); });
    connect(m_selection, &QItemSelectionModel::selectionChanged, this,
        [this] { Q_EMIT selectedCountChanged(int(m_selection->selectedIndexes().size())); });
    connect(&theme, &Theme::schemeChanged, this, [this] {
        for (QListView* view : m_views)
            view->viewport()->update();
    });
}

void BoardView::rebuild()
{
    const bool hadFocus = isAncestorOf(focusWidget());
    const auto place = m_model.filter().query.view;
    m_delegate->setShowsProject(place != items::TaskView::Project && place != items::TaskView::Milestone);
    while (QLayoutItem* item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_views.clear();
    m_counts.clear();
    for (int column = 0; column < m_model.rowCount(); ++column)
        m_views.push_back(addColumn(column));
    m_row->addStretch(); // on a wide screen the columns stay together
    showHeads();
    if (hadFocus)
        focusCards();
}

QListView* BoardView::addColumn(int column)
{
    const QModelIndex root = m_model.index(column, 0);
    auto* box = new QWidget(widget());
    box->setMinimumWidth(columnWidth - 40);
    box->setMaximumWidth(columnWidth + 110);
    auto* title = new QLabel(root.data().toString(), box);
    title->setTextFormat(Qt::PlainText);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    auto* count = new QLabel(box);
    count->setProperty("tone", u"muted"_s);
    m_counts.push_back(count);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 4, 8, 0);
    head->addWidget(title);
    head->addWidget(count);
    head->addStretch();
    auto* view = new QListView(box);
    view->setObjectName(u"boardColumn"_s);
    view->setAccessibleName(root.data(Qt::DisplayRole).toString());
    view->setModel(&m_model);
    view->setRootIndex(root);
    view->setSelectionModel(m_selection);
    view->setItemDelegate(m_delegate);
    prepare(*view);
    view->installEventFilter(this);
    m_actions.addTo(*view, ActionScope::List);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(view, 1);
    m_row->addWidget(box, 1000);
    connect(view, &QWidget::customContextMenuRequested, this, [this, view](const QPoint& at) {
        if (view->indexAt(at).isValid())
            Q_EMIT menuRequested(view->viewport()->mapToGlobal(at));
    });
    connect(view, &QAbstractItemView::doubleClicked, view, [view](const QModelIndex& at) { view->edit(at); });
    return view;
}

void BoardView::showHeads()
{
    for (size_t i = 0; i < m_counts.size(); ++i) {
        const QModelIndex column = m_model.index(int(i), 0);
        m_counts[i]->setText(column.data(items::BoardModel::CountRole).toString());
        m_views[i]->setAccessibleDescription(column.data(Qt::AccessibleTextRole).toString());
    }
}

std::vector<RowKey> BoardView::selectedTasks() const { return m_model.keysOf(m_selection->selectedIndexes()); }
RowKey BoardView::currentTask() const { return m_model.keyAt(m_selection->currentIndex()); }

bool BoardView::select(RowKey task)
{
    const QModelIndex at = m_model.indexOf(task);
    if (!at.isValid())
        return false;
    m_selection->setCurrentIndex(at, QItemSelectionModel::ClearAndSelect);
    QListView* view = m_views[size_t(at.parent().row())];
    ensureWidgetVisible(view, 0, 0);
    view->scrollTo(at);
    return true;
}

void BoardView::rename(RowKey task)
{
    if (select(task))
        m_views[size_t(m_selection->currentIndex().parent().row())]->edit(m_selection->currentIndex());
}

void BoardView::focusCards()
{
    const QModelIndex current = m_selection->currentIndex();
    if (!m_views.empty())
        m_views[current.isValid() ? size_t(current.parent().row()) : 0]->setFocus(Qt::OtherFocusReason);
}

void BoardView::goTo(int column, int row)
{
    const QModelIndex root = m_model.index(column, 0);
    QListView* view = m_views[size_t(column)];
    if (const int cards = m_model.rowCount(root); cards > 0)
        m_selection->setCurrentIndex(
            m_model.index(std::clamp(row, 0, cards - 1), 0, root), QItemSelectionModel::ClearAndSelect);
    ensureWidgetVisible(view, 0, 0);
    view->setFocus(Qt::OtherFocusReason);
}

void BoardView::moveCards(int column, int key)
{
    const QModelIndex current = m_selection->currentIndex();
    const auto cards = selectedTasks();
    if (cards.empty() || !current.isValid())
        return;
    const int row = current.row();
    const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
    const int target = sideways ? column + (key == Qt::Key_Left ? -1 : 1) : column;
    if (target < 0 || target >= int(m_views.size()))
        return;
    const int wanted = sideways ? row : key == Qt::Key_Up ? row - 1 : row + 2;
    if (!sideways && (wanted < 0 || wanted > m_model.rowCount(m_model.index(column, 0))))
        return;
    m_model.moveTo(cards, target, std::min(wanted, m_model.rowCount(m_model.index(target, 0))));
    m_views[size_t(target)]->setFocus(Qt::OtherFocusReason);
    ensureWidgetVisible(m_views[size_t(target)], 0, 0);
}

void BoardView::moveSelected(int key)
{
    if (const QModelIndex current = m_selection->currentIndex(); current.isValid())
        moveCards(current.parent().row(), key);
}

bool BoardView::onKey(int column, int key, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex current = m_selection->currentIndex();
    const bool here = current.isValid() && current.parent().row() == column;
    const bool sideways = key == Qt::Key_Left || key == Qt::Key_Right;
    if (modifiers != Qt::NoModifier)
        return false;
    if (sideways) {
        const int next = column + (key == Qt::Key_Left ? -1 : 1);
        if (next >= 0 && next < int(m_views.size()))
            goTo(next, current.isValid() ? current.row() : 0);
        return true;
    }
    if (key == Qt::Key_Space) {
        Q_EMIT checkKeyPressed();
        return true;
    }
    if ((key == Qt::Key_Up || key == Qt::Key_Down) && !here) {
        goTo(column, 0);
        return true;
    }
    return false;
}

bool BoardView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto at = std::find(m_views.begin(), m_views.end(), watched);
        const auto* key = static_cast<QKeyEvent*>(event);
        if (at != m_views.end() && onKey(int(at - m_views.begin()), key->key(), key->modifiers() & ~Qt::KeypadModifier))
            return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace convoy::ui
