#pragma once

#include <QKeyEvent>
#include <QLineEdit>

namespace convoy::ui {

//! Escape in a line whose text was changed takes the change back, and means nothing to the window around it. Accepts the event.
inline bool isTakenBack(const QLineEdit& line, QEvent& event)
{
    const bool isKey = event.type() == QEvent::ShortcutOverride || event.type() == QEvent::KeyPress;
    if (!isKey || static_cast<QKeyEvent&>(event).key() != Qt::Key_Escape || !line.isModified())
        return false;
    event.accept();
    return true;
}

} // namespace convoy::ui
