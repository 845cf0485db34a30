#pragma once

#include <QObject>

namespace convoy::app {

//! For measuring the start: once a list with rows has been painted, prints the steady clock and the processor time spent
//! so far, and, unless told to stay (CONVOY_PAINT_PROBE=stay), ends the program. Made only when the variable is set; an
//! event filter of the application. Interface thread.
class PaintProbe final : public QObject {
public:
    static void installIfAsked(QObject& application);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using QObject::QObject;
    bool m_painted = false;
};

} // namespace convoy::app
