// A project thrown away against what is done in it and to it meanwhile: two devices, the real server.
#include "sync/engine/rehearsal.h"
#include "tests/support/structurerules.h"

using namespace convoy;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

class ProjectRules : public StructureRules {
protected:
    //! A project "Garden" with the task in it, known to both.
    void plantGarden()
    {
        addProject(u"Garden"_s);
        garden = *a->store->reads().uidOf(project(*a, u"Garden"_s));
        on(*a, { { u"project_id"_s, project(*a, u"Garden"_s).value } });
        meet(*a, *b);
    }
    [[nodiscard]] bool isThere(RealDevice& device) const { return device.store->reads().project(device.task(garden))->deletedAt.isEmpty(); }
    //! What a dry run says of the device's only edit.
    static sync::RehearsedEdit foreseen(RealDevice& device)
    {
        const auto rehearsal = sync::Rehearsal::stage(*device.store, device.api, device.clock);
        std::optional<Result<sync::Rehearsed>> done;
        (*rehearsal)->run([&](const Result<sync::Rehearsed>& result) { done = result; });
        if (!QTest::qWaitFor([&] { return done.has_value(); }, 60'000) || !*done || (*done)->edits.size() != 1)
            qFatal("no dry run of one edit");
        return (*done)->edits.front();
    }
    static void expectBringsBack(RealDevice& device) { EXPECT_EQ(foreseen(device).merged, QStringList { u"deleted_at"_s }); }
    static void expectLoses(RealDevice& device) { EXPECT_EQ(foreseen(device).lost, QStringList { u"deleted_at"_s }); }
    //! As on a line that breaks before the push.
    static void pullOnly(RealDevice& device)
    {
        device.stumbling.takesNothing = true;
        device.cycle();
        device.stumbling.takesNothing = false;
        ASSERT_TRUE(device.store->outbox().hurry());
    }
    void comment(RealDevice& device, const QString& body) const
    {
        ASSERT_TRUE(device.store->apply({ .text = u"Commented"_s, .changes = { { .entity = Entity::Activity, .row = RowKey { -1 }, .action = Action::Create,
            .fields = { { u"kind"_s, u"comment"_s }, { u"task_id"_s, device.task(uid).value }, { u"body"_s, body } }, .workspace = home(device) } } }));
    }
    void throwGardenAway(RealDevice& device) const { turn(device, Entity::Project, device.task(garden), Action::Delete); }
    //! That the project stands on both, and `loser` may still throw it away.
    void expectKept(RealDevice& loser)
    {
        EXPECT_TRUE(isThere(*a));
        EXPECT_TRUE(isThere(*b));
        ASSERT_EQ(review(loser).size(), 1u);
        EXPECT_EQ(review(loser).front().entity, Entity::Project);
        EXPECT_EQ(review(loser).front().field, u"deleted_at"_s);
        restoreLoser(loser);
        EXPECT_FALSE(isThere(*a)) << "thrown away after all";
        EXPECT_FALSE(isThere(*b));
    }

    Uid garden;
};

} // namespace

TEST_F(ProjectRules, AnEditInAProjectThatWasThrownAwayMeanwhileBringsItBackWithANote)
{
    plantGarden();
    throwGardenAway(*a);
    on(*b, { { u"title"_s, u"still needed"_s } });
    meet(*a, *b);
    EXPECT_EQ(titleOn(*a), u"still needed"_s);
    expectKept(*a);
}

TEST_F(ProjectRules, TasksThatAreNewInAProjectThatWasThrownAwayMeanwhileBringItBack)
{
    plantGarden();
    throwGardenAway(*a);
    for (int i = 0; i < 5; ++i) {
        QJsonObject fields { { u"title"_s, u"new %1"_s.arg(i) }, { u"project_id"_s, b->task(garden).value } };
        ASSERT_TRUE(b->store->apply(taskCreated(home(*b), fields, builtInWorkflow())));
    }
    meet(*a, *b);
    EXPECT_EQ(a->titles().filter(u"new"_s).size(), 5);
    expectKept(*a);
}

TEST_F(ProjectRules, AProjectStaysWhenWhoThrewItAwayHadNotSeenWhatIsNewInIt)
{
    plantGarden();
    on(*b, { { u"title"_s, u"still needed"_s } });
    throwGardenAway(*a);
    meet(*b, *a);
    EXPECT_EQ(titleOn(*a), u"still needed"_s);
    expectKept(*a);
}

TEST_F(ProjectRules, AProjectStaysWhenWhatIsNewInItLiesBehindAnEditThatWaits)
{
    plantGarden();
    on(*b, { { u"title"_s, u"of b"_s } });
    a->clock.aMinuteAgo([&] { on(*a, { { u"title"_s, u"of a"_s } }); });
    b->sync();
    on(*b, { { u"position"_s, u"zzzz"_s } });
    b->sync();
    pullOnly(*a);
    ASSERT_EQ(titleOn(*a), u"of a"_s) << "what b wrote does not show";
    throwGardenAway(*a);
    meet(*a, *b);
    EXPECT_EQ(titleOn(*a), u"of b"_s);
    EXPECT_TRUE(isThere(*b));
}

TEST_F(ProjectRules, ADryRunOfADeletionKnowsWhatAnEarlierPullBrought)
{
    remove(*a);
    on(*b, { { u"title"_s, u"of b"_s } });
    b->sync();
    pullOnly(*a);
    expectLoses(*a);
    meet(*a, *b);
    EXPECT_TRUE(taskOn(*a).deletedAt.isEmpty());
}

TEST_F(ProjectRules, AProjectStaysWhenWhatIsNewInItLiesBehindADeletionThatWaits)
{
    plantGarden();
    remove(*a);
    on(*b, { { u"title"_s, u"of b"_s } });
    b->sync();
    pullOnly(*a);
    throwGardenAway(*a);
    meet(*a, *b);
    EXPECT_TRUE(taskOn(*a).deletedAt.isEmpty());
    EXPECT_TRUE(isThere(*a)) << "or the task, which stays, would be in the trash by it";
}

TEST_F(ProjectRules, WhoWantsItGoneAllTheSameIsAskedAgainWhenMoreCameMeanwhile)
{
    plantGarden();
    on(*b, { { u"title"_s, u"one"_s } });
    throwGardenAway(*a);
    meet(*b, *a);
    ASSERT_EQ(review(*a).size(), 1u);
    on(*b, { { u"title"_s, u"two"_s } });
    const auto gesture = store::reviewed(a->store->reads(), review(*a), store::Keep::Mine);
    ASSERT_TRUE(gesture && a->store->apply(*gesture));
    meet(*b, *a);
    expectKept(*a);
}

TEST_F(ProjectRules, AProjectThatIsThrownAwayWithAllThatWasSeenInItIsGone)
{
    plantGarden();
    on(*b, { { u"title"_s, u"seen"_s } });
    meet(*b, *a);
    on(*a, { { u"title"_s, u"my own"_s } });
    throwGardenAway(*a);
    on(*b, { { u"position"_s, u"zzzz"_s } }); // no content
    meet(*a, *b);
    EXPECT_FALSE(isThere(*a));
    EXPECT_FALSE(isThere(*b));
    EXPECT_TRUE(review(*a).empty());
    on(*b, { { u"title"_s, u"in the trash"_s } }); // knowing that
    meet(*b, *a);
    EXPECT_FALSE(isThere(*a));
}

TEST_F(ProjectRules, ANameGivenToAProjectThatWasThrownAwayMeanwhileIsKeptForReview)
{
    plantGarden();
    throwGardenAway(*a);
    change(*b, Entity::Project, b->task(garden), { { u"name"_s, u"Orchard"_s } });
    meet(*a, *b);
    EXPECT_FALSE(isThere(*a)) << "structural: as the server has it";
    EXPECT_FALSE(isThere(*b));
    ASSERT_EQ(review(*b).size(), 1u);
    EXPECT_EQ(review(*b).front().mine, QJsonValue(u"Orchard"_s));
    restoreLoser(*b);
    EXPECT_TRUE(isThere(*a));
    EXPECT_EQ(a->store->reads().project(a->task(garden))->name, u"Orchard"_s);
}

TEST_F(ProjectRules, AProjectWithANameThatWhoThrewItAwayHadNotSeenStays)
{
    plantGarden();
    change(*b, Entity::Project, b->task(garden), { { u"name"_s, u"Orchard"_s } });
    throwGardenAway(*a);
    meet(*b, *a);
    expectKept(*a);
}

TEST_F(ProjectRules, ACommentOnATaskThatWasThrownAwayMeanwhileBringsItBackWithANote)
{
    remove(*a);
    comment(*b, u"wait"_s);
    meet(*a, *b);
    EXPECT_TRUE(taskOn(*a).deletedAt.isEmpty());
    ASSERT_EQ(review(*a).size(), 1u);
    EXPECT_EQ(review(*a).front().field, u"deleted_at"_s);
    restoreLoser(*a);
    EXPECT_FALSE(taskOn(*b).deletedAt.isEmpty()) << "thrown away after all";
}

TEST_F(ProjectRules, ATaskWithACommentThatWhoThrewItAwayHadNotSeenStays)
{
    comment(*b, u"wait"_s);
    remove(*a);
    meet(*b, *a);
    EXPECT_TRUE(taskOn(*b).deletedAt.isEmpty());
    EXPECT_EQ(review(*a).size(), 1u);
}

TEST_F(ProjectRules, ADryRunForeseesWhatComesBackAndWhatStays)
{
    plantGarden();
    throwGardenAway(*a);
    a->sync();
    on(*b, { { u"title"_s, u"still needed"_s } });
    expectBringsBack(*b);
    meet(*b, *a);
    ASSERT_TRUE(isThere(*a));
    on(*b, { { u"title"_s, u"needed more"_s } });
    b->sync();
    throwGardenAway(*a);
    expectLoses(*a);
    meet(*a, *b);
    ASSERT_TRUE(isThere(*a));
    remove(*a);
    a->sync();
    comment(*b, u"wait"_s);
    expectBringsBack(*b);
    meet(*b, *a);
    ASSERT_TRUE(taskOn(*a).deletedAt.isEmpty());
    comment(*b, u"and wait"_s);
    b->sync();
    remove(*a);
    expectLoses(*a);
    meet(*a, *b);
    ASSERT_TRUE(taskOn(*a).deletedAt.isEmpty());
    throwGardenAway(*a);
    EXPECT_EQ(foreseen(*a).fate, sync::RehearsedEdit::Fate::Goes) << "all of it was seen";
    meet(*a, *b);
    EXPECT_FALSE(isThere(*b));
    on(*b, { { u"position"_s, u"zzzz"_s } });
    EXPECT_EQ(foreseen(*b).fate, sync::RehearsedEdit::Fate::Goes);
}
