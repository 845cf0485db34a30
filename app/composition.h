#pragma once

#include "app/datadirectory.h"
#include "app/desktop/singleinstance.h"
#include "domain/clock.h"

#include <QCoreApplication>
#include <QObject>

#include <memory>

class QSettings;

namespace convoy::sync {
class SecretStore;
}
namespace convoy::ui {
class MainWindow;
class StartProblem;
class Theme;
}

namespace convoy::app {

class Tray;

//! What the person asked for on the command line.
struct Invocation {
    Q_DECLARE_TR_FUNCTIONS(Invocation)

public:
    QString dataDirectory;
    Wish wish {};
    bool periodicTimers = true;

    static Invocation fromArguments(const QStringList& arguments); //!< prints help or version and exits when asked to
};

//! The object graph of the desktop program, by constructor injection: the only place that sees every layer. Signing in or
//! out changes the database, so everything that hangs on one is torn down and built anew. Interface thread, owned by main.
class Composition final : public QObject {
    Q_OBJECT

public:
    explicit Composition(Invocation invocation);
    ~Composition() override;

    //! Opens the database and shows the window, or raises a Convoy that runs already and ends the event loop as soon as it
    //! begins, or shows why the data cannot be opened and what can be done.
    void start();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; //!< of the application: it is to end

private:
    struct Opened; //!< what hangs on one database

    void makeLook();
    void open();
    void makeRest(); //!< behind the window's first picture
    void makeTray();
    void fulfil(const Wish& wish);
    void capture(const QString& text);
    void raise();
    void reopen(); //!< from the event loop: after the objects that asked for it have returned
    void showProblem(const Error& error, void (Composition::*again)());
    void setDamagedAside();
    [[nodiscard]] bool hasTray() const;
    void watchEnd();
    void quit();

    Invocation m_invocation;
    SystemClock m_clock;
    std::shared_ptr<sync::SecretStore> m_sessionSecrets; //!< of sign-ins that last as long as the program
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ui::Theme> m_theme;
    std::optional<DataDirectory> m_directory;
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<Tray> m_tray;
    std::unique_ptr<ui::StartProblem> m_problem;
    std::unique_ptr<Opened> m_opened;
};

} // namespace convoy::app
