#include "fields.h"

#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "domain/rank.h"
#include "domain/text.h"
#include "exitcode.h"
#include "resolve.h"
#include "schedule/recurrence.h"
#include "store/reads.h"
#include "words.h"

#include <QRegularExpression>

#include <algorithm>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

//! The fields that can be set, in the order in which edits of one command take effect: the project decides which
//! milestones and stages there are.
struct EditableField {
    const char* name;
    const char* alias; //!< the column's name, where it is another one
    Status (TaskEditor::*set)(const FieldEdit&);
    static std::span<const EditableField> all();
};

std::span<const EditableField> EditableField::all()
{
    static constexpr EditableField fields[] = {
        { "title", nullptr, &TaskEditor::setTitle },
        { "description", nullptr, &TaskEditor::setDescription },
        { "parent", "parent_id", &TaskEditor::setParent },
        { "project", "project_id", &TaskEditor::setProject },
        { "milestone", "milestone_id", &TaskEditor::setMilestone },
        { "stage", "current_stage", &TaskEditor::setStage },
        { "status", nullptr, &TaskEditor::setStatus },
        { "priority", nullptr, &TaskEditor::setPriority },
        { "labels", "label", &TaskEditor::setLabels },
        { "start", "start_date", &TaskEditor::setStart },
        { "due", "due_date", &TaskEditor::setDue },
        { "recurrence", nullptr, &TaskEditor::setRecurrence },
        { "reminder", nullptr, &TaskEditor::setReminder },
        { "assignee", "assignee_id", &TaskEditor::setAssignee },
        { "position", nullptr, &TaskEditor::setPosition },
    };
    return fields;
}

namespace {

const EditableField* editableField(const QString& name)
{
    for (const EditableField& field : EditableField::all()) {
        if (name == QLatin1String(field.name) || (field.alias && name == QLatin1String(field.alias)))
            return &field;
    }
    return nullptr;
}

QRegularExpressionMatch matchFieldEdit(const QString& word)
{
    static const QRegularExpression pattern(
        u"^([A-Za-z_][A-Za-z_ ]*)(\\+=|-=|=)(.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    return pattern.match(word);
}

} // namespace

bool looksLikeFieldEdit(const QString& word) { return word.contains(u'='); }

QString fieldNames()
{
    QStringList names;
    for (const EditableField& field : EditableField::all())
        names += QString::fromLatin1(field.name);
    return names.join(u", "_s);
}

Result<FieldEdit> parseFieldEdit(const QString& word)
{
    const auto match = matchFieldEdit(word);
    if (!match.hasMatch())
        return usageError(Cli::tr("\"%1\" is not FIELD=VALUE.").arg(word));
    const QString name = match.captured(1).trimmed().toLower();
    const EditableField* field = editableField(name);
    if (!field)
        return usageError(Cli::tr("\"%1\" cannot be set. What can: %2.").arg(name, fieldNames()));
    FieldEdit edit { .field = QString::fromLatin1(field->name), .value = match.captured(3) };
    if (match.captured(2) != "="_L1) {
        if (edit.field != "labels"_L1)
            return usageError(Cli::tr("Only labels can be added to and taken from: use %1=VALUE.").arg(edit.field));
        edit.how = match.captured(2) == "+="_L1 ? FieldEdit::How::Add : FieldEdit::How::Remove;
    }
    return edit;
}

TaskEditor::TaskEditor(const Circumstances& circumstances, Task task)
    : m_circumstances(circumstances)
    , m_reads(circumstances.reads)
    , m_task(std::move(task))
{
}

Result<QJsonObject> TaskEditor::fieldsFor(const std::vector<FieldEdit>& edits)
{
    for (const EditableField& field : EditableField::all()) {
        for (const FieldEdit& edit : edits) {
            if (edit.field != QLatin1String(field.name))
                continue;
            if (auto done = (this->*field.set)(edit); !done)
                return std::move(done).error();
        }
    }
    return m_fields;
}

Result<QJsonObject> TaskEditor::fieldsForProject(RowKey project)
{
    if (auto moved = moveToProject(project); !moved)
        return std::move(moved).error();
    return m_fields;
}

void TaskEditor::put(const QJsonObject& fields)
{
    for (auto it = fields.begin(); it != fields.end(); ++it)
        m_fields.insert(it.key(), it.value());
}

Status TaskEditor::setTitle(const FieldEdit& edit)
{
    const QString title = cleanLine(edit.value);
    if (title.isEmpty())
        return usageError(Cli::tr("A task needs a title."));
    put({ { u"title"_s, title } });
    return ok();
}

Status TaskEditor::setDescription(const FieldEdit& edit)
{
    put({ { u"description"_s, cleanText(edit.value) } });
    return ok();
}

Status TaskEditor::setPriority(const FieldEdit& edit)
{
    const auto priority = edit.value.isEmpty() ? Priority::None : priorityFromText(edit.value.trimmed().toLower());
    if (!priority)
        return usageError(Cli::tr("\"%1\" is no priority: none, low, medium or high.").arg(edit.value));
    put({ { u"priority"_s, priorityText(*priority) } });
    return ok();
}

Status TaskEditor::setLabels(const FieldEdit& edit)
{
    QStringList typed;
    for (const QString& each : edit.value.split(u','))
        typed += cleanLine(each);
    typed.removeAll(QString());
    switch (edit.how) {
    case FieldEdit::How::Set:
        m_task.labels = typed;
        break;
    case FieldEdit::How::Add:
        m_task.labels += typed;
        break;
    case FieldEdit::How::Remove:
        for (const QString& each : typed)
            m_task.labels.removeAll(each);
        break;
    }
    put({ { u"labels"_s, setArray(m_task.labels) } });
    return ok();
}

Status TaskEditor::setRecurrence(const FieldEdit& edit)
{
    if (cleanLine(edit.value).isEmpty()) {
        put({ { u"recurrence"_s, QJsonValue() } });
        return ok();
    }
    const auto rule = schedule::ruleFromText(cleanLine(edit.value));
    if (!rule)
        return usageError(rule.error().detail);
    put({ { u"recurrence"_s, *rule } });
    const bool dated = m_fields.contains(u"due_date"_s) ? !m_fields[u"due_date"_s].isNull() : m_task.dueDate.isValid();
    if (!dated) // a repetition without a day begins on its first one
        put({ { u"due_date"_s, schedule::firstDate(*rule, m_circumstances.today).toString(Qt::ISODate) } });
    return ok();
}

Status TaskEditor::setAssignee(const FieldEdit& edit)
{
    if (edit.value.isEmpty() || edit.value == "me"_L1) {
        if (!edit.value.isEmpty() && m_circumstances.me.isEmpty())
            return notFound(Cli::tr("Nobody is signed in on this device, so there is no \"me\" yet."));
        put({ { u"assignee_id"_s, edit.value.isEmpty() ? QJsonValue() : QJsonValue(m_circumstances.me) } });
        return ok();
    }
    const auto member = findMember(m_reads, edit.value, m_task.workspace);
    if (!member)
        return member.error();
    put({ { u"assignee_id"_s, member->userId } });
    return ok();
}

} // namespace convoy::cli
