#pragma once

#include "domain/clock.h"
#include "items/taskfilter.h"

#include <QScrollArea>

class QHBoxLayout;
class QItemSelectionModel;
class QLabel;
class QListView;

namespace convoy::items {
class BoardModel;
}

namespace convoy::ui {

class ActionRegistry;
class CardDelegate;
class Theme;

//! The tasks as cards in columns: one list view for each column of the model, with one selection over all of them. Left
//! and Right go to the next column; the registry's actions move the selected cards there or within their column. Owned by the
//! task pane.
class BoardView final : public QScrollArea {
    Q_OBJECT

public:
    BoardView(items::BoardModel& model, const Theme& theme, const Clock& clock, const ActionRegistry& actions, QWidget* parent);

    [[nodiscard]] std::vector<RowKey> selectedTasks() const;
    [[nodiscard]] RowKey currentTask() const;
    bool select(RowKey task); //!< false when it is not loaded
    void rename(RowKey task);
    void moveSelected(int key); //!< by an arrow key: up, down, or into the next column
    void focusCards(); //!< the column of the current card, or the first one
    [[nodiscard]] const std::vector<QListView*>& columns() const { return m_views; }

Q_SIGNALS:
    void currentTaskChanged(convoy::RowKey task);
    void selectedCountChanged(int count);
    void checkKeyPressed();
    void menuRequested(const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    void showHeads();
    [[nodiscard]] QListView* addColumn(int column);
    bool onKey(int column, int key, Qt::KeyboardModifiers modifiers);
    void goTo(int column, int row);
    void moveCards(int column, int key);

    items::BoardModel& m_model;
    const Theme& m_theme;
    const ActionRegistry& m_actions;
    CardDelegate* m_delegate;
    QItemSelectionModel* m_selection;
    QHBoxLayout* m_row;
    std::vector<QListView*> m_views;
    std::vector<QLabel*> m_counts;
};

} // namespace convoy::ui
