#include "tests/ui/sampledata.h"

#include "domain/jsonvalues.h"
#include "store/replica.h"

#include <QDateTime>

#include <deque>

namespace convoy::test {

using namespace Qt::Literals::StringLiterals;

namespace {

//! Texts that cells point into.
struct Texts {
    std::deque<QByteArray> all;
    Cell text(const QString& value) { return cell(Cell::Type::Text, value.toUtf8()); }
    Cell json(const QByteArray& value) { return cell(Cell::Type::Json, value); }
    Cell cell(Cell::Type type, const QByteArray& value)
    {
        all.push_back(value);
        return { .type = type, .text = { all.back().constData(), size_t(all.back().size()) } };
    }
};

RowSet rowSet(Entity entity)
{
    RowSet set { entity, { "id"_L1, "updated_at"_L1 }, {} };
    for (const Field& field : infoOf(entity).fields)
        set.columns.push_back(field.name);
    return set;
}

void addRow(RowSet& set, Texts& texts, const QString& id, const QHash<QString, Cell>& values)
{
    set.cells.push_back(texts.text(id));
    set.cells.push_back(texts.text(u"2026-09-01T08:00:00.000000+00:00"_s));
    for (const Field& field : infoOf(set.entity).fields)
        set.cells.push_back(values.value(QString(field.name)));
}

void addReference(UiWorld& world)
{
    auto texts = std::make_shared<Texts>();
    RowSet workflows = rowSet(Entity::Workflow);
    addRow(workflows, *texts, u"00000000-0000-4000-8000-000000000001"_s,
        { { u"name"_s, texts->text(u"Workshop"_s) }, { u"description"_s, texts->text(u"From idea to done, with a look by a second person."_s) },
            { u"stages"_s,
                texts->json(R"([{"id":"idea","name":"Idea","category":"todo"},{"id":"doing","name":"Doing","category":"in_progress"},)"
                            R"({"id":"review","name":"Review","category":"in_progress"},{"id":"done","name":"Done","category":"done"},)"
                            R"({"id":"dropped","name":"Dropped","category":"cancelled"}])") },
            { u"is_default"_s, { .type = Cell::Type::Boolean, .integer = 1 } } });
    RowSet patterns = rowSet(Entity::Pattern);
    addRow(patterns, *texts, u"00000000-0000-4000-8000-000000000002"_s,
        { { u"title"_s, texts->text(u"Measure before you cut"_s) },
            { u"body"_s, texts->text(u"Write the **measured** value into the task before work starts:\n\n1. what was measured\n2. with which tool\n3. who read it"_s) },
            { u"applies_to"_s, texts->json("{}") } });
    RowSet practices = rowSet(Entity::BestPractice);
    addRow(practices, *texts, u"00000000-0000-4000-8000-000000000003"_s,
        { { u"title"_s, texts->text(u"Leave a note for the next person"_s) },
            { u"body"_s, texts->text(u"One comment when you stop: what is done, what is next."_s) },
            { u"applies_to"_s, texts->json("{}") } });
    ReferenceAnswer answer { { 3, u"sample"_s }, { { workflows, patterns, practices }, texts } };
    std::ignore = world.store->replica().swapReference(answer);
}

RowKey made(UiWorld& world, const std::function<void(items::Editing::Created)>& make)
{
    RowKey key;
    make([&key](const items::Editing::Keys& keys) { key = keys.empty() ? RowKey {} : keys.front(); });
    world.settle();
    return key;
}

} // namespace

void fillWithSamples(UiWorld& world)
{
    addReference(world);
    auto& editing = world.workbench->editing();
    const RowKey workspace = world.workbench->catalog().workspaces().front().key;
    const QDate today = QDateTime::fromMSecsSinceEpoch(world.clock.wallMicros() / 1000).date();
    const auto project = [&](const QString& name) {
        return made(world, [&](auto done) { editing.addProject(workspace, name, done); });
    };
    const RowKey house = project(u"Pump house"_s);
    const RowKey site = project(u"Website"_s);
    const RowKey garden = project(u"Garden"_s);
    const RowKey spring = made(world, [&](auto done) { editing.addMilestone(house, u"Ready for spring"_s, done); });
    made(world, [&](auto done) { editing.addMilestone(site, u"Launch"_s, done); });

    const RowKey pump = world.addTask(u"Fix the pump in the cellar"_s,
        { .title = {},
            .description = u"The pump loses **pressure** after ten minutes.\n\n- Check the *seal* first\n- Then the valve; see [the manual](https://example.com/manual)\n\n"
                           u"```\npressure: 2.1 bar -> 0.8 bar\n```\n"_s,
            .project = house,
            .milestone = spring,
            .priority = Priority::High,
            .labels = { u"workshop"_s, u"water"_s },
            .dueDate = today,
            .dueTime = QTime(17, 0) });
    const RowKey seal = world.addTask(u"Order the seal"_s, { .title = {}, .project = house, .parent = pump, .labels = { u"phone"_s }, .dueDate = today.addDays(-1) });
    world.addTask(u"Measure the pressure"_s, { .title = {}, .project = house, .parent = pump });
    const RowKey drained = world.addTask(u"Drain the tank"_s, { .title = {}, .project = house, .parent = pump });
    const RowKey paint = world.addTask(u"Paint the door of the pump house"_s, { .title = {}, .project = house, .milestone = spring, .priority = Priority::Low, .dueDate = today.addDays(12) });
    const RowKey text = world.addTask(u"Write the text for the front page, with a paragraph about offline work and one about trust"_s,
        { .title = {}, .project = site, .priority = Priority::Medium, .labels = { u"writing"_s }, .dueDate = today.addDays(1) });
    world.addTask(u"Choose a photograph"_s, { .title = {}, .project = site, .labels = { u"writing"_s, u"photo"_s, u"waiting"_s, u"later"_s } });
    world.addTask(u"Prune the apple tree"_s, { .title = {}, .project = garden, .dueDate = today.addDays(4) });
    world.addTask(u"Call Anna about the boat"_s, { .title = {}, .labels = { u"phone"_s }, .dueDate = today.addDays(1), .dueTime = QTime(9, 30) });
    world.addTask(u"Return the library books"_s, { .title = {}, .dueDate = today });
    world.addTask(u"Read the manual of the new drill"_s, {});
    editing.setStatus({ drained }, TaskStatus::Done);
    editing.setStatus({ text }, TaskStatus::InProgress);
    editing.addDependency(paint, pump);
    editing.addDependency(pump, seal);
    editing.addComment(pump, u"Asked the shop: the seal arrives on **Thursday**."_s);
    editing.addComment(pump, u"It dripped again last night."_s);
    world.settle();
}

} // namespace convoy::test
