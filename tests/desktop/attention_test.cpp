#include "app/desktop/attention.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

using namespace convoy;
using namespace convoy::app;
using namespace Qt::Literals::StringLiterals;
using sync::SyncState;

namespace {

class Notes final : public Notifier {
public:
    void show(RowKey task, const QString& title, const QString& body) override
    {
        EXPECT_FALSE(task);
        shown.append(title);
        bodies.append(body);
    }
    QStringList shown;
    QStringList bodies;
};

class SyncNeedsYou : public ::testing::Test {
protected:
    sync::SyncStatus status { .state = SyncState::UpToDate, .account = u"anna@example.org"_s };
    Notes notes;
    bool wanted = true;
    Attention attention { notes, [this] { return wanted; } };
};

} // namespace

TEST_F(SyncNeedsYou, IsSaidOnceForEachEditMoreAndNotForWhatWasSoAtTheStart)
{
    status.refused = 1;
    attention.onStatus(status);
    EXPECT_TRUE(notes.shown.isEmpty());

    status.refused = 2;
    attention.onStatus(status);
    attention.onStatus(status);
    status.refused = 1;
    attention.onStatus(status);
    EXPECT_EQ(notes.shown, QStringList { u"2 changes need attention"_s });

    status.toReview = 1;
    attention.onStatus(status);
    EXPECT_EQ(notes.shown.size(), 2);
}

TEST_F(SyncNeedsYou, IsSaidWhenTheSignInEndsButNotWhenTheNetworkDoes)
{
    attention.onStatus(status);
    status.state = SyncState::Offline;
    attention.onStatus(status);
    EXPECT_TRUE(notes.shown.isEmpty());
    status.state = SyncState::SignInExpired;
    status.pending = 3;
    attention.onStatus(status);

    EXPECT_EQ(notes.shown, QStringList { u"Sign in again to sync. 3 changes are safe here."_s });
}

TEST_F(SyncNeedsYou, DoesNotCallEditsSafeThatCannotBeSaved)
{
    attention.onStatus(status);
    status.toReview = 1;
    attention.onStatus(status);
    EXPECT_EQ(notes.bodies.back(), u"Your edits are safe on this device."_s);
    status.state = SyncState::CannotSave;
    attention.onStatus(status);
    EXPECT_EQ(notes.shown.size(), 2);
    EXPECT_EQ(notes.bodies.back(), u"What was saved before is safe. New edits are not: look at the disk."_s);
}

TEST_F(SyncNeedsYou, IsNotSaidWhereItIsUnwantedAndOpensTheWindowWhenClicked)
{
    attention.onStatus(status);
    wanted = false;
    status.toReview = 1;
    attention.onStatus(status);
    EXPECT_TRUE(notes.shown.isEmpty());

    QSignalSpy opened(&attention, &Attention::openRequested);
    Q_EMIT notes.acted(RowKey { 7 }, NoteAction::Open);
    EXPECT_EQ(opened.size(), 0);
    Q_EMIT notes.acted({}, NoteAction::Open);
    EXPECT_EQ(opened.size(), 1);
}
