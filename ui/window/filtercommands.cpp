#include "items/savedviews.h"
#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "ui/pickers/filterpicker.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/window/windowparts.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>

#include <algorithm>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using enum ActionId;
using items::ConditionField;
using items::TaskGroup;
using items::TaskOrder;

namespace {

constexpr std::pair<ActionId, TaskOrder> orders[] { { OrderPosition, TaskOrder::Position }, { OrderDue, TaskOrder::Due },
    { OrderPriority, TaskOrder::Priority }, { OrderTitle, TaskOrder::Title }, { OrderCreated, TaskOrder::Created },
    { OrderUpdated, TaskOrder::Updated }, { OrderNumber, TaskOrder::Number }, { OrderStage, TaskOrder::Stage },
    { OrderProject, TaskOrder::Project }, { OrderMilestone, TaskOrder::Milestone }, { OrderLabels, TaskOrder::Labels },
    { OrderAssignee, TaskOrder::Assignee } };
constexpr std::pair<ActionId, TaskGroup> groups[] { { GroupNone, TaskGroup::None }, { GroupProject, TaskGroup::Project },
    { GroupStage, TaskGroup::Stage }, { GroupStatus, TaskGroup::Status }, { GroupPriority, TaskGroup::Priority },
    { GroupDue, TaskGroup::Due }, { GroupAssignee, TaskGroup::Assignee }, { GroupLabels, TaskGroup::Labels } };

} // namespace

QString MainWindow::Parts::placeName() const
{
    if (!savedView.isEmpty())
        return u"view-"_s + savedView;
    const RowKey subject = place.query.milestone ? place.query.milestone : place.query.project;
    return u"%1-%2"_s.arg(int(place.query.view)).arg(subject.value);
}

//! The filter in the order and groups that were last chosen for this place; a saved view has its own.
void MainWindow::Parts::recallSorting(items::TaskFilter& filter) const
{
    const QString name = u"place/"_s + placeName();
    if (!savedView.isEmpty() || !with.settings.contains(name + "/order"_L1))
        return;
    filter.query.order = TaskOrder(std::clamp(with.settings.value(name + "/order"_L1).toInt(), 0, int(TaskOrder::Assignee)));
    filter.query.descending = with.settings.value(name + "/descending"_L1).toBool();
    filter.group = TaskGroup(std::clamp(with.settings.value(name + "/group"_L1).toInt(), 0, int(TaskGroup::Labels)));
}

QString MainWindow::Parts::foldSetting(TaskGroup group) const { return u"folded/%1/%2"_s.arg(placeName()).arg(int(group)); }

void MainWindow::Parts::setSorting(TaskOrder order, bool descending, TaskGroup group)
{
    if (savedView.isEmpty()) {
        const QString name = u"place/"_s + placeName();
        with.settings.setValue(name + "/order"_L1, int(order));
        with.settings.setValue(name + "/descending"_L1, descending);
        with.settings.setValue(name + "/group"_L1, int(group));
    } else {
        place.query.order = order;
        place.query.descending = descending;
        place.group = group;
        sidebar->views().replace(savedView, place);
    }
    applyFilter();
}

void MainWindow::Parts::setConditions(const items::TaskConditions& wanted)
{
    conditions = wanted;
    applyFilter();
}

void MainWindow::Parts::clearFilter()
{
    conditions = {};
    const QSignalBlocker quiet(search);
    search->clear();
    applyFilter();
    if (!window.focusWidget() || pane->isAncestorOf(window.focusWidget()))
        pane->focusTasks();
}

FilterBar::Keeping MainWindow::Parts::keepingOf(const items::TaskFilter& filter) const
{
    if (savedView.isEmpty())
        return filter.isNarrowed() ? FilterBar::Keeping::AsView : FilterBar::Keeping::Nothing;
    const bool isChanged = filter.conditions != place.conditions || filter.text != place.text;
    return isChanged ? FilterBar::Keeping::AsChange : FilterBar::Keeping::Nothing;
}

void MainWindow::Parts::saveView()
{
    askForName(
        MainWindow::tr("Save as view"), MainWindow::tr("Name of the view"),
        [this](const QString& name) {
            const bool board = pane->isBoardShown();
            const QString id = sidebar->views().add(name, pane->filter());
            if (board)
                with.settings.setValue(u"board/view-"_s + id, true);
            sidebar->selectView(id);
        },
        MainWindow::tr("Save"));
}

void MainWindow::Parts::updateView()
{
    place = pane->filter();
    sidebar->views().replace(savedView, place);
    applyFilter();
}

void MainWindow::Parts::removeView(const QString& id)
{
    const auto& views = sidebar->views().views();
    const auto at = std::find_if(views.begin(), views.end(), [&id](const auto& view) { return view.id == id; });
    const int row = int(at - views.begin());
    sidebar->select(items::TaskView::All);
    const auto removed = sidebar->views().take(id);
    if (!removed)
        return;
    putViewBack = [this, row, view = *removed] {
        putViewBack = {};
        sidebar->views().insert(row, view);
        sidebar->selectView(view.id);
    };
    toaster->show({ MainWindow::tr("Deleted the view '%1'; its tasks stay").arg(removed->name), MainWindow::tr("Undo"), [this] {
                       if (const auto back = putViewBack)
                           back();
                   } });
}

void MainWindow::Parts::connectFilterCommands()
{
    const auto toggle = [this](ConditionField field, const QVariant& value) {
        items::TaskConditions wanted = conditions;
        items::toggle(wanted, field, value);
        setConditions(wanted);
    };
    const auto picker = [this] { return FilterPicker(with.workbench.catalog(), window); };
    actions.on(AddFilter, &window, [this, toggle, picker] {
        picker().openAll(pane->filter(), toggle, [this](const QString& text) { search->setText(text); });
    });
    actions.on(ClearFilter, &window, [this] { clearFilter(); });
    actions.on(SaveView, &window, [this] { saveView(); });
    actions.on(UpdateView, &window, [this] { updateView(); });
    FilterBar& bar = pane->filterBar();
    connect(&bar, &FilterBar::changeRequested, &window,
        [this, toggle, picker](ConditionField field) { picker().openField(pane->filter(), field, toggle); });
    connect(&bar, &FilterBar::removeRequested, &window, [this](ConditionField field) {
        items::TaskConditions wanted = conditions;
        items::clear(wanted, field);
        setConditions(wanted);
    });
    connect(&bar, &FilterBar::textChangeRequested, &window, [this] { actions[FindHere].trigger(); });
    connect(&bar, &FilterBar::textRemoveRequested, &window, [this] {
        const QSignalBlocker quiet(search);
        search->clear();
        applyFilter();
    });
    connect(&pane->model(), &items::TaskListModel::foldedChanged, &window, [this] {
        const QString name = foldSetting(pane->filter().group);
        const QSet<QString> folded = pane->model().folded();
        if (folded.isEmpty())
            with.settings.remove(name);
        else
            with.settings.setValue(name, QStringList(folded.begin(), folded.end()));
    });
    connect(&with.workbench.editing(), &items::Editing::done, &window, [this] { putViewBack = {}; });
    actions.on(MoveViewUp, &window, [this] { sidebar->views().move(sidebar->currentView(), -1); });
    actions.on(MoveViewDown, &window, [this] { sidebar->views().move(sidebar->currentView(), 1); });
}

void MainWindow::Parts::connectSorting()
{
    const auto now = [this]() -> const items::TaskFilter& { return pane->filter(); };
    for (const auto& [id, order] : orders)
        actions.on(id, &window, [this, now, order = order] { setSorting(order, now().query.descending, now().group); });
    for (const auto& [id, group] : groups)
        actions.on(id, &window, [this, now, group = group] { setSorting(now().query.order, now().query.descending, group); });
    actions.on(OrderDescending, &window, [this, now] { setSorting(now().query.order, actions[OrderDescending].isChecked(), now().group); });
    QHeaderView* header = pane->tree().header();
    header->setSectionsClickable(true);
    connect(header, &QHeaderView::sectionClicked, &window, [this, now](int column) {
        const TaskOrder order = items::TaskListModel::orderOf(items::TaskListModel::Column(column));
        setSorting(order, order == now().query.order && !now().query.descending, now().group);
    });
}

void MainWindow::Parts::updateSorting()
{
    const items::TaskFilter& filter = pane->filter();
    const bool byTime = filter.query.view == items::TaskView::Done || filter.query.view == items::TaskView::Trash;
    actions[OrderPosition].setEnabled(!byTime);
    for (const auto& [id, order] : orders)
        actions[id].setChecked(order == filter.query.order);
    for (const auto& [id, group] : groups)
        actions[id].setChecked(group == filter.group);
    actions[OrderDescending].setChecked(filter.query.descending);
    actions[ClearFilter].setEnabled(filter.isNarrowed());
    actions[UpdateView].setEnabled(keepingOf(filter) == FilterBar::Keeping::AsChange);
    QHeaderView* header = pane->tree().header();
    int sorted = -1;
    for (int column = 0; column < header->count(); ++column) {
        if (items::TaskListModel::orderOf(items::TaskListModel::Column(column)) == filter.query.order)
            sorted = column;
    }
    header->setSortIndicatorShown(sorted >= 0);
    header->setSortIndicator(sorted, filter.query.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

} // namespace convoy::ui
