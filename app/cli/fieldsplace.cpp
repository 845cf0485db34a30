// The part of TaskEditor that says where a task belongs and when: fields that hang together.
#include "fields.h"

#include "dates.h"
#include "domain/gestures.h"
#include "domain/rank.h"
#include "exitcode.h"
#include "resolve.h"
#include "store/reads.h"
#include "words.h"

#include <QTimeZone>

#include <algorithm>

namespace convoy::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue keyOrNull(RowKey key) { return key ? QJsonValue(key.value) : QJsonValue(); }

Error notADate(const QString& words)
{
    return usageError(
        Cli::tr("\"%1\" is no date. These are: 2026-12-24, today, tomorrow, friday, +3d, +2w, 12 dec.").arg(words));
}

store::TaskQuery everyTask(bool descending)
{
    return { .view = store::TaskView::All, .descending = descending, .withDone = true };
}

Result<QString> neighbour(const store::Reads& reads, bool descending, const store::TaskAnchor& behind = {})
{
    const auto keys = reads.taskKeys(everyTask(descending), 1, behind);
    if (!keys)
        return keys.error();
    if (keys->empty())
        return QString();
    const auto task = reads.task(keys->front());
    if (!task)
        return task.error();
    return task->position;
}

} // namespace

Result<QString> lastPosition(const store::Reads& reads)
{
    const auto last = neighbour(reads, true);
    if (!last)
        return last.error();
    return rankBetween(*last, {});
}

Status TaskEditor::setProject(const FieldEdit& edit)
{
    if (edit.value.isEmpty())
        return moveToProject({});
    auto project = findProject(m_reads, edit.value, m_task.workspace);
    if (!project) {
        if (const auto elsewhere = findProject(m_reads, edit.value); elsewhere) {
            return notFound(Cli::tr("\"%1\" is in another workspace. A task stays in the workspace it was made in.")
                                .arg(elsewhere->name));
        }
        return std::move(project).error();
    }
    return moveToProject(project->key);
}

Status TaskEditor::moveToProject(RowKey project)
{
    if (project == m_task.project && m_task.key)
        return ok();
    m_task.project = project;
    put({ { u"project_id"_s, keyOrNull(project) } });
    if (m_task.milestone) {
        m_task.milestone = {};
        put({ { u"milestone_id"_s, QJsonValue() } });
    }
    return fitStage();
}

Status TaskEditor::fitStage()
{
    if (!m_task.key) // a new task gets its stage when everything else is known
        return ok();
    const auto workflow = m_reads.workflowOf(m_task.project);
    if (!workflow)
        return workflow.error();
    const auto& stages = workflow->stages;
    const bool fits = std::any_of(stages.begin(), stages.end(), [&](const Stage& s) { return s.id == m_task.stage; });
    if (fits)
        return ok();
    m_task.stage = fieldsForStatus(m_task.status, *workflow, {}).value(u"current_stage"_s).toString();
    put({ { u"current_stage"_s, m_task.stage } });
    return ok();
}

Status TaskEditor::setParent(const FieldEdit& edit)
{
    if (edit.value.isEmpty()) {
        put({ { u"parent_id"_s, QJsonValue() } });
        return ok();
    }
    const auto parent = findTask(m_reads, edit.value);
    if (!parent)
        return parent.error();
    if (parent->workspace != m_task.workspace)
        return notFound(Cli::tr("\"%1\" is in another workspace.").arg(parent->title));
    put({ { u"parent_id"_s, parent->key.value } });
    m_task.parent = parent->key;
    return moveToProject(parent->project);
}

Status TaskEditor::setMilestone(const FieldEdit& edit)
{
    if (edit.value.isEmpty()) {
        put({ { u"milestone_id"_s, QJsonValue() } });
        return ok();
    }
    const auto milestone = findMilestone(m_reads, edit.value, m_task.project);
    if (!milestone)
        return milestone.error();
    if (milestone->workspace != m_task.workspace)
        return notFound(Cli::tr("\"%1\" is in another workspace.").arg(milestone->name));
    if (auto moved = moveToProject(milestone->project); !moved)
        return moved;
    put({ { u"milestone_id"_s, milestone->key.value } });
    return ok();
}

Status TaskEditor::setStage(const FieldEdit& edit)
{
    const auto workflow = m_reads.workflowOf(m_task.project);
    if (!workflow)
        return workflow.error();
    const auto stage = findStage(*workflow, edit.value);
    if (!stage)
        return stage.error();
    put(fieldsForStage(stage->id, *workflow, m_circumstances.now));
    return ok();
}

Status TaskEditor::setStatus(const FieldEdit& edit)
{
    const QString name = edit.value.trimmed().toLower().replace(u' ', u'_').replace(u'-', u'_');
    const auto status = statusFromText(name == "to_do"_L1 ? u"todo"_s : name);
    if (!status)
        return usageError(Cli::tr("\"%1\" is no status: todo, in_progress, done or cancelled.").arg(edit.value));
    const auto workflow = m_reads.workflowOf(m_task.project);
    if (!workflow)
        return workflow.error();
    put(fieldsForStatus(*status, *workflow, m_circumstances.now));
    return ok();
}

Status TaskEditor::setStart(const FieldEdit& edit)
{
    const auto date = dateFromWords(edit.value, m_circumstances.today);
    if (!date && !edit.value.isEmpty())
        return notADate(edit.value);
    put({ { u"start_date"_s, date ? QJsonValue(date->toString(Qt::ISODate)) : QJsonValue() } });
    return ok();
}

Status TaskEditor::setDue(const FieldEdit& edit)
{
    const auto due = dueFromWords(edit.value, m_circumstances.today);
    if (!due && !edit.value.isEmpty())
        return notADate(edit.value);
    const bool timed = due && due->time.isValid();
    put({ { u"due_date"_s, due ? QJsonValue(due->date.toString(Qt::ISODate)) : QJsonValue() } });
    if (timed || m_task.dueTime.isValid()) {
        const QString zone = QString::fromUtf8(QTimeZone::systemTimeZoneId());
        put({ { u"due_time"_s, timed ? QJsonValue(due->time.toString(u"HH:mm"_s)) : QJsonValue() },
            { u"time_zone"_s, timed ? QJsonValue(zone) : QJsonValue() } });
    }
    return ok();
}

Status TaskEditor::setReminder(const FieldEdit& edit)
{
    const auto moment = dueFromWords(edit.value, m_circumstances.today);
    if (!edit.value.isEmpty() && (!moment || !moment->time.isValid()))
        return usageError(Cli::tr("\"%1\" is no moment; an example: tomorrow 09:30.").arg(edit.value));
    put({ { u"reminder"_s,
        moment ? QJsonValue(moment->date.toString(Qt::ISODate) + u'T' + moment->time.toString(u"HH:mm"_s))
               : QJsonValue() } });
    return ok();
}

Status TaskEditor::setPosition(const FieldEdit& edit)
{
    const auto place = [this](const Result<QString>& before, const Result<QString>& after) -> Status {
        if (!before || !after)
            return before ? after.error() : before.error();
        put({ { u"position"_s, rankBetween(*before, *after) } });
        return ok();
    };
    if (edit.value == "first"_L1)
        return place(QString(), neighbour(m_reads, false));
    if (edit.value == "last"_L1)
        return place(neighbour(m_reads, true), QString());
    const bool isBefore = edit.value.startsWith("before:"_L1);
    if (!isBefore && !edit.value.startsWith("after:"_L1))
        return usageError(Cli::tr("A position is first, last, before:TASK or after:TASK."));
    const auto other = findTask(m_reads, edit.value.section(u':', 1));
    if (!other)
        return other.error();
    const auto anchor = m_reads.anchorOf(everyTask(isBefore), other->key);
    if (!anchor)
        return anchor.error();
    const auto next = neighbour(m_reads, isBefore, *anchor);
    return isBefore ? place(next, other->position) : place(other->position, next);
}

} // namespace convoy::cli
