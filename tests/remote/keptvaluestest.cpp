// What stands and what is kept for review of values that two devices changed offline, beside the ones of tasks: of what a whole
// workspace shares, of comments, and where both meant the same. The real server.
#include "tests/support/structurerules.h"

using namespace convoy;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class KeptValues : public StructureRules {
protected:
    //! Each device gives the field another value; the first to sync stands, the second has its own in the review.
    void expectFirstStands(Entity entity, const Uid& row, const QString& field, const QString& first, const QString& second)
    {
        change(*a, entity, a->task(row), { { field, first } });
        change(*b, entity, b->task(row), { { field, second } });
        meet(*a, *b);
        for (RealDevice* device : { a.get(), b.get() })
            EXPECT_EQ(value(*device, entity, row, field), QJsonValue(first));
        ASSERT_EQ(review(*b).size(), 1u);
        EXPECT_EQ(review(*b).front().mine, QJsonValue(second));
        EXPECT_EQ(review(*b).front().rule, u"server_wins"_s);
        restoreLoser(*b);
        for (RealDevice* device : { a.get(), b.get() })
            EXPECT_EQ(value(*device, entity, row, field), QJsonValue(second));
    }
    static QJsonValue value(RealDevice& device, Entity entity, const Uid& row, const QString& field)
    {
        store::Access access(device.store->database());
        return store::readRow(access, entity, device.task(row))->fields[field];
    }
    static bool isInTrash(RealDevice& device, Entity entity, const Uid& row)
    {
        store::Access access(device.store->database());
        return !store::readRow(access, entity, device.task(row))->deletedAt.isEmpty();
    }
    Uid made(Entity entity, QJsonObject fields)
    {
        const auto receipt = a->store->apply({ .text = u"Made"_s, .changes = { { .entity = entity, .row = RowKey { -1 }, .action = Action::Create,
            .fields = std::move(fields), .workspace = home(*a) } } });
        if (!receipt)
            qFatal("%s", qPrintable(receipt.error().detail));
        a->sync();
        b->sync();
        return bareUid(*a->store->reads().uidOf(receipt->created.front()));
    }
    Uid madeMilestone()
    {
        addProject(u"Garden"_s);
        return made(Entity::Milestone, { { u"name"_s, u"Spring"_s }, { u"project_id"_s, project(*a, u"Garden"_s).value } });
    }
};

} // namespace

TEST_F(KeptValues, OfWhatAWholeWorkspaceSharesTheFirstToArriveStands)
{
    expectFirstStands(Entity::Workspace, *a->store->reads().uidOf(home(*a)), u"name"_s, u"Ours"_s, u"Mine"_s);
    expectFirstStands(Entity::Milestone, madeMilestone(), u"name"_s, u"Summer"_s, u"Autumn"_s);
    const Uid member = made(Entity::WorkspaceMember, { { u"role"_s, u"viewer"_s }, { u"email"_s, u"x-%1@example.org"_s.arg(uid) } });
    expectFirstStands(Entity::WorkspaceMember, member, u"role"_s, u"owner"_s, u"editor"_s);
}

TEST_F(KeptValues, ANameGivenToAMilestoneThatWasThrownAwayMeanwhileIsKeptForReview)
{
    const Uid milestone = madeMilestone();
    turn(*a, Entity::Milestone, a->task(milestone), Action::Delete);
    change(*b, Entity::Milestone, b->task(milestone), { { u"name"_s, u"Summer"_s } });
    meet(*a, *b);
    EXPECT_TRUE(isInTrash(*b, Entity::Milestone, milestone));
    ASSERT_EQ(review(*b).size(), 1u);
    restoreLoser(*b);
    EXPECT_FALSE(isInTrash(*a, Entity::Milestone, milestone));
    EXPECT_EQ(value(*a, Entity::Milestone, milestone, u"name"_s), QJsonValue(u"Summer"_s));
}

TEST_F(KeptValues, AMilestoneWithANameThatWhoThrewItAwayHadNotSeenStays)
{
    const Uid milestone = madeMilestone();
    change(*b, Entity::Milestone, b->task(milestone), { { u"name"_s, u"Summer"_s } });
    turn(*a, Entity::Milestone, a->task(milestone), Action::Delete);
    meet(*b, *a);
    EXPECT_FALSE(isInTrash(*a, Entity::Milestone, milestone));
    EXPECT_EQ(review(*a).size(), 1u);
}

TEST_F(KeptValues, OfACommentThatItsAuthorChangedOnTwoDevicesTheLaterStandsAndTheOtherIsKept)
{
    const Uid comment = made(Entity::Activity, { { u"kind"_s, u"comment"_s }, { u"task_id"_s, a->task(uid).value }, { u"body"_s, u"first"_s } });
    a->clock.aMinuteAgo([&] { change(*a, Entity::Activity, a->task(comment), { { u"body"_s, u"of a"_s } }); });
    change(*b, Entity::Activity, b->task(comment), { { u"body"_s, u"of b"_s } });
    meet(*b, *a);
    EXPECT_EQ(value(*a, Entity::Activity, comment, u"body"_s), QJsonValue(u"of b"_s));
    ASSERT_EQ(review(*a).size(), 1u);
    EXPECT_EQ(review(*a).front().mine, QJsonValue(u"of a"_s));
    restoreLoser(*a);
    EXPECT_EQ(value(*b, Entity::Activity, comment, u"body"_s), QJsonValue(u"of a"_s));
}

TEST_F(KeptValues, WhoMeansTheSameIsNotAsked)
{
    for (RealDevice* device : { a.get(), b.get() })
        on(*device, { { u"title"_s, u"the same"_s }, { u"labels"_s, QJsonArray { u"blue"_s } }, { u"due_date"_s, u"2027-01-01"_s }, { u"description"_s, u"x\n"_s } });
    meet(*a, *b);
    EXPECT_EQ(titleOn(*a), u"the same"_s);
    EXPECT_EQ(taskOn(*a).description, u"x\n"_s);
    EXPECT_TRUE(review(*a).empty());
    EXPECT_TRUE(review(*b).empty());
}

TEST_F(KeptValues, AParentThatWentToAnotherProjectMeanwhileIsNoLongerTheParent)
{
    addProject(u"Garden"_s);
    const RowKey parent = a->addTask(u"parent"_s);
    a->sync();
    b->sync();
    const Uid parentUid = *a->store->reads().uidOf(parent);
    on(*a, parent, { { u"project_id"_s, project(*a, u"Garden"_s).value } });
    on(*b, { { u"parent_id"_s, b->task(parentUid).value } });
    meet(*a, *b);
    EXPECT_EQ(taskOn(*a).parent, RowKey {});
    EXPECT_EQ(taskOn(*a).project, RowKey {});
    EXPECT_EQ(b->store->reads().task(b->task(parentUid))->project, project(*b, u"Garden"_s));
}

TEST_F(KeptValues, AnUndoneDeletionLeavesSomebodyElsesAlone)
{
    remove(*a);
    ASSERT_TRUE(a->store->undo());
    remove(*b);
    meet(*b, *a);
    EXPECT_FALSE(taskOn(*a).deletedAt.isEmpty());
    EXPECT_FALSE(taskOn(*b).deletedAt.isEmpty());
    EXPECT_TRUE(review(*b).empty());
}

TEST_F(KeptValues, AnUndoneDeletionOfSeveralTasksTellsWhoeverHadDeletedOneOfThem)
{
    const RowKey other = a->addTask(u"other"_s);
    a->sync();
    b->sync();
    ASSERT_TRUE(a->store->apply(tasksDeleted({ taskOn(*a), *a->store->reads().task(other) })));
    ASSERT_TRUE(a->store->undo());
    remove(*b);
    meet(*b, *a);
    EXPECT_TRUE(taskOn(*b).deletedAt.isEmpty()) << "what the undo said was sent";
    ASSERT_EQ(review(*b).size(), 1u) << "so it is said";
    EXPECT_EQ(review(*b).front().field, u"deleted_at"_s);
    restoreLoser(*b);
    EXPECT_FALSE(taskOn(*a).deletedAt.isEmpty());
}

TEST_F(KeptValues, ADeletionLosesAgainstARestoreThatItHadNotSeen)
{
    remove(*b);
    remove(*a);
    a->sync();
    ASSERT_TRUE(a->store->undo());
    meet(*a, *b);
    EXPECT_TRUE(taskOn(*a).deletedAt.isEmpty());
    ASSERT_EQ(review(*b).size(), 1u);
    EXPECT_EQ(review(*b).front().field, u"deleted_at"_s);
    restoreLoser(*b);
    EXPECT_FALSE(taskOn(*a).deletedAt.isEmpty());
}
