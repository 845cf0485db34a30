#include "tests/desktop/desktopfixture.h"
#include "ui/account/signindialog.h"
#include "ui/preferences/devicepage.h"
#include "ui/preferences/preferencesdialog.h"
#include "ui/tasklist/quickaddline.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QRadioButton>
#include <QUuid>

using namespace convoy;
using namespace convoy::app;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class SigningIn : public Desktop {
protected:
    void SetUp() override
    {
        if (qEnvironmentVariableIsEmpty("CONVOY_TEST_URL"))
            GTEST_SKIP() << "no server: tests/run starts one and sets CONVOY_TEST_URL and CONVOY_TEST_KEY";
        addTask(u"Buy milk"_s);
        addTask(u"Fix the pump"_s);
        start();
        ASSERT_TRUE(window());
    }
    ui::SignInDialog& dialog()
    {
        for (QAction* action : window()->findChildren<QAction*>()) {
            if (action->iconText() == u"Sign in"_s)
                action->trigger();
        }
        return *window()->findChild<ui::SignInDialog*>();
    }
    void signUp(ui::SignInDialog& dialog)
    {
        dialog.prefill(qEnvironmentVariable("CONVOY_TEST_URL"), qEnvironmentVariable("CONVOY_TEST_KEY"),
            u"anna-%1@example.com"_s.arg(QUuid::createUuid().toString(QUuid::WithoutBraces).left(12)));
        for (auto* line : dialog.findChildren<QLineEdit*>()) {
            if (line->echoMode() == QLineEdit::Password)
                line->setText(u"correct horse battery"_s);
        }
        for (auto* combo : dialog.findChildren<QComboBox*>())
            combo->setCurrentIndex(1); // until Convoy is closed: tests have no keychain
        press(dialog, u"Create an account instead"_s);
        press(dialog, u"Create account"_s);
    }
    std::optional<Account> waitForAccount()
    {
        const auto directory = DataDirectory::open(path);
        std::ignore = QTest::qWaitFor([&] { return directory->account().has_value(); }, 20'000);
        return directory->account();
    }
};

} // namespace

TEST_F(SigningIn, CountsAndAddsTheTasksOfThisDevice)
{
    ui::SignInDialog& asking = dialog();
    QStringList choices;
    for (const auto* choice : asking.findChildren<QRadioButton*>())
        choices.append(choice->text());
    EXPECT_TRUE(choices.join(u'\n').contains(u"2 tasks"_s)) << choices.join(u'\n').toStdString();

    signUp(asking);
    const auto account = waitForAccount();
    ASSERT_TRUE(account);

    EXPECT_EQ(tasksIn(DataDirectory::open(path)->databaseFor(*account)), 2);
    EXPECT_EQ(tasksIn(DataDirectory::open(path)->localDatabase()), 0) << "or the next account would get them, too";
    EXPECT_TRUE(window()) << "built anew on the account's data";
}

TEST_F(SigningIn, KeepsTheTasksOfThisDeviceSeparateWhenAsked)
{
    ui::SignInDialog& asking = dialog();
    press(asking, u"Keep them separate, on this device only"_s);

    signUp(asking);
    const auto account = waitForAccount();
    ASSERT_TRUE(account);

    EXPECT_EQ(tasksIn(DataDirectory::open(path)->databaseFor(*account)), 0);
    EXPECT_EQ(tasksIn(DataDirectory::open(path)->localDatabase()), 2);
}

TEST_F(SigningIn, AWorkspaceLeavesThisDeviceOnceItsEditsAreSentAndComesBack)
{
    // Given an account with two tasks and one that was just written, in the preferences
    const QPointer<ui::MainWindow> before(window());
    signUp(dialog());
    const auto account = waitForAccount();
    ASSERT_TRUE(account);
    const QString database = DataDirectory::open(path)->databaseFor(*account);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !before && topLevel<ui::MainWindow>() && tasksIn(database) == 2; }, 20'000));
    auto* line = window()->findChild<ui::QuickAddLine*>();
    QTest::keyClicks(line->focusProxy(), u"Written last"_s);
    QTest::keyClick(line->focusProxy(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return tasksIn(database) == 3; }, 20'000));
    for (QAction* action : window()->findChildren<QAction*>()) {
        if (action->iconText() == u"Preferences"_s)
            action->trigger();
    }
    auto* preferences = window()->findChild<ui::PreferencesDialog*>();
    preferences->showPage(ui::PreferencesDialog::Page::Device);
    auto* workspaces = preferences->findChild<ui::DevicePage*>()->findChild<QListWidget*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return workspaces->count() == 1; }, 20'000));

    // When its workspace is switched off
    workspaces->setCurrentRow(0);
    QTest::keyClick(workspaces, Qt::Key_Space);

    // Then its tasks leave, and all three come back when it is on again
    ASSERT_TRUE(QTest::qWaitFor([&] { return tasksIn(database) == 0; }, 30'000));
    ASSERT_TRUE(QTest::qWaitFor([&] { return workspaces->isEnabled() && workspaces->item(0)->checkState() == Qt::Unchecked; }, 20'000));
    QTest::keyClick(workspaces, Qt::Key_Space);
    EXPECT_TRUE(QTest::qWaitFor([&] { return tasksIn(database) == 3; }, 30'000)) << tasksIn(database);
}
