#include "ui/syncview/syncpanel.h"

#include "sync/status/accountcontrol.h"
#include "sync/status/sentences.h"
#include "sync/status/synccontrol.h"
#include "ui/syncview/boxpage.h"
#include "ui/syncview/historypage.h"
#include "ui/syncview/incomingpage.h"
#include "ui/syncview/outboxpage.h"
#include "ui/syncview/reviewpage.h"
#include "ui/syncview/syncindicator.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

SyncPanel::SyncPanel(const Collaborators& with, QWidget* parent)
    : QDialog(parent)
    , m_with(with)
    , m_tabs(new QTabWidget(this))
    , m_outbox(new OutboxPage(with, m_tabs))
    , m_incoming(new IncomingPage(with, m_tabs))
    , m_review(new ReviewPage(with, m_tabs))
    , m_history(new HistoryPage(with, m_tabs))
    , m_box(new BoxPage(with, m_tabs))
{
    setWindowTitle(tr("Sync"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 560);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Sync"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the sync panel"));
    for (QWidget* page : std::initializer_list<QWidget*> { m_outbox, m_incoming, m_review, m_history, m_box })
        m_tabs->addTab(page, QString());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(makeHead());
    layout->addWidget(m_tabs, 1);
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(m_outbox, &OutboxPage::countChanged, this, [this](int count) { nameTab(Tab::Outbox, tr("Outbox"), count); });
    connect(m_review, &ReviewPage::countChanged, this, [this](int count) { nameTab(Tab::Review, tr("Review"), count); });
    connect(m_outbox, &OutboxPage::rowChosen, this, &SyncPanel::rowChosen);
    connect(m_incoming, &IncomingPage::rowChosen, this, &SyncPanel::rowChosen);
    connect(m_review, &ReviewPage::rowChosen, this, &SyncPanel::rowChosen);
    connect(m_outbox, &OutboxPage::told, this, &SyncPanel::told);
    connect(&with.sync, &sync::SyncControl::statusChanged, this, &SyncPanel::showStatus);
    connect(&with.sync, &sync::SyncControl::cycleFinished, m_history, &HistoryPage::refresh);
    nameTab(Tab::Outbox, tr("Outbox"), m_outbox->count());
    nameTab(Tab::Review, tr("Review"), m_review->openCount());
    nameTab(Tab::Incoming, tr("Incoming"), 0);
    nameTab(Tab::History, tr("History"), 0);
    nameTab(Tab::Box, tr("Kept aside"), m_box->count());
    connect(m_box, &BoxPage::countChanged, this, [this](int count) { nameTab(Tab::Box, tr("Kept aside"), count); });
    connect(m_box, &BoxPage::exportRequested, m_outbox, &OutboxPage::chooseExportFile);
    connect(m_box, &BoxPage::told, this, &SyncPanel::told);
    showStatus(with.sync.status());
    m_syncNow->setFocus();
}

void SyncPanel::nameTab(Tab tab, const QString& name, int count)
{
    m_tabs->setTabText(int(tab), count > 0 ? tr("%1 (%2)", "tab and count").arg(name, locale().toString(count)) : name);
}

void SyncPanel::showTab(Tab tab) { m_tabs->setCurrentIndex(int(tab)); }

void SyncPanel::reviewTask(RowKey task)
{
    showTab(Tab::Review);
    m_review->choose(task);
}

QWidget* SyncPanel::makeHead()
{
    auto* card = new QFrame(this);
    card->setObjectName(u"card"_s);
    m_icon = new QLabel(card);
    m_words = new QLabel(card);
    m_words->setProperty("role", u"heading"_s);
    m_words->setWordWrap(true);
    m_account = new QLabel(card);
    m_account->setProperty("tone", u"muted"_s);
    m_account->setWordWrap(true);
    m_syncNow = new QPushButton(tr("Sync now"), card);
    m_syncNow->setAccessibleName(tr("Sync now"));
    m_syncNow->setAutoDefault(false);
    connect(m_syncNow, &QPushButton::clicked, this, [this] { m_with.sync.syncNow(); });
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_words);
    words->addWidget(m_account);
    auto* layout = new QHBoxLayout(card);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(12);
    layout->addWidget(m_icon);
    layout->addLayout(words, 1);
    layout->addWidget(m_syncNow);
    return card;
}

void SyncPanel::showStatus(const sync::SyncStatus& status)
{
    const bool good = status.state == sync::SyncState::UpToDate;
    m_icon->setPixmap(m_with.theme.icon(iconOf(status.state), good ? Tone::Success : Tone::Accent).pixmap(22, 22));
    m_words->setText(sync::describe(status, m_with.clock.wallMicros()));
    QString line = status.account.isEmpty() ? tr("Tasks stay on this device until you sign in.")
                                            : tr("%1 at %2", "account, server").arg(status.account, status.server);
    if (status.lastError && status.state != sync::SyncState::UpToDate)
        line = sync::sentenceFor(*status.lastError);
    m_account->setText(line);
    m_syncNow->setEnabled(!status.account.isEmpty());
    m_outbox->setStatus(status);
    m_history->setStatus(status);
}

} // namespace convoy::ui
