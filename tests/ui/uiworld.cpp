#include "tests/ui/uiworld.h"

#include "schedule/occurrence.h"
#include "store/outbox.h"

#include <QAction>
#include <QApplication>
#include <QTest>
#include <QTimer>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

void DirectEdits::answer(const Result<EditReceipt>& result, Done done)
{
    QTimer::singleShot(0, this, [result, done = std::move(done)] { done(result); });
}

UiWorld::UiWorld()
{
    const QString path = folder.filePath(u"convoy.sqlite"_s);
    store = *store::Store::open(path, clock);
    std::ignore = store->ensureDefaults(u"Personal"_s);
    database = *store::Database::open(path, store::Database::Mode::ReadOnly);
    reads = std::make_unique<store::Reads>(*database);
    watcher = std::make_unique<store::ChangeWatcher>(*database);
    edits = std::make_unique<DirectEdits>(*store);
    workbench = std::make_unique<items::Workbench>(*reads, *edits, clock);
    workbench->editing().setRecurrence(schedule::nextOccurrence);
    context = std::make_unique<context::TaskContextController>(*reads, &remote);
    settings = std::make_unique<QSettings>(folder.filePath(u"interface.ini"_s), QSettings::IniFormat);
    QObject::connect(store.get(), &store::Store::committed, watcher.get(), [this] { watcher->check(); });
    QObject::connect(watcher.get(), &store::ChangeWatcher::changed, workbench.get(), [this](const ChangeSet& changes) {
        workbench->applyChanges(changes);
        context->applyChanges(changes);
    });
}

UiWorld::~UiWorld() { window.reset(); }

ui::Theme& UiWorld::theme()
{
    static auto* theme = new ui::Theme(qApp); // the style refers to it as long as the application lives
    return *theme;
}

ui::Collaborators UiWorld::collaborators()
{
    // As the composition has them, on this thread.
    const auto with = [this](Status (store::Outbox::*verb)(GroupId)) {
        return [this, verb](GroupId group) { std::ignore = (store->outbox().*verb)(group); };
    };
    ui::OutboxVerbs outbox { .retry = with(&store::Outbox::retry),
        .discard = [this](GroupId group, const auto& done) { done(store->outbox().discard(group).value_or(std::vector<GroupId> {})); },
        .putBack =
            [this](const std::vector<GroupId>& groups, const auto& done) {
                QString problem;
                for (const GroupId& group : groups) {
                    if (const auto back = store->putBack(group); !back)
                        problem = back.error().detail;
                }
                done(problem);
            },
        .dismiss = with(&store::Outbox::dismissKept),
        .exported = [this](const auto& done) { done(store->outbox().exported().value_or(QByteArray())); } };
    return { .workbench = *workbench, .context = *context, .sync = sync, .account = account, .clock = clock, .theme = theme(), .settings = *settings, .outbox = outbox };
}

ui::MainWindow& UiWorld::openWindow(FirstRun firstRun, QSize size)
{
    if (firstRun == FirstRun::Answered)
        settings->setValue(u"welcome/answered"_s, true);
    window = std::make_unique<ui::MainWindow>(collaborators());
    window->resize(size);
    window->show();
    std::ignore = QTest::qWaitForWindowActive(window.get(), 1000);
    settle();
    return *window;
}

RowKey UiWorld::addTask(const QString& title, items::NewTask task)
{
    task.title = title;
    RowKey key;
    workbench->editing().addTask(task, [&key](const items::Editing::Keys& made) { key = made.empty() ? RowKey {} : made.front(); });
    settle();
    return key;
}

RowKey UiWorld::task(const QString& title)
{
    const auto keys = reads->taskKeys({ .view = items::TaskView::All, .withDone = true }, 1000);
    if (keys) {
        const auto rows = reads->taskRows(*keys);
        for (const auto& row : *rows) {
            if (row.task.title == title)
                return row.task.key;
        }
    }
    return {};
}

std::optional<Task> UiWorld::row(const QString& title)
{
    const RowKey key = task(title);
    if (!key)
        return {};
    return *reads->task(key);
}

void UiWorld::settle()
{
    // Twice: what an answer of the reading thread starts may ask it again. It answers in the order it was asked.
    for (int round = 0; round < 2; ++round) {
        QTest::qWait(40);
        bool answered = false;
        QObject asker;
        workbench->readThread().ask<int>(&asker, [](const store::Reads&) -> Result<int> { return 0; }, [&](auto) { answered = true; });
        std::ignore = QTest::qWaitFor([&] { return answered; }, 10'000);
    }
    QTest::qWait(1);
}

QAction* UiWorld::action(const QString& text)
{
    for (QAction* action : window->findChildren<QAction*>()) {
        if (action->iconText() == text)
            return action;
    }
    return nullptr;
}

} // namespace convoy::test
