#include "app/composition.h"
#include "resources/translations/translations.h"

#include <QApplication>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("convoy"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CONVOY_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Convoy"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.convoy.Convoy"));
    convoy::installTranslations(application);

    convoy::app::Composition composition(convoy::app::Invocation::fromArguments(QCoreApplication::arguments()));
    composition.start();
    return QApplication::exec();
}
