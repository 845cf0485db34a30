#pragma once

#include <QObject>

namespace convoy::app {

//! Tells when the computer has woken up, from logind's PrepareForSleep signal on the system bus. Without logind it stays
//! silent; the regular timer catches up then. Interface thread.
class SleepWatch final : public QObject {
    Q_OBJECT

public:
    explicit SleepWatch(QObject* parent = nullptr);

Q_SIGNALS:
    void resumed();

private:
    Q_SLOT void onPrepareForSleep(bool goingToSleep);
};

} // namespace convoy::app
