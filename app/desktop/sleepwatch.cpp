#include "app/desktop/sleepwatch.h"

#include <QDBusConnection>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

SleepWatch::SleepWatch(QObject* parent)
    : QObject(parent)
{
    QDBusConnection::systemBus().connect(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
        u"org.freedesktop.login1.Manager"_s, u"PrepareForSleep"_s, this, SLOT(onPrepareForSleep(bool)));
}

void SleepWatch::onPrepareForSleep(bool goingToSleep)
{
    if (!goingToSleep)
        Q_EMIT resumed();
}

} // namespace convoy::app
