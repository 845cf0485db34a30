#include "ui/actions/cheatsheet.h"

#include "ui/actions/actionregistry.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

QString keysOf(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        keys.append(key.toString(QKeySequence::NativeText));
    return keys.join(u"  "_s);
}

} // namespace

CheatSheet::CheatSheet(const ActionRegistry& actions, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(520, 560);
    auto* tree = new QTreeWidget(this);
    tree->setAccessibleName(tr("Keyboard shortcuts"));
    tree->setHeaderLabels({ tr("Action"), tr("Keys") });
    tree->setProperty("table", true);
    tree->setRootIsDecorated(false);
    tree->setIndentation(10);
    tree->setFocusPolicy(Qt::StrongFocus);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    tree->setItemsExpandable(false);
    tree->header()->setStretchLastSection(true);
    for (int s = 0; s < int(ActionSection::Count); ++s) {
        auto* section = new QTreeWidgetItem(tree, { ActionRegistry::sectionText(ActionSection(s)) });
        QFont bold = section->font(0);
        bold.setWeight(QFont::DemiBold);
        section->setFont(0, bold);
        for (size_t i = 0; i < size_t(ActionId::Count); ++i) {
            const QAction& action = actions[ActionId(i)];
            if (ActionRegistry::sectionOf(ActionId(i)) == ActionSection(s) && !action.shortcuts().isEmpty())
                new QTreeWidgetItem(section, { action.iconText(), keysOf(action) });
        }
    }
    tree->expandAll();
    tree->setColumnWidth(0, 300);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(tree);
    layout->addWidget(buttons);
}

} // namespace convoy::ui
