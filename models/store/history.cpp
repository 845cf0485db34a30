#include "store/history.h"

#include "domain/jsonvalues.h"
#include "domain/schema.h"
#include "store/editing.h"
#include "store/identities.h"
#include "store/rowimage.h"
#include "store/writing.h"

#include <QCoreApplication>

namespace convoy::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(History)
};

struct Moment {
    qint64 id = 0;
    QString text;
    std::vector<HistoryLine> lines;
};

QJsonObject toJson(const HistoryLine& line)
{
    return { { u"entity"_s, static_cast<int>(line.entity) }, { u"key"_s, line.row.value },
        { u"workspace"_s, line.workspace.value }, { u"action"_s, static_cast<int>(line.action) },
        { u"before"_s, line.before }, { u"after"_s, line.after } };
}

HistoryLine fromJson(const QJsonObject& json)
{
    return { static_cast<Entity>(json[u"entity"_s].toInt()), RowKey { json[u"key"_s].toInteger() },
        RowKey { json[u"workspace"_s].toInteger() }, static_cast<Action>(json[u"action"_s].toInt()),
        json[u"before"_s].toObject(), json[u"after"_s].toObject() };
}

std::optional<Moment> readMoment(Writing& writing, const char* sql)
{
    std::optional<Moment> moment;
    writing.each(sql, [&](Statement& row) {
        moment = Moment { row.integer(0), row.text(1), {} };
        for (const QJsonValue& line : arrayFromJson(row.bytes(2)))
            moment->lines.push_back(fromJson(line.toObject()));
    });
    return moment;
}

//! The fields of `wanted` that may be put in place because the row still shows `expected` there.
QJsonObject stillMine(Entity entity, const RowImage& row, const QJsonObject& expected, const QJsonObject& wanted)
{
    std::vector<FieldGroup> changedGroups;
    for (const Field& field : infoOf(entity).fields) {
        if (field.group != FieldGroup::None && wanted.contains(field.name)
            && row.fields.value(field.name) != expected.value(field.name))
            changedGroups.push_back(field.group);
    }
    QJsonObject fields;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const Field* field = fieldOf(entity, it.key());
        const bool groupChanged = field
            && std::find(changedGroups.begin(), changedGroups.end(), field->group) != changedGroups.end();
        if (field && !groupChanged && row.fields.value(it.key()) == expected.value(it.key()))
            fields.insert(it.key(), it.value());
    }
    return fields;
}

//! What a row may be made of again: without what only the server gives.
QJsonObject creatable(Entity entity, const QJsonObject& row)
{
    QJsonObject fields;
    for (const Field& field : infoOf(entity).fields) {
        const QJsonValue value = row.value(field.name);
        if (field.rule != MergeRule::Server && !value.isNull() && !value.isUndefined())
            fields.insert(field.name, value);
    }
    return fields;
}

//! Builds the gesture that goes one step back or forth over a moment, and counts what it has to leave out.
class Turning final {
public:
    explicit Turning(Access& access)
        : m_access(access)
    {
    }

    void back(const std::vector<HistoryLine>& lines)
    {
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            switch (line->action) {
            case Action::Create:
            case Action::Restore:
                remove(*line);
                break;
            case Action::Update:
                update(*line, line->after, line->before);
                break;
            case Action::Delete:
                bringBack(*line, line->before);
                break;
            }
        }
    }

    void forth(const Moment& moment)
    {
        for (const HistoryLine& line : moment.lines) {
            switch (line.action) {
            case Action::Create:
                bringBack(line, line.after);
                break;
            case Action::Restore:
                bringBack(line, line.before);
                break;
            case Action::Update:
                update(line, line.before, line.after);
                break;
            case Action::Delete:
                remove(line);
                break;
            }
        }
    }

    [[nodiscard]] const std::vector<Change>& changes() const { return m_changes; }
    [[nodiscard]] bool leftOut() const { return m_leftOut; }

private:
    void remove(const HistoryLine& line)
    {
        const auto row = readRow(m_access, line.entity, line.row);
        if (row && row->deletedAt.isEmpty())
            m_changes.push_back({ .entity = line.entity, .row = line.row, .action = Action::Delete });
        else
            m_leftOut = true;
    }

    void bringBack(const HistoryLine& line, const QJsonObject& content)
    {
        const auto row = readRow(m_access, line.entity, line.row);
        if (row && !row->deletedAt.isEmpty())
            m_changes.push_back({ .entity = line.entity, .row = line.row, .action = Action::Restore });
        else if (!row && mayBeMade(line))
            m_changes.push_back({ .entity = line.entity, .row = line.row, .action = Action::Create,
                .fields = creatable(line.entity, content), .workspace = line.workspace, .again = true });
        else
            m_leftOut = true;
    }

    //! Not in a workspace that is no longer synced here. What the server knew may lie there still while the workspace has
    //! not been read to its end; it is not made over that.
    [[nodiscard]] bool mayBeMade(const HistoryLine& line)
    {
        const auto known = identityOf(m_access, line.row);
        const bool isNew = known && isTemporary(known->uid);
        if (line.entity == Entity::Workspace)
            return isNew;
        return m_access
            .number("SELECT 1 FROM cursors WHERE workspace_id=? AND enabled=1 AND (? OR (filled=1 AND resyncing=0))", line.workspace, int(isNew))
            .has_value();
    }

    void update(const HistoryLine& line, const QJsonObject& expected, const QJsonObject& wanted)
    {
        const auto row = readRow(m_access, line.entity, line.row);
        const QJsonObject fields = row ? stillMine(line.entity, *row, expected, wanted) : QJsonObject();
        m_leftOut = m_leftOut || fields.size() < wanted.size();
        if (!fields.isEmpty())
            m_changes.push_back({ .entity = line.entity, .row = line.row, .fields = fields });
    }

    Access& m_access;
    std::vector<Change> m_changes;
    bool m_leftOut = false;
};

Result<EditReceipt> record(Writing& writing, const Clock& clock, const Turning& turning, const QString& text)
{
    if (turning.changes().empty())
        return EditReceipt { .group = {}, .created = {}, .ops = {},
            .note = Words::tr("Nothing to do: it has been changed since then.") };
    auto receipt = recordGesture(writing, clock, { .text = text, .changes = turning.changes(), .undoable = Undoable::No });
    if (receipt && turning.leftOut())
        receipt->note = Words::tr("Some of it has been changed since then and was left as it is.");
    return receipt;
}

} // namespace

TakenBack takeBack(Access& access, const std::vector<HistoryLine>& lines)
{
    Turning turning(access);
    turning.back(lines);
    return { turning.changes(), turning.leftOut() };
}

void addHistory(Writing& writing, GroupId group, const QString& text, qint64 madeMicros, const std::vector<HistoryLine>& lines)
{
    QJsonArray changes;
    for (const HistoryLine& line : lines)
        changes += toJson(line);
    // What was undone stands behind the last step that was not: found from the end, however long the history is.
    writing.run("DELETE FROM history WHERE id > coalesce((SELECT id FROM history WHERE undone=0 ORDER BY id DESC LIMIT 1), 0)");
    writing.run("INSERT INTO history(group_id, text, made, changes) VALUES(?, ?, ?, ?)", uuidText(group),
        text.isNull() ? u""_s : text, madeMicros, compactJson(changes));
}

Result<EditReceipt> undoGesture(Writing& writing, const Clock& clock)
{
    const auto moment = readMoment(writing, "SELECT id, text, changes FROM history WHERE undone=0 ORDER BY id DESC LIMIT 1");
    if (!moment)
        return Error { Error::Kind::NotFound, Words::tr("There is nothing to undo.") };
    Turning turning(writing);
    turning.back(moment->lines);
    auto receipt = record(writing, clock, turning, Words::tr("Undone: %1").arg(moment->text));
    if (turning.changes().empty())
        writing.run("DELETE FROM history WHERE id=?", moment->id);
    else
        writing.run("UPDATE history SET undone=1 WHERE id=?", moment->id);
    return receipt;
}

Result<EditReceipt> redoGesture(Writing& writing, const Clock& clock)
{
    const auto moment = readMoment(writing, "SELECT id, text, changes FROM history WHERE id > "
                                             "coalesce((SELECT id FROM history WHERE undone=0 ORDER BY id DESC LIMIT 1), 0) ORDER BY id LIMIT 1");
    if (!moment)
        return Error { Error::Kind::NotFound, Words::tr("There is nothing to do again.") };
    Turning turning(writing);
    turning.forth(*moment);
    auto receipt = record(writing, clock, turning, Words::tr("Done again: %1").arg(moment->text));
    if (turning.changes().empty())
        writing.run("DELETE FROM history WHERE id=?", moment->id);
    else
        writing.run("UPDATE history SET undone=0 WHERE id=?", moment->id);
    return receipt;
}

} // namespace convoy::store
