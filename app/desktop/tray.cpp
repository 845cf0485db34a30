#include "app/desktop/tray.h"

#include <QApplication>
#include <QMenu>
#include <QSystemTrayIcon>

namespace convoy::app {

Tray::Tray(QObject* parent)
    : QObject(parent)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    m_menu = std::make_unique<QMenu>();
    connect(m_menu->addAction(tr("Show Convoy")), &QAction::triggered, this, &Tray::showRequested);
    connect(m_menu->addAction(tr("New task")), &QAction::triggered, this, &Tray::newTaskRequested);
    connect(m_menu->addAction(tr("Sync now")), &QAction::triggered, this, &Tray::syncRequested);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Quit")), &QAction::triggered, this, &Tray::quitRequested);
    m_icon = std::make_unique<QSystemTrayIcon>(QApplication::windowIcon());
    m_icon->setToolTip(tr("Convoy"));
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT showRequested();
    });
    m_icon->show();
}

Tray::~Tray() = default;

bool Tray::isThere() const { return m_icon && QSystemTrayIcon::isSystemTrayAvailable(); }

void Tray::setWords(const QString& words)
{
    if (m_icon)
        m_icon->setToolTip(tr("Convoy: %1").arg(words));
}

void Tray::tell(const QString& sentence)
{
    if (m_icon)
        m_icon->showMessage(tr("Convoy"), sentence, QApplication::windowIcon(), 8000);
}

} // namespace convoy::app
