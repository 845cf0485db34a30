#include "store/absence.h"
#include "store/access.h"
#include "store/history.h"
#include "store/reads.h"
#include "store/rowimage.h"

#include "domain/jsonvalues.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Incoming)
};

#define INCOMING_COLUMNS                                                                                               \
    "SELECT id, cycle, arrived, entity, key, workspace_id, action, field, before, after, made, author, device_id,"      \
    " device, seq FROM incoming "

QJsonValue jsonValue(const QByteArray& text) { return arrayFromJson('[' + text + ']').first(); }

IncomingChange readChange(const Statement& row)
{
    IncomingChange change;
    change.id = row.integer(0);
    change.cycleMicros = row.integer(1);
    change.arrivedMicros = row.integer(2);
    change.entity = static_cast<Entity>(row.integer(3));
    change.row = row.key(4);
    change.workspace = row.key(5);
    change.action = static_cast<Action>(row.integer(6));
    change.field = row.text(7);
    change.before = jsonValue(row.bytes(8));
    change.after = jsonValue(row.bytes(9));
    change.madeAt = row.text(10);
    change.author = row.text(11);
    change.deviceId = row.text(12);
    change.device = row.text(13);
    change.seq = row.integer(14);
    return change;
}

//! What a row is called, by the first of the fields that it has.
QString titleOf(Entity entity, const std::optional<RowImage>& row)
{
    for (const auto field : { "title"_L1, "name"_L1, "display_name"_L1, "email"_L1 }) {
        const QString name = row ? row->fields.value(field).toString() : QString();
        if (!name.isEmpty())
            return name;
    }
    return entity == Entity::WorkspaceMember ? Words::tr("a member") : QString();
}

bool stands(const IncomingChange& change, const std::optional<RowImage>& row)
{
    switch (change.action) {
    case Action::Create:
    case Action::Restore:
        return row && row->deletedAt.isEmpty();
    case Action::Delete:
        return row && !row->deletedAt.isEmpty();
    case Action::Update:
        return row && row->deletedAt.isEmpty() && row->fields.value(change.field) == change.after;
    }
    Q_UNREACHABLE();
}

void describe(Access& access, IncomingChange& change)
{
    const auto row = readRow(access, change.entity, change.row);
    change.standing = stands(change, row);
    change.task = change.entity == Entity::Task ? change.row : RowKey {};
    if (row && (change.entity == Entity::TaskDependency || change.entity == Entity::Activity))
        change.task = RowKey { row->fields.value("task_id"_L1).toInteger() };
    const bool ofTask = change.task && change.task != change.row;
    change.title = ofTask ? titleOf(Entity::Task, readRow(access, Entity::Task, change.task)) : titleOf(change.entity, row);
}

//! When a task was finished goes with its status and is not told by itself.
bool isShown(const IncomingChange& change)
{
    return change.entity != Entity::Task || change.field != "completion_date"_L1;
}

FieldGroup groupOf(const IncomingChange& change)
{
    const Field* field = fieldOf(change.entity, change.field);
    return field ? field->group : FieldGroup::None;
}

//! The lines asked for and those that were decided together with them.
std::vector<IncomingChange> withCompanions(Access& access, const std::vector<qint64>& ids)
{
    std::map<qint64, IncomingChange> lines;
    for (const qint64 id : ids)
        access.each(INCOMING_COLUMNS "WHERE id=?", [&](Statement& row) { lines.emplace(id, readChange(row)); }, id);
    std::map<qint64, IncomingChange> all = lines;
    for (const auto& [id, line] : lines) {
        if (groupOf(line) == FieldGroup::None)
            continue;
        access.each(
            INCOMING_COLUMNS "WHERE key=?1 AND seq=(SELECT seq FROM incoming WHERE id=?2)",
            [&, &line = line](Statement& row) {
                IncomingChange other = readChange(row);
                if (groupOf(other) == groupOf(line))
                    all.emplace(other.id, std::move(other));
            },
            line.row, id);
    }
    std::vector<IncomingChange> ordered;
    for (auto& [id, line] : all)
        ordered.push_back(std::move(line));
    // What only the feed knew of came later than what followed it.
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
    return ordered;
}

//! Several changes of one row as one step: from the first value to the last, where they follow one another.
class Folding final {
public:
    void add(const IncomingChange& change)
    {
        HistoryLine& line = lineOf(change);
        if (change.action != Action::Update) {
            // Made or brought back and then changed: taking that back takes the changes along.
            line.action = change.action;
            return;
        }
        const bool follows = line.after.value(change.field) == change.before;
        if (!line.after.contains(change.field) || !follows)
            line.before.insert(change.field, change.before);
        line.after.insert(change.field, change.after);
    }

    [[nodiscard]] const std::vector<HistoryLine>& lines() const { return m_lines; }

private:
    HistoryLine& lineOf(const IncomingChange& change)
    {
        const auto known = std::find_if(m_lines.begin(), m_lines.end(),
            [&](const HistoryLine& line) { return line.entity == change.entity && line.row == change.row; });
        if (known != m_lines.end())
            return *known;
        m_lines.push_back({ change.entity, change.row, change.workspace, Action::Update, {}, {} });
        return m_lines.back();
    }

    std::vector<HistoryLine> m_lines;
};

std::vector<IncomingGroup> grouped(
    const std::vector<IncomingChange>& changes, bool (*together)(const IncomingGroup&, const IncomingChange&))
{
    std::vector<IncomingGroup> groups;
    for (const IncomingChange& change : changes) {
        auto group = std::find_if(
            groups.begin(), groups.end(), [&](const IncomingGroup& each) { return together(each, change); });
        if (group == groups.end()) {
            const bool ofTask = bool(change.task);
            groups.push_back({ change.deviceId, change.device, change.author, ofTask ? Entity::Task : change.entity,
                ofTask ? change.task : change.row, change.title, {} });
            group = groups.end() - 1;
        }
        group->changes.push_back(change);
    }
    return groups;
}

} // namespace

Result<std::vector<IncomingChange>> Reads::incoming(const IncomingQuery& query) const
{
    Access access(m_database);
    std::vector<IncomingChange> changes;
    const auto take = [&](Statement& row) {
        IncomingChange change = readChange(row);
        if (isShown(change))
            changes.push_back(std::move(change));
    };
    if (query.task) {
        access.each(INCOMING_COLUMNS "WHERE arrived >= ?2 AND key IN (SELECT ?1 UNION ALL SELECT key FROM task_dependencies"
                                     " WHERE task_id=?1 UNION ALL SELECT key FROM activity_feed WHERE task_id=?1)"
                                     " ORDER BY id DESC LIMIT ?3",
            take, query.task, query.sinceMicros, query.limit);
    } else {
        access.each(
            INCOMING_COLUMNS "WHERE arrived >= ?1 ORDER BY id DESC LIMIT ?2", take, query.sinceMicros, query.limit);
    }
    for (IncomingChange& change : changes)
        describe(access, change);
    if (access.error())
        return *access.error();
    return changes;
}

Result<std::vector<Absence>> Reads::absences(int limit) const
{
    Access access(m_database);
    auto absences = keptAbsences(access, limit);
    if (access.error())
        return *access.error();
    return absences;
}

Result<Reverting> Reads::revertOf(const std::vector<qint64>& incoming) const
{
    Access access(m_database);
    const auto changes = withCompanions(access, incoming);
    Folding folding;
    for (const IncomingChange& change : changes)
        folding.add(change);
    TakenBack back = takeBack(access, folding.lines());
    if (access.error())
        return *access.error();
    Reverting reverting;
    if (back.changes.empty())
        reverting.note = Words::tr("Nothing to take back: it has been changed since then.");
    else if (back.leftOut)
        reverting.note = Words::tr("Some of it has been changed since then and was left as it is.");
    QStringList devices;
    for (const IncomingChange& change : changes) {
        if (!devices.contains(change.device))
            devices += change.device;
    }
    const bool known = devices.size() == 1 && !devices.front().isEmpty();
    reverting.gesture.text = known ? Words::tr("Took back what came from %1").arg(devices.front())
                                   : Words::tr("Took back what other devices changed");
    reverting.gesture.changes = std::move(back.changes);
    return reverting;
}

std::vector<IncomingGroup> groupedByDevice(const std::vector<IncomingChange>& changes)
{
    return grouped(changes, [](const IncomingGroup& group, const IncomingChange& change) {
        return group.deviceId == change.deviceId;
    });
}

std::vector<IncomingGroup> groupedByTask(const std::vector<IncomingChange>& changes)
{
    return grouped(changes, [](const IncomingGroup& group, const IncomingChange& change) {
        return change.task ? group.entity == Entity::Task && group.row == change.task
                           : group.entity == change.entity && group.row == change.row;
    });
}

} // namespace convoy::store
