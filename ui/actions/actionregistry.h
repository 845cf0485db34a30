#pragma once

#include "ui/actions/shortcuts.h"

#include <QAction>
#include <QCoreApplication>

#include <array>

namespace convoy::ui {

class Theme;

//! One QAction for each thing that can be done; menus, toolbar, shortcuts, palette and cheat sheet all take theirs from
//! here. Owned by the window; interface thread.
class ActionRegistry final {
    Q_DECLARE_TR_FUNCTIONS(ActionRegistry)

public:
    ActionRegistry(QWidget& window, const Theme& theme, const Shortcuts& shortcuts = {});

    [[nodiscard]] QAction& operator[](ActionId id) const { return *m_actions[size_t(id)]; }
    [[nodiscard]] const Shortcuts& shortcuts() const { return m_shortcuts; }
    void setShortcuts(const Shortcuts& shortcuts); //!< heard at once, in every menu and tooltip
    void addTo(QWidget& widget, ActionScope scope) const; //!< its keys work while this widget has the focus
    template <class Context, class Fn>
    void on(ActionId id, Context* context, Fn fn) const
    {
        QObject::connect(&(*this)[id], &QAction::triggered, context, fn);
    }

    [[nodiscard]] static ActionSection sectionOf(ActionId id);
    [[nodiscard]] static ActionScope scopeOf(ActionId id);
    [[nodiscard]] static QString sectionText(ActionSection section);
    [[nodiscard]] static QString textOf(ActionId id); //!< as the table has it, without the mark of the menu's key

private:
    Shortcuts m_shortcuts;
    std::array<QAction*, size_t(ActionId::Count)> m_actions {};
};

} // namespace convoy::ui
