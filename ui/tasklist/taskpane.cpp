#include "ui/tasklist/taskpane.h"

#include "items/boardmodel.h"
#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "ui/actions/actionregistry.h"
#include "ui/board/boardview.h"
#include "ui/capture/capturing.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskdelegate.h"
#include "ui/tasklist/tasktree.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QResizeEvent>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using items::TaskView;

namespace {

constexpr int titleLetters = 30; // that a title keeps room for beside the columns
constexpr int aroundTitle = 90; // pixels: the check, the mark of sync and a level of subtasks
constexpr qint64 countedAtOnce = 1000; // tasks; what that costs is not felt

} // namespace

TaskPane::TaskPane(const Collaborators& with, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_model(with.workbench.makeTaskList(this))
    , m_delegate(new TaskDelegate(with.theme, with.clock, this))
    , m_tree(new TaskTree(*m_model, with.theme, *m_delegate, this))
    , m_filterBar(new FilterBar(with.workbench.catalog(), actions, with.theme, this))
    , m_quickAdd(new QuickAddLine([this] { return vocabulary(); }, with.theme, this))
    , m_empty(new EmptyState(with.theme, this))
    , m_stack(new QStackedLayout)
    , m_boardModel(with.workbench.makeBoard(this))
    , m_board(new BoardView(*m_boardModel, with.theme, with.clock, actions, this))
    , m_countSoon(new QTimer(this))
    , m_today(QDateTime::fromMSecsSinceEpoch(with.clock.wallMicros() / 1000).date())
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    actions.addTo(*m_tree, ActionScope::List);
    auto* quickAddRoom = new QHBoxLayout;
    quickAddRoom->setContentsMargins(14, 0, 14, 6);
    quickAddRoom->addWidget(m_quickAdd);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_board);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeHead(actions));
    layout->addWidget(m_filterBar);
    layout->addLayout(quickAddRoom);
    layout->addLayout(m_stack, 1);

    m_countSoon->setSingleShot(true);
    m_countSoon->setInterval(200);
    connect(m_countSoon, &QTimer::timeout, this, [this] {
        m_with.workbench.count(m_count, m_countedQuery, [this](qint64 count) {
            if (count < countedAtOnce)
                m_countedQuery = {}; // from now on it is counted at once
            if (m_countedQuery.view == filter().query.view && !filter().isNarrowed() && !isEmpty())
                m_count->setText(tr("%L1 tasks").arg(count));
        });
    });
    const auto queue = [this] {
        if (!m_stateQueued) {
            m_stateQueued = true;
            QTimer::singleShot(0, this, &TaskPane::showState);
        }
    };
    connect(m_model, &QAbstractItemModel::rowsInserted, this, queue);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, queue);
    connect(m_model, &QAbstractItemModel::modelReset, this, queue);
    connect(m_model, &items::TaskListModel::filterChanged, this, queue);
    connect(m_model, &items::TaskListModel::listed, this, queue);
    connect(&with.workbench, &items::Workbench::changed, this, queue);
    connect(m_empty, &EmptyState::acted, this, &TaskPane::emptyActed);
    connect(m_quickAdd, &QuickAddLine::submitted, this, &TaskPane::addTask);
    connect(m_quickAdd, &QuickAddLine::linesPasted, this, &TaskPane::addLines);
    connect(m_filterBar, &FilterBar::left, this, &TaskPane::focusTasks);
    connect(m_quickAdd, &QuickAddLine::left, m_tree, [this] { m_tree->setFocus(); });
}

QWidget* TaskPane::makeHead(const ActionRegistry& actions)
{
    auto* head = new QFrame(this);
    head->setObjectName(u"listHead"_s);
    m_title = new QLabel(head);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.45);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_title->setTextFormat(Qt::PlainText);
    m_count = new QLabel(head);
    m_count->setProperty("tone", u"muted"_s);
    m_order = new QToolButton(head);
    m_order->setIcon(m_with.theme.icon("view-sort"_L1, Tone::Muted));
    m_order->setAccessibleName(tr("Order and columns"));
    m_order->setToolTip(tr("Order and columns"));
    connect(m_order, &QToolButton::clicked, this,
        [this] { Q_EMIT headMenuRequested(m_order->mapToGlobal(QPoint(0, m_order->height()))); });
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(20, 12, 14, 4);
    layout->setSpacing(8);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_count);
    auto* narrow = new QToolButton(head);
    narrow->setIcon(m_with.theme.icon("view-filter"_L1, Tone::Muted));
    narrow->setAccessibleName(tr("Filter this list"));
    narrow->setToolTip(actions[ActionId::AddFilter].toolTip());
    connect(narrow, &QToolButton::clicked, &actions[ActionId::AddFilter], &QAction::trigger);
    layout->addWidget(narrow);
    layout->addWidget(m_order);
    return head;
}

const items::TaskFilter& TaskPane::filter() const { return m_model->filter(); }

void TaskPane::setFilter(const items::TaskFilter& filter, const QString& title, FilterBar::Keeping keeping)
{
    const TaskView view = filter.query.view;
    const bool inPlace = view == TaskView::Project || view == TaskView::Milestone;
    m_delegate->setShowsDay(view != TaskView::Upcoming || filter.group != items::TaskGroup::Due);
    m_delegate->setShowsProject(!inPlace && filter.group != items::TaskGroup::Project);
    m_quickAdd->setVisible(view != TaskView::Done && view != TaskView::Trash && filter.text.isEmpty());
    m_filterBar->setFilter(filter, keeping);
    m_model->setFilter(filter);
    m_boardModel->setFilter(filter);
    setTitle(title);
    showState();
}

void TaskPane::setTitle(const QString& title)
{
    const TaskView view = filter().query.view;
    m_quickAdd->setContext(view == TaskView::Project || view == TaskView::Milestone ? title : QString());
    m_title->setText(title);
}

void TaskPane::startCounting()
{
    m_counts = true;
    showState();
}

void TaskPane::setFirstDownload(bool running)
{
    if (running == m_firstDownload)
        return; // said again with every step of a sync
    m_firstDownload = running;
    showState();
}

void TaskPane::setToday(QDate today)
{
    m_today = today;
    items::TaskFilter next = m_model->filter();
    next.query.today = today;
    m_model->setFilter(next);
    m_boardModel->setFilter(next);
    m_tree->viewport()->update();
}

void TaskPane::setColumnShown(int column, bool shown)
{
    if (shown)
        m_columns.insert(column);
    else
        m_columns.remove(column);
    fitColumns();
}

//! The title keeps its room: of the wanted columns those are shown that fit beside it, the first ones first.
void TaskPane::fitColumns()
{
    m_widths = columnWidths();
    QHeaderView* header = m_tree->header();
    int room = m_tree->viewport()->width() - titleLetters * fontMetrics().averageCharWidth() - aroundTitle;
    bool any = false;
    bool fits = true;
    for (int column = 1; column < header->count(); ++column) {
        const int width = m_widths.value(column).toInt();
        const bool wanted = m_columns.contains(column);
        fits = fits && (!wanted || width <= room);
        room -= wanted ? width : 0;
        const bool shown = wanted && fits;
        if (shown == m_tree->isColumnHidden(column)) {
            m_tree->setColumnHidden(column, !shown);
            if (shown && width > 0)
                header->resizeSection(column, width);
        }
        any = any || shown;
    }
    m_tree->setHeaderHidden(!any);
}

bool TaskPane::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == m_tree->viewport() && static_cast<QResizeEvent*>(event)->oldSize().width() != m_tree->viewport()->width())
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void TaskPane::restoreColumns(const QVariantList& shown, const QVariantList& widths)
{
    QHeaderView* header = m_tree->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(60);
    const int letter = fontMetrics().averageCharWidth();
    using Column = items::TaskListModel::Column;
    for (const auto& [column, letters] : { std::pair { Column::Number, 11 }, { Column::Due, 19 }, { Column::Priority, 11 }, { Column::Stage, 14 },
             { Column::Project, 16 }, { Column::Milestone, 16 }, { Column::Labels, 18 }, { Column::Assignee, 16 } })
        header->resizeSection(int(column), letters * letter);
    for (int column = 0; column < header->count(); ++column)
        header->setSectionResizeMode(column, column == 0 ? QHeaderView::Stretch : QHeaderView::Interactive);
    m_columns.clear();
    for (int column = 1; column < header->count(); ++column) {
        if (const int width = widths.value(column).toInt(); width > 0)
            header->resizeSection(column, width);
        if (shown.contains(column))
            m_columns.insert(column);
    }
    fitColumns();
    m_tree->viewport()->installEventFilter(this);
}

//! A hidden column has the width that it had when it was last seen.
QVariantList TaskPane::columnWidths() const
{
    QVariantList widths;
    for (int column = 0; column < m_tree->header()->count(); ++column)
        widths.append(m_tree->isColumnHidden(column) ? m_widths.value(column) : QVariant(m_tree->header()->sectionSize(column)));
    return widths;
}

QVariantList TaskPane::shownColumns() const
{
    QVariantList shown;
    for (int column = 1; column < m_tree->header()->count(); ++column) {
        if (m_columns.contains(column))
            shown.append(column);
    }
    return shown;
}

bool TaskPane::isEmpty() const { return m_stack->currentWidget() == m_empty; }

Emptiness TaskPane::emptiness() const
{
    if (m_firstDownload)
        return Emptiness::NotLoaded;
    if (filter().isNarrowed())
        return Emptiness::FilteredOut;
    items::TaskQuery all = filter().query;
    // Nothing to come and nothing to start says nothing of what was done.
    if (all.view == TaskView::Done || all.view == TaskView::Trash || all.view == TaskView::Upcoming || all.view == TaskView::Ready || all.withDone)
        return Emptiness::NothingYet;
    const bool inPlace = all.view == TaskView::Project || all.view == TaskView::Milestone;
    all.withDone = true;
    if (!inPlace)
        all.view = TaskView::Done;
    return m_with.workbench.catalog().count(all, 1) > 0 ? Emptiness::AllDone : Emptiness::NothingYet;
}

void TaskPane::showState()
{
    m_stateQueued = false;
    const bool empty = m_model->rowCount() == 0 && m_model->isComplete();
    if (empty)
        m_empty->show(emptiness(), filter());
    // A board shows its columns also when they are empty: cards can be dropped there.
    m_stack->setCurrentWidget(m_boardShown ? m_board : empty ? static_cast<QWidget*>(m_empty) : m_tree);
    showCount(empty);
}

void TaskPane::showCount(bool empty)
{
    const auto say = [this](qint64 count) {
        m_count->setText(count == 1 ? tr("1 task") : tr("%L1 tasks").arg(count));
    };
    if (empty)
        return m_count->clear();
    if (!m_counts)
        return;
    if (filter().isNarrowed()) {
        if (const auto count = m_model->taskCount()) // else the answer is on its way
            say(*count);
        return;
    }
    items::TaskQuery counted = filter().query;
    if (m_boardShown)
        counted.shape = items::TaskShape::Flat; // a board has a card for each subtask
    // A large list is counted by the reading thread, and not again for each of many changes.
    if (m_countedQuery != counted) {
        const qint64 count = m_with.workbench.catalog().count(counted, countedAtOnce);
        if (count < countedAtOnce)
            return say(count);
        m_count->setText(tr("%L1+ tasks").arg(count));
        m_countedQuery = counted;
    }
    if (!m_countSoon->isActive())
        m_countSoon->start();
}

bool TaskPane::canBeBoard(TaskView view) { return view != TaskView::Done && view != TaskView::Trash; }

void TaskPane::setBoardShown(bool shown)
{
    if (shown == m_boardShown)
        return;
    const bool hadFocus = m_stack->currentWidget() && m_stack->currentWidget()->isAncestorOf(window()->focusWidget());
    m_boardShown = shown;
    m_boardModel->setShown(shown);
    showState();
    if (hadFocus)
        focusTasks();
}

std::vector<RowKey> TaskPane::selectedTasks() const { return m_boardShown ? m_board->selectedTasks() : m_tree->selectedTasks(); }
RowKey TaskPane::currentTask() const { return m_boardShown ? m_board->currentTask() : m_tree->currentTask(); }
bool TaskPane::select(RowKey task) { return m_boardShown ? m_board->select(task) : m_tree->select(task); }
void TaskPane::rename(RowKey task) { m_boardShown ? m_board->rename(task) : m_tree->rename(task); }

void TaskPane::focusTasks()
{
    if (m_boardShown)
        m_board->focusCards();
    else
        m_tree->setFocus();
}

schedule::Vocabulary TaskPane::vocabulary() const { return vocabularyFor(m_with.workbench.catalog(), m_today, placeHere()); }

items::NewTask TaskPane::placeHere() const
{
    items::NewTask task;
    const items::TaskQuery& query = filter().query;
    if (query.view == TaskView::Project)
        task.project = query.project;
    if (query.view == TaskView::Milestone)
        task.milestone = query.milestone;
    if (query.view == TaskView::Today)
        task.dueDate = m_today; // what is written down under Today stays in sight there
    return task;
}

void TaskPane::addTask(const schedule::QuickAdd& line)
{
    m_with.workbench.editing().addTask(taskOf(line, m_with.workbench.catalog(), placeHere()), [this](const items::Editing::Keys& made) {
        if (!made.empty() && m_quickAdd->hasFocus())
            m_tree->select(made.front());
    });
}

void TaskPane::addLines(const std::vector<schedule::PastedLine>& lines) { m_with.workbench.editing().addTasks(tasksOf(lines, placeHere())); }

} // namespace convoy::ui
