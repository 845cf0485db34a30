#include "ui/syncview/historypage.h"

#include "items/workbench.h"
#include "schedule/dates.h"
#include "sync/status/sentences.h"
#include "sync/status/synccontrol.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shownRuns = 100;
constexpr int errorRole = Qt::UserRole + 1;

QString outcomeWords(const items::SyncRun& run)
{
    if (run.outcome == "synced"_L1)
        return HistoryPage::tr("Synced");
    if (run.outcome == "offline"_L1)
        return HistoryPage::tr("Offline");
    if (run.outcome == "attention"_L1)
        return HistoryPage::tr("Synced, something needs you");
    if (run.outcome == "waiting"_L1)
        return HistoryPage::tr("Synced, some edits wait");
    if (run.outcome == "sign_in"_L1)
        return HistoryPage::tr("Sign-in needed");
    if (run.outcome == "too_old"_L1)
        return HistoryPage::tr("Update needed");
    return HistoryPage::tr("Not finished");
}

QString verifiedWords(const sync::VerifySummary& summary)
{
    const QString rows = QLocale().toString(summary.rows);
    if (summary.buckets == 0)
        return HistoryPage::tr("identical to the server, %1 rows.").arg(rows);
    QStringList words { HistoryPage::tr("%1 rows, %2 of them put right.").arg(rows).arg(summary.repaired) };
    if (summary.keptAside > 0)
        words.append(HistoryPage::tr("%1 that the server does not have are under Kept aside.").arg(summary.keptAside));
    if (summary.remaining > 0)
        words.append(HistoryPage::tr("%1 parts still differ; your edits are safe. Please report this.").arg(summary.remaining));
    return words.join(u' ');
}

//! One memory for each account on this device.
QString verifiedSetting(const sync::SyncStatus& status)
{
    return u"sync/verified/"_s + QString::fromLatin1((status.account + status.server).toUtf8().toHex());
}

} // namespace

HistoryPage::HistoryPage(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_runs(new QTreeWidget(this))
    , m_empty(new QLabel(tr("There was no sync on this device yet."), this))
    , m_reason(new QLabel(this))
{
    m_runs->setAccessibleName(tr("Last sync runs"));
    m_runs->setHeaderLabels({ tr("When"), tr("Result"), tr("Sent"), tr("Received"), tr("Data"), tr("Took") });
    m_runs->setRootIsDecorated(false);
    m_runs->setUniformRowHeights(true);
    m_runs->setProperty("table", true);
    m_runs->header()->setStretchLastSection(false);
    m_runs->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_runs->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    for (const int column : { 2, 3, 4, 5 })
        m_runs->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_empty->setProperty("tone", u"muted"_s);
    m_empty->setAlignment(Qt::AlignTop);
    m_reason->setWordWrap(true);
    m_reason->setProperty("tone", u"muted"_s);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reason->setAccessibleName(tr("What went wrong"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(makeVerify());
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_runs, 1);
    layout->addWidget(m_reason);
    connect(m_runs, &QTreeWidget::currentItemChanged, this, &HistoryPage::showReason);
    connect(&with.sync, &sync::SyncControl::cycleFinished, this, &HistoryPage::onCycle);
    refresh();
}

QLayout* HistoryPage::makeVerify()
{
    m_verified = new QLabel(this);
    m_verified->setWordWrap(true);
    m_verify = new QPushButton(tr("Verify now"), this);
    m_verify->setAccessibleName(tr("Compare everything with the server"));
    m_verify->setToolTip(tr("Compares every row of this device with the server and puts right what differs"));
    m_verify->setAutoDefault(false);
    connect(m_verify, &QPushButton::clicked, this, [this] {
        m_comparing = true;
        showVerified();
        m_with.sync.verifyNow();
    });
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(m_verified, 1);
    line->addWidget(m_verify);
    showVerified();
    return line;
}

void HistoryPage::setStatus(const sync::SyncStatus& status)
{
    m_verify->setEnabled(!status.account.isEmpty() && !m_comparing);
}

void HistoryPage::onCycle(const sync::SyncReport& report)
{
    if (report.verified) {
        m_with.settings.setValue(verifiedSetting(m_with.sync.status()), QVariantList { m_with.clock.wallMicros(), verifiedWords(*report.verified), report.verified->remaining == 0 });
        m_comparing = false;
    } else if (m_comparing && report.error) {
        m_comparing = false;
        showVerified();
        m_verified->setText(tr("Not compared. %1").arg(sync::sentenceFor(*report.error)));
        m_verify->setEnabled(true);
        return;
    } else if (m_comparing) {
        return; // a sync that was under way already
    }
    showVerified();
}

//! What the latest comparison came to is told until the next one.
void HistoryPage::showVerified()
{
    const QVariantList last = m_with.settings.value(verifiedSetting(m_with.sync.status())).toList();
    const bool known = last.size() == 3 && !m_comparing;
    m_verified->setText(m_comparing ? tr("Comparing every row with the server. Go on working meanwhile.")
            : known                 ? tr("Compared %1: %2", "a moment; what it came to").arg(schedule::momentWords(last[0].toLongLong(), m_with.clock.wallMicros()), last[1].toString())
                                    : tr("Not compared with the server yet."));
    m_verified->setProperty("tone", known && !last[2].toBool() ? u"warning"_s : known ? u"success"_s : u"muted"_s);
    m_verified->style()->unpolish(m_verified);
    m_verified->style()->polish(m_verified);
    m_verify->setEnabled(!m_comparing && !m_with.sync.status().account.isEmpty());
}

void HistoryPage::refresh()
{
    m_runs->clear();
    const auto runs = m_with.workbench.catalog().syncRuns(shownRuns);
    m_runs->setVisible(!runs.empty());
    m_empty->setVisible(runs.empty());
    const qint64 now = m_with.clock.wallMicros();
    for (const items::SyncRun& run : runs) {
        auto* item = new QTreeWidgetItem(m_runs);
        item->setText(0, schedule::momentWords(run.startedMicros, now));
        item->setText(1, outcomeWords(run));
        item->setToolTip(1, run.error);
        item->setData(0, errorRole, run.error);
        item->setText(2, locale().toString(run.pushed));
        item->setText(3, locale().toString(run.pulled));
        item->setText(4, locale().formattedDataSize(run.bytes));
        item->setText(5, tr("%1 s", "seconds").arg(locale().toString(double(run.durationMicros) / 1e6, 'f', 1)));
        for (const int column : { 2, 3, 4, 5 })
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, Qt::AccessibleTextRole,
            tr("%1: %2, %3 sent, %4 received").arg(item->text(0), item->text(1), item->text(2), item->text(3)));
    }
    showReason();
}

void HistoryPage::showReason()
{
    const QTreeWidgetItem* item = m_runs->currentItem();
    const QString error = item ? item->data(0, errorRole).toString() : QString();
    m_reason->setText(error);
    m_reason->setVisible(!error.isEmpty());
}

} // namespace convoy::ui
