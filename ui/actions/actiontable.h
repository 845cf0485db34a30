#pragma once

#include "ui/actions/actionid.h"

#include <QKeySequence>
#include <QLatin1String>
#include <QList>

#include <span>

namespace convoy::ui {

enum class ActionKind : quint8 { Plain, Switch, Order, Group, Theme };

struct ActionRow {
    ActionId id;
    ActionSection section;
    const char* text; //!< translated by ActionRegistry
    QLatin1StringView icon {};
    QList<QKeySequence> keys {};
    ActionScope scope = ActionScope::Window;
    ActionKind kind = ActionKind::Plain;
};

//! One row per ActionId, in its order.
[[nodiscard]] std::span<const ActionRow> actionTable();

} // namespace convoy::ui
