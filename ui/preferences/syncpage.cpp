#include "ui/preferences/syncpage.h"

#include "sync/status/accountcontrol.h"
#include "ui/actions/actionregistry.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/window/collaborators.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
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
    layout->addStretch();
}

} // namespace convoy::ui
