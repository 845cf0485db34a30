#include "items/workbench.h"
#include "sync/status/accountcontrol.h"
#include "ui/sidebar/sidebar.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/welcome/importdialog.h"
#include "ui/welcome/welcomepage.h"
#include "ui/window/windowparts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QToolBar>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto answeredSetting = "welcome/answered"_L1;

} // namespace

void MainWindow::Parts::connectFirstRun()
{
    actions.on(ActionId::ImportTasks, &window, [this] { importTasks(); });
    actions.on(ActionId::RemoveSample, &window, [this] {
        ++toastsDue;
        sidebar->select(items::TaskView::Inbox);
        sample.remove();
    });
    connect(&with.workbench, &items::Workbench::changed, &window, [this](const ChangeSet& changes) {
        const bool projects = std::any_of(changes.rows.begin(), changes.rows.end(), [](const ChangedRow& row) { return row.entity == Entity::Project; });
        if (projects || changes.everything)
            updateSample();
    });
}

QWidget* MainWindow::Parts::makeSampleBar()
{
    sampleBar = new QFrame(work);
    sampleBar->setObjectName(u"sampleBar"_s);
    auto* words = new QLabel(MainWindow::tr("This is a sample project to look around in."), sampleBar);
    auto* remove = new QPushButton(MainWindow::tr("Remove it"), sampleBar);
    remove->setAccessibleName(MainWindow::tr("Remove the sample project"));
    connect(remove, &QPushButton::clicked, &actions[ActionId::RemoveSample], &QAction::trigger);
    auto* layout = new QHBoxLayout(sampleBar);
    layout->setContentsMargins(16, 5, 12, 5);
    layout->addWidget(words, 1);
    layout->addWidget(remove);
    sampleBar->hide();
    return sampleBar;
}

void MainWindow::Parts::updateSample()
{
    const RowKey project = sample.project();
    actions[ActionId::RemoveSample].setVisible(bool(project));
    sampleBar->setVisible(project && place.query.project == project);
}

void MainWindow::Parts::leaveWelcome()
{
    with.settings.setValue(answeredSetting, true);
    pages->setCurrentWidget(work);
}

void MainWindow::Parts::startHere(bool withSample)
{
    leaveWelcome();
    const auto begin = [this, withSample](RowKey workspace) {
        if (!withSample || !workspace) {
            window.startQuickAdd();
            return;
        }
        sample.add(workspace, today(), [this](RowKey project) {
            QTimer::singleShot(50, &window, [this, project] { // the sidebar has its line in the next turn of the event loop
                sidebar->selectRow(project);
                updateSample();
                pane->tree().setFocus();
            });
        });
    };
    if (const RowKey workspace = with.workbench.catalog().defaultWorkspace())
        begin(workspace);
    else
        with.workbench.editing().addWorkspace(
            MainWindow::tr("Personal"), [begin](const items::Editing::Keys& made) { begin(made.empty() ? RowKey {} : made.front()); });
}

void MainWindow::Parts::importTasks()
{
    schedule::Vocabulary vocabulary { .today = today(), .projects = {} };
    auto* dialog = new ImportDialog(vocabulary, &window);
    connect(dialog, &ImportDialog::chosen, &window, [this](std::vector<items::NewTask> tasks) {
        leaveWelcome();
        const RowKey project = sidebar->currentProject();
        for (items::NewTask& task : tasks)
            task.project = project;
        if (!project)
            sidebar->select(items::TaskView::Inbox);
        ++toastsDue;
        with.workbench.editing().addTasks(tasks);
    });
    dialog->open();
}

void MainWindow::Parts::showWelcomeIfNew()
{
    const auto& catalog = with.workbench.catalog();
    const bool used = catalog.count({ .view = items::TaskView::All, .withDone = true }, 1) > 0;
    if (with.settings.value(answeredSetting).toBool() || with.account.account().signedIn || used)
        return;
    auto* welcome = new WelcomePage(with.theme, pages);
    connect(welcome, &WelcomePage::startHereChosen, &window, [this](bool withSample) { startHere(withSample); });
    connect(welcome, &WelcomePage::signInChosen, &window, [this] { signIn(); });
    connect(welcome, &WelcomePage::importChosen, &window, [this] { importTasks(); });
    pages->addWidget(welcome);
    connect(pages, &QStackedWidget::currentChanged, &window, [this] { toolBar->setVisible(pages->currentWidget() == work); });
    pages->setCurrentWidget(welcome);
    welcome->setFocus();
}

} // namespace convoy::ui
