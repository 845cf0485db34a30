#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "items/sidebarmodel.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/theme/theme.h"
#include "ui/window/windowparts.h"

#include <QSettings>
#include <QSplitter>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using enum ActionId;
using items::TaskView;

void MainWindow::Parts::restoreState()
{
    QSettings& settings = with.settings;
    const auto choice = Theme::Choice(settings.value(u"window/theme"_s, 0).toInt());
    with.theme.setChoice(choice);
    actions[choice == Theme::Choice::Dark ? ThemeDark : choice == Theme::Choice::Light ? ThemeLight : ThemeSystem].setChecked(true);
    window.resize(settings.value(u"window/size"_s, QSize(1180, 740)).toSize());
    if (settings.value(u"window/maximized"_s).toBool())
        window.setWindowState(Qt::WindowMaximized);
    splitter->restoreState(settings.value(u"window/splitter"_s).toByteArray());
    splitter->setHandleWidth(1);
    const bool sidebarShown = settings.value(u"window/sidebar"_s, true).toBool();
    sidebar->setVisible(sidebarShown);
    actions[ToggleSidebar].setChecked(sidebarShown);
    panelWanted = settings.value(u"window/panel"_s, true).toBool();
    showPanel(panelWanted);
    pane->restoreColumns(settings.value(u"list/columns"_s).toList(), settings.value(u"list/widths"_s).toList());
    QSet<RowKey> expanded;
    for (const QVariant& key : settings.value(u"list/expanded"_s).toList())
        expanded.insert(RowKey { key.toLongLong() });
    pane->tree().setExpandedTasks(expanded);
    actions[ShowDone].setChecked(settings.value(u"list/showDone"_s).toBool());
    const auto view = TaskView(settings.value(u"window/view"_s, int(TaskView::Inbox)).toInt());
    const RowKey subject { settings.value(u"window/subject"_s).toLongLong() };
    sidebar->select(view, subject);
    sidebar->selectView(settings.value(u"window/savedView"_s).toString());
    if (!sidebar->tree().currentIndex().isValid())
        sidebar->select(TaskView::Inbox);
}

void MainWindow::Parts::saveState() const
{
    QSettings& settings = with.settings;
    settings.setValue(u"window/maximized"_s, window.isMaximized());
    if (!window.isMaximized())
        settings.setValue(u"window/size"_s, window.size());
    if (!overlay)
        settings.setValue(u"window/splitter"_s, splitter->saveState());
    settings.setValue(u"window/sidebar"_s, actions[ToggleSidebar].isChecked());
    settings.setValue(u"window/panel"_s, panelWanted);
    settings.setValue(u"window/view"_s, int(place.query.view));
    const RowKey subject = place.query.milestone ? place.query.milestone : place.query.project;
    settings.setValue(u"window/subject"_s, subject.value);
    settings.setValue(u"window/savedView"_s, savedView);
    settings.setValue(u"list/columns"_s, pane->shownColumns());
    settings.setValue(u"list/widths"_s, pane->columnWidths());
    settings.setValue(u"list/showDone"_s, actions[ShowDone].isChecked());
    QVariantList expanded;
    for (const RowKey key : pane->tree().expandedTasks())
        expanded.append(key.value);
    settings.setValue(u"list/expanded"_s, expanded);
    sidebar->saveState();
}

} // namespace convoy::ui
