#include "tests/store/storefixture.h"

#include "store/overlay.h"

#include <rapidcheck.h>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

namespace {

//! One store and one server, moved about at random; after each step the replica's invariant is looked at.
class Walk final : public StoreFixture {
public:
    void TestBody() override { }

    void step(int action, int which, int value)
    {
        switch (action) {
        case 0:
            addRow(value);
            break;
        case 1:
            edit(pick(which), { { u"title"_s, u"t%1"_s.arg(value) } });
            break;
        case 2:
            edit(pick(which), { { u"labels"_s, QJsonArray { u"l%1"_s.arg(value) } }, { u"priority"_s, u"high"_s } });
            break;
        case 3:
            move(pick(which), pick(value));
            break;
        case 4:
            act(pick(which), value % 2 ? Action::Delete : Action::Restore);
            break;
        case 5:
            both(pick(which), pick(value), value);
            break;
        case 6:
            theirs(which, value);
            break;
        case 7:
            pull();
            break;
        case 8:
            send(value);
            break;
        case 9:
            answer(value);
            break;
        case 10:
            (void)(value % 2 ? store->undo() : store->redo());
            break;
        case 11:
            discardOrRetry(which, value);
            break;
        }
    }

    void check()
    {
        Access access(store->database());
        qint64 last = 0;
        std::set<qint64> made;
        for (const RowKey key : m_rows) {
            const auto pending = entriesOfRow(access, key);
            const auto base = readBase(access, key);
            const auto visible = readRow(access, Entity::Task, key);
            if (!pending.empty())
                RC_ASSERT(visible == visibleRow(base, pending));
            else
                RC_ASSERT(!base);
        }
        for (const StoredEntry& entry : allEntries(access)) {
            RC_ASSERT(entry.id > last);
            last = entry.id;
            if (entry.action == Action::Create)
                made.insert(entry.row.value);
            const qint64 parent = entry.fields[u"parent_id"_s].toInteger();
            const bool madeHere = parent != 0 && access.number("SELECT 1 FROM outbox WHERE key=? AND action=1", parent);
            if (madeHere)
                RC_ASSERT(made.count(parent) == 1);
        }
    }

    //! Healing: everything answered and pulled; then the device shows what the server has.
    void settle()
    {
        server.refused.clear();
        while (m_batch || !store->replica().sentBatches()->empty())
            answer(0);
        for (const StoredEntry& entry : entries())
            (void)store->outbox().retry(entry.group);
        while (!entries().empty()) {
            const size_t before = entries().size();
            sync();
            for (const StoredEntry& entry : entries()) {
                if (!isOverlaid(entry.state))
                    (void)store->outbox().discard(entry.group);
            }
            RC_ASSERT(entries().size() < before);
        }
        sync();
        check();
        Access access(store->database());
        RC_ASSERT(access.number("SELECT count(*) FROM base_rows") == 0);
        for (const RowKey key : m_rows) {
            const auto mine = readRow(access, Entity::Task, key);
            const QJsonObject there = server.row(bareUid(uidOf(key)));
            RC_ASSERT(mine.has_value() == !there.isEmpty());
            if (!mine)
                continue;
            RC_ASSERT(mine->seq == there[u"seq"_s].toInteger());
            RC_ASSERT(mine->fields[u"title"_s] == there[u"title"_s]);
            RC_ASSERT(mine->deletedAt.isEmpty() == there[u"deleted_at"_s].isNull());
            const auto labels = there[u"labels"_s];
            RC_ASSERT(mine->fields[u"labels"_s] == (labels.isUndefined() ? QJsonValue() : labels));
        }
    }

private:
    RowKey pick(int which) { return m_rows.empty() ? RowKey {} : m_rows[static_cast<size_t>(which) % m_rows.size()]; }

    void addRow(int value)
    {
        QJsonObject fields { { u"title"_s, u"n%1"_s.arg(value) } };
        if (const RowKey parent = pick(value); value % 3 == 0 && parent && row(parent))
            fields.insert(u"parent_id"_s, parent.value);
        const auto made = store->apply(taskCreated(workspace, fields, builtInWorkflow()));
        RC_ASSERT(made.has_value());
        m_rows.push_back(made->created.at(0));
    }

    void edit(RowKey key, const QJsonObject& fields)
    {
        clock.advance(1000);
        (void)store->apply({ .text = u"e"_s, .changes = { { .entity = Entity::Task, .row = key, .fields = fields } } });
    }

    void move(RowKey key, RowKey parent) { edit(key, { { u"parent_id"_s, parent ? QJsonValue(parent.value) : QJsonValue() } }); }

    void act(RowKey key, Action action)
    {
        (void)store->apply({ .text = u"a"_s, .changes = { { .entity = Entity::Task, .row = key, .action = action } } });
    }

    void both(RowKey one, RowKey two, int value)
    {
        const QJsonObject fields { { u"title"_s, u"b%1"_s.arg(value) } };
        (void)store->apply({ .text = u"b"_s, .changes = { { .entity = Entity::Task, .row = one, .fields = fields },
            { .entity = Entity::Task, .row = two, .fields = fields } } });
    }

    void theirs(int which, int value)
    {
        const RowKey key = pick(which);
        Uid uid = key ? bareUid(uidOf(key)) : Uid();
        if (server.row(uid).isEmpty())
            uid = uuidText(QUuid::createUuidV5(QUuid(), u"%1"_s.arg(value)));
        if (value % 5 == 0 && !server.row(uid).isEmpty())
            server.tombstone(Entity::Task, uid);
        else
            server.put(Entity::Task, uid, { { u"title"_s, u"s%1"_s.arg(value) }, { u"labels"_s, QJsonArray { u"x%1"_s.arg(value) } } });
        if (value % 2)
            pull();
        if (keyOf(uid) && std::find(m_rows.begin(), m_rows.end(), keyOf(uid)) == m_rows.end())
            m_rows.push_back(keyOf(uid));
    }

    void send(int value)
    {
        if (m_batch)
            return;
        auto batch = store->replica().nextBatch({ .operations = 1 + value % 4 });
        RC_ASSERT(batch.has_value());
        m_batch = *batch;
    }

    //! The answer comes, or is lost and the same is sent again, or the group is refused.
    void answer(int value)
    {
        if (!m_batch) {
            const auto sent = store->replica().sentBatches();
            if (sent->empty())
                return;
            m_batch = sent->front();
        }
        if (value % 4 == 1)
            server.refused.insert(m_batch->request.groups.front().ops.front().id);
        const PushAnswer answer = server.push(m_batch->request);
        server.refused.clear();
        if (value % 4 != 2)
            RC_ASSERT(store->replica().acknowledge(*m_batch, answer).has_value());
        m_batch.reset();
    }

    void discardOrRetry(int which, int value)
    {
        const auto all = entries();
        if (all.empty())
            return;
        const GroupId group = all[static_cast<size_t>(which) % all.size()].group;
        value % 2 ? (void)store->outbox().discard(group) : (void)store->outbox().retry(group);
    }

    std::vector<RowKey> m_rows;
    std::optional<PushBatch> m_batch;

public:
    void begin() { connectToServer(); }
};

} // namespace

// Found by the random walk below.
TEST(Invariant, AnAnswerThatWasLostAndIsReplayedDoesNotBringBackWhatOthersHaveReplaced)
{
    const bool held = rc::check([] {
        Walk walk;
        walk.begin();
        for (const auto& [action, which, value] : std::vector<std::tuple<int, int, int>> { { 0, 0, 0 }, { 8, 0, 0 }, { 9, 0, 110 }, { 6, 0, 7 } }) {
            walk.step(action, which, value);
            walk.check();
        }
        walk.settle();
    });
    EXPECT_TRUE(held);
}

TEST(Invariant, AVisibleRowIsBasePlusOverlayAfterAnySequenceOfEditsPullsAndAnswers)
{
    const bool held = rc::check([] {
        const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(
            rc::gen::tuple(rc::gen::inRange(0, 12), rc::gen::inRange(0, 8), rc::gen::inRange(0, 1000)));
        Walk walk;
        walk.begin();
        for (const auto& [action, which, value] : steps) {
            walk.step(action, which, value);
            walk.check();
        }
        walk.settle();
    });
    EXPECT_TRUE(held);
}

} // namespace convoy::test
