#pragma once

#include <QObject>

#include <array>

class QSocketNotifier;

namespace convoy::app {

//! SIGTERM, SIGINT and SIGHUP, as a session's end or a shutdown sends them, become an ordinary quit in the event loop: what is
//! being typed is saved first. Owned by the composition, one at a time; the old handlers are back when it goes.
class EndSignals final : public QObject {
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

Q_SIGNALS:
    void received();

private:
    std::array<int, 2> m_ends { -1, -1 };
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace convoy::app
