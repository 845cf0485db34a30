#include "items/workbench.h"
#include "store/outbox.h"
#include "tests/ui/syncpanelworld.h"
#include "ui/syncview/boxpage.h"
#include "ui/syncview/historypage.h"
#include "ui/syncview/incomingpage.h"

#include <QMessageBox>
#include <QTabWidget>

using namespace convoy;
using namespace convoy::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

using WhatIsSafe = test::SyncPanelWorld;

} // namespace

TEST_F(WhatIsSafe, TakesADiscardedEditBack)
{
    // Given an edit, and a new task with a subtask that builds on it, none of them sent
    world.workbench->editing().rename(pump, u"Mend pump"_s);
    const RowKey shed = world.addTask(u"Build a shed"_s);
    world.addTask(u"Buy wood"_s, { .title = {}, .parent = shed });
    open();
    auto* list = outbox->findChild<QTreeView*>();
    const auto discardRow = [&](int row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        press(*outbox, u"Discard..."_s);
        for (auto* button : outbox->findChildren<QPushButton*>()) {
            if (button->isVisibleTo(outbox) && (button->text() == u"Discard edit"_s || button->text().endsWith(u" edits"_s))) {
                button->click();
                break;
            }
        }
        world.settle();
    };

    // When the rename is discarded and taken back
    discardRow(0);
    EXPECT_EQ(world.reads->task(pump)->title, u"Fix pump"_s);
    EXPECT_TRUE(says(*outbox, u"Discarded: Renamed"_s));
    press(*outbox, u"Undo"_s);
    world.settle();
    EXPECT_EQ(world.reads->task(pump)->title, u"Mend pump"_s);

    // And the new task with all that builds on it
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        if (list->model()->index(row, 0).data().toString().contains(u"Build a shed"_s)) {
            discardRow(row);
            break;
        }
    }
    EXPECT_FALSE(world.task(u"Build a shed"_s));
    EXPECT_FALSE(world.task(u"Buy wood"_s));
    press(*outbox, u"Undo"_s);
    world.settle();

    // Then everything is as before, is sent, and the box is empty
    EXPECT_EQ(world.row(u"Buy wood"_s)->parent, world.task(u"Build a shed"_s));
    server.push();
    EXPECT_EQ(outbox->count(), 0);
    EXPECT_TRUE(world.workbench->catalog().keptAside().empty());
}

TEST_F(WhatIsSafe, ShowsWhatIsKeptAsideAndPutsItBackOrGivesItUp)
{
    // Given two edits in the box
    world.workbench->editing().rename(pump, u"Mend pump"_s);
    world.settle();
    std::ignore = world.store->outbox().discard(world.store->outbox().entries()->front().group);
    world.workbench->editing().setPriority({ pump }, Priority::High);
    world.settle();
    std::ignore = world.store->outbox().discard(world.store->outbox().entries()->front().group);
    open();
    auto* box = panel->findChild<BoxPage*>();
    auto* tabs = panel->findChild<QTabWidget*>();
    panel->showTab(SyncPanel::Tab::Box);
    EXPECT_EQ(tabs->tabText(4), u"Kept aside (2)"_s);
    EXPECT_TRUE(says(*box, u"You discarded it"_s));

    // When the older is put back
    auto* list = box->findChild<QTreeWidget*>();
    list->setCurrentItem(list->topLevelItem(1));
    press(*box, u"Put back"_s);
    world.settle();
    EXPECT_EQ(world.reads->task(pump)->title, u"Mend pump"_s);
    EXPECT_EQ(box->count(), 1);
    EXPECT_EQ(outbox->count(), 1);

    // And the other given up, after a question
    press(*box, u"Give up..."_s);
    auto* question = box->findChild<QMessageBox*>();
    ASSERT_TRUE(question && question->isVisible());
    EXPECT_EQ(box->count(), 1);
    press(*question, u"Give up"_s);
    world.settle();
    EXPECT_EQ(box->count(), 0);
    EXPECT_TRUE(says(*box, u"Nothing is kept aside"_s));
    EXPECT_EQ(world.reads->task(pump)->priority, Priority::None);
}

TEST_F(WhatIsSafe, ComparesEverythingWithTheServerWhenAsked)
{
    world.sync.set({ .state = sync::SyncState::UpToDate, .account = u"anna@example.com"_s });
    open();
    panel->showTab(SyncPanel::Tab::History);
    auto* history = panel->findChild<HistoryPage*>();
    EXPECT_TRUE(says(*history, u"Not compared with the server yet"_s));

    press(*history, u"Verify now"_s);
    EXPECT_EQ(world.sync.verifications, 1);
    EXPECT_TRUE(says(*history, u"Comparing every row"_s));
    Q_EMIT world.sync.cycleFinished({ .outcome = sync::SyncReport::Outcome::Synced }); // one that was under way
    EXPECT_TRUE(says(*history, u"Comparing every row"_s));

    Q_EMIT world.sync.cycleFinished({ .outcome = sync::SyncReport::Outcome::Synced, .verified = sync::VerifySummary { .rows = 214, .workspaces = 1 } });
    EXPECT_TRUE(says(*history, u"identical to the server, 214 rows"_s));

    // It is still known when the panel is opened again, and a failure is told
    delete panel;
    world.action(u"Sync details"_s)->trigger();
    panel = world.window->findChild<SyncPanel*>();
    history = panel->findChild<HistoryPage*>();
    panel->showTab(SyncPanel::Tab::History);
    EXPECT_TRUE(says(*history, u"identical to the server, 214 rows"_s));
    press(*history, u"Verify now"_s);
    Q_EMIT world.sync.cycleFinished({ .outcome = sync::SyncReport::Outcome::Offline, .error = Error { Error::Kind::Offline, {} } });
    EXPECT_TRUE(says(*history, u"Not compared. Could not reach the server"_s));
}

TEST_F(WhatIsSafe, ReportsWhatALongAbsenceCameTo)
{
    // Given nine days without sync, after which an edit of this device touched what others had changed
    const qint64 day = qint64(24) * 3600 * 1'000'000;
    const qint64 now = world.clock.wallMicros();
    auto& database = world.store->database();
    ASSERT_TRUE(database.run(u"INSERT INTO absences(cycle, since, edits, touched, items) VALUES(%1, %2, 60, 14, '[]')"_s.arg(now).arg(now - 9 * day).toUtf8().constData()));
    open();
    auto* incoming = panel->findChild<IncomingPage*>();
    panel->showTab(SyncPanel::Tab::Incoming);
    EXPECT_TRUE(says(*incoming, u"9 days offline: 14 of your 60 edits touch things that others changed"_s));

    // When it was read
    press(*incoming, u"Understood"_s);

    // Then it does not come back
    EXPECT_FALSE(says(*incoming, u"9 days offline"_s));
    delete panel;
    world.action(u"Sync details"_s)->trigger();
    panel = world.window->findChild<SyncPanel*>();
    EXPECT_FALSE(says(*panel->findChild<IncomingPage*>(), u"9 days offline"_s));
}
