#include "ui/preferences/preferencesdialog.h"

#include "ui/preferences/appearancepage.h"
#include "ui/preferences/datapage.h"
#include "ui/preferences/devicepage.h"
#include "ui/preferences/notificationspage.h"
#include "ui/preferences/shortcutspage.h"
#include "ui/preferences/syncpage.h"
#include "ui/window/collaborators.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

PreferencesDialog::PreferencesDialog(const Collaborators& with, ActionRegistry& actions, QWidget* parent)
    : QDialog(parent)
    , m_topics(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
{
    setWindowTitle(tr("Preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(720, 540);
    m_topics->setObjectName(u"topics"_s);
    m_topics->setAccessibleName(tr("Topics"));
    m_topics->setFixedWidth(170);
    m_topics->setUniformItemSizes(true);
    addPage(tr("Appearance"), new AppearancePage(actions, with.theme, this));
    addPage(tr("Shortcuts"), new ShortcutsPage(actions, with.settings, this));
    addPage(tr("Sync"), new SyncPage(with, actions, this));
    addPage(tr("On this device"), new DevicePage(with, this));
    addPage(tr("Notifications"), new NotificationsPage(with, this));
    addPage(tr("Data"), new DataPage(with, actions, this));
    connect(m_topics, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Return in a list is not "close"
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* right = new QVBoxLayout;
    right->setContentsMargins(20, 20, 20, 16);
    right->setSpacing(14);
    right->addWidget(m_pages, 1);
    right->addWidget(buttons);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topics);
    layout->addLayout(right, 1);
    showPage(Page::Appearance);
    m_topics->setFocus();
}

void PreferencesDialog::addPage(const QString& title, QWidget* page)
{
    new QListWidgetItem(title, m_topics);
    m_pages->addWidget(page);
}

void PreferencesDialog::showPage(Page page) { m_topics->setCurrentRow(int(page)); }

int PreferencesDialog::pageCount() const { return m_pages->count(); }

QVBoxLayout* pageLayout(QWidget& page)
{
    auto* layout = new QVBoxLayout(&page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    return layout;
}

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", u"heading"_s);
    return label;
}

QLabel* hint(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("tone", u"muted"_s);
    label->setWordWrap(true);
    return label;
}

} // namespace convoy::ui
