// The yardstick of the start: an empty QMainWindow, from the start of the process until it has been painted. Prints the
// same line as convoy with CONVOY_PAINT_PROBE=1.
#include <QApplication>
#include <QMainWindow>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace {

class EmptyWindow final : public QMainWindow {
    void paintEvent(QPaintEvent* event) override
    {
        QMainWindow::paintEvent(event);
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        std::printf("painted %lld %.6f\n", static_cast<long long>(std::chrono::nanoseconds(now).count()),
            double(std::clock()) / CLOCKS_PER_SEC);
        std::fflush(stdout);
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    }
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1200, 760);
    window.show();
    return QApplication::exec();
}
