#pragma once

#include <QWidget>

namespace convoy::ui {

class ActionRegistry;
class Theme;

//! Colours: as the system has them, light or dark. Triggers the same actions as the menu, so both always agree.
class AppearancePage final : public QWidget {
    Q_OBJECT

public:
    AppearancePage(const ActionRegistry& actions, const Theme& theme, QWidget* parent);
};

} // namespace convoy::ui
