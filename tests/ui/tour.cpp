#include "items/savedviews.h"
#include "store/outbox.h"
#include "store/replica.h"
#include "tests/ui/sampledata.h"
#include "tests/ui/toysync.h"
#include "ui/account/signindialog.h"
#include "ui/account/signoutquestion.h"
#include "ui/actions/cheatsheet.h"
#include "ui/actions/filterlist.h"
#include "ui/capture/capturewindow.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/search/searchwindow.h"
#include "ui/sidebar/sidebar.h"
#include "ui/syncview/absencebar.h"
#include "ui/syncview/reviewpage.h"
#include "ui/syncview/syncpanel.h"
#include "ui/tasklist/quickaddline.h"
#include "ui/tasklist/taskpane.h"
#include "ui/tasklist/tasktree.h"
#include "ui/taskpanel/descriptionsection.h"
#include "ui/taskpanel/taskpanel.h"
#include "ui/welcome/importdialog.h"
#include "ui/welcome/startproblem.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <cstdio>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

QDir directory;

void save(QWidget& widget, const QString& name)
{
    QTest::qWait(150);
    for (int round = 0; round < 8; ++round) // a busy machine may have left layouts half done
        QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const QString path = directory.filePath(name + u".png"_s);
    std::printf("%s %s\n", widget.grab().save(path) ? "saved" : "could not save", qPrintable(path));
}

template <class Dialog>
void saveDialog(test::UiWorld& world, const QString& name)
{
    QTest::qWait(150);
    if (auto* dialog = world.window->findChild<Dialog*>()) {
        save(*dialog, name);
        dialog->close();
    }
}

void show(test::UiWorld& world, const QString& action)
{
    world.action(action)->trigger();
    world.settle();
}

//! As sync_push leaves it when another device changed a task.
void changeElsewhere(test::UiWorld& world, test::ToySync& server, RowKey task, const QString& device, const QString& field, const QJsonValue& before, const QJsonValue& after)
{
    const Uid uid = bareUid(world.workbench->catalog().uidOf(task));
    server.server.put(Entity::Task, uid, { { field, after } });
    server.server.put(Entity::Activity, uuidText(QUuid::createUuid()),
        { { u"kind"_s, u"system"_s }, { u"task_id"_s, uid }, { u"subject_table"_s, u"tasks"_s }, { u"subject_id"_s, uid }, { u"action"_s, u"update"_s },
            { u"changes"_s, QJsonArray { QJsonObject { { u"field"_s, field }, { u"old"_s, before }, { u"new"_s, after } } } }, { u"author_name"_s, u"Anna"_s },
            { u"device_id"_s, uuidText(QUuid::createUuidV5(QUuid(), device)) }, { u"device_name"_s, device } });
}

//! What other devices changed meanwhile, and nine days without sync before that.
void fillIncoming(test::UiWorld& world, test::ToySync& server)
{
    const RowKey anna = world.task(u"Call Anna about the boat"_s);
    const RowKey door = world.task(u"Paint the door of the pump house"_s);
    world.store->replica().beginCycle(world.clock.wallMicros());
    changeElsewhere(world, server, anna, u"laptop-anna"_s, u"due_time"_s, QJsonValue(), u"09:30"_s);
    changeElsewhere(world, server, anna, u"laptop-anna"_s, u"priority"_s, u"none"_s, u"low"_s);
    changeElsewhere(world, server, door, u"phone"_s, u"title"_s, u"Paint the door of the pump house"_s, u"Paint the door of the pump house, twice"_s);
    server.pull();
    const qint64 day = qint64(24) * 3600 * 1'000'000;
    const qint64 now = world.clock.wallMicros();
    const QString item = u"{\"entity\":5,\"key\":%1,\"text\":\"Moved ''Call Anna about the boat''\",\"fields\":[\"priority\"]}"_s.arg(anna.value);
    std::ignore = world.store->database().run(
        u"INSERT INTO absences(cycle, since, edits, touched, items) VALUES(%1, %2, 60, 1, '[%3]')"_s.arg(now).arg(now - 9 * day).arg(item).toUtf8().constData());
}

//! Something for each part of the sync panel: edits that wait, one refused, values that lost, cycles of every outcome.
void fillSync(test::UiWorld& world, test::ToySync& server)
{
    auto& editing = world.workbench->editing();
    server.push();
    const RowKey pump = world.task(u"Fix the pump in the cellar"_s);
    const RowKey seal = world.task(u"Order the seal"_s);
    server.lose(pump, u"title"_s, u"Fix the pump"_s, u"Fix the old pump in the cellar before winter"_s, u"Fix the pump in the cellar"_s);
    server.lose(pump, u"description"_s, u"The pump loses pressure."_s,
        u"The pump loses pressure after ten minutes. Ask the shop for a seal of 40 mm, and take a photograph."_s,
        u"The pump loses **pressure** after ten minutes. Check the seal first."_s);
    server.lose(pump, u"priority"_s, u"none"_s, u"low"_s, u"high"_s);
    server.lose(seal, u"due_date"_s, QJsonValue(), u"2026-11-24"_s, u"2026-11-27"_s);
    server.loseIn(Entity::Project, world.row(u"Fix the pump in the cellar"_s)->project, u"deleted_at"_s, QJsonValue(),
        u"2026-11-23T10:42:07.123456+00:00"_s, QJsonValue());
    server.pull();
    server.server.refused = { bareUid(world.workbench->catalog().uidOf(seal)) };
    editing.rename(seal, u"Order the seal by telephone"_s);
    world.settle();
    server.push();
    editing.setPriority({ world.task(u"Prune the apple tree"_s) }, Priority::High);
    editing.addComment(pump, u"The seal is here."_s);
    editing.addTask({ .title = u"Buy a new filter"_s });
    world.settle();
    auto& replica = world.store->replica();
    const qint64 minute = 60'000'000;
    const qint64 now = world.clock.wallMicros();
    std::ignore = replica.recordRun({ .startedMicros = now - 90 * minute, .durationMicros = 2'400'000, .trigger = u"start"_s, .outcome = u"synced"_s, .pulled = 312, .pushed = 0, .requests = 2, .bytes = 48'200 });
    std::ignore = replica.recordRun({ .startedMicros = now - 40 * minute, .durationMicros = 20'000'000, .trigger = u"timer"_s, .outcome = u"offline"_s, .requests = 1, .error = u"Could not reach the server."_s });
    std::ignore = replica.recordRun({ .startedMicros = now - 12 * minute, .durationMicros = 340'000, .trigger = u"edit"_s, .outcome = u"attention"_s, .pulled = 5, .pushed = 3, .conflicts = 4, .requests = 2, .bytes = 5'120 });
}

void narrow(test::UiWorld& world, const QString& words)
{
    show(world, u"Filter"_s);
    auto* list = world.window->findChild<ui::FilterList*>();
    QTest::keyClicks(list->findChild<QLineEdit*>(), words);
    QTest::keyClick(list->findChild<QLineEdit*>(), Qt::Key_Return);
    world.settle();
}

//! Filter bar, headings, sorted columns, saved views and the kinds of empty.
void photographLists(test::UiWorld& world, ui::TaskPane& pane, const QString& suffix)
{
    const RowKey pump = world.task(u"Fix the pump in the cellar"_s);
    auto& views = world.window->findChild<ui::Sidebar*>()->views();
    for (const QSize size : { QSize(1180, 740), QSize(800, 600), QSize(1600, 1000) }) {
        const QString name = size.width() == 800 ? u"small-"_s : size.width() == 1600 ? u"large-"_s : QString();
        world.window->resize(size);
        show(world, u"Upcoming"_s);
        pane.tree().select(world.task(u"Prune the apple tree"_s));
        save(*world.window, u"upcoming-"_s + name + suffix);
        show(world, u"All"_s);
        show(world, u"Filter"_s);
        saveDialog<ui::FilterList>(world, u"filter-picker-"_s + name + suffix);
        narrow(world, u"label phone"_s);
        narrow(world, u"label water"_s);
        narrow(world, u"label writing"_s);
        narrow(world, u"status to do"_s);
        narrow(world, u"priority high"_s);
        narrow(world, u"priority no"_s);
        narrow(world, u"priority medium"_s);
        pane.tree().select(pump);
        save(*world.window, u"filter-"_s + name + suffix);
        const QString id = views.add(u"Calls and water"_s, pane.filter());
        views.add(u"Due this week"_s, pane.filter());
        world.window->findChild<ui::Sidebar*>()->selectView(id);
        world.settle();
        narrow(world, u"due overdue"_s);
        save(*world.window, u"filter-view-"_s + name + suffix);
        narrow(world, u"project garden"_s);
        save(*world.window, u"empty-filter-"_s + name + suffix);
        show(world, u"All"_s);
        while (!views.views().empty())
            views.take(views.views().front().id);
        show(world, u"Group by project"_s);
        for (const auto column : { items::TaskListModel::Column::Due, items::TaskListModel::Column::Assignee, items::TaskListModel::Column::Labels })
            pane.setColumnShown(int(column), true);
        show(world, u"Sort by labels"_s);
        pane.tree().select(pump);
        save(*world.window, u"groups-"_s + name + suffix);
        pane.restoreColumns({});
        show(world, u"My own order"_s);
        pane.model().setFolded(pane.model().index(0, 0), true);
        pane.tree().setCurrentIndex(pane.model().index(0, 0));
        save(*world.window, u"groups-folded-"_s + name + suffix);
        show(world, u"Expand all"_s);
        show(world, u"Sort by title"_s);
        show(world, u"My own order"_s);
        show(world, u"No groups"_s);
    }
    world.window->resize(1180, 740);
    show(world, u"Done list"_s);
    save(*world.window, u"done-"_s + suffix);
    show(world, u"Can start now"_s);
    save(*world.window, u"ready-"_s + suffix);
    world.sync.set({ .state = sync::SyncState::FirstDownload, .done = 3, .total = 10 });
    show(world, u"Trash"_s);
    save(*world.window, u"empty-download-"_s + suffix);
    world.sync.set({ .state = sync::SyncState::OfflinePending, .pending = 14, .toReview = 1, .account = u"anna@example.com"_s, .server = u"https://abc.supabase.co"_s });
    world.window->resize(3840, 2160);
    show(world, u"All"_s);
    pane.tree().select(pump);
    save(*world.window, u"4k-list-"_s + suffix);
    show(world, u"Board"_s);
    save(*world.window, u"4k-board-"_s + suffix);
    show(world, u"Board"_s);
    world.window->resize(1180, 740);
    show(world, u"All"_s);
}

void photograph(test::UiWorld& world, const QString& suffix)
{
    auto* pane = world.window->findChild<ui::TaskPane*>();
    const RowKey pump = world.task(u"Fix the pump in the cellar"_s);
    world.sync.set({ .state = sync::SyncState::OfflinePending, .pending = 14, .toReview = 1, .account = u"anna@example.com"_s, .server = u"https://abc.supabase.co"_s });
    world.window->resize(1180, 740);
    show(world, u"All"_s);
    show(world, u"Expand all"_s);
    world.window->openTask(pump);
    pane->tree().setFocus();
    save(*world.window, u"all-"_s + suffix);
    world.window->resize(1600, 1000);
    save(*world.window, u"large-"_s + suffix);
    world.window->resize(800, 600);
    save(*world.window, u"small-"_s + suffix);
    world.window->openTask(pump);
    save(*world.window, u"small-overlay-"_s + suffix);
    world.window->resize(1180, 740);
    show(world, u"Today"_s);
    world.window->startQuickAdd(u"Call Anna every mon 17:00 #website @phone !high "_s);
    save(*world.window, u"quickadd-"_s + suffix);
    QTest::keyClick(pane->quickAdd().focusProxy(), Qt::Key_Escape);
    pane->tree().setFocus();
    world.window->findChild<ui::TaskPanel*>()->description().edit();
    save(*world.window, u"edit-"_s + suffix);
    pane->tree().setFocus();
    show(world, u"Trash"_s);
    save(*world.window, u"empty-"_s + suffix);
    show(world, u"Inbox"_s);
    pane->tree().select(world.task(u"Return the library books"_s));
    pane->tree().selectAll();
    show(world, u"Done"_s);
    save(*world.window, u"toast-"_s + suffix);
    show(world, u"Undo"_s);
    for (const auto& [action, name] : { std::pair { u"Set status"_s, u"pick-status-"_s }, std::pair { u"Set labels"_s, u"pick-labels-"_s },
             std::pair { u"Set due date"_s, u"pick-due-"_s }, std::pair { u"Move to"_s, u"pick-place-"_s } }) {
        pane->tree().setFocus();
        show(world, action);
        saveDialog<ui::FilterList>(world, name + suffix);
    }
    show(world, u"Command palette"_s);
    saveDialog<ui::FilterList>(world, u"palette-"_s + suffix);
    show(world, u"Search everything"_s);
    QTest::keyClicks(world.named<QLineEdit>(u"Search everything"_s), u"pump"_s);
    QTest::qWait(300);
    saveDialog<ui::SearchWindow>(world, u"search-"_s + suffix);
    photographLists(world, *pane, suffix);
    show(world, u"All"_s);
    show(world, u"Board"_s);
    pane->select(pump);
    save(*world.window, u"board-"_s + suffix);
    world.window->resize(800, 600);
    save(*world.window, u"board-small-"_s + suffix);
    world.window->resize(1600, 1000);
    save(*world.window, u"board-large-"_s + suffix);
    world.window->findChild<ui::Sidebar*>()->selectRow(world.row(u"Fix the pump in the cellar"_s)->project);
    show(world, u"Board"_s);
    save(*world.window, u"board-stages-"_s + suffix);
    show(world, u"Board"_s);
    show(world, u"All"_s);
    show(world, u"Board"_s);
    world.window->resize(1180, 740);
    ui::CaptureWindow capture(world.collaborators());
    capture.open(u"Call Anna every mon 17:00 #website @phone !high "_s);
    save(capture, u"capture-"_s + suffix);
    capture.open(u"Order a new filter tomorrow "_s);
    QTest::keyClick(capture.line().focusProxy(), Qt::Key_Return);
    save(capture, u"capture-saved-"_s + suffix);
    show(world, u"Undo"_s);
    show(world, u"Keyboard shortcuts"_s);
    saveDialog<ui::CheatSheet>(world, u"cheatsheet-"_s + suffix);
    show(world, u"Sync details"_s);
    auto* panel = world.window->findChild<ui::SyncPanel*>();
    save(*panel, u"sync-outbox-"_s + suffix);
    panel->showTab(ui::SyncPanel::Tab::Review);
    save(*panel, u"sync-review-"_s + suffix);
    panel->findChild<ui::ReviewPage*>()->choose(world.row(u"Fix the pump in the cellar"_s)->project);
    save(*panel, u"sync-review-project-"_s + suffix);
    const QSize usual = panel->size();
    for (const QSize size : { QSize(800, 600), QSize(1600, 1000) }) {
        panel->resize(size);
        save(*panel, (size.width() == 800 ? u"sync-review-project-small-"_s : u"sync-review-project-large-"_s) + suffix);
    }
    panel->resize(usual);
    panel->showTab(ui::SyncPanel::Tab::Incoming);
    save(*panel, u"sync-incoming-"_s + suffix);
    for (auto* button : panel->findChild<ui::AbsenceBar*>()->findChildren<QPushButton*>()) {
        if (button->property("link").toBool())
            button->click();
    }
    save(*panel, u"sync-absence-"_s + suffix);
    for (const OutboxEntry& entry : world.store->outbox().entries().value_or(std::vector<OutboxEntry> {})) {
        if (entry.text.startsWith(u"Added 'Buy a new filter"_s)) // nothing else of the tour hangs on it
            std::ignore = world.store->outbox().discard(entry.group);
    }
    world.settle();
    panel->showTab(ui::SyncPanel::Tab::Box);
    save(*panel, u"sync-box-"_s + suffix);
    panel->showTab(ui::SyncPanel::Tab::History);
    saveDialog<ui::SyncPanel>(world, u"sync-history-"_s + suffix);
    show(world, u"Import tasks"_s);
    saveDialog<ui::ImportDialog>(world, u"import-"_s + suffix);
    ui::StartProblem problem(Error { Error::Kind::NotADatabase, u"file is not a database"_s }, u"/home/anna/.local/share/convoy"_s);
    problem.show();
    save(problem, u"start-problem-"_s + suffix);
    show(world, u"Preferences"_s);
    auto* preferences = world.window->findChild<ui::PreferencesDialog*>();
    for (int page = 0; page < preferences->pageCount(); ++page) {
        preferences->showPage(ui::PreferencesDialog::Page(page));
        save(*preferences, u"preferences-%1-"_s.arg(page) + suffix);
    }
    preferences->close();
    show(world, u"Sign in"_s);
    saveDialog<ui::SignInDialog>(world, u"signin-"_s + suffix);
    show(world, u"Sign out"_s);
    saveDialog<ui::SignOutQuestion>(world, u"signout-"_s + suffix);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: convoy_tour DIR\n");
        return 2;
    }
    QApplication application(argc, argv);
    directory = QDir(QString::fromLocal8Bit(argv[1]));
    directory.mkpath(u"."_s);
    test::UiWorld world;
    world.account.localTasks = 14;
    world.openWindow(test::UiWorld::FirstRun::NotYet, { 1180, 740 });
    save(*world.window, u"welcome"_s);
    world.closeWindow();
    test::ToySync server(world);
    test::fillWithSamples(world);
    fillSync(world, server);
    fillIncoming(world, server);
    world.account.info = { .server = u"https://abc.supabase.co"_s, .email = u"anna@example.com"_s, .userId = u"1"_s, .signedIn = true };
    world.sync.choices = { .workspaces = { { RowKey { 1 }, u"Family"_s, true, 0 }, { RowKey { 2 }, u"Personal"_s, true, 14 }, { RowKey { 3 }, u"Workshop"_s, false, 0 } },
        .historyDays = 365 };
    world.openWindow(test::UiWorld::FirstRun::Answered, { 1180, 740 });
    test::UiWorld::theme().setScheme(ui::Scheme::Light);
    photograph(world, u"light"_s);
    test::UiWorld::theme().setScheme(ui::Scheme::Dark);
    photograph(world, u"dark"_s);
    return 0;
}
