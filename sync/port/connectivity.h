#pragma once

#include <QObject>

namespace convoy::sync {

//! What the system says about the network. A hint only: the truth is the last request.
class Connectivity : public QObject {
    Q_OBJECT

public:
    enum class Reach : quint8 { Unknown, Offline, Local, CaptivePortal, Online };

    using QObject::QObject;
    [[nodiscard]] virtual Reach reach() const = 0;
    [[nodiscard]] virtual bool metered() const { return false; }

Q_SIGNALS:
    void reachChanged(convoy::sync::Connectivity::Reach reach);
};

} // namespace convoy::sync
