#pragma once

#include <QComboBox>

namespace convoy::ui {

//! A combo box that looks like text until it is touched, and that the wheel does not change while scrolling past it.
class QuietCombo final : public QComboBox {
    Q_OBJECT

public:
    QuietCombo(const QString& name, QWidget* parent);
    //! Replaces the choices without emitting anything; `current` is matched against the values.
    void setChoices(const std::vector<std::pair<QString, QVariant>>& choices, const QVariant& current);
    void setOnlyText(const QString& text); //!< one line that cannot be chosen: not known, not here

protected:
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace convoy::ui
