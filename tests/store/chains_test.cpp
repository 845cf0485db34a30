// Gestures too large for one request: several groups, one gesture.
#include "tests/store/replicafixture.h"

#include <set>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;
using namespace store;

class Chains : public ConnectedReplica {
protected:
    //! `count` new tasks in one gesture.
    EditReceipt import(int count)
    {
        Gesture gesture { .text = u"Imported"_s, .changes = {} };
        for (int i = 0; i < count; ++i) {
            gesture.changes.push_back({ .entity = Entity::Task, .row = RowKey { -1 - i }, .action = Action::Create,
                .fields = { { u"title"_s, u"Task %1"_s.arg(i) } }, .workspace = keyOf(server.workspace) });
        }
        return *store->apply(gesture);
    }
    std::set<GroupId> groups()
    {
        std::set<GroupId> all;
        for (const auto& entry : entries())
            all.insert(entry.group);
        return all;
    }
};

TEST_F(Chains, AreOneGestureAndGoOutInOrder)
{
    const GroupId first = import(650).group;
    EXPECT_EQ(groups().size(), 4u);
    for (const auto& entry : entries())
        EXPECT_EQ(entry.gesture, first);
    const PushBatch batch = send();
    ASSERT_EQ(batch.request.groups.size(), 2u) << "whole groups, up to 500 operations";
    EXPECT_EQ(batch.request.groups.front().group, first);
    ASSERT_TRUE(store->replica().acknowledge(batch, server.push(batch.request)));
    ASSERT_EQ(entries().size(), 250u);
    EXPECT_EQ(entries().front().gesture, first) << "also when its first part is through";
    sync();
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(number("SELECT count(*) FROM tasks WHERE seq>0"), 650);
}

TEST_F(Chains, ARefusedPartKeepsTheLaterOnesBack)
{
    import(450);
    addTask(u"On its own"_s);
    const PushBatch batch = send();
    PushAnswer answer = server.push({ .workspace = {}, .deviceId = {}, .deviceName = {}, .groups = {} });
    for (const auto& group : batch.request.groups) {
        PushedGroup pushed { .group = group.group, .outcome = GroupOutcome::Refused };
        for (const auto& op : group.ops)
            pushed.ops.push_back({ .op = op.op, .outcome = &group == &batch.request.groups.front() ? OpOutcome::Error : OpOutcome::RolledBack });
        if (&group != &batch.request.groups.front())
            pushed.outcome = GroupOutcome::NotProcessed;
        answer.groups.push_back(pushed);
    }
    ASSERT_TRUE(store->replica().acknowledge(batch, answer));
    EXPECT_EQ(number("SELECT count(DISTINCT group_id) FROM outbox WHERE state=4"), 1);
    EXPECT_EQ(number("SELECT count(DISTINCT group_id) FROM outbox WHERE state=5 AND chain IS NOT NULL"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM outbox WHERE state=1"), 1) << "what has nothing to do with it flows";
}

TEST_F(Chains, AreDiscardedAndTakenUpAgainWhole)
{
    import(450);
    const auto last = entries().back().group;
    const auto doomed = store->outbox().discardPreview(last);
    ASSERT_TRUE(doomed);
    EXPECT_EQ(doomed->size(), 450u);
    const auto kept = store->outbox().discard(last);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->size(), 1u) << "one gesture in the box";
    EXPECT_TRUE(entries().empty());
    EXPECT_EQ(number("SELECT count(*) FROM tasks"), 0);
}

TEST_F(Chains, GoOnInAnotherWorkspaceOnlyWhenTheFirstIsThrough)
{
    const RowKey here = addTask(u"Moves"_s);
    sync();
    const RowKey elsewhere = store->apply(workspaceCreated(u"Elsewhere"_s))->created.front();
    ASSERT_TRUE(store->database().run("UPDATE cursors SET epoch='e', filled=1; DELETE FROM outbox"));
    const auto copied = store->apply({ .text = u"Moved"_s, .changes = {
        { .entity = Entity::Task, .row = RowKey { -1 }, .action = Action::Create, .fields = { { u"title"_s, u"Moves"_s } }, .workspace = elsewhere },
        { .entity = Entity::Task, .row = here, .action = Action::Delete } } });
    ASSERT_TRUE(copied);
    ASSERT_EQ(groups().size(), 2u);
    const PushBatch first = send();
    ASSERT_EQ(first.request.groups.size(), 1u);
    EXPECT_EQ(first.request.groups.front().ops.front().action, Action::Create);
    const auto next = store->replica().nextBatch({});
    ASSERT_TRUE(next);
    EXPECT_FALSE(*next) << "the deletion waits until the copy is there";
}

} // namespace convoy::test
