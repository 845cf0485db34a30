#include "app/composition.h"

#include "app/desktop/attention.h"
#include "app/desktop/colorscheme.h"
#include "app/desktop/endsignals.h"
#include "app/desktop/paintprobe.h"
#include "app/desktop/proxies.h"
#include "app/desktop/reminders.h"
#include "app/desktop/sleepwatch.h"
#include "app/desktop/threadedaccount.h"
#include "app/desktop/tray.h"
#include "app/signing.h"
#include "context/taskcontextcontroller.h"
#include "items/workbench.h"
#include "schedule/occurrence.h"
#include "store/changewatcher.h"
#include "store/database.h"
#include "store/outbox.h"
#include "store/reads.h"
#include "store/store.h"
#include "sync/status/sentences.h"
#include "ui/capture/capturewindow.h"
#include "ui/preferences/notificationchoices.h"
#include "ui/theme/theme.h"
#include "ui/welcome/startproblem.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QDateTime>
#include <QFile>
#include <QFontMetrics>
#include <QSettings>
#include <QTimer>

namespace convoy::app {

using namespace Qt::Literals::StringLiterals;

struct Composition::Opened {
    Opened(const Session::Options& options, const Clock& clock)
        : thread(options, clock)
        , edits(thread)
        , remoteContext(thread)
        , directory(options.directory)
        , sessionSecrets(options.sessionSecrets)
    {
    }

    ~Opened()
    {
        capture.reset();
        window.reset(); // writes what it remembers; before anything that it shows goes
    }

    //! What needs the open database: readers, models, the window.
    void build(std::unique_ptr<store::Database> readOnly, const Clock& clock, ui::Theme& theme, QSettings& settings,
        std::function<bool()> livesOn)
    {
        database = std::move(readOnly);
        reads = std::make_unique<store::Reads>(*database);
        watcher = std::make_unique<store::ChangeWatcher>(*database);
        sync = std::make_unique<ThreadedSync>(thread);
        account = std::make_unique<ThreadedAccount>(thread, directory, sessionSecrets);
        workbench = std::make_unique<items::Workbench>(*reads, edits, clock);
        workbench->editing().setRecurrence(schedule::nextOccurrence);
        context = std::make_unique<context::TaskContextController>(*reads, &remoteContext);
        notifications = std::make_unique<DesktopNotifications>();
        reminders = std::make_unique<Reminders>(*reads, workbench->editing(), clock, *notifications,
            [this](RowKey task, const QString& at, std::function<void(bool)> answer) {
                thread.post([this, task, at, answer = std::move(answer)](Session& session) {
                    const bool mine = session.store().claimReminder(task, at).value_or(false);
                    thread.home([answer, mine] { answer(mine); });
                });
            });
        reminders->setWanted([&settings] { return ui::isWanted(ui::Notification::Reminder, settings); });
        attention = std::make_unique<Attention>(*notifications, [this, &settings] {
            return ui::isWanted(ui::Notification::Attention, settings) && window && !window->isActiveWindow();
        });
        connectParts();
        const auto withOutbox = [this](Status (store::Outbox::*verb)(GroupId)) {
            return [this, verb](GroupId group) {
                thread.post([verb, group](Session& session) { std::ignore = (session.store().outbox().*verb)(group); });
            };
        };
        window = std::make_unique<ui::MainWindow>(ui::Collaborators { .workbench = *workbench,
            .context = *context,
            .sync = *sync,
            .account = *account,
            .clock = clock,
            .theme = theme,
            .settings = settings,
            .outbox = { .retry = withOutbox(&store::Outbox::retry),
                .discard = [this](GroupId group, auto done) { discard(group, std::move(done)); },
                .putBack = [this](const std::vector<GroupId>& groups, auto done) { putBack(groups, std::move(done)); },
                .dismiss = withOutbox(&store::Outbox::dismissKept),
                .noteExported = [this] { thread.post([](Session& session) { std::ignore = session.store().outbox().noteExported(); }); },
                .preview = [this](GroupId group, auto done) { previewDiscard(group, std::move(done)); },
                .exported = [this](auto done) { exportOutbox(std::move(done)); } },
            .livesOn = std::move(livesOn),
            .notificationsChanged = [this] { reminders->check(); } });
        QObject::connect(sync.get(), &sync::SyncControl::statusChanged, attention.get(), &Attention::onStatus);
    }

    void previewDiscard(GroupId group, ui::OutboxVerbs::Words done)
    {
        thread.post([&home = thread, group, done = std::move(done)](Session& session) {
            QStringList words;
            GroupId last;
            for (const OutboxEntry& entry : session.store().outbox().discardPreview(group).value_or(std::vector<OutboxEntry> {})) {
                if (entry.group != std::exchange(last, entry.group))
                    words.append(entry.text); // one line for each gesture
            }
            home.home([done, words] { done(words); });
        });
    }

    void discard(GroupId group, ui::OutboxVerbs::Groups done)
    {
        thread.post([&home = thread, group, done = std::move(done)](Session& session) {
            home.home([done, kept = session.store().outbox().discard(group).value_or(std::vector<GroupId> {})] { done(kept); });
        });
    }

    void putBack(const std::vector<GroupId>& groups, ui::OutboxVerbs::Sentence done)
    {
        thread.post([&home = thread, groups, done = std::move(done)](Session& session) {
            QString problem;
            for (const GroupId& group : groups) {
                if (const auto back = session.store().putBack(group); !back && problem.isEmpty())
                    problem = back.error().detail;
            }
            home.home([done, problem] { done(problem); });
        });
    }

    void exportOutbox(ui::OutboxVerbs::Bytes done)
    {
        thread.post([&home = thread, done = std::move(done)](Session& session) {
            home.home([done, json = session.store().outbox().exported().value_or(QByteArray())] { done(json); });
        });
    }

    void connectParts()
    {
        QObject::connect(watcher.get(), &store::ChangeWatcher::changed, workbench.get(), [this](const ChangeSet& changes) {
            workbench->applyChanges(changes);
            context->applyChanges(changes);
            reminders->applyChanges(changes);
            if (changes.outbox || changes.everything)
                thread.post([](Session& session) { session.outboxChanged(); });
        });
        QObject::connect(context.get(), &context::TaskContextController::syncRequested, sync.get(), [this] { sync->syncNow(); });
        QObject::connect(sync.get(), &sync::SyncControl::statusChanged, context.get(), [this](const sync::SyncStatus& status) {
            using Online = context::TaskContextController::Online;
            const bool offline = status.state == sync::SyncState::Offline || status.state == sync::SyncState::OfflinePending
                || status.state == sync::SyncState::ServerUnreachable || status.state == sync::SyncState::NoAccount;
            context->setSyncStatus(sync::describe(status, SystemClock().wallMicros()), offline ? Online::No : Online::Yes);
        });
        // The store thread's commits reach the models at once; other processes' through the watcher's own eyes.
        auto* eyes = watcher.get();
        thread.post([&home = thread, eyes](Session& session) {
            QObject::connect(&session.store(), &store::Store::committed, &session, [&home, eyes] { home.home([eyes] { eyes->check(); }); });
        });
    }

    StoreThread thread; // first in, last out: everything below may still be posting to it
    ThreadedEdits edits;
    ThreadedContext remoteContext;
    DataDirectory directory;
    std::shared_ptr<sync::SecretStore> sessionSecrets;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::Reads> reads;
    std::unique_ptr<store::ChangeWatcher> watcher;
    std::unique_ptr<ThreadedSync> sync;
    std::unique_ptr<ThreadedAccount> account;
    std::unique_ptr<items::Workbench> workbench;
    std::unique_ptr<context::TaskContextController> context;
    std::unique_ptr<DesktopNotifications> notifications;
    std::unique_ptr<Reminders> reminders;
    std::unique_ptr<Attention> attention;
    std::unique_ptr<connectivity::SystemWatch> networkWatch;
    std::unique_ptr<SleepWatch> sleepWatch;
    std::unique_ptr<ui::MainWindow> window;
    std::unique_ptr<ui::CaptureWindow> capture;
};

Composition::Composition(Invocation invocation)
    : m_invocation(std::move(invocation))
    , m_sessionSecrets(secretStoreFor(u"session"_s))
{
    PaintProbe::installIfAsked(*qApp);
    watchEnd();
}

Composition::~Composition() = default;

void Composition::start()
{
    auto directory = DataDirectory::open(m_invocation.dataDirectory);
    if (!directory) {
        showProblem(directory.error(), &Composition::start);
        return;
    }
    m_directory = std::move(*directory);
    m_instance = std::make_unique<SingleInstance>(m_directory->socketName());
    if (m_instance->handOver(m_invocation.wish)) {
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
        return;
    }
    m_instance->listen();
    connect(m_instance.get(), &SingleInstance::raised, this, &Composition::fulfil);
    m_settings = std::make_unique<QSettings>(m_directory->path() + "/window.ini"_L1, QSettings::IniFormat);
    open();
}

void Composition::makeLook()
{
    if (m_theme)
        return;
    std::ignore = QFontMetrics(QApplication::font()).height(); // reads the system's fonts, which takes as long as opening a database
    m_theme = std::make_unique<ui::Theme>();
    auto* scheme = new ColorScheme(this);
    const auto follow = [this](bool dark) { m_theme->setScheme(dark ? ui::Scheme::Dark : ui::Scheme::Light); };
    connect(scheme, &ColorScheme::changed, this, follow);
    follow(scheme->isDark());
}

void Composition::makeTray()
{
    m_tray = std::make_unique<Tray>();
    connect(m_tray.get(), &Tray::showRequested, this, &Composition::raise);
    connect(m_tray.get(), &Tray::newTaskRequested, this, [this] { capture({}); });
    connect(m_tray.get(), &Tray::syncRequested, this, [this] {
        if (m_opened && m_opened->sync)
            m_opened->sync->syncNow();
    });
    connect(m_tray.get(), &Tray::quitRequested, this, &Composition::quit);
}

void Composition::open()
{
    const auto account = m_directory->account();
    Session::Options options { .directory = *m_directory,
        .account = account,
        .timers = m_invocation.periodicTimers ? Session::Timers::On : Session::Timers::Off,
        .sessionSecrets = m_sessionSecrets };
    m_opened = std::make_unique<Opened>(options, m_clock);
    auto opening = m_opened->thread.start();
    makeLook();
    if (auto started = opening.get(); !started) {
        showProblem(started.error(), &Composition::open);
        return;
    }
    auto database = store::Database::open(m_directory->currentDatabase(), store::Database::Mode::ReadOnly);
    if (!database) {
        showProblem(database.error(), &Composition::open);
        return;
    }
    m_opened->build(std::move(*database), m_clock, *m_theme, *m_settings, [this] { return hasTray(); });
    connect(m_opened->account.get(), &ThreadedAccount::databaseChanged, this, &Composition::reopen, Qt::QueuedConnection);
    connect(m_opened->reminders.get(), &Reminders::openRequested, m_opened->window.get(), [this](RowKey task) {
        raise();
        m_opened->window->openTask(task);
    });
    connect(m_opened->attention.get(), &Attention::openRequested, this, &Composition::raise);
    connect(m_opened->notifications.get(), &Notifier::unavailable, m_opened->window.get(),
        [window = m_opened->window.get()](RowKey, const QString& title, const QString& body) {
            window->report(tr("%1: %2", "a reminder's words, a title").arg(body, title));
            QApplication::alert(window);
        });
    // What talks to the system bus may take a while; the first picture does not wait for it. A window that stays hidden has none.
    connect(m_opened->window.get(), &ui::MainWindow::painted, this, &Composition::makeRest);
    QTimer::singleShot(1000, m_opened->window.get(), [this] { makeRest(); });
    fulfil(std::exchange(m_invocation.wish, {}));
}

void Composition::makeRest()
{
    Opened& opened = *m_opened;
    if (opened.networkWatch)
        return;
    if (!m_tray)
        makeTray();
    connect(opened.window.get(), &ui::MainWindow::hiddenFirst, m_tray.get(), &Tray::tell);
    const auto say = [this](const sync::SyncStatus& status) { m_tray->setWords(sync::describe(status, m_clock.wallMicros())); };
    connect(opened.sync.get(), &sync::SyncControl::statusChanged, m_tray.get(), say);
    say(opened.sync->status());
    opened.networkWatch = std::make_unique<connectivity::SystemWatch>(opened.thread.network());
    opened.sleepWatch = std::make_unique<SleepWatch>();
    connect(opened.sleepWatch.get(), &SleepWatch::resumed, opened.window.get(), [&opened] {
        opened.thread.post([](Session& session) { session.resumed(); });
        opened.reminders->check();
    });
    opened.reminders->check();
}

bool Composition::hasTray() const { return m_tray && m_tray->isThere(); }

void Composition::fulfil(const Wish& wish)
{
    if (wish.capture)
        return capture(wish.text);
    raise();
    if (!wish.link.isEmpty() && m_opened && m_opened->window)
        m_opened->window->openTask(Uid(wish.link.section(u'/', -1)));
}

void Composition::capture(const QString& text)
{
    if (!m_opened || !m_opened->window)
        return;
    if (!m_opened->capture) {
        m_opened->capture = std::make_unique<ui::CaptureWindow>(m_opened->window->collaborators());
        // Started for this alone, the program ends with it where there is no tray to find it in.
        connect(m_opened->capture.get(), &ui::CaptureWindow::closed, this, [this] {
            makeRest();
            if (!m_opened->window->isVisible() && !hasTray())
                quit();
        });
    }
    m_opened->capture->open(text);
}

void Composition::raise()
{
    if (!m_opened || !m_opened->window)
        return;
    ui::MainWindow& window = *m_opened->window;
    window.show(); // it may be in the tray
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.raise();
    window.activateWindow();
}

void Composition::reopen()
{
    m_opened.reset();
    open();
}

void Composition::showProblem(const Error& error, void (Composition::*again)())
{
    m_opened.reset();
    makeLook();
    m_problem = std::make_unique<ui::StartProblem>(error, m_invocation.dataDirectory);
    // From the event loop: the dialog that asks goes first.
    const auto leaveAnd = [this](auto next) {
        return [this, next] {
            m_problem.release()->deleteLater();
            QTimer::singleShot(0, this, next);
        };
    };
    connect(m_problem.get(), &ui::StartProblem::retryChosen, this, leaveAnd([this, again] { (this->*again)(); }));
    connect(m_problem.get(), &ui::StartProblem::setAsideChosen, this, leaveAnd([this, again] {
        setDamagedAside();
        (this->*again)();
    }));
    connect(m_problem.get(), &ui::StartProblem::closeChosen, this, leaveAnd([] { QApplication::exit(1); }));
    m_problem->show();
}

void Composition::setDamagedAside()
{
    const QString path = m_directory->currentDatabase();
    const QString aside = path + ".damaged-"_L1 + QDateTime::currentDateTime().toString(u"yyyyMMdd-hhmmss"_s);
    for (const auto ending : { ""_L1, "-wal"_L1, "-shm"_L1 })
        QFile::rename(path + ending, aside + ending); // what does not exist stays so
}

//! However the end comes (a signal, the session, another part of the program), nobody is asked and nothing is lost.
void Composition::watchEnd()
{
    qApp->installEventFilter(this);
    auto* signals_ = new EndSignals(this);
    connect(signals_, &EndSignals::received, this, &Composition::quit);
    // The session may end without a further word once this returns.
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this] {
        if (m_opened && m_opened->window)
            m_opened->window->keepEverything();
    }, Qt::DirectConnection);
}

bool Composition::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == qApp && event->type() == QEvent::Quit && m_opened && m_opened->window)
        m_opened->window->prepareToEnd(); // quitting closes the windows, and a closed one may hide or ask
    return QObject::eventFilter(watched, event);
}

void Composition::quit()
{
    if (m_opened && m_opened->window)
        m_opened->window->quit();
    else
        QApplication::quit();
}

} // namespace convoy::app
