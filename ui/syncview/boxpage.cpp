#include "ui/syncview/boxpage.h"

#include "items/workbench.h"
#include "schedule/dates.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int groupRole = Qt::UserRole + 1;
constexpr int whyRole = Qt::UserRole + 2;

} // namespace

QString keptWords(const KeptGesture& kept)
{
    if (kept.reason == "discarded"_L1)
        return BoxPage::tr("You discarded it. It stays here for 30 days.");
    if (kept.reason == "revoked"_L1)
        return BoxPage::tr("You can no longer reach '%1'.", "a workspace").arg(kept.workspaceName);
    if (kept.reason == "backup"_L1)
        return BoxPage::tr("The server of '%1' was put back to a backup and does not have it.").arg(kept.workspaceName);
    if (kept.reason == "verify"_L1)
        return BoxPage::tr("This device had it and the server of '%1' did not.").arg(kept.workspaceName);
    return BoxPage::tr("'%1' was deleted.", "a workspace").arg(kept.workspaceName);
}

BoxPage::BoxPage(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_list(new QTreeWidget(this))
    , m_empty(new QLabel(tr("Nothing is kept aside. Edits come here when their workspace is gone or when you discard them, so that nothing is lost."), this))
    , m_why(new QLabel(this))
    , m_back(new QPushButton(tr("Put back"), this))
    , m_export(new QPushButton(tr("Export..."), this))
    , m_dismiss(new QPushButton(tr("Give up..."), this))
{
    m_list->setAccessibleName(tr("Edits that are kept aside"));
    m_list->setHeaderLabels({ tr("Edit"), tr("Workspace"), tr("Since") });
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setProperty("table", true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_empty->setProperty("tone", u"muted"_s);
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setWordWrap(true);
    m_why->setProperty("tone", u"muted"_s);
    m_why->setWordWrap(true);
    m_back->setToolTip(tr("Makes it an edit again, where what it changed is on this device"));
    m_export->setToolTip(tr("Saves what waits and what is kept aside as a file"));
    auto* verbs = new QHBoxLayout;
    verbs->addWidget(m_why, 1);
    for (QPushButton* button : { m_back, m_export, m_dismiss }) {
        button->setAutoDefault(false);
        verbs->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_list, 1);
    layout->addLayout(verbs);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &BoxPage::showVerbs);
    connect(m_back, &QPushButton::clicked, this, &BoxPage::putBack);
    connect(m_export, &QPushButton::clicked, this, &BoxPage::exportRequested);
    connect(m_dismiss, &QPushButton::clicked, this, &BoxPage::askDismiss);
    connect(&with.workbench, &items::Workbench::changed, this, [this](const ChangeSet& changes) {
        if (changes.outbox || changes.everything)
            refresh();
    });
    refresh();
}

int BoxPage::count() const { return m_list->topLevelItemCount(); }

void BoxPage::refresh()
{
    const auto before = chosen();
    const qint64 now = m_with.clock.wallMicros();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    auto kept = m_with.workbench.catalog().keptAside();
    std::reverse(kept.begin(), kept.end()); // the latest first
    for (const KeptGesture& each : kept) {
        auto* item = new QTreeWidgetItem(m_list, { each.text, each.workspaceName, schedule::momentWords(each.movedMicros, now) });
        item->setData(0, groupRole, each.group);
        item->setData(0, whyRole, keptWords(each));
        item->setData(0, Qt::AccessibleTextRole, tr("%1. %2").arg(each.text, keptWords(each)));
        item->setSelected(std::find(before.begin(), before.end(), each.group) != before.end());
    }
    if (count() > 0 && m_list->selectedItems().isEmpty())
        m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setVisible(count() > 0);
    m_empty->setVisible(count() == 0);
    showVerbs();
    Q_EMIT countChanged(count());
}

std::vector<GroupId> BoxPage::chosen() const
{
    std::vector<GroupId> groups;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem* item = m_list->topLevelItem(m_list->topLevelItemCount() - 1 - row); // oldest first, as they were made
        if (item->isSelected())
            groups.push_back(item->data(0, groupRole).toUuid());
    }
    return groups;
}

void BoxPage::showVerbs()
{
    const auto groups = chosen();
    const auto selected = m_list->selectedItems();
    m_why->setText(selected.size() == 1 ? selected.front()->data(0, whyRole).toString() : QString());
    m_back->setVisible(!groups.empty() && m_with.outbox.putBack);
    m_export->setVisible(count() > 0 && m_with.outbox.exported);
    m_dismiss->setVisible(!groups.empty() && m_with.outbox.dismiss);
}

void BoxPage::putBack()
{
    const auto groups = chosen();
    m_with.outbox.putBack(groups, [self = QPointer(this), size = groups.size()](const QString& problem) {
        if (self)
            Q_EMIT self->told(!problem.isEmpty() ? problem : size == 1 ? tr("The edit is back in the outbox") : tr("%n edits are back in the outbox", nullptr, int(size)));
    });
}

void BoxPage::askDismiss()
{
    const auto groups = chosen();
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Give up what is kept aside"),
        groups.size() == 1 ? tr("Give up this edit?") : tr("Give up %n edits?", nullptr, int(groups.size())), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Neither this device nor the server has it anywhere else. This cannot be undone."));
    const QPushButton* yes = box->addButton(tr("Give up"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(tr("Keep"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, groups] {
        for (const GroupId& group : groups)
            m_with.outbox.dismiss(group);
    });
    box->open();
}

} // namespace convoy::ui
