#include "ui/preferences/shortcutspage.h"

#include "ui/actions/actionregistry.h"
#include "ui/actions/filterlist.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole + 1;

QString keysText(const Shortcuts::Keys& keys)
{
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts.append(key.toString(QKeySequence::NativeText));
    return texts.join(u"   "_s);
}

} // namespace

ShortcutsPage::ShortcutsPage(ActionRegistry& actions, QSettings& settings, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_settings(settings)
    , m_filter(new QLineEdit(this))
    , m_tree(new QTreeWidget(this))
{
    m_filter->setPlaceholderText(tr("Find an action or a key"));
    m_filter->setAccessibleName(tr("Find an action or a key"));
    m_filter->setClearButtonEnabled(true);
    m_tree->setAccessibleName(tr("Actions and their keys"));
    m_tree->setHeaderLabels({ tr("Action"), tr("Keys") });
    m_tree->setProperty("table", true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(10);
    m_tree->setItemsExpandable(false);
    m_tree->header()->setStretchLastSection(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_filter);
    layout->addWidget(m_tree, 1);
    layout->addWidget(makeRecorder());
    layout->addWidget(makeFoot());
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsPage::narrow);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ShortcutsPage::showChosen);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this] { m_recorder->setFocus(Qt::ShortcutFocusReason); });
    fill();
    choose(ActionId::NewTask);
}

QWidget* ShortcutsPage::makeRecorder()
{
    auto* part = new QWidget(this);
    m_what = new QLabel(part);
    m_recorder = new QKeySequenceEdit(part);
    m_recorder->setAccessibleName(tr("New key for the chosen action"));
    for (auto* line : m_recorder->findChildren<QLineEdit*>()) // what has the focus inside it
        line->setAccessibleName(m_recorder->accessibleName());
    m_what->setBuddy(m_recorder);
    m_remove = new QPushButton(tr("Remove"), part);
    m_reset = new QPushButton(tr("Reset"), part);
    m_problem = new QLabel(part);
    m_problem->setProperty("tone", u"warning"_s);
    m_problem->setWordWrap(true);
    m_takeOver = new QPushButton(tr("Use it here"), part);
    for (QPushButton* button : { m_remove, m_reset, m_takeOver })
        button->setAutoDefault(false);
    auto* line = new QHBoxLayout;
    line->addWidget(m_what, 1);
    line->addWidget(m_recorder);
    line->addWidget(m_remove);
    line->addWidget(m_reset);
    auto* trouble = new QHBoxLayout;
    trouble->addWidget(m_problem, 1);
    trouble->addWidget(m_takeOver);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
    layout->addLayout(trouble);
    connect(m_recorder, &QKeySequenceEdit::editingFinished, this, [this] { record(m_recorder->keySequence()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { change([id = *chosen()](Shortcuts& s) { s.set(id, {}); }); });
    connect(m_reset, &QPushButton::clicked, this, [this] { change([id = *chosen()](Shortcuts& s) { s.reset(id); }); });
    connect(m_takeOver, &QPushButton::clicked, this, &ShortcutsPage::takeFromOther);
    return part;
}

QWidget* ShortcutsPage::makeFoot()
{
    auto* part = new QWidget(this);
    m_letters = new QCheckBox(tr("Single letters work in the task list"), part);
    m_letters->setToolTip(tr("For example S for the status. Off: letters jump to the next task that begins with them."));
    m_resetAll = new QPushButton(tr("Reset all"), part);
    m_resetAll->setAutoDefault(false);
    auto* layout = new QHBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_letters, 1);
    layout->addWidget(m_resetAll);
    connect(m_letters, &QCheckBox::toggled, this, [this](bool on) { change([on](Shortcuts& s) { s.setSingleLetters(on); }); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] { change([](Shortcuts& s) { s.resetAll(); }); });
    return part;
}

void ShortcutsPage::fill()
{
    for (int s = 0; s < int(ActionSection::Count); ++s) {
        auto* section = new QTreeWidgetItem(m_tree, { ActionRegistry::sectionText(ActionSection(s)) });
        QFont bold = section->font(0);
        bold.setWeight(QFont::DemiBold);
        section->setFont(0, bold);
        section->setFlags(Qt::ItemIsEnabled);
        for (size_t i = 0; i < size_t(ActionId::Count); ++i) {
            if (ActionRegistry::sectionOf(ActionId(i)) != ActionSection(s))
                continue;
            auto* item = new QTreeWidgetItem(section, { ActionRegistry::textOf(ActionId(i)) });
            item->setData(0, idRole, int(i));
        }
    }
    m_tree->expandAll();
    m_tree->setColumnWidth(0, 260);
    change([](Shortcuts&) { });
}

std::optional<ActionId> ShortcutsPage::chosen() const
{
    const QTreeWidgetItem* item = m_tree->currentItem();
    const QVariant id = item ? item->data(0, idRole) : QVariant();
    return id.isValid() ? std::optional(ActionId(id.toInt())) : std::nullopt;
}

void ShortcutsPage::choose(ActionId id)
{
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        if (const QVariant at = (*it)->data(0, idRole); at.isValid() && at.toInt() == int(id))
            m_tree->setCurrentItem(*it);
    }
}

void ShortcutsPage::narrow(const QString& typed)
{
    for (int s = 0; s < m_tree->topLevelItemCount(); ++s) {
        QTreeWidgetItem* section = m_tree->topLevelItem(s);
        bool any = false;
        for (int i = 0; i < section->childCount(); ++i) {
            QTreeWidgetItem* item = section->child(i);
            const bool fits = matchesTyped(item->text(0), typed) || item->text(1).contains(typed, Qt::CaseInsensitive);
            item->setHidden(!fits);
            any = any || fits;
        }
        section->setHidden(!any);
    }
}

//! Applies a change of the keys, stores it, and shows what came of it.
template <class Change> void ShortcutsPage::change(Change change)
{
    Shortcuts shortcuts = m_actions.shortcuts();
    change(shortcuts);
    if (!(shortcuts == m_actions.shortcuts())) {
        m_actions.setShortcuts(shortcuts);
        shortcuts.write(m_settings);
    }
    const QSignalBlocker quiet(m_letters);
    m_letters->setChecked(shortcuts.singleLetters());
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        const QVariant at = (*it)->data(0, idRole);
        if (!at.isValid())
            continue;
        const auto id = ActionId(at.toInt());
        const QString keys = keysText(shortcuts.of(id));
        (*it)->setText(1, keys);
        const QString changed = shortcuts.isChanged(id) ? tr("changed") : QString();
        QFont font = (*it)->font(1);
        font.setItalic(!changed.isEmpty());
        (*it)->setFont(1, font);
        (*it)->setToolTip(1, changed);
        QStringList spoken { ActionRegistry::textOf(id), keys.isEmpty() ? tr("no key") : keys };
        if (!changed.isEmpty())
            spoken.append(changed);
        (*it)->setData(0, Qt::AccessibleTextRole, spoken.join(u", "_s));
    }
    showChosen();
}

void ShortcutsPage::showChosen()
{
    const auto id = chosen();
    for (QWidget* widget : std::initializer_list<QWidget*> { m_recorder, m_remove, m_reset })
        widget->setEnabled(id.has_value());
    m_problem->hide();
    m_takeOver->hide();
    if (!id) {
        m_what->setText(tr("Choose an action to change its key."));
        return;
    }
    const Shortcuts::Keys keys = m_actions.shortcuts().chosen(*id);
    m_what->setText(tr("Key for \"%1\"").arg(ActionRegistry::textOf(*id)));
    const QSignalBlocker quiet(m_recorder);
    m_recorder->setKeySequence(keys.isEmpty() ? QKeySequence() : keys.first());
    m_remove->setEnabled(!keys.isEmpty());
    m_reset->setEnabled(m_actions.shortcuts().isChanged(*id));
}

QString ShortcutsPage::problem() const { return m_problem->isVisibleTo(this) ? m_problem->text() : QString(); }

void ShortcutsPage::record(const QKeySequence& key)
{
    const auto id = chosen();
    if (!id || key.isEmpty())
        return;
    {
        const QSignalBlocker quiet(m_recorder);
        m_recorder->setKeySequence(key);
    }
    if (startsWithLetter(key) && ActionRegistry::scopeOf(*id) == ActionScope::Window) {
        m_problem->setText(tr("This action works in the whole window, where a single letter is text. Add Ctrl or Alt."));
        m_problem->show();
        m_takeOver->hide();
    } else if (m_actions.shortcuts().conflict(*id, key)) {
        showConflict(key);
    } else {
        take(key);
    }
}

void ShortcutsPage::showConflict(const QKeySequence& key)
{
    const ActionId other = *m_actions.shortcuts().conflict(*chosen(), key);
    m_problem->setText(
        tr("%1 belongs to \"%2\".").arg(key.toString(QKeySequence::NativeText), ActionRegistry::textOf(other)));
    m_problem->show();
    m_takeOver->setAccessibleName(tr("Take the key from \"%1\"").arg(ActionRegistry::textOf(other)));
    m_takeOver->show();
}

void ShortcutsPage::take(const QKeySequence& key)
{
    change([id = *chosen(), &key](Shortcuts& shortcuts) { shortcuts.set(id, { key }); });
}

void ShortcutsPage::takeFromOther()
{
    const QKeySequence key = m_recorder->keySequence();
    change([id = *chosen(), &key](Shortcuts& shortcuts) { shortcuts.takeOver(id, key); });
}

} // namespace convoy::ui
