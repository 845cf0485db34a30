#include "ui/actions/actionregistry.h"

#include "ui/actions/actiontable.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QWidget>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

ActionRegistry::ActionRegistry(QWidget& window, const Theme& theme, const Shortcuts& shortcuts)
{
    const auto group = [&window] { return new QActionGroup(&window); };
    QActionGroup* const orders = group();
    QActionGroup* const groups = group();
    QActionGroup* const themes = group();
    for (const ActionRow& row : actionTable()) {
        auto* action = new QAction(tr(row.text), &window);
        m_actions[size_t(row.id)] = action;
        if (!row.icon.isEmpty())
            action->setIcon(theme.icon(row.icon));
        action->setCheckable(row.kind != ActionKind::Plain);
        if (row.kind == ActionKind::Order)
            orders->addAction(action);
        if (row.kind == ActionKind::Group)
            groups->addAction(action);
        if (row.kind == ActionKind::Theme)
            themes->addAction(action);
        if (row.scope == ActionScope::Window)
            window.addAction(action);
        else
            action->setShortcutContext(Qt::WidgetShortcut);
    }
    setShortcuts(shortcuts);
}

void ActionRegistry::setShortcuts(const Shortcuts& shortcuts)
{
    m_shortcuts = shortcuts;
    for (const ActionRow& row : actionTable()) {
        QAction& action = *m_actions[size_t(row.id)];
        const Shortcuts::Keys keys = shortcuts.of(row.id);
        action.setShortcuts(keys);
        action.setToolTip(keys.isEmpty()
                ? action.iconText()
                : tr("%1 (%2)", "an action and its shortcut").arg(action.iconText(), keys.first().toString(QKeySequence::NativeText)));
    }
}

QString ActionRegistry::textOf(ActionId id) { return tr(actionTable()[size_t(id)].text).remove(u'&'); }

void ActionRegistry::addTo(QWidget& widget, ActionScope scope) const
{
    for (const ActionRow& row : actionTable()) {
        if (row.scope == scope)
            widget.addAction(m_actions[size_t(row.id)]);
    }
}

ActionSection ActionRegistry::sectionOf(ActionId id) { return actionTable()[size_t(id)].section; }

ActionScope ActionRegistry::scopeOf(ActionId id) { return actionTable()[size_t(id)].scope; }

QString ActionRegistry::sectionText(ActionSection section)
{
    switch (section) {
    case ActionSection::Task: return tr("Tasks");
    case ActionSection::Edit: return tr("Editing");
    case ActionSection::Go: return tr("Going places");
    case ActionSection::Structure: return tr("Projects and milestones");
    case ActionSection::View: return tr("View");
    case ActionSection::Sync: return tr("Sync");
    case ActionSection::Program: return tr("Convoy");
    case ActionSection::Count: break;
    }
    return {};
}

} // namespace convoy::ui
