#include "context/taskcontextcontroller.h"
#include "items/workbench.h"
#include "sync/status/accountcontrol.h"
#include "sync/status/sentences.h"
#include "sync/status/synccontrol.h"
#include "ui/account/signindialog.h"
#include "ui/account/signoutquestion.h"
#include "ui/sidebar/sidebar.h"
#include "ui/syncview/syncindicator.h"
#include "ui/syncview/syncpanel.h"
#include "ui/tasklist/taskpane.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/window/windowparts.h"

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using sync::SyncState;

void MainWindow::Parts::connectSyncCommands()
{
    connect(&with.sync, &sync::SyncControl::statusChanged, &window, [this](const sync::SyncStatus& status) { showSync(status); });
    connect(&with.sync, &sync::SyncControl::cycleFinished, &window, [this](const sync::SyncReport& report) { onCycle(report); });
    connect(&with.account, &sync::AccountControl::signedIn, &window, [this](const sync::AccountInfo& account) {
        leaveWelcome();
        toaster->show({ .sentence = MainWindow::tr("Signed in as %1").arg(account.email), .milliseconds = 5000 });
        showSync(with.sync.status());
    });
    connect(&with.account, &sync::AccountControl::signedOut, &window, [this] {
        toaster->show({ .sentence = MainWindow::tr("Signed out. The tasks are still in this device's data."), .milliseconds = 5000 });
        showSync(with.sync.status());
    });
    connect(indicator, &SyncIndicator::clicked, &window, [this] { openSyncPanel(); });
    connect(indicator, &SyncIndicator::attentionClicked, &window, [this] {
        const sync::SyncStatus status = with.sync.status();
        openSyncPanel().showTab(status.refused > 0 ? SyncPanel::Tab::Outbox : status.toReview > 0 ? SyncPanel::Tab::Review : SyncPanel::Tab::Box);
    });
    connect(panel, &TaskPanel::reviewRequested, &window, [this] { openSyncPanel().showTab(SyncPanel::Tab::Review); });
    actions.on(ActionId::SyncNow, &window, [this] { with.sync.syncNow(); });
    connect(&actions[ActionId::PauseSync], &QAction::triggered, &window, [this](bool paused) { with.sync.setPaused(paused); });
    actions.on(ActionId::SyncPanel, &window, [this] { openSyncPanel(); });
    actions.on(ActionId::SignIn, &window, [this] { signIn(); });
    actions.on(ActionId::SignOut, &window, [this] { signOut(); });
}

void MainWindow::Parts::showSync(const sync::SyncStatus& status)
{
    indicator->setStatus(status);
    pane->setFirstDownload(status.state == SyncState::FirstDownload);
    const bool account = with.account.account().signedIn || !status.account.isEmpty();
    actions[ActionId::SyncNow].setEnabled(account);
    actions[ActionId::PauseSync].setEnabled(account);
    actions[ActionId::PauseSync].setChecked(status.state == SyncState::Paused);
    actions[ActionId::SignIn].setVisible(!account || status.state == SyncState::SignInExpired);
    actions[ActionId::SignOut].setVisible(account);
    switch (status.state) {
    case SyncState::OfflinePending:
    case SyncState::Offline:
    case SyncState::ServerUnreachable:
    case SyncState::CaptivePortal:
    case SyncState::Stale: wasOffline = true; break;
    default: break; // cleared by the first complete cycle
    }
}

void MainWindow::Parts::onCycle(const sync::SyncReport& report)
{
    if (report.absence) {
        wasOffline = false;
        toaster->show({ sync::describeAbsence(*report.absence), MainWindow::tr("Show"), [this] { openSyncPanel().showTab(SyncPanel::Tab::Incoming); }, 15'000 });
        return;
    }
    const bool complete = report.outcome == sync::SyncReport::Outcome::Synced || report.outcome == sync::SyncReport::Outcome::Attention;
    if (!complete || !wasOffline)
        return;
    wasOffline = false;
    const QString sent = MainWindow::tr("%n sent", nullptr, report.sent);
    const QString received = MainWindow::tr("%n received", nullptr, report.received);
    toaster->show({ MainWindow::tr("Back online. %1, %2.", "counts of edits sent and received").arg(sent, received),
        MainWindow::tr("Show"),
        [this, any = report.received > 0] { openSyncPanel().showTab(any ? SyncPanel::Tab::Incoming : SyncPanel::Tab::History); } });
}

SyncPanel& MainWindow::Parts::openSyncPanel()
{
    auto* dialog = window.findChild<SyncPanel*>();
    if (!dialog) {
        dialog = new SyncPanel(with, &window);
        connect(dialog, &SyncPanel::rowChosen, &window, [this](RowKey row) {
            if (!sidebar->selectRow(row))
                openTask(row);
            window.activateWindow();
        });
        connect(dialog, &SyncPanel::told, &window, &MainWindow::report);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return *dialog;
}

void MainWindow::Parts::signIn() { (new SignInDialog(with.account, &window))->open(); }

void MainWindow::Parts::signOut() { (new SignOutQuestion(with, &window))->open(); }

} // namespace convoy::ui
