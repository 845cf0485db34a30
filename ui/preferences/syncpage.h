#pragma once

#include <QWidget>

namespace convoy::ui {

class ActionRegistry;
struct Collaborators;

//! The account, and whether sync runs. Triggers the actions of the menu, so both always agree.
class SyncPage final : public QWidget {
    Q_OBJECT

public:
    SyncPage(const Collaborators& with, const ActionRegistry& actions, QWidget* parent);
};

} // namespace convoy::ui
