#include "tests/ui/uiworld.h"
#include "ui/preferences/datapage.h"
#include "ui/preferences/notificationchoices.h"
#include "ui/preferences/preferencesdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListWidget>
#include <QTest>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class Preferring : public ::testing::Test {
protected:
    void signIn()
    {
        world.account.info = { .server = u"https://abc.supabase.co"_s, .email = u"anna@example.org"_s, .userId = u"1"_s, .signedIn = true };
        world.sync.choices.workspaces = { { RowKey { 11 }, u"Family"_s, true, 0 }, { RowKey { 12 }, u"Garden"_s, true, 2 } };
    }
    ui::PreferencesDialog& open(ui::PreferencesDialog::Page page)
    {
        world.openWindow();
        world.action(u"Preferences"_s)->trigger();
        auto* dialog = world.window->findChild<ui::PreferencesDialog*>();
        dialog->showPage(page);
        world.settle();
        return *dialog;
    }
    QListWidget& workspaces() { return *world.named<QListWidget>(u"Workspaces that are kept on this device"_s); }
    QCheckBox* box(const QString& text)
    {
        for (auto* box : world.window->findChildren<QCheckBox*>()) {
            if (box->text() == text)
                return box;
        }
        return nullptr;
    }
    bool says(const QString& words)
    {
        for (const auto* label : world.window->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }
    test::UiWorld world;
    using Page = ui::PreferencesDialog::Page;
};

} // namespace

TEST_F(Preferring, AWorkspaceIsTakenOffThisDeviceAndBackByTheKeyboard)
{
    signIn();
    open(Page::Device);
    ASSERT_EQ(workspaces().count(), 2);
    EXPECT_EQ(workspaces().item(1)->data(Qt::AccessibleTextRole), u"Garden, on this device"_s);

    workspaces().setFocus();
    workspaces().setCurrentRow(1);
    QTest::keyClick(&workspaces(), Qt::Key_Space);

    EXPECT_FALSE(world.sync.choices.workspaces[1].synced);
    EXPECT_TRUE(world.sync.choices.workspaces[0].synced);
    EXPECT_TRUE(says(u"'Garden' left this device. The server keeps it."_s));
    EXPECT_EQ(workspaces().item(1)->data(Qt::AccessibleTextRole), u"Garden, on the server only"_s);
    EXPECT_EQ(workspaces().currentRow(), 1);
    QTest::keyClick(&workspaces(), Qt::Key_Space);
    EXPECT_TRUE(world.sync.choices.workspaces[1].synced);
}

TEST_F(Preferring, AWorkspaceWhoseEditsCannotBeSentStaysAndSaysWhy)
{
    signIn();
    world.sync.refusal = Error { Error::Kind::Invalid, u"This workspace has changes that have not been sent yet."_s };
    open(Page::Device);

    workspaces().setCurrentRow(1);
    QTest::keyClick(&workspaces(), Qt::Key_Space);

    EXPECT_EQ(workspaces().item(1)->checkState(), Qt::Checked);
    EXPECT_TRUE(says(u"'Garden' stays as it was. This workspace has changes that have not been sent yet."_s));
}

TEST_F(Preferring, WithoutAnAccountNothingCanLeaveTheDevice)
{
    open(Page::Device);

    EXPECT_FALSE(workspaces().isVisible());
    EXPECT_FALSE(world.named<QComboBox>(u"How far back finished tasks are kept on this device"_s)->isEnabled());
}

TEST_F(Preferring, FinishedTasksAreKeptAsFarBackAsChosenAlsoAnOddNumberOfDays)
{
    signIn();
    world.sync.choices.historyDays = 45;
    open(Page::Device);
    auto* history = world.named<QComboBox>(u"How far back finished tasks are kept on this device"_s);
    EXPECT_EQ(history->currentText(), u"45 days"_s);

    history->setFocus();
    QTest::keyClick(history, Qt::Key_Home);

    EXPECT_EQ(history->currentText(), u"Everything"_s);
    EXPECT_EQ(world.sync.choices.historyDays, 0);
}

TEST_F(Preferring, OnMeteredNetworksSyncWaitsWhenThePersonSaysSo)
{
    signIn();
    open(Page::Sync);
    QCheckBox* metered = box(u"On a metered network sync only when I ask"_s);
    EXPECT_FALSE(metered->isChecked());

    metered->click();
    EXPECT_TRUE(world.sync.choices.waitsOnMetered);
    metered->click();
    EXPECT_FALSE(world.sync.choices.waitsOnMetered);
}

TEST_F(Preferring, NotificationsAreOnUntilTheyAreSwitchedOff)
{
    open(Page::Notifications);
    EXPECT_TRUE(ui::isWanted(ui::Notification::Reminder, *world.settings));
    EXPECT_TRUE(ui::isWanted(ui::Notification::Attention, *world.settings));

    box(u"Reminders of tasks"_s)->click();

    EXPECT_FALSE(ui::isWanted(ui::Notification::Reminder, *world.settings));
    EXPECT_TRUE(ui::isWanted(ui::Notification::Attention, *world.settings));
}

TEST_F(Preferring, EverythingIsExportedToAFile)
{
    world.addTask(u"Fix the pump"_s);
    auto& dialog = open(Page::Data);
    const QString path = world.folder.filePath(u"all.json"_s);

    dialog.findChild<ui::DataPage*>()->exportTo(path);
    world.settle();

    EXPECT_TRUE(says(u"Wrote 1 task to "_s + path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(QJsonDocument::fromJson(file.readAll())[u"tasks"_s][0][u"title"_s], u"Fix the pump"_s);
}
