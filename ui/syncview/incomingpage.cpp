#include "ui/syncview/incomingpage.h"

#include "items/workbench.h"
#include "schedule/dates.h"
#include "ui/syncview/absencebar.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shownChanges = 500;
constexpr int idRole = Qt::UserRole + 1;
constexpr int taskRole = Qt::UserRole + 2;
constexpr int standingRole = Qt::UserRole + 3;

QString firstLine(const QString& text) { return text.isEmpty() ? u"\u2013"_s : text.section(u'\n', 0, 0).left(200); }

} // namespace

IncomingPage::IncomingPage(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_changes(new QTreeWidget(this))
    , m_empty(new QLabel(tr("Nothing came from other devices lately."), this))
    , m_open(new QPushButton(tr("Open task"), this))
    , m_revert(new QPushButton(tr("Take back"), this))
    , m_absence(new AbsenceBar(with, this))
    , m_soon(new QTimer(this))
{
    m_changes->setAccessibleName(tr("What other devices changed"));
    m_changes->setHeaderLabels({ tr("Task"), tr("What"), tr("Before"), tr("Now"), tr("When") });
    m_changes->setProperty("table", true);
    m_changes->setRootIsDecorated(false);
    m_changes->setIndentation(12);
    m_changes->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_changes->header()->setStretchLastSection(false);
    m_changes->header()->setSectionResizeMode(QHeaderView::Stretch);
    for (const int column : { 1, 4 })
        m_changes->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_empty->setProperty("tone", u"muted"_s);
    m_empty->setAlignment(Qt::AlignTop);
    m_revert->setToolTip(tr("Puts the old value back, as an edit of your own that can be undone"));
    auto* verbs = new QHBoxLayout;
    verbs->addStretch();
    for (QPushButton* button : { m_open, m_revert }) {
        button->setAutoDefault(false);
        verbs->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_absence);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_changes, 1);
    layout->addLayout(verbs);
    m_soon->setSingleShot(true);
    m_soon->setInterval(100);
    connect(m_soon, &QTimer::timeout, this, &IncomingPage::refresh);
    connect(&with.workbench, &items::Workbench::changed, m_soon, [this] {
        if (!m_soon->isActive())
            m_soon->start();
    });
    connect(m_absence, &AbsenceBar::rowChosen, this, &IncomingPage::rowChosen);
    m_changes->setTextElideMode(Qt::ElideMiddle); // two long texts differ at their end as often as at their beginning
    connect(m_changes, &QTreeWidget::itemSelectionChanged, this, &IncomingPage::showVerbs);
    connect(m_open, &QPushButton::clicked, this,
        [this] { Q_EMIT rowChosen(m_changes->currentItem()->data(0, taskRole).value<RowKey>()); });
    connect(m_revert, &QPushButton::clicked, this, &IncomingPage::revert);
    refresh();
}

void IncomingPage::refresh()
{
    m_absence->refresh();
    const qint64 current = m_changes->currentItem() ? m_changes->currentItem()->data(0, idRole).toLongLong() : 0;
    m_changes->clear();
    const auto lines = m_with.workbench.catalog().incoming(shownChanges);
    m_changes->setVisible(!lines.empty());
    m_empty->setVisible(lines.empty());
    const qint64 now = m_with.clock.wallMicros();
    QHash<QString, QTreeWidgetItem*> devices;
    for (const items::IncomingLine& line : lines) {
        const QString device = line.device.isEmpty() ? tr("Changed on the server") : line.device;
        QTreeWidgetItem*& group = devices[device];
        if (!group) {
            group = new QTreeWidgetItem(m_changes, { device });
            group->setFlags(Qt::ItemIsEnabled);
            group->setFirstColumnSpanned(true);
            QFont bold = group->font(0);
            bold.setWeight(QFont::DemiBold);
            group->setFont(0, bold);
        }
        auto* item = new QTreeWidgetItem(group,
            { line.title, line.what, firstLine(line.before), firstLine(line.after), schedule::momentWords(line.arrivedMicros, now) });
        item->setData(0, idRole, line.id);
        item->setData(0, taskRole, QVariant::fromValue(line.task));
        item->setData(0, standingRole, line.canRevert);
        item->setToolTip(2, line.before.left(2000));
        item->setToolTip(3, line.after.left(2000));
        item->setData(0, Qt::AccessibleTextRole,
            tr("%1 on %2: %3 was \"%4\", is \"%5\"").arg(line.title, device, line.what, firstLine(line.before), firstLine(line.after)));
        if (line.id == current)
            m_changes->setCurrentItem(item);
    }
    m_changes->expandAll();
    showVerbs();
}

void IncomingPage::showVerbs()
{
    const auto chosen = m_changes->selectedItems();
    const bool some = std::any_of(chosen.begin(), chosen.end(), [](const QTreeWidgetItem* item) { return item->data(0, standingRole).toBool(); });
    m_revert->setEnabled(some);
    m_open->setEnabled(chosen.size() == 1 && chosen.front()->data(0, taskRole).value<RowKey>());
}

void IncomingPage::revert()
{
    std::vector<qint64> ids;
    for (const QTreeWidgetItem* item : m_changes->selectedItems())
        ids.push_back(item->data(0, idRole).toLongLong());
    m_with.workbench.editing().revert(ids);
}

} // namespace convoy::ui
