#include "ui/theme/theme.h"

#include "ui/theme/convoystyle.h"
#include "ui/theme/tintedicon.h"

#include <QApplication>
#include <QStandardPaths>

// Q_INIT_RESOURCE must not be called from inside a namespace.
static void initResources() { Q_INIT_RESOURCE(convoy); }

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

Theme::Theme(QObject* parent)
    : QObject(parent)
{
    initResources();
    QStringList paths = QIcon::themeSearchPaths();
    for (const QString& path : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation))
        paths.append(path + u"/icons"_s);
    paths.removeDuplicates();
    QIcon::setThemeSearchPaths(paths);
    QIcon::setThemeName(u"breeze"_s); // tinted by us, so the one set serves both schemes
    QIcon::setFallbackThemeName(u"breeze"_s);
    QApplication::setStyle(new ConvoyStyle(*this));
    QApplication::setAttribute(Qt::AA_DontShowIconsInMenus);
    QApplication::setWindowIcon(QIcon(u":/convoy/icons/io.github.convoy.Convoy.svg"_s));
    show(Scheme::Light);
}

void Theme::setScheme(Scheme system)
{
    m_system = system;
    setChoice(m_choice);
}

void Theme::setChoice(Choice choice)
{
    m_choice = choice;
    const Scheme wanted = choice == Choice::FollowSystem ? m_system : choice == Choice::Dark ? Scheme::Dark : Scheme::Light;
    if (wanted != m_shown)
        show(wanted);
}

void Theme::show(Scheme scheme)
{
    m_shown = scheme;
    QApplication::setPalette(paletteOf(colours()));
    qApp->setStyleSheet(styleSheetOf(colours()));
    Q_EMIT schemeChanged(scheme);
}

QIcon Theme::icon(QLatin1StringView name, Tone tone) const { return QIcon(new TintedIcon(*this, QString(name), tone)); }

} // namespace convoy::ui
