#include "app/desktop/reminders.h"
#include "items/workbench.h"
#include "store/changewatcher.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/store.h"
#include "tests/support/directport.h"
#include "tests/support/manualclock.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimeZone>

using namespace convoy;
using namespace convoy::app;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 minute = 60'000'000;

class Notes final : public Notifier {
public:
    void show(RowKey task, const QString& title, const QString&) override { shown.append(u"%1 %2"_s.arg(task.value).arg(title)); }
    QStringList shown;
};

class Reminding : public ::testing::Test {
protected:
    Reminding()
    {
        std::ignore = store->ensureDefaults(u"Home"_s);
        QObject::connect(&watcher, &store::ChangeWatcher::changed, &workbench, [this](const ChangeSet& changes) { reminders->applyChanges(changes); });
        start();
    }
    //! As a process that begins on this database.
    void start()
    {
        notes = std::make_unique<Notes>();
        reminders = makeReminders(*notes);
        reminders->check();
    }
    std::unique_ptr<Reminders> makeReminders(Notes& to)
    {
        return std::make_unique<Reminders>(reads, workbench.editing(), clock, to,
            [this](RowKey task, const QString& at, const std::function<void(bool)>& answer) { answer(store->claimReminder(task, at).value_or(false)); });
    }
    void settle()
    {
        port.deliver();
        watcher.check();
    }
    [[nodiscard]] QString wall(int minutesAhead, const QTimeZone& zone = QTimeZone::systemTimeZone()) const
    {
        return QDateTime::fromMSecsSinceEpoch(clock.wallMicros() / 1000, zone).addSecs(60 * minutesAhead).toString(u"yyyy-MM-ddTHH:mm"_s);
    }
    RowKey add(const QString& title, const QString& reminder, const QString& zone = {})
    {
        RowKey made;
        workbench.editing().addTask({ .title = title, .timeZone = zone, .reminder = reminder },
            [&made](const items::Editing::Keys& keys) { made = keys.front(); });
        settle();
        return made;
    }
    void pass(int minutes)
    {
        clock.advance(minutes * minute);
        reminders->check(); // as the timer would
    }

    QTemporaryDir folder;
    test::ManualClock clock;
    std::unique_ptr<store::Store> store = std::move(*store::Store::open(folder.filePath(u"convoy.sqlite"_s), clock));
    test::DirectPort port { *store };
    std::unique_ptr<store::Database> database = std::move(*store::Database::open(store->path(), store::Database::Mode::ReadOnly));
    store::Reads reads { *database };
    store::ChangeWatcher watcher { *database };
    items::Workbench workbench { reads, port, clock };
    std::unique_ptr<Notes> notes;
    std::unique_ptr<Reminders> reminders;
};

} // namespace

TEST_F(Reminding, ArmsOneTimerForTheNextAndShowsItOnceItIsTime)
{
    add(u"Later"_s, wall(50));
    add(u"Soon"_s, wall(20));

    EXPECT_TRUE(notes->shown.isEmpty());
    EXPECT_GT(reminders->millisecondsToNext(), 18 * 60'000);
    EXPECT_LE(reminders->millisecondsToNext(), 20 * 60'000);
    pass(21);

    ASSERT_EQ(notes->shown.size(), 1);
    EXPECT_TRUE(notes->shown[0].endsWith(u"Soon"_s));
    pass(1);
    EXPECT_EQ(notes->shown.size(), 1);
}

TEST_F(Reminding, WaitsForNothingWhenNothingIsToCome) { EXPECT_EQ(reminders->millisecondsToNext(), -1); }

TEST_F(Reminding, IsNotShownAgainByTheNextStartNorByASecondProcess)
{
    add(u"Soon"_s, wall(5));
    Notes others;
    const auto second = makeReminders(others);

    pass(6);
    second->check();
    start();

    EXPECT_TRUE(notes->shown.isEmpty());
    EXPECT_TRUE(others.shown.isEmpty());
}

TEST_F(Reminding, ShowsWhatWasMissedDuringSleepButNotWhatIsOlderThanADay)
{
    add(u"Yesterday"_s, wall(5));
    pass(0);
    clock.advance(25 * 60 * minute);
    add(u"This morning"_s, wall(-30));

    reminders->check(); // the computer woke up

    ASSERT_EQ(notes->shown.size(), 1);
    EXPECT_TRUE(notes->shown[0].endsWith(u"This morning"_s));
}

TEST_F(Reminding, MeansTheWallTimeOfTheTasksZone)
{
    add(u"Tokyo"_s, wall(10, QTimeZone("Asia/Tokyo")), u"Asia/Tokyo"_s);
    add(u"Honolulu"_s, wall(10, QTimeZone("Pacific/Honolulu")), u"Pacific/Honolulu"_s);

    EXPECT_LE(reminders->millisecondsToNext(), 10 * 60'000);
    pass(11);

    EXPECT_EQ(notes->shown.size(), 2);
}

TEST_F(Reminding, DoneAndSnoozeAreEditsOfTheTask)
{
    const RowKey task = add(u"Soon"_s, wall(5));
    pass(6);
    ASSERT_EQ(notes->shown.size(), 1);

    Q_EMIT notes->acted(task, NoteAction::Snooze);
    settle();
    EXPECT_EQ(reads.task(task)->reminder, wall(15));
    pass(16);
    EXPECT_EQ(notes->shown.size(), 2);

    Q_EMIT notes->acted(task, NoteAction::Done);
    settle();
    EXPECT_EQ(reads.task(task)->status, TaskStatus::Done);

    QSignalSpy opened(reminders.get(), &Reminders::openRequested);
    Q_EMIT notes->acted(task, NoteAction::Open);
    EXPECT_EQ(opened.size(), 1);
}

TEST_F(Reminding, SaysNothingAboutTasksThatAreDone)
{
    const RowKey task = add(u"Soon"_s, wall(5));
    workbench.editing().setStatus({ task }, TaskStatus::Done);
    settle();

    EXPECT_EQ(reminders->millisecondsToNext(), -1);
    pass(6);
    EXPECT_TRUE(notes->shown.isEmpty());
}

TEST_F(Reminding, ShowsNothingWhileUnwantedAndWhatWasMissedOnceWantedAgain)
{
    bool wanted = false;
    reminders->setWanted([&wanted] { return wanted; });
    add(u"Soon"_s, wall(5));

    pass(6);

    EXPECT_TRUE(notes->shown.isEmpty());
    EXPECT_EQ(reminders->millisecondsToNext(), -1);
    wanted = true;
    reminders->check();
    EXPECT_EQ(notes->shown.size(), 1);
}
