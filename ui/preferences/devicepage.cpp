#include "ui/preferences/devicepage.h"

#include "sync/status/accountcontrol.h"
#include "sync/status/sentences.h"
#include "sync/status/synccontrol.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/widgets/quietcombo.h"
#include "ui/window/collaborators.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int keyRole = Qt::UserRole + 1;

QString sentenceOf(const Error& error)
{
    return error.kind == Error::Kind::Invalid && !error.detail.isEmpty() ? error.detail : sync::sentenceFor(error);
}

} // namespace

DevicePage::DevicePage(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_workspaces(new QListWidget(this))
    , m_words(new QLabel(this))
    , m_history(new ChevronCombo(this))
{
    build();
    connect(m_workspaces, &QListWidget::itemChanged, this, &DevicePage::onItemChanged);
    connect(m_history, &QComboBox::activated, this, [this](int index) {
        m_with.sync.setHistoryDays(m_history->itemData(index).toInt(), [self = QPointer(this)](const Status& set) {
            if (self && !set)
                self->say(sentenceOf(set.error()), u"danger"_s);
            if (self)
                self->read();
        });
    });
    connect(&with.sync, &sync::SyncControl::cycleFinished, this, &DevicePage::read); // memberships may have come or gone
    read();
}

void DevicePage::build()
{
    const bool account = m_with.account.account().signedIn;
    m_workspaces->setAccessibleName(tr("Workspaces that are kept on this device"));
    m_workspaces->setProperty("table", true);
    m_workspaces->setUniformItemSizes(true);
    m_workspaces->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // as high as its lines, up to this
    m_workspaces->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_workspaces->setMaximumHeight(230);
    m_workspaces->setVisible(account);
    m_words->setWordWrap(true);
    m_words->hide();
    const std::pair<int, QString> spans[] { { 0, tr("Everything") }, { 730, tr("2 years") }, { 365, tr("1 year") }, { 182, tr("6 months") },
        { 91, tr("3 months") }, { 30, tr("1 month") } };
    for (const auto& [days, text] : spans)
        m_history->addItem(text, days);
    m_history->setAccessibleName(tr("How far back finished tasks are kept on this device"));
    m_history->setEnabled(account);
    auto* layout = pageLayout(*this);
    layout->addWidget(heading(tr("Workspaces"), this));
    layout->addWidget(hint(account ? tr("A workspace without a check leaves this device, once its waiting edits were sent. The server keeps all of it, and it comes back when you check it again.")
                                   : tr("Signed in, you choose here which workspaces of the account are kept on this device."),
        this));
    layout->addWidget(m_workspaces);
    layout->addWidget(m_words);
    layout->addSpacing(10);
    layout->addWidget(heading(tr("Finished tasks"), this));
    auto* line = new QHBoxLayout;
    auto* label = new QLabel(tr("Keep on this device:"), this);
    label->setBuddy(m_history);
    line->addWidget(label);
    line->addWidget(m_history);
    line->addStretch();
    layout->addLayout(line);
    layout->addWidget(hint(tr("What was finished earlier is on the server alone and is not found by searching here. Nothing leaves this device before the server has it."), this));
    layout->addStretch();
}

void DevicePage::read()
{
    m_with.sync.readChoices([self = QPointer(this)](const Result<sync::SyncChoices>& choices) {
        if (self && choices)
            self->show(*choices);
    });
}

void DevicePage::show(const sync::SyncChoices& choices)
{
    m_choices = choices;
    const QSignalBlocker quiet(m_workspaces);
    const int row = m_workspaces->currentRow();
    m_workspaces->clear();
    for (const sync::WorkspaceChoice& each : choices.workspaces) {
        auto* item = new QListWidgetItem(each.name, m_workspaces);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(each.synced ? Qt::Checked : Qt::Unchecked);
        item->setData(keyRole, each.workspace.value);
        item->setData(Qt::AccessibleTextRole, each.synced ? tr("%1, on this device").arg(each.name) : tr("%1, on the server only").arg(each.name));
    }
    m_workspaces->setCurrentRow(std::clamp(row, 0, std::max(0, m_workspaces->count() - 1)));
    m_workspaces->setEnabled(!m_working);
    m_workspaces->updateGeometry();
    showHistory(choices.historyDays);
}

void DevicePage::showHistory(int days)
{
    if (m_history->findData(days) < 0)
        m_history->addItem(tr("%n days", nullptr, days), days);
    m_history->setCurrentIndex(m_history->findData(days));
}

void DevicePage::onItemChanged(QListWidgetItem* item)
{
    const RowKey workspace { item->data(keyRole).toLongLong() };
    const bool synced = item->checkState() == Qt::Checked;
    const QString name = item->text();
    m_working = true;
    m_workspaces->setEnabled(false);
    say(synced ? tr("'%1' is being fetched...").arg(name) : tr("The waiting edits of '%1' are sent first...").arg(name), u"muted"_s);
    m_with.sync.setWorkspaceSynced(workspace, synced, [self = QPointer(this), name, synced](const Status& set) {
        if (!self)
            return;
        self->m_working = false;
        if (!set)
            self->say(tr("'%1' stays as it was. %2", "a workspace, the reason").arg(name, sentenceOf(set.error())), u"danger"_s);
        else
            self->say(synced ? tr("'%1' comes to this device with the next sync.").arg(name)
                             : tr("'%1' left this device. The server keeps it.").arg(name),
                u"muted"_s);
        self->read();
        self->m_workspaces->setFocus();
    });
}

void DevicePage::say(const QString& words, const QString& tone)
{
    m_words->setText(words);
    m_words->setProperty("tone", tone);
    m_words->style()->polish(m_words);
    m_words->show();
}

} // namespace convoy::ui
