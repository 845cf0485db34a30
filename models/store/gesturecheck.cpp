#include "store/gesturecheck.h"

#include "domain/jsonvalues.h"
#include "domain/text.h"
#include "store/access.h"
#include "store/identities.h"
#include "store/rowimage.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Edit)
};

Error refusal(const QString& sentence) { return { Error::Kind::Invalid, sentence }; }

RowKey realKey(RowKey key, const std::vector<RowKey>& created)
{
    const size_t index = static_cast<size_t>(-key.value - 1);
    return key.value < 0 && index < created.size() ? created[index] : key;
}

void putRealKeys(Change& change, const std::vector<RowKey>& created)
{
    change.row = realKey(change.row, created);
    change.workspace = realKey(change.workspace, created);
    for (const Field& field : infoOf(change.entity).fields) {
        const QJsonValue value = change.fields.value(field.name);
        if (field.type == FieldType::Reference && value.toInteger() < 0)
            change.fields.insert(field.name, realKey(RowKey { value.toInteger() }, created).value);
    }
}

//! The row that this create would make a second time: same derived id, or a live dependency of the same two tasks.
RowKey existingTwin(Access& access, const Change& change)
{
    if (!change.uid.isEmpty()) {
        const auto known = identityOf(access, change.uid);
        return known && readRow(access, change.entity, known->key) ? known->key : RowKey {};
    }
    if (change.entity != Entity::TaskDependency)
        return {};
    return RowKey { access
                        .number("SELECT key FROM task_dependencies WHERE task_id=? AND blocked_by_id=? AND deleted_at IS NULL",
                            change.fields[u"task_id"_s].toInteger(), change.fields[u"blocked_by_id"_s].toInteger())
                        .value_or(0) };
}

//! Updates of a row join the create or update of that row earlier in the gesture.
void addChange(std::vector<Change>& changes, Change change)
{
    const auto earlier = std::find_if(changes.rbegin(), changes.rend(),
        [&](const Change& each) { return each.entity == change.entity && each.row == change.row; });
    const bool joins = earlier != changes.rend() && change.action == Action::Update
        && (earlier->action == Action::Create || earlier->action == Action::Update);
    if (!joins) {
        changes.push_back(std::move(change));
        return;
    }
    for (auto it = change.fields.begin(); it != change.fields.end(); ++it)
        earlier->fields.insert(it.key(), it.value());
}

QJsonValue cleaned(const Field& field, const QJsonValue& value)
{
    if (field.type == FieldType::Set && value.isArray()) {
        QStringList elements = setElements(value);
        for (QString& each : elements)
            each = cleanLine(each);
        return setArray(elements);
    }
    if (value.isNull() && clearsToEmpty(field))
        return QString(u""_s); // as the server would keep it
    if (!value.isString())
        return value;
    const bool line = field.name == "title"_L1 || field.name == "name"_L1 || field.name == "prefix"_L1;
    return line ? cleanLine(value.toString()) : cleanText(value.toString());
}

bool mayBeSet(const Field& field, Action action)
{
    if (field.rule == MergeRule::Server)
        return false;
    return field.rule != MergeRule::AtCreation || action == Action::Create;
}

//! A twin in the trash (its making was undone) comes back with the values of the new create.
void bringTwinBack(Access& access, const Change& create, RowKey twin, ResolvedGesture& result)
{
    const auto row = readRow(access, create.entity, twin);
    if (!row || row->deletedAt.isEmpty())
        return;
    result.changes.push_back({ .entity = create.entity, .row = twin, .action = Action::Restore });
    Change values { .entity = create.entity, .row = twin, .fields = create.fields };
    for (const QString& name : create.fields.keys()) {
        const Field* field = fieldOf(create.entity, name);
        if (field && !mayBeSet(*field, Action::Update))
            values.fields.remove(name);
    }
    putRealKeys(values, result.created);
    result.changes.push_back(std::move(values));
}

Status checkReference(Access& access, const Field& field, RowKey target, RowKey workspace)
{
    const auto known = identityOf(access, target);
    if (!known || known->entity != *field.refersTo)
        return Error { Error::Kind::NotFound, Words::tr("What this refers to is no longer here.") };
    const auto row = readRow(access, known->entity, target);
    if (row && row->workspace && row->workspace != workspace)
        return refusal(Words::tr("Both have to be in the same workspace."));
    return ok();
}

Status checkFields(Access& access, Change& change)
{
    const QStringList names = change.fields.keys();
    for (const QString& name : names) {
        const Field* field = fieldOf(change.entity, name);
        if (!field)
            return refusal(Words::tr("There is no field named %1.").arg(name));
        if (!mayBeSet(*field, change.action))
            return refusal(Words::tr("%1 cannot be changed.").arg(name));
        const QJsonValue value = cleaned(*field, change.fields.value(name));
        if (const QString why = whyNotValid(*field, value); !why.isEmpty())
            return refusal(why);
        if (compactJson(QJsonArray { value }).size() > 2 * maxValueBytes)
            return refusal(Words::tr("%1 is larger than 256 KiB, which is the most that can be kept in one field.").arg(name));
        change.fields.insert(name, value);
        if (field->type == FieldType::Reference && value.toInteger() != 0) {
            if (Status fits = checkReference(access, *field, RowKey { value.toInteger() }, change.workspace); !fits)
                return fits;
        }
    }
    return ok();
}

//! Rows need a name to be found by.
Status checkName(const Change& change)
{
    for (const auto name : { "title"_L1, "name"_L1 }) {
        const Field* field = fieldOf(change.entity, QString(name));
        const bool asked = change.action == Action::Create || change.fields.contains(name);
        if (field && field->rule != MergeRule::Server && asked && change.fields.value(name).toString().isEmpty())
            return refusal(name == "title"_L1 ? Words::tr("A title is needed.") : Words::tr("A name is needed."));
    }
    if (change.entity == Entity::Activity && change.action == Action::Create && change.fields[u"body"_s].toString().isEmpty())
        return refusal(Words::tr("A comment needs some text."));
    return ok();
}

Status checkEntity(const Change& change)
{
    switch (infoOf(change.entity).kind) {
    case SyncKind::Reference:
        return refusal(Words::tr("Workflows, patterns and best practices are kept on the server and cannot be changed here."));
    case SyncKind::Review:
        return change.action == Action::Update ? ok() : refusal(Words::tr("A review entry can only be decided."));
    case SyncKind::Structural:
    case SyncKind::TaskData:
        return ok();
    }
    Q_UNREACHABLE();
}

Status findWorkspace(Access& access, const ResolvedGesture& gesture, Change& change)
{
    if (change.entity == Entity::Workspace && change.action == Action::Create) {
        change.workspace = change.row;
        return ok();
    }
    if (change.action != Action::Create) {
        const auto made = std::find_if(gesture.changes.begin(), gesture.changes.end(), [&](const Change& each) {
            return each.row == change.row && each.action == Action::Create;
        });
        const auto row = readRow(access, change.entity, change.row);
        if (!row && made == gesture.changes.end())
            return Error { Error::Kind::NotFound, Words::tr("This is no longer here.") };
        change.workspace = row ? row->workspace : made->workspace;
        return ok();
    }
    const auto known = identityOf(access, change.workspace);
    if (!known || known->entity != Entity::Workspace)
        return Error { Error::Kind::NotFound, Words::tr("The workspace is no longer here.") };
    return ok();
}

Status checkRole(Access& access, const Change& change)
{
    if (access.text("SELECT role FROM cursors WHERE workspace_id=?", change.workspace) == "viewer"_L1)
        return refusal(Words::tr("You can read this workspace, but not change it."));
    if (access.number("SELECT enabled FROM cursors WHERE workspace_id=?", change.workspace).value_or(1) == 0) {
        const auto home = readRow(access, Entity::Workspace, change.workspace);
        const QString name = home ? home->fields.value(u"name"_s).toString() : QString();
        return refusal(Words::tr("'%1' does not sync on this device, so nothing in it can be changed here. Switch its sync on first.").arg(name));
    }
    return ok();
}

} // namespace

Result<ResolvedGesture> resolved(Access& access, const Gesture& gesture)
{
    ResolvedGesture result;
    std::vector<bool> twins;
    for (const Change& change : gesture.changes) {
        if (change.action != Action::Create)
            continue;
        Change probe = change;
        putRealKeys(probe, result.created);
        const RowKey twin = change.row.value > 0 ? RowKey {} : existingTwin(access, probe);
        twins.push_back(bool(twin));
        if (twin || change.row.value > 0) {
            result.created.push_back(twin ? twin : change.row);
            continue;
        }
        const Uid uid = change.uid.isEmpty() ? newTemporaryUid() : Uid(u"tmp-"_s + bareUid(change.uid));
        result.created.push_back(keyFor(access, change.entity, uid));
    }
    size_t creates = 0;
    for (Change change : gesture.changes) {
        const bool isCreate = change.action == Action::Create;
        const size_t index = creates;
        creates += isCreate ? 1 : 0;
        if (isCreate && twins[index]) {
            bringTwinBack(access, change, result.created[index], result);
            continue;
        }
        if (isCreate)
            change.row = result.created[index];
        putRealKeys(change, result.created);
        addChange(result.changes, std::move(change));
    }
    if (access.error())
        return *access.error();
    return result;
}

Status checkChange(Access& access, const ResolvedGesture& gesture, Change& change)
{
    if (Status allowed = checkEntity(change); !allowed)
        return allowed;
    if (Status found = findWorkspace(access, gesture, change); !found)
        return found;
    if (Status allowed = checkRole(access, change); !allowed)
        return allowed;
    if (Status valid = checkFields(access, change); !valid)
        return valid;
    return checkName(change);
}

} // namespace convoy::store
