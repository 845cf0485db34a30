#include "ui/preferences/syncpage.h"

#include "sync/status/accountcontrol.h"
#include "sync/status/synccontrol.h"
#include "ui/actions/actionregistry.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/window/collaborators.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace convoy::ui {

SyncPage::SyncPage(const Collaborators& with, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
{
    auto* layout = pageLayout(*this);
    layout->addWidget(heading(tr("Account"), this));
    const sync::AccountInfo account = with.account.account();
    layout->addWidget(hint(account.signedIn ? tr("%1 at %2", "account, server").arg(account.email, account.server)
                                            : tr("Tasks stay on this device until you sign in."),
        this));
    auto* verbs = new QHBoxLayout;
    const auto button = [&](ActionId id, const QString& text) {
        auto* made = new QPushButton(text, this);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, &actions[id], &QAction::trigger);
        verbs->addWidget(made);
    };
    if (account.signedIn) {
        button(ActionId::SignOut, tr("Sign out..."));
        button(ActionId::SyncPanel, tr("Sync details"));
    } else {
        button(ActionId::SignIn, tr("Sign in..."));
    }
    verbs->addStretch();
    layout->addLayout(verbs);
    layout->addSpacing(10);
    layout->addWidget(heading(tr("Sync"), this));
    auto* pause = new QCheckBox(tr("Pause sync"), this);
    QAction& paused = actions[ActionId::PauseSync];
    pause->setChecked(paused.isChecked());
    pause->setEnabled(account.signedIn);
    connect(pause, &QCheckBox::clicked, &paused, &QAction::trigger);
    connect(&paused, &QAction::toggled, pause, &QCheckBox::setChecked);
    layout->addWidget(pause);
    layout->addWidget(hint(tr("Edits are saved on this device and wait until sync goes on, or Convoy is started anew."), this));
    layout->addSpacing(10);
    layout->addWidget(heading(tr("Metered networks"), this));
    auto* metered = new QCheckBox(tr("On a metered network sync only when I ask"), this);
    metered->setEnabled(false); // until it is known
    layout->addWidget(metered);
    layout->addWidget(hint(tr("For example a telephone's. A large first download waits for another network in any case; Sync now goes ahead."), this));
    with.sync.readChoices([metered = QPointer(metered), &sync = with.sync](const Result<sync::SyncChoices>& choices) {
        if (!metered || !choices)
            return;
        metered->setChecked(choices->waitsOnMetered);
        metered->setEnabled(true);
        connect(metered, &QCheckBox::clicked, &sync, [metered, &sync](bool waits) {
            sync.setWaitsOnMetered(waits, [metered, waits](const Status& set) {
                if (metered && !set)
                    metered->setChecked(!waits);
            });
        });
    });
    layout->addStretch();
}

} // namespace convoy::ui
