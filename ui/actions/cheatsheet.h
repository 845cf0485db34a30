#pragma once

#include <QDialog>

namespace convoy::ui {

class ActionRegistry;

//! Every shortcut, by section, as a table. Deletes itself when closed.
class CheatSheet final : public QDialog {
    Q_OBJECT

public:
    CheatSheet(const ActionRegistry& actions, QWidget* parent);
};

} // namespace convoy::ui
