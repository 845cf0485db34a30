#pragma once

#include <QWidget>

namespace convoy::ui {

class Theme;

//! The first thing a new person sees: three ways to begin, no wizard.
class WelcomePage final : public QWidget {
    Q_OBJECT

public:
    WelcomePage(const Theme& theme, QWidget* parent);

Q_SIGNALS:
    void startHereChosen(bool withSample);
    void signInChosen();
    void importChosen();
};

} // namespace convoy::ui
