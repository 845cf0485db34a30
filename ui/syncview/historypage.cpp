#include "ui/syncview/historypage.h"

#include "items/workbench.h"
#include "schedule/dates.h"

#include <QHeaderView>
#include <QLabel>
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
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_runs, 1);
    layout->addWidget(m_reason);
    connect(m_runs, &QTreeWidget::currentItemChanged, this, &HistoryPage::showReason);
    refresh();
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
