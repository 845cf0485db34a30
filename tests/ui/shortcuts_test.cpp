#include "tests/ui/uiworld.h"
#include "ui/actions/actionregistry.h"
#include "ui/actions/actiontable.h"
#include "ui/actions/cheatsheet.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/preferences/shortcutspage.h"
#include "ui/tasklist/quickaddline.h"

#include <QApplication>
#include <QCheckBox>
#include <QKeySequenceEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QTreeWidget>

using namespace convoy;
using namespace convoy::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QKeySequence key(const char* text) { return QKeySequence(QString::fromLatin1(text), QKeySequence::PortableText); }

//! Each action whose key another one has as well, or cannot be heard beside; in words.
QStringList sharedKeys(const Shortcuts& shortcuts)
{
    QStringList shared;
    for (const ActionRow& row : actionTable()) {
        for (const QKeySequence& each : shortcuts.chosen(row.id)) {
            if (const auto other = shortcuts.conflict(row.id, each))
                shared.append(each.toString() + u": "_s + nameOf(row.id) + u" and "_s + nameOf(*other));
        }
    }
    return shared;
}

class Remapping : public ::testing::Test {
protected:
    Remapping() { world.openWindow(); }
    ShortcutsPage& page()
    {
        if (!world.window->findChild<PreferencesDialog*>())
            world.action(u"Preferences"_s)->trigger();
        world.settle();
        world.window->findChild<PreferencesDialog*>()->showPage(PreferencesDialog::Page::Shortcuts);
        return *world.window->findChild<ShortcutsPage*>();
    }
    template <class Button> Button* button(const QString& text)
    {
        for (auto* each : page().findChildren<Button*>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    void press(Qt::Key pressed, Qt::KeyboardModifiers modifiers)
    {
        if (auto* dialog = world.window->findChild<PreferencesDialog*>()) {
            dialog->close();
            world.settle();
        }
        world.window->activateWindow();
        QTest::keyClick(world.window.get(), pressed, modifiers);
        world.settle();
    }
    bool quickAddIsOpen() { return world.window->findChild<QuickAddLine*>()->isAncestorOf(QApplication::focusWidget()); }

    test::UiWorld world;
};

} // namespace

TEST(Keys, AreNeverSharedWhereBothCouldAct) { EXPECT_EQ(sharedKeys({}).join(u'\n'), QString()); }

TEST(Keys, AreNotSharedAfterAnyNumberOfRemappings)
{
    QRandomGenerator random(7);
    const QList<QKeySequence> keys { key("Ctrl+N"), key("G, S"), key("G"), key("Ctrl+K, Ctrl+J"), key("Ctrl+K"), key("F2"), key("Del"), key("M, B"), key("M, B, X") };
    Shortcuts shortcuts;
    for (int i = 0; i < 400; ++i) {
        shortcuts.takeOver(ActionId(random.bounded(int(ActionId::Count))), keys[random.bounded(keys.size())]);
        ASSERT_EQ(sharedKeys(shortcuts).join(u'\n'), QString()) << "after " << i;
    }
}

TEST(Keys, InListAndSidebarMayBeTheSame)
{
    EXPECT_EQ(Shortcuts().conflict(ActionId::RenamePlace, key("F2")), std::nullopt);
    EXPECT_EQ(Shortcuts().conflict(ActionId::NewProject, key("F2")), ActionId::RenameTask);
}

TEST(Keys, ThatBeginLikeAnotherAreInItsWay)
{
    Shortcuts shortcuts;
    shortcuts.set(ActionId::RenameTask, { key("G, R") });

    EXPECT_EQ(shortcuts.conflict(ActionId::OpenTask, key("G")), ActionId::RenameTask);
    EXPECT_EQ(shortcuts.conflict(ActionId::OpenTask, key("G, R, X")), ActionId::RenameTask);
    EXPECT_EQ(shortcuts.conflict(ActionId::OpenTask, key("G, Y")), std::nullopt);
}

TEST(Keys, OfSingleLettersCanBeSwitchedOff)
{
    Shortcuts shortcuts;
    shortcuts.set(ActionId::RenameTask, { key("G, R"), key("Shift+R"), key("F2") });
    EXPECT_EQ(shortcuts.of(ActionId::RenameTask).size(), 3);

    shortcuts.setSingleLetters(false);

    EXPECT_EQ(shortcuts.of(ActionId::RenameTask), Shortcuts::Keys { key("F2") });
    EXPECT_EQ(shortcuts.chosen(ActionId::RenameTask).size(), 3);
}

TEST(Keys, AreStoredByName)
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"keys.ini"_s), QSettings::IniFormat);
    Shortcuts shortcuts;
    shortcuts.set(ActionId::NewTask, { key("Ctrl+Alt+J"), key("G, J") });
    shortcuts.set(ActionId::Quit, {});
    shortcuts.setSingleLetters(false);
    shortcuts.write(settings);

    EXPECT_TRUE(Shortcuts::read(settings) == shortcuts);
    EXPECT_TRUE(settings.contains(u"shortcuts/NewTask"_s));
    shortcuts.resetAll();
    shortcuts.write(settings);
    EXPECT_TRUE(Shortcuts::read(settings) == Shortcuts());
    EXPECT_FALSE(settings.contains(u"shortcuts/NewTask"_s));
}

TEST_F(Remapping, ActsAtOnceAndIsRemembered)
{
    page().choose(ActionId::NewTask);
    page().record(key("Ctrl+Alt+J"));
    EXPECT_EQ(page().problem(), QString());

    press(Qt::Key_N, Qt::ControlModifier);
    EXPECT_FALSE(quickAddIsOpen());
    press(Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_TRUE(quickAddIsOpen());

    world.closeWindow();
    world.openWindow();
    press(Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_TRUE(quickAddIsOpen());
}

TEST_F(Remapping, IsDoneWithTheKeyboardAlone)
{
    page().choose(ActionId::ToggleSidebar);
    auto* tree = page().findChild<QTreeWidget*>();
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_Return);
    auto* recorder = page().findChild<QKeySequenceEdit*>();
    ASSERT_TRUE(recorder->hasFocus());

    QTest::keyClick(recorder, Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
    // A key sequence is complete when a second has passed without a further key.
    EXPECT_TRUE(QTest::qWaitFor([this] { return world.action(u"Sidebar"_s)->shortcut() == key("Ctrl+Alt+L"); }, 4000))
        << page().problem().toStdString() << recorder->keySequence().toString().toStdString();
}

TEST_F(Remapping, NamesTheActionThatHasTheKeyAndTakesItOnlyWhenAsked)
{
    page().choose(ActionId::ToggleSidebar);
    page().record(key("Ctrl+N"));

    EXPECT_EQ(page().problem(), u"Ctrl+N belongs to \"New task\"."_s);
    EXPECT_EQ(world.action(u"New task"_s)->shortcut(), key("Ctrl+N"));
    EXPECT_EQ(world.action(u"Sidebar"_s)->shortcut(), key("F9"));

    button<QPushButton>(u"Use it here"_s)->click();

    EXPECT_EQ(world.action(u"Sidebar"_s)->shortcut(), key("Ctrl+N"));
    EXPECT_TRUE(world.action(u"New task"_s)->shortcuts().isEmpty());
    EXPECT_EQ(page().problem(), QString());
}

TEST_F(Remapping, KeepsSingleLettersOutOfTextFields)
{
    page().choose(ActionId::ToggleSidebar);
    page().record(key("S"));

    EXPECT_TRUE(page().problem().contains(u"single letter"_s));
    EXPECT_EQ(world.action(u"Sidebar"_s)->shortcut(), key("F9"));
}

TEST_F(Remapping, CanBeTakenBackForOneOrAll)
{
    page().choose(ActionId::ToggleSidebar);
    page().record(key("Ctrl+Alt+L"));
    button<QPushButton>(u"Reset"_s)->click();
    EXPECT_EQ(world.action(u"Sidebar"_s)->shortcut(), key("F9"));

    button<QPushButton>(u"Remove"_s)->click();
    EXPECT_TRUE(world.action(u"Sidebar"_s)->shortcuts().isEmpty());
    button<QCheckBox>(u"Single letters work in the task list"_s)->click();
    button<QPushButton>(u"Reset all"_s)->click();

    EXPECT_EQ(world.action(u"Sidebar"_s)->shortcut(), key("F9"));
    EXPECT_TRUE(button<QCheckBox>(u"Single letters work in the task list"_s)->isChecked());
}

TEST_F(Remapping, ShowsInTheCheatSheetAndInTooltips)
{
    page().choose(ActionId::NewTask);
    page().record(key("Ctrl+Alt+J"));
    world.action(u"Keyboard shortcuts"_s)->trigger();
    world.settle();

    auto* tree = world.window->findChild<CheatSheet*>()->findChild<QTreeWidget*>();
    const auto found = tree->findItems(u"New task"_s, Qt::MatchExactly | Qt::MatchRecursive);
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.front()->text(1), u"Ctrl+Alt+J"_s);
    EXPECT_TRUE(world.action(u"New task"_s)->toolTip().contains(u"Ctrl+Alt+J"_s));
}
