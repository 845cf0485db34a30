// The preview of a pending edit and the real sync_push, on random rows, histories and edits: they have to agree on the row, the
// answer, what lost and what is kept for whom. 300 cases; CONVOY_DIFFERENTIAL sets how many, CONVOY_DIFFERENTIAL_SEED which.
#include "tests/merge/serverworld.h"

#include "domain/clock.h"
#include "domain/jsonvalues.h"

#include <gtest/gtest.h>

#include <QUrl>

#include <random>

using namespace convoy;
using namespace convoy::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int casesInWorld = 50;
const auto future = u"2999-01-01T00:00:00+00:00"_s;

//! One row, what happened to it, and an edit that was made somewhere in between.
class Case final {
public:
    Case(ServerWorld& world, quint32 seed)
        : m_world(world)
        , m_random(seed)
    {
    }

    void run()
    {
        choose();
        makeRow();
        m_versions.push_back(m_world.row(m_entity, m_id));
        for (int edits = below(5); edits > 0; --edits) {
            happen();
            m_versions.push_back(m_world.row(m_entity, m_id));
        }
        const QJsonObject before = m_world.row(m_entity, m_id);
        const QJsonArray conflicts = m_world.openConflicts(m_id);
        const ServerWorld::Device device = anyDevice();
        const QJsonObject op = anyOperation(before);
        m_story += u"pending "_s + device.id.left(4) + u' ' + QString::fromUtf8(compactJson(op)) + u'\n';
        const QJsonObject answer = m_world.push(device, op);
        compare(device, op, before, conflicts, answer);
    }

    [[nodiscard]] QString story() const { return m_story; }
    [[nodiscard]] QString outcome() const { return m_outcome; }

private:
    int below(int n) { return int(std::uniform_int_distribution<>(0, n - 1)(m_random)); }
    bool chance(int percent) { return below(100) < percent; }
    template <class List> auto any(const List& list) { return list[below(int(list.size()))]; }

    void choose()
    {
        const int dice = below(100);
        m_entity = dice < 65 ? Entity::Task : dice < 75 ? Entity::Project : dice < 83 ? Entity::Milestone
            : dice < 90                                 ? Entity::Activity
            : dice < 94                                 ? Entity::TaskDependency
            : dice < 97                                 ? Entity::Workspace
                                                        : Entity::WorkspaceMember;
        m_id = m_entity == Entity::Workspace ? m_world.workspace
            : m_entity == Entity::WorkspaceMember ? m_world.bobMember
                                                  : uuidText(QUuid::createUuid());
    }

    ServerWorld::Device anyDevice()
    {
        const bool owner = m_entity == Entity::Workspace || m_entity == Entity::WorkspaceMember;
        if (m_entity == Entity::Activity || (!owner && chance(50)))
            return chance(50) ? m_world.bobDesk : m_world.bobPhone;
        return chance(50) ? m_world.annLaptop : m_world.annTablet;
    }

    QString anyStamp()
    {
        if (chance(5))
            return future;
        return u"2020-01-01T00:0%1:00%2+00:00"_s.arg(below(6)).arg(any(QStringList { {}, {}, u".5"_s, u".500000"_s, u".25"_s }));
    }

    void makeRow()
    {
        QJsonObject fields;
        if (m_entity == Entity::TaskDependency) {
            const QString other = uuidText(QUuid::createUuid());
            m_world.push(m_world.annLaptop, operation(Action::Create, Entity::Task, other, { { u"title"_s, u"x"_s } }));
            fields = { { u"task_id"_s, other }, { u"blocked_by_id"_s, m_world.tasks[0] } };
        } else if (m_entity != Entity::Workspace && m_entity != Entity::WorkspaceMember) {
            fields = anyFields(8);
        }
        if (m_entity == Entity::Milestone)
            fields.insert(u"project_id"_s, any(m_world.projects));
        fields.remove(u"parent_id"_s);
        if (!fields.isEmpty() && !chance(3))
            m_world.push(anyDevice(), operation(Action::Create, m_entity, m_id, fields, {}, anyStamp()));
        if (m_entity == Entity::Task && chance(20)) {
            m_child = uuidText(QUuid::createUuid());
            m_world.push(m_world.annLaptop, operation(Action::Create, Entity::Task, m_child,
                { { u"title"_s, u"child"_s }, { u"parent_id"_s, m_id }, { u"project_id"_s, fields.value(u"project_id"_s) } }));
        }
    }

    void happen()
    {
        if (chance(12) && m_entity == Entity::Task) {
            m_story += u"dashboard\n"_s;
            m_world.edit(u"update public.tasks set title = 'by hand %1', labels = '[\"hand\"]' where id = '%2'"_s.arg(below(3)).arg(m_id));
            return;
        }
        const ServerWorld::Device device = anyDevice();
        const QJsonObject op = anyOperation({});
        const QJsonObject answer = m_world.push(device, op);
        m_story += u"history "_s + device.id.left(4) + u' ' + QString::fromUtf8(compactJson(op)) + u" -> "_s
            + answer[u"status"_s].toString() + u'\n';
    }

    QJsonObject anyOperation(const QJsonObject& now)
    {
        const int dice = below(100);
        const bool mayGo = m_entity != Entity::Workspace && m_entity != Entity::WorkspaceMember;
        const Action action = mayGo && dice < 18 ? Action::Delete : mayGo && dice < 28 ? Action::Restore : Action::Update;
        const QJsonObject fields = action == Action::Update ? anyFields(4) : QJsonObject();
        const QJsonObject seen = chance(40) ? m_versions.front() : chance(50) ? any(m_versions) : now;
        QJsonObject base;
        for (const QString& name : action == Action::Update ? fields.keys() : QStringList { u"deleted_at"_s }) {
            if (!chance(5) && !seen.isEmpty())
                base.insert(name, QJsonObject { { u"value"_s, seen.value(name) }, { u"seq"_s, seen.value(u"seq"_s) } });
        }
        QJsonObject op = operation(action, m_entity, m_id, fields, base, anyStamp());
        if (fields.contains(u"description"_s) && m_entity == Entity::Task && chance(40))
            op.insert(u"overlaps"_s, QJsonArray { u"description"_s });
        return op;
    }

    QJsonObject anyFields(int most)
    {
        QJsonObject fields;
        const auto known = infoOf(m_entity).fields;
        for (int i = 1 + below(most); i > 0 && m_entity != Entity::TaskDependency; --i) {
            // Half of the time the same few, so that edits meet.
            static const QStringList contested { u"title"_s, u"description"_s, u"labels"_s, u"due_date"_s, u"parent_id"_s };
            const bool meets = m_entity == Entity::Task && chance(50);
            const Field& field = meets ? *fieldOf(m_entity, any(contested)) : known[size_t(below(int(known.size())))];
            if (field.rule != MergeRule::Server && field.rule != MergeRule::AtCreation && field.name != "role"_L1)
                fields.insert(field.name, anyValue(field));
        }
        if (fields.isEmpty())
            fields.insert(m_entity == Entity::Activity ? u"body"_s : m_entity == Entity::Task ? u"title"_s : u"name"_s, u"v0"_s);
        if (m_entity == Entity::WorkspaceMember)
            fields = { { u"display_name"_s, u"v%1"_s.arg(below(4)) } };
        if (m_entity == Entity::TaskDependency)
            fields = {};
        return fields;
    }

    QJsonValue anyValue(const Field& field)
    {
        const QString name = field.name;
        const auto orNull = [&](const QString& text) { return chance(25) ? QJsonValue() : QJsonValue(text); };
        if (name == "status"_L1)
            return any(QStringList { u"todo"_s, u"in_progress"_s, u"done"_s, u"cancelled"_s });
        if (name == "current_stage"_L1)
            return any(QStringList { u"todo"_s, u"review"_s, u"done"_s, u"idea"_s, u"eaten"_s, u"cancelled"_s });
        if (name == "priority"_L1)
            return any(QStringList { u"none"_s, u"low"_s, u"high"_s });
        if (name == "project_id"_L1)
            return m_entity == Entity::Milestone ? QJsonValue(any(m_world.projects)) : orNull(any(m_world.projects));
        if (name == "milestone_id"_L1)
            return orNull(any(m_world.milestones));
        if (name == "parent_id"_L1)
            return !m_child.isEmpty() && chance(30) ? QJsonValue(m_child) : orNull(any(m_world.tasks));
        if (name == "workflow_id"_L1)
            return QJsonValue();
        if (name == "prefix"_L1)
            return any(QStringList { u"AB"_s, u"CD"_s, u"EF"_s });
        if (name == "assignee_id"_L1)
            return orNull(any(QStringList { m_world.annLaptop.user, m_world.bobDesk.user }));
        return plainValue(field, orNull);
    }

    QJsonValue plainValue(const Field& field, const std::function<QJsonValue(const QString&)>& orNull)
    {
        switch (field.type) {
        case FieldType::Set: {
            QStringList some;
            for (const QString& each : { u"a"_s, u"b"_s, u"ü"_s, u"\U0001F600"_s, u"\uFF01"_s }) {
                if (chance(40))
                    some.prepend(each);
            }
            return QJsonArray::fromStringList(some);
        }
        case FieldType::Boolean:
            return chance(50);
        case FieldType::Date:
            return orNull(u"2026-01-0%1"_s.arg(1 + below(3)));
        case FieldType::Time:
            return orNull(u"0%1:30"_s.arg(below(3)));
        case FieldType::Timestamp:
            return orNull(u"2026-01-0%1T10:00:00+00:00"_s.arg(1 + below(3)));
        default:
            return field.name == "description"_L1 ? orNull(u"v%1"_s.arg(below(4))) : QJsonValue(u"v%1"_s.arg(below(4)));
        }
    }

    void compare(const ServerWorld::Device& device, const QJsonObject& op, const QJsonObject& before, const QJsonArray& conflicts,
        const QJsonObject& answer);
    bool fit(const QJsonObject& op, QJsonObject& row, const merge::Preview& preview);
    [[nodiscard]] QStringList losses(const QJsonArray& conflicts, const std::vector<merge::Loss>& more) const;

    ServerWorld& m_world;
    std::mt19937 m_random;
    Entity m_entity = Entity::Task;
    QString m_id;
    QString m_child;
    std::vector<QJsonObject> m_versions;
    QString m_story;
    QString m_outcome;
};

QString statusText(merge::Preview& preview)
{
    switch (preview.outcome) {
    case OpOutcome::Applied:
        return u"applied"_s;
    case OpOutcome::Merged:
        return u"merged"_s;
    case OpOutcome::Conflict:
        return u"conflict"_s;
    case OpOutcome::Rebase:
        return u"rebase"_s;
    case OpOutcome::GoneRow:
        return u"gone_row"_s;
    case OpOutcome::Error:
    case OpOutcome::RolledBack:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

//! A value as text that two equal ones share: a time by its microseconds, none as null.
QString text(const Field* field, const QJsonValue& value)
{
    const bool isTime = (!field || field->type == FieldType::Timestamp) && value.isString();
    if (isTime)
        return QString::number(timestampMicros(value.toString()).value_or(0));
    return QString::fromUtf8(compactJson(QJsonArray { value.isUndefined() ? QJsonValue() : value }));
}

//! Puts the place right, as the server does once the fields are in. False: refused.
bool Case::fit(const QJsonObject& op, QJsonObject& row, const merge::Preview& preview)
{
    const QJsonObject fields = op[u"fields"_s].toObject();
    bool placed = op[u"action"_s] == u"restore"_s;
    for (const QString& name : fields.keys())
        placed = placed || fieldOf(m_entity, name)->group == FieldGroup::Placement;
    if (m_entity != Entity::Task || !placed)
        return true;
    merge::Surroundings around = m_world.around;
    around.tasks[m_id] = { row[u"project_id"_s].toString(), row[u"parent_id"_s].toString(), preview.inTrash };
    if (!m_child.isEmpty()) {
        const QJsonObject child = m_world.row(Entity::Task, m_child);
        around.tasks[m_child] = { child[u"project_id"_s].toString(), child[u"parent_id"_s].toString(), false };
    }
    const merge::Place place { row[u"project_id"_s].toString(), row[u"milestone_id"_s].toString(), row[u"parent_id"_s].toString(),
        row[u"current_stage"_s].toString(), row[u"status"_s].toString(), row[u"completion_date"_s].toString(), preview.inTrash };
    const bool stageLeads = fields.contains(u"current_stage"_s) && !preview.lost.contains(u"current_stage"_s);
    const auto patch = merge::fitting(
        m_id, place, around, stageLeads ? merge::Leads::Stage : merge::Leads::Status, op[u"stamp"_s].toString());
    for (const QString& name : patch.value_or(QJsonObject()).keys())
        row.insert(name, patch->value(name));
    return patch.has_value();
}

//! One line for each open entry, those that are there and those to come: the newest replaces, the oldest base stays.
QStringList Case::losses(const QJsonArray& conflicts, const std::vector<merge::Loss>& more) const
{
    std::map<QString, merge::Loss> open;
    for (const QJsonValue& c : conflicts) {
        const merge::Loss loss { c[u"field"_s].toString(), c[u"rule"_s].toString(), c[u"user_id"_s].toString(), c[u"base_value"_s],
            c[u"mine_value"_s], c[u"theirs_value"_s] };
        open[loss.field + loss.user] = loss;
    }
    for (merge::Loss loss : more) {
        if (const auto earlier = open.find(loss.field + loss.user); earlier != open.end())
            loss.base = earlier->second.base;
        open[loss.field + loss.user] = loss;
    }
    QStringList lines;
    for (const auto& [key, loss] : open) {
        const Field* field = fieldOf(m_entity, loss.field);
        // A time in the future counts as now, which nobody can say beforehand.
        const bool vague = !field && (timestampMicros(loss.mine.toString()).value_or(0) > timestampMicros(u"2021-01-01T00:00:00+00:00"_s));
        lines += QStringList { loss.field, loss.rule, loss.user, text(field, loss.base),
            vague ? u"some time"_s : text(field, loss.mine), text(field, loss.theirs) }.join(u" | "_s);
    }
    return lines;
}

void Case::compare(const ServerWorld::Device& device, const QJsonObject& op, const QJsonObject& before, const QJsonArray& conflicts,
    const QJsonObject& answer)
{
    const QString action = op[u"action"_s].toString();
    QStringList overlaps = setElements(op[u"overlaps"_s]);
    const merge::PendingEdit edit { m_entity, op[u"fields"_s].toObject(), op[u"base"_s].toObject(), op[u"stamp"_s].toString(),
        device.id, overlaps, action == "delete"_L1 ? Action::Delete : action == "restore"_L1 ? Action::Restore : Action::Update,
        device.user };
    merge::Preview preview = merge::preview(edit, ServerWorld::serverRow(m_entity, before));
    QJsonObject expected = before;
    const bool isDone = preview.outcome == OpOutcome::Applied || preview.outcome == OpOutcome::Merged
        || preview.outcome == OpOutcome::Conflict;
    if (isDone && !before.isEmpty()) {
        for (const QString& name : preview.values.keys())
            expected.insert(name, preview.values.value(name));
        if (!fit(op, expected, preview)) {
            expected = before;
            preview = { .outcome = OpOutcome::Error, .inTrash = !before[u"deleted_at"_s].isNull() };
        }
    }
    const QJsonObject after = m_world.row(m_entity, m_id);
    const QJsonObject result = answer[u"ops"_s][0].toObject();
    m_outcome = action + u' ' + result[u"status"_s].toString() + (preview.broughtBack ? u", brought back"_s : QString());
    m_story += u"answer "_s + QString::fromUtf8(compactJson(answer)) + u'\n';

    EXPECT_EQ(result[u"status"_s].toString().toStdString(), statusText(preview).toStdString());
    EXPECT_EQ(setArray(setElements(result[u"lost"_s])), setArray(preview.lost));
    if (!before.isEmpty()) {
        EXPECT_EQ(!after[u"deleted_at"_s].isNull(), preview.inTrash);
    }
    for (const Field& field : infoOf(m_entity).fields) {
        const bool vague = field.name == "completion_date"_L1 && expected.value(field.name) == future;
        if (!vague) {
            EXPECT_EQ(text(&field, after.value(field.name)).toStdString(), text(&field, expected.value(field.name)).toStdString())
                << field.name.data();
        }
    }
    EXPECT_EQ(losses(m_world.openConflicts(m_id), {}).join(u'\n').toStdString(),
        losses(conflicts, preview.losses).join(u'\n').toStdString());
}

int complaints() { return ::testing::UnitTest::GetInstance()->current_test_info()->result()->total_part_count(); }

QSqlDatabase connected()
{
    const QUrl url(qEnvironmentVariable("CONVOY_TEST_DATABASE"));
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, u"differential"_s);
    database.setHostName(url.host());
    database.setPort(url.port());
    database.setUserName(url.userName());
    database.setPassword(url.password());
    database.setDatabaseName(url.path().mid(1));
    EXPECT_TRUE(database.open());
    return database;
}

} // namespace

TEST(Differential, ThePreviewAndTheServerAgree)
{
    if (!qEnvironmentVariableIsSet("CONVOY_TEST_DATABASE"))
        GTEST_SKIP() << "CONVOY_TEST_DATABASE is not set; tests/run sets it";
    const int cases = qEnvironmentVariableIsSet("CONVOY_DIFFERENTIAL") ? qEnvironmentVariableIntValue("CONVOY_DIFFERENTIAL") : 300;
    const int first = qEnvironmentVariableIntValue("CONVOY_DIFFERENTIAL_SEED");
    {
        const QSqlDatabase database = connected();
        int failures = 0;
        std::map<QString, int> outcomes;
        for (int from = 0; from < cases && failures < 5; from += casesInWorld) {
            ServerWorld world(database);
            for (int i = from; i < std::min(cases, from + casesInWorld) && failures < 5; ++i) {
                Case one(world, quint32(first + i));
                const int before = complaints();
                one.run();
                ++outcomes[one.outcome()];
                if (complaints() > before && ++failures)
                    ADD_FAILURE() << "CONVOY_DIFFERENTIAL_SEED=" << first + i << " CONVOY_DIFFERENTIAL=1\n" << qPrintable(one.story());
            }
        }
        for (const auto& [outcome, count] : outcomes)
            std::printf("%6d  %s\n", count, qPrintable(outcome));
        // A test in which nothing ever disagrees proves something only if everything happens.
        if (cases >= 300) {
            for (const auto& outcome : { u"update applied"_s, u"update merged"_s, u"update merged, brought back"_s,
                     u"update conflict"_s, u"update rebase"_s, u"update error"_s, u"delete conflict"_s, u"restore applied"_s })
                EXPECT_GT(outcomes[outcome], 0) << qPrintable(outcome);
        }
    }
    QSqlDatabase::removeDatabase(u"differential"_s);
}
