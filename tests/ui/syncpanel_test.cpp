#include "items/outboxmodel.h"
#include "tests/ui/syncpanelworld.h"
#include "ui/sidebar/sidebar.h"
#include "ui/syncview/incomingpage.h"
#include "ui/syncview/outboxpage.h"
#include "ui/syncview/reviewpage.h"
#include "ui/syncview/syncpanel.h"
#include "ui/syncview/valuedialog.h"
#include "ui/syncview/worddiff.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

using namespace convoy;
using namespace convoy::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QString joined(const std::vector<DiffSpan>& spans)
{
    QString text;
    for (const DiffSpan& span : spans)
        text += span.shared ? span.text : u'[' + span.text + u']';
    return text;
}

using TheSyncPanel = test::SyncPanelWorld;

} // namespace

TEST(Words, ThatDifferAreMarkedOnBothSides)
{
    const WordDiff diff = wordDiff(u"Fix the old pump today"_s, u"Fix the pump\ntomorrow"_s);

    EXPECT_EQ(joined(diff.left), u"Fix the [old ]pump [today]"_s);
    EXPECT_EQ(joined(diff.right), u"Fix the pump\n[tomorrow]"_s);
}

TEST(Words, AreNeverLostHoweverLargeOrEmptyTheTextsAre)
{
    const QString large = u"one two "_s.repeated(3000);
    for (const auto& [a, b] : { std::pair(QString(), u" a "_s), std::pair(u"a"_s, QString()), std::pair(large, QString(u"x "_s + u"two one "_s.repeated(3000))) }) {
        const WordDiff diff = wordDiff(a, b);
        QString left;
        for (const DiffSpan& span : diff.left)
            left += span.text;
        QString right;
        for (const DiffSpan& span : diff.right)
            right += span.text;
        EXPECT_EQ(left, a);
        EXPECT_EQ(right, b);
    }
}

TEST_F(TheSyncPanel, TellsInWordsWhatAnEditWaitsFor)
{
    world.workbench->editing().rename(pump, u"Mend pump"_s);
    world.settle();
    open();
    world.sync.set({ .state = sync::SyncState::OfflinePending, .pending = 1, .account = u"anna@example.com"_s });
    EXPECT_TRUE(says(*outbox, u"Waits for the network. It is saved on this device."_s));
    EXPECT_EQ(panel->findChild<QTabWidget*>()->tabText(0), u"Outbox (1)"_s);

    world.sync.set({ .state = sync::SyncState::Paused, .pending = 1, .account = u"anna@example.com"_s });
    EXPECT_TRUE(says(*outbox, u"Waits until sync goes on"_s));
    server.push();

    EXPECT_TRUE(says(*outbox, u"Every edit on this device has reached the server."_s));
    EXPECT_EQ(panel->findChild<QTabWidget*>()->tabText(0), u"Outbox"_s);
}

TEST_F(TheSyncPanel, OpensWhatAnEditOrALostValueIsAbout)
{
    world.workbench->editing().addComment(pump, u"It drips"_s);
    world.settle();
    open();
    RowKey opened;
    QObject::connect(panel, &SyncPanel::rowChosen, panel, [&opened](RowKey row) { opened = row; });
    press(*outbox, u"Edit"_s);
    EXPECT_EQ(opened, pump) << "the task of a comment";

    server.push();
    world.workbench->editing().addProject(world.workbench->catalog().workspaces().front().key, u"Garden"_s);
    world.settle();
    const RowKey garden = world.workbench->catalog().projects().front().key;
    press(*outbox, u"Edit"_s);
    EXPECT_EQ(opened, garden);
    EXPECT_EQ(world.window->findChild<Sidebar*>()->currentProject(), garden);

    server.push();
    server.loseIn(Entity::Project, garden, u"deleted_at"_s, QJsonValue(), u"2026-11-23T10:42:07.123456+00:00"_s, QJsonValue());
    server.pull();
    panel->showTab(SyncPanel::Tab::Review);
    EXPECT_TRUE(says(*review, u"It, or something in it"_s));
    opened = {};
    press(*review, u"Open"_s);
    EXPECT_EQ(opened, garden);

    world.workbench->editing().remove(Entity::Project, garden, u"Deleted Garden"_s);
    world.settle();
    EXPECT_FALSE(offers(*outbox, u"Edit"_s)) << "it is in the trash";
    EXPECT_FALSE(offers(*review, u"Open"_s));
}

TEST_F(TheSyncPanel, OffersToRetryWhatTheServerRefused)
{
    server.server.refused = { bareUid(world.workbench->catalog().uidOf(pump)) };
    world.workbench->editing().rename(pump, u"Mend pump"_s);
    world.settle();
    server.push();
    std::vector<GroupId> retried;
    auto with = world.collaborators();
    with.outbox.retry = [&retried](GroupId group) { retried.push_back(group); };
    OutboxPage page(with, nullptr);

    ASSERT_TRUE(offers(page, u"Retry"_s));
    press(page, u"Retry"_s);

    EXPECT_EQ(retried.size(), 1u);
}

TEST_F(TheSyncPanel, ShowsWhatElseGoesBeforeItDiscards)
{
    world.workbench->editing().rename(pump, u"Mend pump"_s);
    world.settle();
    std::vector<GroupId> discarded;
    auto with = world.collaborators();
    with.outbox.discard = [&discarded](GroupId group, const OutboxVerbs::Groups&) { discarded.push_back(group); };
    with.outbox.preview = [](GroupId, const OutboxVerbs::Words& done) { done({ u"Renamed 'Fix pump'"_s, u"Commented on 'Fix pump'"_s }); };
    OutboxPage page(with, nullptr);

    press(page, u"Discard..."_s);
    EXPECT_TRUE(says(page, u"Commented on 'Fix pump'"_s));
    EXPECT_TRUE(discarded.empty());
    press(page, u"Keep"_s);
    EXPECT_FALSE(offers(page, u"Discard 2 edits"_s));
    EXPECT_TRUE(discarded.empty());
    press(page, u"Discard..."_s);
    press(page, u"Discard 2 edits"_s);

    EXPECT_EQ(discarded.size(), 1u);
}

TEST_F(TheSyncPanel, ExportsWhatWaitsAndSaysSo)
{
    world.workbench->editing().rename(pump, u"Mend pump"_s);
    world.settle();
    auto with = world.collaborators();
    with.outbox.exported = [](const OutboxVerbs::Bytes& done) { done("[\"Mend pump\"]"); };
    OutboxPage page(with, nullptr);
    QSignalSpy told(&page, &OutboxPage::told);

    page.exportTo(world.folder.filePath(u"edits.json"_s));
    page.exportTo(world.folder.filePath(u"nowhere/edits.json"_s));

    QFile file(world.folder.filePath(u"edits.json"_s));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "[\"Mend pump\"]");
    ASSERT_EQ(told.size(), 2);
    EXPECT_TRUE(told[1].front().toString().contains(u"still here"_s));
}

TEST_F(TheSyncPanel, ShowsEachFieldWithAllThreeValuesAndWhoWroteThem)
{
    server.lose(pump, u"title"_s, u"Fix pump"_s, u"Mend the pump"_s, u"Repair the pump"_s);
    server.lose(pump, u"priority"_s, u"none"_s, u"high"_s, u"low"_s);
    server.pull();
    open();
    panel->showTab(SyncPanel::Tab::Review);

    EXPECT_EQ(panel->findChild<QTabWidget*>()->tabText(int(SyncPanel::Tab::Review)), u"Review (2)"_s);
    ASSERT_EQ(fields().topLevelItemCount(), 2);
    EXPECT_EQ(fields().topLevelItem(0)->text(1), u"Fix pump"_s);
    EXPECT_EQ(fields().topLevelItem(0)->text(2), u"Mend the pump"_s);
    EXPECT_EQ(fields().topLevelItem(0)->text(3), u"Repair the pump"_s);
    EXPECT_TRUE(fields().headerItem()->text(2).startsWith(u"this laptop\n"_s)) << fields().headerItem()->text(2).toStdString();
    EXPECT_TRUE(fields().headerItem()->text(3).startsWith(u"laptop-anna\n"_s));
    EXPECT_EQ(fields().selectedItems().size(), 2);
    EXPECT_FALSE(panel->isModal());
}

TEST_F(TheSyncPanel, KeepsMineAndCanTakeThatBack)
{
    server.lose(pump, u"title"_s, u"Fix pump"_s, u"Mend the pump"_s, u"Fix pump"_s);
    server.pull();
    open();
    panel->showTab(SyncPanel::Tab::Review);

    press(*review, u"Keep mine"_s);
    world.settle();
    EXPECT_EQ(world.reads->task(pump)->title, u"Mend the pump"_s);
    EXPECT_TRUE(says(*review, u"Nothing to review."_s));

    world.action(u"Undo"_s)->trigger();
    world.settle();
    EXPECT_EQ(world.reads->task(pump)->title, u"Fix pump"_s);
    EXPECT_EQ(review->openCount(), 1);
}

TEST_F(TheSyncPanel, KeepsBothOnlyWhereBothCanStay)
{
    server.lose(pump, u"title"_s, u"Fix pump"_s, u"Mend the pump"_s, u"Repair it"_s);
    server.lose(pump, u"priority"_s, u"none"_s, u"high"_s, u"low"_s);
    server.pull();
    open();
    panel->showTab(SyncPanel::Tab::Review);
    EXPECT_FALSE(offers(*review, u"Keep both"_s));

    fields().clearSelection();
    fields().topLevelItem(0)->setSelected(true);
    press(*review, u"Keep both"_s);
    world.settle();

    EXPECT_TRUE(world.reads->task(pump)->title.contains(u"Mend the pump"_s));
    EXPECT_TRUE(world.reads->task(pump)->title.contains(u"Repair it"_s));
    EXPECT_EQ(review->openCount(), 1);
    EXPECT_EQ(fields().topLevelItemCount(), 1);
}

TEST_F(TheSyncPanel, LetsAPersonWriteAValueOfTheirOwn)
{
    server.lose(pump, u"title"_s, u"Fix pump"_s, u"Mend the pump"_s, u"Repair it"_s);
    server.pull();
    open();
    panel->showTab(SyncPanel::Tab::Review);

    press(*review, u"Edit..."_s);
    auto* dialog = review->findChild<ValueDialog*>();
    ASSERT_TRUE(dialog);
    dialog->text().setPlainText(u"Mend and repair it"_s);
    press(*dialog, u"Save"_s);
    world.settle();

    EXPECT_EQ(world.reads->task(pump)->title, u"Mend and repair it"_s);
    EXPECT_EQ(review->openCount(), 0);
}

TEST_F(TheSyncPanel, OpensAtTheReviewFromTheBadge)
{
    server.lose(pump, u"title"_s, u"Fix pump"_s, u"Mend the pump"_s, u"Repair it"_s);
    server.pull();
    world.openWindow();
    world.sync.set({ .state = sync::SyncState::UpToDate, .toReview = 1, .account = u"anna@example.com"_s });

    world.named<QPushButton>(u"1 edit to review"_s)->click();
    world.settle();

    panel = world.window->findChild<SyncPanel*>();
    ASSERT_TRUE(panel);
    EXPECT_EQ(panel->findChild<QTabWidget*>()->currentIndex(), int(SyncPanel::Tab::Review));
    world.named<QPushButton>(u"1 edit to review"_s)->click();
    EXPECT_EQ(world.window->findChildren<SyncPanel*>().size(), 1);
}

TEST_F(TheSyncPanel, ShowsWhatAnotherDeviceChangedAndTakesItBack)
{
    open();
    server.server.put(Entity::Task, bareUid(world.workbench->catalog().uidOf(pump)), { { u"title"_s, u"Mend pump"_s } });
    server.pull();
    QTest::qWait(200);
    panel->showTab(SyncPanel::Tab::Incoming);
    auto* page = panel->findChild<IncomingPage*>();
    auto* changes = page->findChild<QTreeWidget*>();
    ASSERT_EQ(changes->topLevelItemCount(), 1);
    QTreeWidgetItem* change = changes->topLevelItem(0)->child(0);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->text(1), u"title"_s);
    EXPECT_EQ(change->text(2), u"Fix pump"_s);
    EXPECT_EQ(change->text(3), u"Mend pump"_s);

    changes->setCurrentItem(change);
    press(*page, u"Take back"_s);
    world.settle();

    EXPECT_EQ(world.reads->task(pump)->title, u"Fix pump"_s);
    world.action(u"Undo"_s)->trigger();
    world.settle();
    EXPECT_EQ(world.reads->task(pump)->title, u"Mend pump"_s);
}
