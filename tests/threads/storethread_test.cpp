// The two threads of the desktop program without its window: edits go to the store thread, answers and changes come
// home, a reader on this thread sees what was committed. Meant for ThreadSanitizer above all.
#include "app/storethread.h"
#include "domain/gestures.h"
#include "store/changewatcher.h"
#include "store/database.h"
#include "store/reads.h"
#include "store/store.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace convoy;
using namespace Qt::Literals::StringLiterals;

namespace {

template <class Condition>
bool waitUntil(Condition condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < 20'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
    return condition();
}

class StoreThread : public ::testing::Test {
protected:
    void SetUp() override
    {
        auto opened = app::DataDirectory::open(m_folder.path());
        ASSERT_TRUE(opened);
        m_directory = *opened;
        m_thread = std::make_unique<app::StoreThread>(app::Session::Options { .directory = *m_directory }, m_clock);
        ASSERT_TRUE(m_thread->start().get());
        auto database = store::Database::open(m_directory->localDatabase(), store::Database::Mode::ReadOnly);
        ASSERT_TRUE(database);
        m_database = std::move(*database);
        m_reads = std::make_unique<store::Reads>(*m_database);
        m_watcher = std::make_unique<store::ChangeWatcher>(*m_database);
        m_workspace = m_reads->workspaces()->front().key;
    }

    void addTask(const QString& title, std::function<void(const Result<EditReceipt>&)> done)
    {
        const Gesture gesture = taskCreated(m_workspace, { { u"title"_s, title } }, builtInWorkflow());
        m_thread->post([&home = *m_thread, gesture, done = std::move(done)](app::Session& session) {
            auto receipt = session.store().apply(gesture);
            home.home([done, receipt] { done(receipt); });
        });
    }

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::optional<app::DataDirectory> m_directory;
    std::unique_ptr<app::StoreThread> m_thread;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Reads> m_reads;
    std::unique_ptr<store::ChangeWatcher> m_watcher;
    RowKey m_workspace;
};

} // namespace

TEST_F(StoreThread, EditsComeHomeInTheOrderOfPostingAndAreThereToRead)
{
    std::vector<QString> titles;
    for (int i = 0; i < 200; ++i) {
        addTask(QString::number(i), [this, &titles](const Result<EditReceipt>& receipt) {
            ASSERT_TRUE(receipt);
            titles.push_back(m_reads->task(receipt->created.front())->title);
        });
    }

    ASSERT_TRUE(waitUntil([&] { return titles.size() == 200; }));

    for (int i = 0; i < 200; ++i)
        EXPECT_EQ(titles[size_t(i)], QString::number(i));
}

TEST_F(StoreThread, ACommitIsAnnouncedToThisThread)
{
    size_t changed = 0;
    QObject::connect(m_watcher.get(), &store::ChangeWatcher::changed, m_watcher.get(),
        [&](const ChangeSet& changes) { changed += changes.rows.size(); });
    auto* watcher = m_watcher.get();
    m_thread->post([&home = *m_thread, watcher](app::Session& session) {
        QObject::connect(&session.store(), &store::Store::committed, &session,
            [&home, watcher] { home.home([watcher] { watcher->check(); }); });
    });

    addTask(u"Seen"_s, [](const Result<EditReceipt>&) { });

    EXPECT_TRUE(waitUntil([&] { return changed > 0; }));
}

TEST_F(StoreThread, ARefusedEditSaysWhyAndTheThreadGoesOn)
{
    std::optional<Error> error;
    bool saved = false;
    addTask(u"  "_s, [&](const Result<EditReceipt>& receipt) { error = receipt ? std::nullopt : std::optional(receipt.error()); });
    addTask(u"Fine"_s, [&](const Result<EditReceipt>& receipt) { saved = receipt.has_value(); });

    ASSERT_TRUE(waitUntil([&] { return saved; }));
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, Error::Kind::Invalid);
}

TEST_F(StoreThread, EndsInGoodOrderWhileEditsAreOnTheirWay)
{
    for (int i = 0; i < 50; ++i)
        addTask(QString::number(i), [](const Result<EditReceipt>&) { });

    m_thread.reset();

    EXPECT_EQ(*m_reads->taskCount({ .view = store::TaskView::All }), 50);
}
