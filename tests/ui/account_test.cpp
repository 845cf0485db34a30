#include "tests/ui/uiworld.h"
#include "ui/account/signindialog.h"
#include "ui/account/signoutquestion.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

class SignIn : public ::testing::Test {
protected:
    SignIn()
    {
        test::UiWorld::theme();
        account.localTasks = 214;
        dialog = new ui::SignInDialog(account, nullptr);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
    }
    ~SignIn() override { delete dialog; }
    QLineEdit* line(const QString& name)
    {
        for (auto* line : dialog->findChildren<QLineEdit*>()) {
            if (line->accessibleName() == name)
                return line;
        }
        return nullptr;
    }
    void press(const QString& text)
    {
        for (auto* button : dialog->findChildren<QPushButton*>()) {
            if (button->text() == text) {
                button->click();
                return;
            }
        }
        FAIL() << text.toStdString();
    }
    bool says(const QString& words)
    {
        for (const auto* label : dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(words))
                return true;
        }
        return false;
    }
    void fillIn()
    {
        dialog->prefill(u"https://abc.supabase.co/"_s, u"anon"_s, u"anna@example.com"_s);
        line(u"Password"_s)->setText(u"secret"_s);
    }

    test::FakeAccount account;
    ui::SignInDialog* dialog;
};

} // namespace

TEST_F(SignIn, AsksForWhatIsMissingBeforeItAsksTheServer)
{
    press(u"Sign in"_s);

    EXPECT_TRUE(account.requests.empty());
    EXPECT_TRUE(says(u"starts with https://"_s));
}

TEST_F(SignIn, SendsWhatWasFilledIn)
{
    fillIn();
    press(u"Sign in"_s);

    ASSERT_EQ(account.requests.size(), 1u);
    EXPECT_EQ(account.requests[0].server, u"https://abc.supabase.co"_s);
    EXPECT_EQ(account.requests[0].email, u"anna@example.com"_s);
    EXPECT_EQ(account.requests[0].password, u"secret"_s);
    EXPECT_EQ(account.requests[0].mode, sync::SignInRequest::Mode::SignIn);
    EXPECT_EQ(account.requests[0].secrets, sync::SignInRequest::Secrets::Keychain);
    EXPECT_EQ(account.requests[0].localTasks, sync::SignInRequest::LocalTasks::Add);
}

TEST_F(SignIn, CountsTheTasksOfThisDeviceAndMayKeepThemSeparate)
{
    QRadioButton* separate = nullptr;
    bool counted = false;
    for (auto* choice : dialog->findChildren<QRadioButton*>()) {
        counted = counted || choice->text().contains(u"214"_s);
        if (choice->text().contains(u"separate"_s))
            separate = choice;
    }
    EXPECT_TRUE(counted);
    ASSERT_TRUE(separate);
    separate->setChecked(true);

    EXPECT_EQ(dialog->request().localTasks, sync::SignInRequest::LocalTasks::KeepSeparate);
}

TEST_F(SignIn, StaysFilledInAndSaysWhyWhenItFails)
{
    fillIn();
    press(u"Sign in"_s);
    EXPECT_FALSE(line(u"E-mail"_s)->isEnabled());

    Q_EMIT account.signInFailed({ Error::Kind::Offline, {} });

    EXPECT_TRUE(says(u"Could not reach the server"_s));
    EXPECT_TRUE(line(u"E-mail"_s)->isEnabled());
    EXPECT_EQ(line(u"E-mail"_s)->text(), u"anna@example.com"_s);
    EXPECT_EQ(line(u"Password"_s)->text(), u"secret"_s);
    EXPECT_TRUE(dialog->isVisible());
}

TEST_F(SignIn, CreatesAnAccountWhenAsked)
{
    fillIn();
    press(u"Create an account instead"_s);
    press(u"Create account"_s);

    ASSERT_EQ(account.requests.size(), 1u);
    EXPECT_EQ(account.requests[0].mode, sync::SignInRequest::Mode::SignUp);
}

TEST_F(SignIn, ClosesWhenItWorked)
{
    fillIn();
    press(u"Sign in"_s);
    Q_EMIT account.signedIn({});

    EXPECT_FALSE(dialog->isVisible());
}

namespace {

class SignOut : public ::testing::Test {
protected:
    void ask(const ui::OutboxVerbs& verbs = {})
    {
        auto with = world.collaborators();
        with.outbox = verbs;
        question = std::make_unique<ui::SignOutQuestion>(with, nullptr);
        question->setAttribute(Qt::WA_DeleteOnClose, false);
        question->show();
    }
    QPushButton* button(const QString& text)
    {
        for (auto* button : question->findChildren<QPushButton*>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }

    test::UiWorld world;
    std::unique_ptr<ui::SignOutQuestion> question;
};

} // namespace

TEST_F(SignOut, SaysWhatIsNotOnTheServerAndFollowsSync)
{
    world.sync.set({ .state = sync::SyncState::Pending, .pending = 3 });
    ask();
    auto* words = question->findChild<QLabel*>();
    EXPECT_TRUE(words->text().startsWith(u"3 change"_s)) << words->text().toStdString();
    button(u"Sync now"_s)->click();
    EXPECT_EQ(world.sync.syncs, 1);

    world.sync.set({ .state = sync::SyncState::UpToDate });
    EXPECT_TRUE(words->text().startsWith(u"Everything is on the server"_s));
    EXPECT_FALSE(button(u"Sync now"_s));
    button(u"Sign out"_s)->click();

    EXPECT_EQ(world.account.signOuts, 1);
}

TEST_F(SignOut, SavesTheUnsyncedEditsFirstAndStaysWhenItCannot)
{
    world.sync.set({ .state = sync::SyncState::OfflinePending, .pending = 1 });
    ask({ .exported = [](const ui::OutboxVerbs::Bytes& done) { done("[1]"); } });
    EXPECT_TRUE(button(u"Export and sign out..."_s));
    EXPECT_FALSE(button(u"Sign out"_s));

    question->exportAndLeave(world.folder.filePath(u"nowhere/edits.json"_s));
    EXPECT_EQ(world.account.signOuts, 0);
    EXPECT_TRUE(question->isVisible());
    question->exportAndLeave(world.folder.filePath(u"edits.json"_s));

    EXPECT_EQ(world.account.signOuts, 1);
    EXPECT_TRUE(QFile::exists(world.folder.filePath(u"edits.json"_s)));
}

TEST_F(SignOut, LetsAPersonStay)
{
    world.sync.set({ .state = sync::SyncState::OfflinePending, .pending = 1 });
    ask();
    button(u"Stay signed in"_s)->click();

    EXPECT_EQ(world.account.signOuts, 0);
    EXPECT_FALSE(question->isVisible());
}
