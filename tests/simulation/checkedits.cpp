// Whether everything that was shown as saved is in the result, or superseded and recorded.
#include "tests/simulation/check.h"

#include "domain/jsonvalues.h"

#include <algorithm>

namespace convoy::simulation {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList added(const Edit& edit)
{
    QStringList tokens = tokensOf(edit.field, edit.value);
    for (const QString& each : tokensOf(edit.field, edit.saw))
        tokens.removeAll(each);
    return tokens;
}

QString describe(const Edit& edit)
{
    return u"%1 %2 %3 (device %4, %5)"_s.arg(infoOf(edit.entity).table, edit.row, edit.field, QString::number(edit.device), timestampText(edit.at).mid(8, 15));
}

QString shown(const QJsonValue& value) { return QString::fromUtf8(compactJson(QJsonArray { value })); }

} // namespace

void Check::checkEdits()
{
    for (const Edit& edit : m_book.edits()) {
        if (!edit.certain)
            continue;
        if (edit.field == "deleted_at"_L1)
            edit.value.toBool() ? checkDeletion(edit) : checkRestore(edit);
        if (edit.entity == Entity::TaskDependency && edit.field == "blocked_by_id"_L1)
            checkDependency(edit);
        if (!isTracked(edit.entity, edit.field))
            continue;
        for (const QString& token : added(edit))
            checkEdit(edit, token);
    }
}

//! Twins: the row may have another name by now.
Uid Check::finalUid(const Edit& edit) const
{
    return edit.console ? edit.row : m_devices[size_t(edit.device)]->uid(edit.key);
}

QJsonObject Check::finalRow(const Edit& edit) const
{
    const auto table = m_server_.find(edit.entity);
    if (table == m_server_.end())
        return {};
    const auto row = table->second.find(finalUid(edit));
    return row == table->second.end() ? QJsonObject() : row->second;
}

void Check::checkEdit(const Edit& edit, const QString& token)
{
    const QJsonObject row = finalRow(edit);
    if (tokensOf(edit.field, row[edit.field]).contains(token)) {
        if (!row[u"deleted_at"_s].isNull() && !wasDeletedKnowingly(edit, token))
            wrong(u"lost: %1 = %2 is in the trash, and who deleted it had not seen it%3"_s.arg(describe(edit), token, story(edit)));
        else if (const Uid container = hiddenBy(row); !container.isEmpty() && !wasHiddenKnowingly(edit, row, container, token))
            wrong(u"lost: %1 = %2 is in the trash with %3, and who deleted that had not seen it%4"_s.arg(describe(edit), token, container, story(edit)));
        return;
    }
    if (m_purged.contains(token))
        return; // a reference: the purge takes it from whoever named the row
    // Thrown away by somebody who had seen it, purged, and made again by somebody else from an older version.
    if (m_purged.contains(finalUid(edit)) && wasDeletedKnowingly(edit, token))
        return;
    if (wasSuperseded(edit, token) || wasKept(edit.entity, finalUid(edit), edit.field, token))
        return;
    // Made and thrown away before it was sent, or on a twin that gave its place up.
    if (row.isEmpty()) {
        const auto deletions = m_byField.find({ finalUid(edit), u"deleted_at"_s });
        if (deletions != m_byField.end())
            return;
        for (const auto& [uid, other] : m_server_[edit.entity]) {
            if (tokensOf(edit.field, other[edit.field]).contains(token))
                return;
        }
    }
    wrong(u"lost: %1 = %2, on the server %3%4"_s.arg(describe(edit), token, row.isEmpty() ? u"no row"_s : shown(row[edit.field]), story(edit)));
}

//! Everything that was done to this field of this row.
QString Check::story(const Edit& edit) const
{
    QString all;
    const auto others = m_byField.find({ finalUid(edit), edit.field });
    for (const Edit* other : others == m_byField.end() ? std::vector<const Edit*>() : others->second)
        all += u"\n        %1%2: %3 in place of %4"_s.arg(describe(*other), other->certain ? QString() : u" perhaps"_s, shown(other->value), shown(other->saw));
    return all;
}

bool Check::wasSuperseded(const Edit& edit, const QString& token) const
{
    if (edit.field == "status"_L1) { // a stage that somebody chose later says the status, too
        const auto stages = m_byField.find({ finalUid(edit), u"current_stage"_s });
        if (stages != m_byField.end() && std::any_of(stages->second.begin(), stages->second.end(), [&](const Edit* other) { return other->at > edit.at; }))
            return true;
    }
    const auto others = m_byField.find({ finalUid(edit), edit.field });
    return others != m_byField.end() && std::any_of(others->second.begin(), others->second.end(), [&](const Edit* other) {
        const bool madeAnew = edit.field == "title"_L1 && other->device == edit.device && other->at > edit.at && other->saw.toString().isEmpty();
        return other != &edit && (tokensOf(edit.field, other->saw).contains(token) || madeAnew) && !tokensOf(edit.field, other->value).contains(token);
    });
}

bool Check::wasKept(Entity, const Uid& row, const QString& field, const QString& token) const
{
    for (const auto& each : m_losses) {
        const QJsonObject loss = each.toObject();
        if (loss[u"field"_s].toString() == field && loss[u"row_id"_s].toString() == row && tokensOf(field, loss[u"value"_s]).contains(token))
            return true;
    }
    return std::any_of(m_kept.begin(), m_kept.end(), [&](const QJsonObject& fields) { return tokensOf(field, fields[field]).contains(token); });
}

//! Whether a deletion or a restore of it was refused, put aside or given up.
bool Check::wasGivenUp(const Uid& row) const
{
    return std::any_of(m_kept.begin(), m_kept.end(),
        [&](const QJsonObject& fields) { return fields[u"deleted_at"_s].toBool() && bareUid(fields[u"row"_s].toString()) == row; });
}

//! What came to the server after the purge that threw the row away had not seen that, and must have brought it back.
bool Check::wentWithItsProject(const Edit& edit) const
{
    if (!m_emptied.contains(finalUid(edit)))
        return false;
    for (const QJsonObject& row : { finalRow(edit), m_purgedRows.value(finalUid(edit)) }) {
        const QJsonObject meta = row[u"field_meta"_s].toObject();
        if (meta[edit.field].toObject()[u"seq"_s].toInteger() < meta[u"deleted_at"_s].toObject()[u"seq"_s].toInteger())
            return true;
    }
    return false;
}

//! The task or the project that takes it along into the trash; none: it is there, or in the trash by itself.
Uid Check::hiddenBy(const QJsonObject& row)
{
    const auto inTrash = [&](Entity entity, const QString& uid) {
        const auto found = m_server_[entity].find(uid);
        return found != m_server_[entity].end() && !found->second[u"deleted_at"_s].isNull();
    };
    const QString taskUid = row[u"task_id"_s].toString();
    const auto task = m_server_[Entity::Task].find(taskUid);
    const QString project = (task == m_server_[Entity::Task].end() ? row : task->second)[u"project_id"_s].toString();
    if (!row[u"deleted_at"_s].isNull())
        return {};
    return inTrash(Entity::Task, taskUid) ? taskUid : inTrash(Entity::Project, project) ? project : Uid();
}

//! Whether it was put into what lay in the trash, or whoever threw that away saw it there. (What was finished or written long
//! ago may have been left out of that device's history window.)
bool Check::wasHiddenKnowingly(const Edit& edit, const QJsonObject& row, const Uid& container, const QString& token) const
{
    const auto isKnowing = [&](const Uid& uid, const QString& field) {
        const auto others = m_byField.find({ uid, field });
        return others != m_byField.end() && std::any_of(others->second.begin(), others->second.end(), [](const Edit* other) { return other->inHidden; });
    };
    const Uid uid = finalUid(edit);
    if (edit.inHidden || isKnowing(uid, edit.field) || m_emptied.contains(container))
        return true;
    for (const Uid& moved : { uid, Uid(row[u"task_id"_s].toString()) }) {
        if (isKnowing(moved, u"project_id"_s) || isKnowing(moved, u"deleted_at"_s))
            return true;
    }
    const auto deletions = m_byField.find({ container, u"deleted_at"_s });
    const bool finished = !row[u"completion_date"_s].toString().isEmpty();
    const qint64 written = edit.entity == Entity::Activity ? timestampMicros(row[u"created_at"_s].toString()).value_or(0) : std::numeric_limits<qint64>::max();
    return deletions != m_byField.end() && std::any_of(deletions->second.begin(), deletions->second.end(), [&](const Edit* deletion) {
        const bool leftOut = !deletion->sawContents.contains(uid) && (finished || written < deletion->at - aDay / 2);
        return deletion->value.toBool() && (deletion->console || leftOut || tokensOf(edit.field, deletion->sawContents.value(uid)[edit.field]).contains(token));
    });
}

bool Check::wasDeletedKnowingly(const Edit& edit, const QString& token) const
{
    if (edit.inTrash || wentWithItsProject(edit))
        return true;
    const auto others = m_byField.find({ finalUid(edit), edit.field });
    if (others != m_byField.end() && std::any_of(others->second.begin(), others->second.end(),
            [&](const Edit* other) { return other->inTrash && tokensOf(edit.field, other->value).contains(token); }))
        return true; // put there while it was in the trash
    const auto deletions = m_byField.find({ finalUid(edit), u"deleted_at"_s });
    return deletions != m_byField.end() && std::any_of(deletions->second.begin(), deletions->second.end(), [&](const Edit* deletion) {
        if (!deletion->value.toBool()) // it was there for its maker by a restore that was refused and given up
            return deletion->device == edit.device && deletion->at <= edit.at && wasGivenUp(finalUid(edit));
        return (tokensOf(edit.field, deletion->sawRow[edit.field]).contains(token) || hasReplaced(*deletion, edit, token)
            || sawLater(*deletion, edit, token));
    });
}

//! Whether who deleted the row saw what somebody had put in the place of that value. It may be back: a row that was purged is
//! made again by a device that was away meanwhile.
bool Check::sawLater(const Edit& deletion, const Edit& edit, const QString& token) const
{
    const auto others = m_byField.find({ finalUid(edit), edit.field });
    const QStringList seen = tokensOf(edit.field, deletion.sawRow[edit.field]);
    return others != m_byField.end() && std::any_of(others->second.begin(), others->second.end(), [&](const Edit* other) {
        const QStringList values = tokensOf(edit.field, other->value);
        return tokensOf(edit.field, other->saw).contains(token) && !values.contains(token)
            && std::any_of(values.begin(), values.end(), [&](const QString& value) { return seen.contains(value); });
    });
}

//! Whether who deleted the row had put something of their own in the place of that value before.
bool Check::hasReplaced(const Edit& deletion, const Edit& edit, const QString& token) const
{
    const auto others = m_byField.find({ finalUid(edit), edit.field });
    return others != m_byField.end() && std::any_of(others->second.begin(), others->second.end(), [&](const Edit* other) {
        return !other->console && other->device == deletion.device && other->at <= deletion.at && tokensOf(edit.field, other->saw).contains(token)
            && !tokensOf(edit.field, other->value).contains(token);
    });
}

//! A row taken out of the trash is there, or somebody threw it away later, or the person was told.
void Check::checkRestore(const Edit& edit)
{
    const Uid uid = finalUid(edit);
    const QJsonObject row = finalRow(edit);
    if (row.isEmpty() || row[u"deleted_at"_s].isNull() || edit.entity == Entity::TaskDependency || m_purged.contains(uid) || m_emptied.contains(uid) || wasGivenUp(uid))
        return;
    const auto others = m_byField.find({ uid, u"deleted_at"_s });
    const bool later = std::any_of(others->second.begin(), others->second.end(), [&](const Edit* other) { return other->value.toBool() && other->at >= edit.at; });
    // Back out of an own deletion that nobody had heard of: then nothing was done, and somebody else's stands.
    const auto byMaker = [&](const Edit* other) { return other->value.toBool() && other->device == edit.device && other->at <= edit.at; };
    const auto byOther = [&](const Edit* other) { return other->value.toBool() && other->device != edit.device; };
    const bool undone = std::any_of(others->second.begin(), others->second.end(), byMaker) && std::any_of(others->second.begin(), others->second.end(), byOther);
    if (!later && !undone)
        wrong(u"lost: the restore of %1%2"_s.arg(describe(edit), story(edit)));
}

//! A dependency that was made is there (under its twin's id, where two devices made it), or was taken away by somebody, or went
//! with one of its tasks, or was given up.
void Check::checkDependency(const Edit& edit)
{
    const Uid uid = finalUid(edit);
    const auto ends = [&](const QString& field) {
        const auto made = m_byField.find({ uid, field });
        return made == m_byField.end() ? Uid() : bareUid(made->second.front()->value.toString());
    };
    const Uid task = ends(u"task_id"_s);
    const Uid blocker = ends(u"blocked_by_id"_s);
    const auto wasRemoved = [&](const Uid& row) {
        const auto others = m_byField.find({ row, u"deleted_at"_s });
        return m_purged.contains(row) || (others != m_byField.end()
            && std::any_of(others->second.begin(), others->second.end(), [](const Edit* other) { return other->value.toBool(); }));
    };
    for (const auto& [row, fields] : m_server_[Entity::TaskDependency]) {
        const bool same = fields[u"task_id"_s].toString() == task && fields[u"blocked_by_id"_s].toString() == blocker;
        if ((same || row == uid) && (fields[u"deleted_at"_s].isNull() || wasRemoved(row)))
            return;
    }
    const auto isGone = [&](const Uid& row) { return m_purged.contains(row) || m_server_[Entity::Task].find(row) == m_server_[Entity::Task].end(); };
    const bool givenUp = std::any_of(m_kept.begin(), m_kept.end(), [&](const QJsonObject& fields) { return bareUid(fields[u"row"_s].toString()) == uid; });
    if (!wasRemoved(uid) && !givenUp && !isGone(task) && !isGone(blocker))
        wrong(u"lost: the dependency %1%2"_s.arg(describe(edit), story(edit)));
}

//! A deletion stands, or was taken back by somebody, or lost to an edit with a note of it.
void Check::checkDeletion(const Edit& edit)
{
    const QJsonObject row = finalRow(edit);
    if (!edit.value.toBool() || edit.entity == Entity::TaskDependency || row.isEmpty() || !row[u"deleted_at"_s].isNull()
        || m_purged.contains(finalUid(edit)))
        return;
    const auto others = m_byField.find({ finalUid(edit), u"deleted_at"_s });
    if (std::any_of(others->second.begin(), others->second.end(), [](const Edit* other) { return !other->value.toBool(); }))
        return;
    for (const auto& each : std::as_const(m_losses)) {
        if (each[u"row_id"_s].toString() == finalUid(edit) && each[u"rule"_s].toString() == "delete"_L1)
            return;
    }
    if (!wasGivenUp(finalUid(edit)))
        wrong(u"lost: the deletion of %1%2"_s.arg(describe(edit), story(edit)));
}

} // namespace convoy::simulation
