#include "tests/store/storefixture.h"

#include <map>

#include <sys/wait.h>
#include <unistd.h>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

namespace {
constexpr int crashed = 86;
}

//! Ends a child process at a named commit point and looks at what the file holds then.
class Crashing : public StoreFixture {
protected:
    //! The child sees the same file, dies at `point` while it runs fn, and leaves no destructor behind.
    template <class Fn>
    void crashAt(const char* point, Fn fn)
    {
        store.reset();
        const pid_t child = fork();
        if (child == 0) {
            qputenv("CONVOY_CRASH_AT", point);
            auto opened = Store::open(path(), clock);
            store = *std::move(opened);
            fn();
            _exit(1); // it should not have come this far
        }
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
        ASSERT_EQ(WEXITSTATUS(status), crashed) << point;
        reopen();
    }

    void addOne() { (void)store->apply(taskCreated(workspace, { { u"title"_s, u"Typed"_s } }, builtInWorkflow())); }
};

TEST_F(Crashing, BeforeTheCommitOfAnEditNothingOfItIsThere)
{
    crashAt("edit:before", [this] { addOne(); });
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 0);
}

TEST_F(Crashing, AfterTheCommitOfAnEditRowAndEntryAreThere)
{
    crashAt("edit:after", [this] { addOne(); });
    EXPECT_EQ(entries().size(), 1u);
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 1);
}

TEST_F(Crashing, BetweenMarkingSentAndTheAnswerTheSameOpGoesAgain)
{
    connectToServer();
    addTask(u"Typed"_s);
    const OpId op = entries().at(0).op;
    crashAt("sent:before", [this] { (void)store->replica().nextBatch({}); });
    EXPECT_TRUE(store->replica().sentBatches()->empty());
    crashAt("sent:after", [this] { (void)store->replica().nextBatch({}); });
    ASSERT_EQ(store->replica().sentBatches()->size(), 1u);
    EXPECT_EQ(store->replica().sentBatches()->at(0).entries.at(0).op, op);
}

TEST_F(Crashing, AroundTheAcknowledgementTheOpIsInTheLedgerOnce)
{
    for (const char* point : { "acknowledge:before", "acknowledge:after" }) {
        if (server.workspace.isEmpty())
            connectToServer();
        const RowKey task = addTask(u"Typed"_s);
        auto batch = *store->replica().nextBatch({});
        ASSERT_TRUE(batch);
        const PushAnswer answer = server.push(batch->request);
        crashAt(point, [&] { (void)store->replica().acknowledge(*batch, answer); });
        const auto again = store->replica().sentBatches();
        for (const PushBatch& each : *again)
            ASSERT_TRUE(store->replica().acknowledge(each, server.push(each.request)));
        sync();
        EXPECT_TRUE(entries().empty()) << point;
        EXPECT_FALSE(isTemporary(uidOf(task))) << point;
        EXPECT_EQ(server.ledger.count(batch->request.groups.at(0).ops.at(0).op), 1) << point;
    }
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 2);
}

TEST_F(Crashing, DuringAPullCursorAndRowsStayTogether)
{
    connectToServer();
    server.put(Entity::Task, u"aaaaaaaa-0000-4000-8000-000000000001"_s, { { u"title"_s, u"Theirs"_s } });
    const qint64 before = store->replica().cursors()->front().after;
    crashAt("pull:before", [this] { pull(); });
    EXPECT_EQ(store->replica().cursors()->front().after, before);
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 0);
    crashAt("pull:after", [this] { pull(); });
    EXPECT_GT(store->replica().cursors()->front().after, before);
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 1);
}

TEST_F(Crashing, DuringAMigrationTheFileIsNewOrUntouched)
{
    const QString other = path() + u".other"_s;
    const auto crash = [&](const char* point) {
        const pid_t child = fork();
        if (child == 0) {
            qputenv("CONVOY_CRASH_AT", point);
            (void)Store::open(other, clock);
            _exit(1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_EQ(WEXITSTATUS(status), crashed);
    };
    store.reset();
    crash("migrate:before");
    EXPECT_TRUE(Store::open(other, clock));
    EXPECT_TRUE(QFile::remove(other));
    crash("migrate:after");
    EXPECT_TRUE(Store::open(other, clock));
}

//! What a person was shown as saved must survive a power cut, and an op id that may be on the server must be known; what comes
//! from the server comes again.
TEST_F(Crashing, WhatIsSavedForThePersonIsOnTheDiskBeforeTheyAreToldAndTheRestMayWait)
{
    connectToServer();
    std::map<QByteArray, qint64> synchronous;
    store->database().setInterruption([&](const char* point, const char* moment) {
        if (qstrcmp(moment, "before") == 0)
            synchronous[point] = number("PRAGMA synchronous");
        return false;
    });
    const RowKey task = addTask(u"One"_s);
    sync();
    change(task, { { u"title"_s, u"Two"_s } });
    ASSERT_TRUE(store->undo());
    ASSERT_TRUE(store->redo());
    ASSERT_TRUE(store->outbox().edit(entries().front().op, { { u"title"_s, u"Three"_s } }));
    ASSERT_TRUE(store->outbox().discard(entries().front().group));
    server.put(Entity::Task, uidOf(task), { { u"title"_s, u"Theirs"_s } });
    pull();
    store->database().setInterruption({});
    constexpr qint64 normal = 1, full = 2;
    for (const char* point : { "edit", "undo", "redo", "edit-entry", "discard", "sent" })
        EXPECT_EQ(synchronous[point], full) << point;
    for (const char* point : { "acknowledge", "pull" })
        EXPECT_EQ(synchronous[point], normal) << point;
}

} // namespace convoy::test
