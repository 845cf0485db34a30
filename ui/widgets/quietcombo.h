#pragma once

#include <QComboBox>

namespace convoy::ui {

//! The program's combo box: with a chevron, and not changed by the wheel while one scrolls past it.
class ChevronCombo : public QComboBox {
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

//! One that looks like text until it is touched.
class QuietCombo final : public ChevronCombo {
    Q_OBJECT

public:
    QuietCombo(const QString& name, QWidget* parent);
    //! Replaces the choices without emitting anything; `current` is matched against the values.
    void setChoices(const std::vector<std::pair<QString, QVariant>>& choices, const QVariant& current);
    void setOnlyText(const QString& text); //!< one line that cannot be chosen: not known, not here
};

} // namespace convoy::ui
