#include "ui/account/signoutquestion.h"

#include "sync/status/accountcontrol.h"
#include "sync/status/synccontrol.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

SignOutQuestion::SignOutQuestion(const Collaborators& with, QWidget* parent)
    : QDialog(parent)
    , m_with(with)
    , m_words(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_syncNow(new QPushButton(tr("Sync now"), this))
    , m_leave(new QPushButton(tr("Sign out"), this))
{
    setWindowTitle(tr("Sign out"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(460);
    m_words->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setProperty("tone", u"danger"_s);
    m_problem->hide();
    auto* stay = new QPushButton(tr("Stay signed in"), this);
    m_leave->setAutoDefault(false);
    m_syncNow->setAutoDefault(false);
    stay->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_syncNow);
    buttons->addStretch();
    buttons->addWidget(m_leave);
    buttons->addWidget(stay);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addWidget(m_words);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        if (m_waiting > 0 && m_with.outbox.exported)
            chooseFile();
        else
            leave();
    });
    connect(m_syncNow, &QPushButton::clicked, this, [this] { m_with.sync.syncNow(); });
    connect(&with.sync, &sync::SyncControl::statusChanged, this, &SignOutQuestion::showStatus);
    showStatus(with.sync.status());
    stay->setFocus();
}

void SignOutQuestion::leave()
{
    accept();
    m_with.account.signOut();
}

void SignOutQuestion::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Export waiting edits"), {}, tr("JSON files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(u"convoy-waiting-edits.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &SignOutQuestion::exportAndLeave);
    dialog->open();
}

void SignOutQuestion::exportAndLeave(const QString& path)
{
    m_with.outbox.exported([self = QPointer(this), path](const QByteArray& json) {
        if (!self)
            return;
        QSaveFile file(path);
        if (!json.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit()) {
            self->leave();
            return;
        }
        self->m_problem->setText(tr("The file could not be written, so you are still signed in. Choose another folder."));
        self->m_problem->show();
    });
}

void SignOutQuestion::showStatus(const sync::SyncStatus& status)
{
    m_waiting = int(status.pending + status.refused);
    const bool some = m_waiting > 0;
    m_syncNow->setVisible(some);
    m_leave->setText(some && m_with.outbox.exported ? tr("Export and sign out...") : tr("Sign out"));
    m_words->setText(some
            ? tr("%1 They stay in this device's data and are sent when you sign in again with the same account. A copy of them can be saved as a file.")
                  .arg(m_waiting == 1 ? tr("1 change is not on the server yet.") : tr("%n changes are not on the server yet.", nullptr, m_waiting))
            : tr("Everything is on the server. The tasks stay in this device's data until you sign in again with the same account."));
}

} // namespace convoy::ui
