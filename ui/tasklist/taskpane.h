#pragma once

#include "items/editing.h"
#include "items/taskfilter.h"
#include "schedule/quickadd.h"
#include "ui/tasklist/emptystate.h"
#include "ui/tasklist/filterbar.h"
#include "ui/window/collaborators.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QTimer;
class QToolButton;

namespace convoy::items {
class BoardModel;
class TaskListModel;
}

namespace convoy::ui {

class ActionRegistry;
class BoardView;
class QuickAddLine;
class TaskDelegate;
class TaskTree;

//! The middle of the window: what is listed and how many, the quick-add line, and the tree or the reason why it is empty.
class TaskPane final : public QWidget {
    Q_OBJECT

public:
    TaskPane(const Collaborators& with, const ActionRegistry& actions, QWidget* parent);

    void setFilter(const items::TaskFilter& filter, const QString& title, FilterBar::Keeping keeping = FilterBar::Keeping::Nothing);
    void setTitle(const QString& title);
    [[nodiscard]] const items::TaskFilter& filter() const;
    void startCounting(); //!< not before: the first picture does not wait for a number
    void setFirstDownload(bool running); //!< then an empty list is "not loaded", whatever it holds
    [[nodiscard]] FilterBar& filterBar() const { return *m_filterBar; }
    [[nodiscard]] TaskTree& tree() const { return *m_tree; }
    [[nodiscard]] BoardView& board() const { return *m_board; }
    [[nodiscard]] items::BoardModel& boardModel() const { return *m_boardModel; }
    void setBoardShown(bool shown); //!< cards instead of lines, where the view can be one
    [[nodiscard]] bool isBoardShown() const { return m_boardShown; }
    [[nodiscard]] static bool canBeBoard(items::TaskView view);
    // of the list or the board, whichever is shown
    [[nodiscard]] std::vector<RowKey> selectedTasks() const;
    [[nodiscard]] RowKey currentTask() const;
    bool select(RowKey task); //!< false when it is not loaded
    void rename(RowKey task);
    void focusTasks();
    [[nodiscard]] QuickAddLine& quickAdd() const { return *m_quickAdd; }
    [[nodiscard]] items::TaskListModel& model() const { return *m_model; }
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] Emptiness emptiness() const;
    void setToday(QDate today);
    void setColumnShown(int column, bool shown); //!< the title always is; a header shows when another column does
    void restoreColumns(const QVariantList& shown, const QVariantList& widths = {});
    [[nodiscard]] QVariantList columnWidths() const;
    [[nodiscard]] QVariantList shownColumns() const; //!< that are wanted, whether or not there is room for all

Q_SIGNALS:
    void emptyActed(convoy::ui::Emptiness kind);
    void headMenuRequested(const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; //!< of the tree's viewport: its width

private:
    void fitColumns();
    [[nodiscard]] QWidget* makeHead(const ActionRegistry& actions);
    void showState();
    void showCount(bool empty);
    void addTask(const schedule::QuickAdd& task);
    void addLines(const std::vector<schedule::PastedLine>& lines);
    [[nodiscard]] items::NewTask placeHere() const;
    [[nodiscard]] schedule::Vocabulary vocabulary() const;

    Collaborators m_with;
    items::TaskListModel* m_model;
    TaskDelegate* m_delegate;
    TaskTree* m_tree;
    FilterBar* m_filterBar;
    QuickAddLine* m_quickAdd;
    EmptyState* m_empty;
    QLabel* m_title = nullptr;
    QLabel* m_count = nullptr;
    QToolButton* m_order = nullptr;
    QStackedLayout* m_stack;
    items::BoardModel* m_boardModel;
    BoardView* m_board;
    QTimer* m_countSoon;
    items::TaskQuery m_countedQuery; //!< of the large list that was last counted
    QVariantList m_widths;
    QSet<int> m_columns; //!< that the person wants; in a narrow list the last of them give way to the title
    QDate m_today;
    bool m_boardShown = false;
    bool m_firstDownload = false;
    bool m_stateQueued = false;
    bool m_counts = false;
};

} // namespace convoy::ui
