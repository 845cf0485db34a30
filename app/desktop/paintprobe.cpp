#include "app/desktop/paintprobe.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTreeView>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace convoy::app {

namespace {
constexpr auto variable = "CONVOY_PAINT_PROBE";
}

void PaintProbe::installIfAsked(QObject& application)
{
    if (qEnvironmentVariableIsSet(variable))
        application.installEventFilter(new PaintProbe(&application));
}

bool PaintProbe::eventFilter(QObject* watched, QEvent* event)
{
    if (m_painted || event->type() != QEvent::Paint)
        return false;
    auto* view = qobject_cast<QTreeView*>(watched->parent());
    // The tasks' tree is the one with columns; the sidebar's places are no list of tasks.
    if (!view || view->viewport() != watched || !view->model() || view->model()->columnCount() < 2
        || view->model()->rowCount() == 0)
        return false;
    m_painted = true;
    // The filter runs before the view paints: what is queued here runs behind it.
    QMetaObject::invokeMethod(
        this,
        [] {
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            std::printf("painted %lld %.6f\n", static_cast<long long>(std::chrono::nanoseconds(now).count()),
                double(std::clock()) / CLOCKS_PER_SEC);
            std::fflush(stdout);
            if (qgetenv(variable) != "stay")
                QCoreApplication::exit(); // quit() asks the windows first, and they may ask the person
        },
        Qt::QueuedConnection);
    return false;
}

} // namespace convoy::app
