#pragma once

class QWidget;

namespace convoy::items {
class Catalog;
}

namespace convoy::ui {

class ActionRegistry;
class FilterList;

//! The command palette: every action with its shortcut, then projects and the tasks that match. Deletes itself when
//! closed. Emits actions by triggering them; a task or project comes as the FilterList's chosen value (RowKey).
[[nodiscard]] FilterList* makePalette(const ActionRegistry& actions, const items::Catalog& catalog, QWidget* parent);

} // namespace convoy::ui
