#include "tests/ui/uiworld.h"
#include "ui/syncview/syncindicator.h"
#include "ui/toasts/toaster.h"

#include <QPushButton>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;
using sync::SyncState;

namespace {

class SyncIndicator : public ::testing::Test {
protected:
    sync::SyncStatus status(SyncState state, qint64 pending = 0)
    {
        sync::SyncStatus status { .state = state, .pending = pending };
        status.lastSyncedMicros = clock.wallMicros();
        status.done = 3;
        status.total = 12;
        return status;
    }
    void pass(int milliseconds)
    {
        clock.advance(milliseconds * 1000);
        QTest::qWait(milliseconds + 60);
    }

    test::ManualClock clock;
    ui::SyncIndicator indicator { clock, test::UiWorld::theme(), nullptr };
};

} // namespace

TEST_F(SyncIndicator, SaysTheStateInWords)
{
    indicator.setStatus(status(SyncState::OfflinePending, 3));

    EXPECT_EQ(indicator.words(), u"Offline. 3 changes saved on this device"_s);
}

TEST_F(SyncIndicator, DoesNotFlickerForAShortSync)
{
    indicator.setStatus(status(SyncState::UpToDate));
    const QString before = indicator.words();

    indicator.setStatus(status(SyncState::Syncing));
    pass(100);
    EXPECT_EQ(indicator.words(), before);
    indicator.setStatus(status(SyncState::UpToDate));
    pass(500);

    EXPECT_EQ(indicator.words(), before);
}

TEST_F(SyncIndicator, ShowsALongerSyncForAtLeastSixHundredMilliseconds)
{
    indicator.setStatus(status(SyncState::UpToDate));
    indicator.setStatus(status(SyncState::Syncing));
    pass(420);
    EXPECT_EQ(indicator.words(), u"Syncing 3 of 12"_s);

    indicator.setStatus(status(SyncState::UpToDate));
    pass(300);
    EXPECT_EQ(indicator.words(), u"Syncing 3 of 12"_s);
    pass(320);

    EXPECT_TRUE(indicator.words().startsWith(u"All changes synced"_s)) << indicator.words().toStdString();
}

TEST_F(SyncIndicator, DoesNotHoldBackWhatPresses)
{
    indicator.setStatus(status(SyncState::Syncing));
    pass(420);
    indicator.setStatus(status(SyncState::CannotSave));

    EXPECT_EQ(indicator.words(), u"Convoy cannot save on this device"_s);
}

TEST_F(SyncIndicator, ShowsTheBadgeBesideTheStateNotInsteadOfIt)
{
    auto one = status(SyncState::UpToDate);
    one.toReview = 1;
    indicator.setStatus(one);

    EXPECT_TRUE(indicator.words().startsWith(u"All changes synced"_s));
    EXPECT_EQ(indicator.badge(), u"1 edit to review"_s);
}

TEST_F(SyncIndicator, CountsDownToTheNextAttempt)
{
    auto unreachable = status(SyncState::ServerUnreachable);
    unreachable.nextAttemptMicros = clock.wallMicros() + 40'000'000;
    indicator.setStatus(unreachable);
    EXPECT_EQ(indicator.words(), u"Server not reachable. Trying again in 40 s"_s);

    clock.advance(5'000'000);
    QTest::qWait(1100);

    EXPECT_EQ(indicator.words(), u"Server not reachable. Trying again in 35 s"_s);
}

TEST(Toaster, ShowsOneAfterTheOtherAndActsOnItsVerb)
{
    test::UiWorld::theme();
    QWidget over;
    over.resize(600, 400);
    over.show();
    ui::Toaster toaster(over);
    int undone = 0;

    toaster.show({ u"Moved 'A' to the trash"_s, u"Undo"_s, [&undone] { ++undone; } });
    toaster.show({ u"Second"_s });
    EXPECT_EQ(toaster.sentence(), u"Moved 'A' to the trash"_s);
    for (auto* button : over.findChildren<QPushButton*>()) {
        if (button->text() == u"Undo"_s)
            button->click();
    }

    EXPECT_EQ(undone, 1);
    EXPECT_EQ(toaster.sentence(), u"Second"_s);
}
