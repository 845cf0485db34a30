#include "ui/syncview/syncpanel.h"

#include "items/outboxmodel.h"
#include "items/workbench.h"
#include "schedule/dates.h"
#include "sync/status/accountcontrol.h"
#include "sync/status/sentences.h"
#include "sync/status/synccontrol.h"
#include "ui/syncview/syncindicator.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", u"heading"_s);
    return label;
}

QString outcomeWords(const items::SyncRun& run)
{
    if (run.outcome == "synced"_L1)
        return SyncPanel::tr("Synced");
    if (run.outcome == "offline"_L1)
        return SyncPanel::tr("Offline");
    if (run.outcome == "attention"_L1)
        return SyncPanel::tr("Synced, something needs you");
    if (run.outcome == "sign_in"_L1)
        return SyncPanel::tr("Sign-in needed");
    if (run.outcome == "waiting"_L1)
        return SyncPanel::tr("Synced; some changes still wait");
    if (run.outcome == "too_old"_L1)
        return SyncPanel::tr("Update needed");
    return SyncPanel::tr("Not finished");
}

} // namespace

SyncPanel::SyncPanel(const Collaborators& with, QWidget* parent)
    : QDialog(parent)
    , m_with(with)
{
    setWindowTitle(tr("Sync"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(640, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(makeHead());
    layout->addWidget(makeOutbox(), 3);
    layout->addWidget(makeRuns(), 2);
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(&with.sync, &sync::SyncControl::statusChanged, this, &SyncPanel::showStatus);
    connect(&with.sync, &sync::SyncControl::cycleFinished, this, &SyncPanel::showRuns);
    showStatus(with.sync.status());
    showRuns();
    m_syncNow->setFocus();
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

QWidget* SyncPanel::makeOutbox()
{
    auto* part = new QWidget(this);
    m_outboxHead = heading({}, part);
    m_outboxEmpty = new QLabel(tr("Every edit on this device has reached the server."), part);
    m_outboxEmpty->setProperty("tone", u"muted"_s);
    m_outbox = new QTreeView(part);
    m_outbox->setAccessibleName(tr("Edits that wait for the server"));
    m_outbox->setRootIsDecorated(false);
    m_outbox->setUniformRowHeights(true);
    m_outbox->setProperty("table", true);
    auto* model = m_with.workbench.makeOutbox(this);
    m_outbox->setModel(model);
    m_outbox->header()->setStretchLastSection(false);
    m_outbox->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < model->columnCount(); ++column)
        m_outbox->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_reason = new QLabel(part);
    m_reason->setProperty("tone", u"warning"_s);
    m_reason->setWordWrap(true);
    m_retry = new QPushButton(tr("Try again"), part);
    m_discard = new QPushButton(tr("Discard edit"), part);
    for (QPushButton* button : { m_retry, m_discard })
        button->setAutoDefault(false);
    auto* verbs = new QHBoxLayout;
    verbs->addWidget(m_reason, 1);
    verbs->addWidget(m_retry);
    verbs->addWidget(m_discard);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_outboxHead);
    layout->addWidget(m_outboxEmpty);
    layout->addWidget(m_outbox, 1);
    layout->addLayout(verbs);
    layout->addStretch(0);

    connect(m_retry, &QPushButton::clicked, this, [this] { m_with.outbox.retry(currentGroup()); });
    connect(m_discard, &QPushButton::clicked, this, [this] { m_with.outbox.discard(currentGroup()); });
    connect(m_outbox, &QTreeView::activated, this,
        [this](const QModelIndex& at) { Q_EMIT taskChosen(at.data(items::OutboxModel::TaskKeyRole).value<RowKey>()); });
    connect(m_outbox->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SyncPanel::showVerbs);
    connect(model, &QAbstractItemModel::rowsInserted, this, &SyncPanel::showOutboxSize);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &SyncPanel::showOutboxSize);
    connect(model, &QAbstractItemModel::modelReset, this, &SyncPanel::showOutboxSize);
    connect(model, &QAbstractItemModel::dataChanged, this, &SyncPanel::showVerbs);
    showOutboxSize();
    return part;
}

QWidget* SyncPanel::makeRuns()
{
    auto* part = new QWidget(this);
    m_runs = new QTreeWidget(part);
    m_runs->setAccessibleName(tr("Last sync runs"));
    m_runs->setHeaderLabels({ tr("When"), tr("Result"), tr("Sent"), tr("Received"), tr("Took") });
    m_runs->setRootIsDecorated(false);
    m_runs->setProperty("table", true);
    m_runs->header()->setStretchLastSection(false);
    m_runs->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    for (const int column : { 0, 2, 3, 4 })
        m_runs->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(heading(tr("Last runs"), part));
    m_noRuns = new QLabel(tr("There was no sync on this device yet."), part);
    m_noRuns->setProperty("tone", u"muted"_s);
    layout->addWidget(m_noRuns);
    layout->addWidget(m_runs, 1);
    return part;
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
}

void SyncPanel::showRuns()
{
    m_runs->clear();
    const auto runs = m_with.workbench.catalog().syncRuns(20);
    m_runs->setVisible(!runs.empty());
    m_noRuns->setVisible(runs.empty());
    const qint64 now = m_with.clock.wallMicros();
    for (const items::SyncRun& run : runs) {
        auto* item = new QTreeWidgetItem(m_runs);
        item->setText(0, schedule::momentWords(run.startedMicros, now));
        item->setText(1, outcomeWords(run));
        item->setToolTip(1, run.error);
        item->setText(2, locale().toString(run.pushed));
        item->setText(3, locale().toString(run.pulled));
        item->setText(4, tr("%1 s", "seconds").arg(locale().toString(double(run.durationMicros) / 1e6, 'f', 1)));
        for (const int column : { 2, 3, 4 })
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
}

void SyncPanel::showOutboxSize()
{
    const int count = m_outbox->model()->rowCount();
    m_outboxHead->setText(count == 0 ? tr("Nothing is waiting") : count == 1 ? tr("1 edit waits here") : tr("%n edits wait here", nullptr, count));
    m_outbox->setVisible(count > 0);
    m_outboxEmpty->setVisible(count == 0);
    showVerbs();
}

void SyncPanel::showVerbs()
{
    const QModelIndex at = m_outbox->currentIndex();
    const auto state = OutboxState(at.data(items::OutboxModel::StateRole).toInt());
    const bool stuck = at.isValid() && (state == OutboxState::Refused || state == OutboxState::Parked || state == OutboxState::Held);
    m_reason->setText(at.data(items::OutboxModel::ErrorRole).toString());
    m_retry->setVisible(stuck && m_with.outbox.retry);
    m_discard->setVisible(at.isValid() && state != OutboxState::Sent && m_with.outbox.discard);
}

GroupId SyncPanel::currentGroup() const { return m_outbox->currentIndex().data(items::OutboxModel::GroupRole).toUuid(); }

} // namespace convoy::ui
