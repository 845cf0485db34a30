#include "ui/account/signoutquestion.h"

#include "sync/status/accountcontrol.h"
#include "sync/status/synccontrol.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace convoy::ui {

SignOutQuestion::SignOutQuestion(sync::AccountControl& account, sync::SyncControl& sync, QWidget* parent)
    : QDialog(parent)
    , m_words(new QLabel(this))
    , m_syncNow(new QPushButton(tr("Sync now"), this))
{
    setWindowTitle(tr("Sign out"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(420);
    m_words->setWordWrap(true);
    auto* stay = new QPushButton(tr("Stay signed in"), this);
    auto* leave = new QPushButton(tr("Sign out"), this);
    leave->setAutoDefault(false);
    m_syncNow->setAutoDefault(false);
    stay->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_syncNow);
    buttons->addStretch();
    buttons->addWidget(leave);
    buttons->addWidget(stay);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    connect(leave, &QPushButton::clicked, this, [this, &account] {
        accept();
        account.signOut();
    });
    connect(m_syncNow, &QPushButton::clicked, this, [&sync] { sync.syncNow(); });
    connect(&sync, &sync::SyncControl::statusChanged, this, &SignOutQuestion::showStatus);
    showStatus(sync.status());
    stay->setFocus();
}

void SignOutQuestion::showStatus(const sync::SyncStatus& status)
{
    const int waiting = int(status.pending + status.refused);
    m_syncNow->setVisible(waiting > 0);
    m_words->setText(waiting > 0
            ? tr("%1 They stay in this device's data and are sent when you sign in again with the same account.")
                  .arg(waiting == 1 ? tr("1 change is not on the server yet.") : tr("%n changes are not on the server yet.", nullptr, waiting))
            : tr("Everything is on the server. The tasks stay in this device's data until you sign in again with the same account."));
}

} // namespace convoy::ui
