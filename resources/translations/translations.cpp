#include "resources/translations/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

// Q_INIT_RESOURCE must not be called from inside a namespace.
static void initTranslations() { Q_INIT_RESOURCE(convoy_translations); }

namespace convoy {

void installTranslations(QCoreApplication& application)
{
    initTranslations();
    for (const QLocale& locale : { QLocale(QLocale::English), QLocale() }) { // the later one is asked first
        auto* translator = new QTranslator(&application);
        if (translator->load(locale, QStringLiteral("convoy"), QStringLiteral("_"), QStringLiteral(":/convoy/translations")))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    }
}

} // namespace convoy
