#include "ui/tasklist/tasktree.h"

#include "items/tasklistmodel.h"
#include "ui/tasklist/taskdelegate.h"
#include "ui/theme/theme.h"

#include <QDragMoveEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

TaskTree::TaskTree(items::TaskListModel& model, const Theme& theme, TaskDelegate& delegate, QWidget* parent)
    : QTreeView(parent)
    , m_model(model)
    , m_theme(theme)
    , m_delegate(delegate)
{
    setModel(&model);
    setItemDelegate(&delegate);
    setAccessibleName(tr("Tasks"));
    setUniformRowHeights(true);
    setMouseTracking(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers); // by the rename action and a double click on the title
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(true);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setExpandsOnDoubleClick(false);
    setHeaderHidden(true);
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& at) { remember(at, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& at) { remember(at, false); });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &TaskTree::reopen);
    connect(&model, &QAbstractItemModel::modelReset, this,
        [this] { reopen({}, 0, m_model.rowCount() - 1); });
}

std::vector<RowKey> TaskTree::selectedTasks() const { return m_model.keysOf(selectionModel()->selectedRows()); }

RowKey TaskTree::currentTask() const { return currentIndex().isValid() ? m_model.keyAt(currentIndex()) : RowKey {}; }

bool TaskTree::select(RowKey task)
{
    const QModelIndex index = m_model.indexOf(task);
    if (!index.isValid())
        return false;
    setCurrentIndex(index);
    scrollTo(index);
    return true;
}

void TaskTree::rename(RowKey task)
{
    if (select(task))
        edit(m_model.indexOf(task));
}

void TaskTree::setExpandedTasks(const QSet<RowKey>& tasks)
{
    m_open = tasks;
    reopen({}, 0, m_model.rowCount() - 1);
}

void TaskTree::reopen(const QModelIndex& parent, int first, int last)
{
    if (m_open.isEmpty())
        return;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        if (m_open.contains(m_model.keyAt(index)) && m_model.hasChildren(index)) {
            // Not from inside the model's own signal: expanding asks it for more rows.
            QTimer::singleShot(0, this, [this, at = QPersistentModelIndex(index)] {
                if (at.isValid())
                    expand(at);
            });
        }
    }
}

void TaskTree::remember(const QModelIndex& index, bool open)
{
    if (open)
        m_open.insert(m_model.keyAt(index));
    else
        m_open.remove(m_model.keyAt(index));
}

void TaskTree::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (m_model.isHeading(index)) { // across all columns
        QStyleOptionViewItem heading(option);
        heading.rect = QRect(6, option.rect.top(), viewport()->width() - 12, option.rect.height());
        heading.state.setFlag(QStyle::State_HasFocus, hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0));
        heading.state.setFlag(QStyle::State_MouseOver, m_hovered == index.siblingAtColumn(0));
        m_delegate.paintHeading(*painter, heading, index.siblingAtColumn(0));
        return;
    }
    const Colours& colours = m_theme.colours();
    const bool selected = selectionModel()->isRowSelected(index.row(), index.parent());
    const QRectF ground = QRectF(0, option.rect.top(), viewport()->width(), option.rect.height()).adjusted(6, 1, -6, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (selected || m_hovered == index.siblingAtColumn(0)) {
        painter->setBrush(selected ? colours.selection : colours.hover);
        painter->drawRoundedRect(ground, 6, 6);
    }
    if (hasFocus() && currentIndex().siblingAtColumn(0) == index.siblingAtColumn(0)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colours.accent, 1.2));
        painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    painter->restore();
    QStyleOptionViewItem plain(option);
    plain.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus);
    plain.showDecorationSelected = false;
    plain.palette.setColor(QPalette::Highlight, Qt::transparent); // the branches' own ground
    QTreeView::drawRow(painter, plain, index);
}

void TaskTree::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    if (!m_model.hasChildren(index))
        return;
    const QLatin1StringView arrow = isExpanded(index) ? "go-down"_L1 : isRightToLeft() ? "go-previous"_L1 : "go-next"_L1;
    const int left = isRightToLeft() ? rect.left() : rect.right() - 14;
    m_theme.icon(arrow, Tone::Muted).paint(painter, QRect(left, rect.center().y() - 6, 13, 13));
}

bool TaskTree::isOnCheck(const QPoint& at) const
{
    const QModelIndex index = indexAt(at);
    return index.isValid() && index.column() == 0 && !m_model.isHeading(index)
        && TaskDelegate::checkRect(visualRect(index)).adjusted(-4, -6, 5, 6).contains(at);
}

void TaskTree::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && isOnCheck(event->pos()) && event->modifiers() == Qt::NoModifier) {
        Q_EMIT checkClicked(m_model.keyAt(indexAt(event->pos())));
        return;
    }
    if (const QModelIndex heading = indexAt(event->pos()); event->button() == Qt::LeftButton && m_model.isHeading(heading)) {
        setCurrentIndex(heading.siblingAtColumn(0));
        setFolded(heading, !heading.siblingAtColumn(0).data(items::FoldedRole).toBool());
        return;
    }
    QTreeView::mousePressEvent(event);
}

void TaskTree::setFolded(const QModelIndex& heading, bool folded)
{
    m_model.setFolded(heading, folded);
}

//! On a heading; and Left on a task of the top level leads to the heading above it.
bool TaskTree::foldByKey(int key)
{
    const QModelIndex at = currentIndex().siblingAtColumn(0);
    if (m_model.isHeading(at)) {
        const bool folded = at.data(items::FoldedRole).toBool();
        if (key == Qt::Key_Left || key == Qt::Key_Right)
            setFolded(at, key == Qt::Key_Left);
        else if (key == Qt::Key_Space)
            setFolded(at, !folded);
        return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Space;
    }
    if (key != Qt::Key_Left || !at.isValid() || at.parent().isValid() || isExpanded(at) || !m_model.groupAt(at))
        return false;
    int row = at.row();
    while (row > 0 && !m_model.isHeading(at.siblingAtRow(row)))
        --row;
    setCurrentIndex(at.siblingAtRow(row));
    return true;
}

//! A heading takes tasks as a whole: there is no place above or below it.
void TaskTree::dragMoveEvent(QDragMoveEvent* event)
{
    setDropIndicatorShown(!m_model.isHeading(indexAt(event->position().toPoint())));
    QTreeView::dragMoveEvent(event);
    setHovered(indexAt(event->position().toPoint()));
}

void TaskTree::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (isOnCheck(event->pos()) || m_model.isHeading(index))
        return; // the second half of a double click must not check twice
    QTreeView::mouseDoubleClickEvent(event);
    if (index.isValid() && event->button() == Qt::LeftButton && visualRect(index.siblingAtColumn(0)).contains(event->pos()))
        edit(index.siblingAtColumn(0));
}

void TaskTree::setHovered(const QModelIndex& index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (m_hovered == row)
        return;
    m_hovered = row;
    viewport()->update();
}

void TaskTree::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(indexAt(event->pos()));
    viewport()->setCursor(isOnCheck(event->pos()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTreeView::mouseMoveEvent(event);
}

void TaskTree::leaveEvent(QEvent* event)
{
    setHovered({});
    QTreeView::leaveEvent(event);
}

void TaskTree::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() == Qt::NoModifier && state() != EditingState && foldByKey(event->key()))
        return;
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && state() != EditingState) {
        Q_EMIT checkKeyPressed();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TaskTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    viewport()->update();
    Q_EMIT currentTaskChanged(current.isValid() ? m_model.keyAt(current) : RowKey {});
}

void TaskTree::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    viewport()->update();
    Q_EMIT selectedCountChanged(int(selectedTasks().size()));
}

} // namespace convoy::ui
