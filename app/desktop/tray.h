#pragma once

#include <QObject>

#include <memory>

class QMenu;
class QSystemTrayIcon;

namespace convoy::app {

//! Convoy's place in the tray, on desktops that have one: there the program goes on without its window. Stock GNOME has
//! none; isThere tells. Interface thread, owned by the composition.
class Tray final : public QObject {
    Q_OBJECT

public:
    explicit Tray(QObject* parent = nullptr);
    ~Tray() override;
    [[nodiscard]] bool isThere() const;
    void setWords(const QString& words); //!< the state of sync, as the tooltip
    void tell(const QString& sentence);

Q_SIGNALS:
    void showRequested();
    void newTaskRequested();
    void syncRequested();
    void quitRequested();

private:
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace convoy::app
