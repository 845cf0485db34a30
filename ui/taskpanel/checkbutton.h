#pragma once

#include "domain/values.h"

#include <QAbstractButton>

namespace convoy::ui {

class Theme;

//! The round check of a task as a button.
class CheckButton final : public QAbstractButton {
    Q_OBJECT

public:
    CheckButton(const Theme& theme, QWidget* parent);
    void show(TaskStatus status, Priority priority);
    [[nodiscard]] QSize sizeHint() const override { return { 30, 34 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    TaskStatus m_status = TaskStatus::Todo;
    Priority m_priority = Priority::None;
};

} // namespace convoy::ui
