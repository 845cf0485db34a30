#pragma once

#include "context/taskcontextcontroller.h"
#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "store/changewatcher.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/store.h"
#include "sync/status/accountcontrol.h"
#include "sync/status/synccontrol.h"
#include "tests/support/manualclock.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QSettings>
#include <QTemporaryDir>

namespace convoy::test {

//! Edits carried out on this very thread, answered from the event loop as the real port does.
class DirectEdits final : public QObject, public EditPort {
public:
    explicit DirectEdits(store::Store& store)
        : m_store(store)
    {
    }
    void post(Gesture gesture, Done done) override { answer(m_store.apply(gesture), std::move(done)); }
    void undo(Done done) override { answer(m_store.undo(), std::move(done)); }
    void redo(Done done) override { answer(m_store.redo(), std::move(done)); }

private:
    void answer(const Result<EditReceipt>& result, Done done);

    store::Store& m_store;
};

class FakeSync final : public sync::SyncControl {
public:
    [[nodiscard]] sync::SyncStatus status() const override { return m_status; }
    void syncNow() override { ++syncs; }
    void verifyNow() override { ++verifications; }
    void setPaused(bool paused) override { paused_ = paused; }
    void windowFocused() override { ++focused; }
    void readChoices(ChoicesRead done) override { done(choices); }
    void setWorkspaceSynced(RowKey workspace, bool synced, Done done) override
    {
        for (auto& each : choices.workspaces) {
            if (each.workspace == workspace && !refusal)
                each.synced = synced;
        }
        done(refusal ? Status(*refusal) : ok());
    }
    void setHistoryDays(int days, Done done) override
    {
        choices.historyDays = days;
        done(ok());
    }
    void setWaitsOnMetered(bool waits, Done done) override
    {
        choices.waitsOnMetered = waits;
        done(ok());
    }
    void set(const sync::SyncStatus& status)
    {
        m_status = status;
        Q_EMIT statusChanged(status);
    }

    int syncs = 0;
    int verifications = 0;
    int focused = 0;
    bool paused_ = false;
    sync::SyncChoices choices;
    std::optional<Error> refusal {}; //!< of switching a workspace

private:
    sync::SyncStatus m_status;
};

class FakeAccount final : public sync::AccountControl {
public:
    [[nodiscard]] sync::AccountInfo account() const override { return info; }
    [[nodiscard]] qint64 localTaskCount() const override { return localTasks; }
    void signIn(const sync::SignInRequest& request) override { requests.push_back(request); }
    void signOut() override { ++signOuts; }

    sync::AccountInfo info;
    qint64 localTasks = 0;
    std::vector<sync::SignInRequest> requests;
    int signOuts = 0;
};

class NoRemote final : public RemoteContext {
public:
    void fetchTaskContext(const Uid& task, Done done) override
    {
        asked.push_back(task);
        answers.push_back(std::move(done));
    }
    void fetchOlderActivity(const Uid& task, const OlderThan& than, Done done) override
    {
        older.push_back(than);
        fetchTaskContext(task, std::move(done));
    }
    std::vector<OlderThan> older;
    std::vector<Uid> asked;
    std::vector<Done> answers;
};

//! A whole desktop without its app: a real store in a directory of its own, the real models, fakes for sync and account,
//! and a window on all of it.
class UiWorld {
public:
    UiWorld();
    ~UiWorld();

    enum class FirstRun : bool { Answered, NotYet };
    ui::MainWindow& openWindow(FirstRun firstRun = FirstRun::Answered, QSize size = { 1200, 760 });
    void closeWindow() { window.reset(); }
    [[nodiscard]] ui::Collaborators collaborators();
    static ui::Theme& theme();

    RowKey addTask(const QString& title, items::NewTask task = {});
    [[nodiscard]] RowKey task(const QString& title); //!< none when there is none
    [[nodiscard]] std::optional<Task> row(const QString& title);
    void settle(); //!< until edits are answered and models have followed
    [[nodiscard]] QAction* action(const QString& text); //!< by iconText
    template <class Widget>
    [[nodiscard]] Widget* named(const QString& accessibleName)
    {
        for (auto* widget : window->findChildren<Widget*>()) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    ManualClock clock;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::Reads> reads;
    std::unique_ptr<store::ChangeWatcher> watcher;
    std::unique_ptr<DirectEdits> edits;
    std::unique_ptr<items::Workbench> workbench;
    NoRemote remote;
    std::unique_ptr<context::TaskContextController> context;
    FakeSync sync;
    FakeAccount account;
    std::unique_ptr<QSettings> settings;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace convoy::test
