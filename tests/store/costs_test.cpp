// What the frequent things cost in SQLite's own exact counts: steps of its virtual machine and pages written. They do not depend on
// how busy a machine is, so a bound can be narrow, and a change that makes something dearer has to say so here.
#include "tests/store/replicafixture.h"

#include "store/reads.h"

#include <sqlite3.h>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

namespace {

struct Costs {
    qint64 steps = 0; //!< of the virtual machine
    qint64 scanned = 0; //!< rows met without the help of an index
    qint64 pages = 0; //!< written
};

//! Counts the statements of a connection from here to the end of the scope.
class Meter final {
public:
    explicit Meter(sqlite3* database)
        : m_database(database)
    {
        for (sqlite3_stmt* each = nullptr; (each = sqlite3_next_stmt(m_database, each));)
            for (const int count : { SQLITE_STMTSTATUS_VM_STEP, SQLITE_STMTSTATUS_FULLSCAN_STEP })
                sqlite3_stmt_status(each, count, 1); // of what ran before
        sqlite3_trace_v2(m_database, SQLITE_TRACE_PROFILE, &Meter::onFinished, this);
        std::ignore = pages();
    }
    ~Meter() { sqlite3_trace_v2(m_database, 0, nullptr, nullptr); }
    Meter(const Meter&) = delete;
    Meter& operator=(const Meter&) = delete;

    [[nodiscard]] Costs costs()
    {
        m_costs.pages += pages();
        return m_costs;
    }

private:
    static int onFinished(unsigned, void* self, void* statement, void*)
    {
        auto* finished = static_cast<sqlite3_stmt*>(statement);
        auto& costs = static_cast<Meter*>(self)->m_costs;
        costs.steps += sqlite3_stmt_status(finished, SQLITE_STMTSTATUS_VM_STEP, 1);
        costs.scanned += sqlite3_stmt_status(finished, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
        return 0;
    }

    [[nodiscard]] qint64 pages()
    {
        int current = 0;
        int highest = 0;
        sqlite3_db_status(m_database, SQLITE_DBSTATUS_CACHE_WRITE, &current, &highest, 1);
        return current;
    }

    sqlite3* m_database;
    Costs m_costs;
};

Uid numbered(int i) { return u"%1-0000-4000-8000-000000000000"_s.arg(quint32(i) * 2654435761U, 8, 16, QChar(u'0')); }

} // namespace

class CostsTest : public ConnectedReplica {
protected:
    void fill(int upTo)
    {
        for (; m_filled < upTo; ++m_filled) {
            server.put(Entity::Task, numbered(m_filled),
                { { u"title"_s, u"Fix pump %1"_s.arg(m_filled) }, { u"status"_s, u"todo"_s }, { u"position"_s, u"%1"_s.arg(m_filled, 8, 10, QChar(u'0')) } });
        }
        pullAll();
    }

    void pullAll()
    {
        for (bool more = true; more;) {
            const auto cursor = store->replica().cursors()->front();
            const WorkspacePage page = server.page(cursor.epoch, cursor.after, 1000);
            ASSERT_TRUE(store->replica().applyPage(page));
            more = page.hasMore;
        }
    }

    template <class Work> Costs costsOf(Work work)
    {
        work(); // what is prepared or remembered once does not count
        Meter meter(store->database().handle());
        work();
        return meter.costs();
    }

    Costs edit()
    {
        return costsOf([this] { change(keyOf(numbered(7)), { { u"title"_s, u"Edit %1"_s.arg(++m_edits) } }); });
    }

    Costs screenful()
    {
        return costsOf([this] {
            const auto keys = store->reads().taskKeys({ .view = TaskView::All, .today = QDate(2026, 11, 23) }, 60);
            ASSERT_TRUE(keys && keys->size() == 60);
            ASSERT_TRUE(store->reads().taskRows(*keys));
        });
    }

private:
    int m_filled = 0;
    int m_edits = 0;
};

TEST_F(CostsTest, AnAnswerLooksOnceAtEachMoveThatWaits)
{
    const auto answered = [this](int subtasks) {
        Gesture gesture { .text = u"Added many"_s, .changes = {} };
        for (int i = 0; i < subtasks; ++i) {
            gesture.changes.push_back({ .entity = Entity::Task, .row = RowKey { -1 - i }, .action = Action::Create,
                .fields = { { u"title"_s, u"Part %1"_s.arg(i) } }, .workspace = workspace });
            if (i > 0)
                gesture.changes.back().fields.insert(u"parent_id"_s, -1);
        }
        EXPECT_TRUE(store->apply(gesture));
        const auto batch = store->replica().nextBatch({ .operations = 100 });
        const PushAnswer answer = server.push((*batch)->request);
        Meter meter(store->database().handle());
        EXPECT_TRUE(store->replica().acknowledge(**batch, answer));
        const Costs costs = meter.costs();
        while (pushOnce()) { }
        return costs;
    };
    std::ignore = answered(300);
    const Costs few = answered(300);
    const Costs many = answered(1200);
    EXPECT_LE(many.steps, few.steps * 5) << few.steps;
}

TEST_F(CostsTest, AnEditCostsTheSameHoweverMuchThereIs)
{
    fill(200);
    const Costs few = edit();
    fill(6000);
    for (int i = 0; i < 100; ++i)
        std::ignore = edit(); // a long history, too
    const Costs many = edit();
    EXPECT_LE(many.steps, few.steps + few.steps / 10);
    EXPECT_EQ(many.scanned, few.scanned);
    EXPECT_LE(many.pages, few.pages + 4); // the trees are a level deeper
    EXPECT_LE(many.steps, 1'050);
    EXPECT_LE(many.pages, 18);
}

TEST_F(CostsTest, AScreenfulCostsTheSameHoweverMuchThereIs)
{
    fill(200);
    const Costs few = screenful();
    fill(6000);
    const Costs many = screenful();
    EXPECT_LE(many.steps, few.steps + few.steps / 10);
    EXPECT_EQ(many.scanned, few.scanned);
    EXPECT_EQ(many.pages, 0);
    EXPECT_LE(many.steps, 11'500); // of 60 rows
}

TEST_F(CostsTest, APulledRowCostsTheSameHoweverMuchThereIs)
{
    fill(200);
    const auto page = [this](int changed) {
        for (int i = 0; i < changed; ++i)
            server.put(Entity::Task, numbered(i), { { u"title"_s, u"Changed to %1"_s.arg(server.seq()) } });
        Meter meter(store->database().handle());
        pullAll();
        return meter.costs();
    };
    std::ignore = page(100);
    const Costs few = page(100);
    fill(6000);
    const Costs many = page(100);
    EXPECT_LE(many.steps, few.steps + few.steps / 10);
    EXPECT_EQ(many.scanned, few.scanned);
    EXPECT_LE(many.steps / 100, 580);
    EXPECT_LE(many.pages, 42);
}

TEST_F(CostsTest, ManyRefusalsCostAboutAsMuchAsOne)
{
    const auto refuse = [this](int refused) {
        for (int i = 0; i < 500; ++i)
            std::ignore = addTask(u"New %1"_s.arg(i));
        const auto batch = store->replica().nextBatch({ .operations = refused }).value_or(std::nullopt);
        PushAnswer answer = server.push({ .workspace = {}, .epoch = {}, .deviceId = {}, .deviceName = {}, .groups = {} });
        for (const auto& group : batch->request.groups)
            answer.groups.push_back({ .group = group.group, .outcome = GroupOutcome::Refused, .errorCode = u"not_allowed"_s });
        Meter meter(store->database().handle());
        EXPECT_TRUE(store->replica().acknowledge(*batch, answer));
        const Costs costs = meter.costs();
        EXPECT_TRUE(store->database().run("DELETE FROM outbox"));
        return costs;
    };
    const Costs one = refuse(1);
    const Costs many = refuse(100);
    EXPECT_LE(many.steps, one.steps * 5) << "the outbox is read once for all of them";
}

TEST_F(CostsTest, ADeletionCostsTheSameHoweverManyWait)
{
    fill(1200);
    int next = 0;
    const auto deletion = [&] { return costsOf([&] { remove(keyOf(numbered(next++))); }); };
    std::ignore = deletion();
    const Costs few = deletion();
    while (next < 600)
        remove(keyOf(numbered(next++)));
    const Costs many = deletion();
    EXPECT_LE(many.steps, few.steps + few.steps / 10);
    EXPECT_EQ(many.scanned, few.scanned);
}

} // namespace convoy::test
