#pragma once

#include "domain/ids.h"

#include <QMetaType>

class QWidget;

namespace convoy::items {
class Catalog;
}

namespace convoy::ui {

class ActionRegistry;
class FilterList;
class Theme;

//! What was chosen in the palette; an action has acted already.
struct PaletteChoice {
    enum class Kind : quint8 { Task, Project, Milestone } kind = Kind::Task;
    RowKey row {};
};

//! The command palette: every action with its shortcut, and once something is typed the projects, milestones and tasks
//! that match. Deletes itself when closed. Triggers actions; anything else comes as the FilterList's chosen value.
[[nodiscard]] FilterList* makePalette(
    const ActionRegistry& actions, const items::Catalog& catalog, const Theme& theme, QWidget* parent);

} // namespace convoy::ui

Q_DECLARE_METATYPE(convoy::ui::PaletteChoice)
