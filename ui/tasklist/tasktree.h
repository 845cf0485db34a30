#pragma once

#include "domain/ids.h"

#include <QPersistentModelIndex>
#include <QSet>
#include <QTreeView>

namespace convoy::items {
class TaskListModel;
}

namespace convoy::ui {

class TaskDelegate;
class Theme;

//! The tree of tasks: rows with rounded grounds, a check to click, expansion that is remembered across views and
//! restarts. Emits what the person wants; the window does it. Owned by the task pane.
class TaskTree final : public QTreeView {
    Q_OBJECT

public:
    TaskTree(items::TaskListModel& model, const Theme& theme, TaskDelegate& delegate, QWidget* parent);
    [[nodiscard]] std::vector<RowKey> selectedTasks() const;
    [[nodiscard]] RowKey currentTask() const;
    bool select(RowKey task); //!< false when it is not loaded
    void rename(RowKey task);
    void setExpandedTasks(const QSet<RowKey>& tasks);
    [[nodiscard]] const QSet<RowKey>& expandedTasks() const { return m_open; }

Q_SIGNALS:
    void checkClicked(convoy::RowKey task);
    void checkKeyPressed();
    void currentTaskChanged(convoy::RowKey task);
    void selectedCountChanged(int count);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;

private:
    void reopen(const QModelIndex& parent, int first, int last);
    void remember(const QModelIndex& index, bool open);
    [[nodiscard]] bool isOnCheck(const QPoint& at) const;
    bool foldByKey(int key);
    void setFolded(const QModelIndex& heading, bool folded);
    void setHovered(const QModelIndex& index);

    items::TaskListModel& m_model;
    const Theme& m_theme;
    const TaskDelegate& m_delegate;
    QSet<RowKey> m_open;
    QPersistentModelIndex m_hovered;
};

} // namespace convoy::ui
