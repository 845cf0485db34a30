#include "store/keptaside.h"

#include "domain/jsonvalues.h"
#include "store/identities.h"
#include "store/outboxjson.h"
#include "store/rowimage.h"
#include "store/writing.h"

#include <QCoreApplication>

#include <algorithm>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(KeptAside)
};

std::optional<Action> actionFrom(const QString& text)
{
    if (text == "create"_L1)
        return Action::Create;
    if (text == "update"_L1)
        return Action::Update;
    if (text == "delete"_L1)
        return Action::Delete;
    return text == "restore"_L1 ? std::optional(Action::Restore) : std::nullopt;
}

const EntityInfo* entityFrom(const QString& table)
{
    const auto all = schema();
    const auto found = std::find_if(all.begin(), all.end(), [&](const EntityInfo& info) { return info.table == table; });
    return found == all.end() ? nullptr : &*found;
}

Error cannot(const QString& why) { return { Error::Kind::Invalid, why }; }

//! Turns edits with uids back into changes with keys. Lives for one call of gestureFromBox.
class Unboxing final {
public:
    explicit Unboxing(Access& access)
        : m_access(access)
    {
    }

    Status add(const QJsonObject& edit, Gesture& gesture)
    {
        const EntityInfo* info = entityFrom(edit[u"entity"_s].toString());
        const auto action = actionFrom(edit[u"action"_s].toString());
        const Uid uid = edit[u"uid"_s].toString();
        if (!info || !action || uid.isEmpty())
            return cannot(Words::tr("This was written by another version and can only be exported."));
        const auto known = identityOf(m_access, uid);
        const bool here = known && readRow(m_access, info->entity, known->key);
        Change change { .entity = info->entity, .row = {}, .action = *action };
        if (*action == Action::Create && here)
            change.action = Action::Update;
        if (change.action == Action::Create) {
            change.row = RowKey { --m_lastPlaceholder };
            change.uid = uid;
            change.again = true;
            m_placeholders.insert(uid, change.row.value);
            const auto workspace = identityOf(m_access, Uid(edit[u"workspace"_s].toString()));
            if (info->entity != Entity::Workspace && (!workspace || !readRow(m_access, Entity::Workspace, workspace->key)))
                return cannot(Words::tr("You cannot reach its workspace, so it can only be exported."));
            change.workspace = workspace ? workspace->key : RowKey {};
        } else {
            if (!here && !m_placeholders.contains(uid))
                return cannot(Words::tr("What it changed is no longer here, so it can only be exported."));
            change.row = here ? known->key : RowKey { m_placeholders.value(uid) };
        }
        if (change.action != Action::Delete && change.action != Action::Restore)
            change.fields = fieldsFrom(*info, edit[u"fields"_s].toObject(), change.action);
        if (change.action != Action::Update || !change.fields.isEmpty())
            gesture.changes.push_back(std::move(change));
        return ok();
    }

private:
    [[nodiscard]] QJsonObject fieldsFrom(const EntityInfo& info, const QJsonObject& wire, Action action)
    {
        QJsonObject fields;
        for (const Field& field : info.fields) {
            const bool settable = field.rule != MergeRule::Server && (field.rule != MergeRule::AtCreation || action == Action::Create);
            if (!wire.contains(field.name) || !settable)
                continue;
            QJsonValue value = wire.value(field.name);
            if (field.type == FieldType::Reference && value.isString()) {
                const auto target = identityOf(m_access, Uid(value.toString()));
                const bool isMade = m_placeholders.contains(value.toString());
                if (!isMade && !(target && readRow(m_access, target->entity, target->key)))
                    continue; // where it was is gone; the rest is worth more than the place
                value = isMade ? m_placeholders.value(value.toString()) : target->key.value;
            }
            fields.insert(field.name, value);
        }
        return fields;
    }

    Access& m_access;
    QHash<QString, qint64> m_placeholders;
    qint64 m_lastPlaceholder = 0;
};

} // namespace

std::vector<KeptGesture> keptGestures(Access& access)
{
    std::vector<KeptGesture> all;
    access.each("SELECT group_id, workspace, name, reason, moved, exported, entry FROM quarantine ORDER BY id", [&](Statement& row) {
        const GroupId group(row.text(0));
        auto found = std::find_if(all.begin(), all.end(), [&](const KeptGesture& each) { return each.group == group; });
        const QJsonObject edit = objectFromJson(row.bytes(6));
        if (found == all.end()) {
            found = all.insert(all.end(),
                { group, row.text(1), row.text(2), row.text(3), row.integer(4), row.integer(5) != 0, edit[u"text"_s].toString(), {} });
        }
        found->edits.push_back(edit);
    });
    return all;
}

qint64 keptNotExported(Access& access)
{
    return access.number("SELECT count(DISTINCT group_id) FROM quarantine WHERE exported=0").value_or(0);
}

GroupId keepAside(Writing& writing, const StoredEntry& entry, const QString& workspaceName, const QString& reason, qint64 nowMicros)
{
    const auto workspace = identityOf(writing, entry.workspace);
    const GroupId handle = entry.chain.isEmpty() ? entry.group : GroupId(entry.chain);
    writing.run("INSERT INTO quarantine(workspace, name, reason, moved, group_id, entry) VALUES(?, ?, ?, ?, ?, ?)",
        workspace ? bareUid(workspace->uid) : u""_s, workspaceName.isNull() ? u""_s : workspaceName, reason, nowMicros,
        uuidText(handle), entryJson(writing, entry));
    writing.outboxChanged();
    removeEntry(writing, entry.id);
    return handle;
}

void noteExported(Writing& writing, qint64 nowMicros)
{
    writing.run("UPDATE quarantine SET exported=? WHERE exported=0", nowMicros);
    if (writing.database().changes() > 0)
        writing.outboxChanged();
}

bool dismissKept(Writing& writing, GroupId group)
{
    writing.run("DELETE FROM quarantine WHERE group_id=?", uuidText(group));
    const bool any = writing.database().changes() > 0;
    if (any)
        writing.outboxChanged();
    return any;
}

Result<Gesture> gestureFromBox(Access& access, const KeptGesture& kept)
{
    Gesture gesture { .text = kept.text, .changes = {} };
    Unboxing unboxing(access);
    for (const QJsonObject& edit : kept.edits) {
        if (Status added = unboxing.add(edit, gesture); !added)
            return std::move(added).error();
    }
    if (access.error())
        return *access.error();
    return gesture;
}

} // namespace convoy::store
