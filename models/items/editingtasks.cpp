#include "domain/gestures.h"
#include "domain/jsonvalues.h"
#include "domain/rank.h"
#include "domain/text.h"
#include "items/editing.h"
#include "items/taskfields.h"
#include "store/reads.h"

#include <algorithm>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

QString shortened(const QString& title) { return title.size() > 60 ? title.left(57) + u"..."_s : title; }

QString wordsFor(const std::vector<Task>& tasks, const QString& one, const QString& many)
{
    return tasks.size() == 1 ? one.arg(shortened(tasks.front().title)) : many.arg(tasks.size());
}

QString notSaved(const std::vector<Task>& tasks)
{
    return tasks.size() == 1 ? Editing::tr("'%1' could not be changed.").arg(shortened(tasks.front().title))
                             : Editing::tr("%1 tasks could not be changed.").arg(tasks.size());
}

} // namespace

void Editing::setEach(
    const Keys& tasks, const std::function<QJsonObject(const Task&)>& fields, const QString& one, const QString& many)
{
    const std::vector<Task> found = read(tasks);
    Gesture gesture { .text = wordsFor(found, one, many), .changes = {} };
    for (const Task& task : found) {
        QJsonObject changed = fields(task);
        if (!changed.isEmpty())
            gesture.changes.push_back({ .entity = Entity::Task, .row = task.key, .fields = std::move(changed) });
    }
    post(std::move(gesture), notSaved(found));
}

void Editing::setFields(const Keys& tasks, const QJsonObject& fields, const QString& one, const QString& many)
{
    setEach(
        tasks, [&fields](const Task&) { return fields; }, one, many);
}

void Editing::rename(RowKey task, const QString& title)
{
    const QString line = cleanLine(title);
    if (line.isEmpty()) {
        Q_EMIT failed(tr("A task needs a title. The old one was kept."));
        return;
    }
    setEach(
        { task },
        [&line](const Task& t) {
            return t.title == line ? QJsonObject() : QJsonObject { { u"title"_s, line } };
        },
        tr("Renamed '%1'"), QString());
}

void Editing::setDescription(RowKey task, const QString& markdown, const std::optional<QString>& started, Refused refused)
{
    const QString text = cleanText(markdown);
    const std::vector<Task> found = read({ task });
    if (found.empty() || found.front().description == text)
        return;
    Change change { .entity = Entity::Task, .row = task, .fields = { { u"description"_s, text } } };
    if (started)
        change.started.insert(u"description"_s, *started);
    post({ .text = tr("Changed the description of '%1'").arg(shortened(found.front().title)), .changes = { change } }, notSaved(found), {},
        std::move(refused));
}

Editing::Keys Editing::freedBy(const std::vector<Task>& finished) const
{
    const auto isFinished = [&finished](RowKey key) {
        return std::any_of(finished.begin(), finished.end(), [key](const Task& task) { return task.key == key; });
    };
    Keys freed;
    for (const Task& task : finished) {
        for (const Dependency& each : m_reads.blockedBy(task.key).value_or(std::vector<Dependency> {})) {
            const auto waiting = read({ each.task });
            const bool counts = waiting.size() == 1 && isOpen(waiting[0].status) && waiting[0].deletedAt.isEmpty()
                && !isFinished(each.task) && std::find(freed.begin(), freed.end(), each.task) == freed.end();
            if (!counts)
                continue;
            const auto blockers = m_reads.blockersOf(each.task).value_or(std::vector<Dependency> {});
            const bool others = std::any_of(blockers.begin(), blockers.end(), [&](const Dependency& other) {
                const auto blocker = read({ other.blockedBy });
                return !isFinished(other.blockedBy) && (blocker.empty() || (isOpen(blocker[0].status) && blocker[0].deletedAt.isEmpty()));
            });
            if (!others)
                freed.push_back(each.task);
        }
    }
    return freed;
}

void Editing::restage(
    const Keys& tasks, const QString& text, const std::function<QJsonObject(const Task&, const Workflow&)>& fields)
{
    const std::vector<Task> found = read(tasks);
    Gesture gesture { .text = text, .changes = {} };
    std::vector<Task> closed;
    for (const Task& task : found) {
        const QJsonObject changed = fields(task, workflowOf(task.project));
        const auto status = statusFromText(changed.value(u"status"_s).toString());
        if (isOpen(task.status) && status && !isOpen(*status))
            closed.push_back(task);
        gesture.changes.push_back({ .entity = Entity::Task, .row = task.key, .fields = changed });
        if (changed.value(u"status"_s).toString() != statusText(TaskStatus::Done) || !isOpen(task.status)
            || !m_recurrence)
            continue;
        const Keys below = withSubtasks({ task.key });
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock.wallMicros() / 1000).date();
        append(gesture, m_recurrence(task, read({ below.begin() + 1, below.end() }), workflowOf(task.project), today));
    }
    post(std::move(gesture), notSaved(found), [this, freed = freedBy(closed)](const Keys&) {
        if (!freed.empty())
            Q_EMIT unblocked(freed);
    });
}

void Editing::setStatus(const Keys& tasks, TaskStatus status)
{
    const std::vector<Task> found = read(tasks);
    if (found.empty())
        return;
    const QString text = statusSet(found, status, builtInWorkflow(), now()).text;
    restage(
        tasks, text, [&](const Task&, const Workflow& workflow) { return fieldsForStatus(status, workflow, now()); });
}

void Editing::setStage(const Keys& tasks, const QString& stage)
{
    const std::vector<Task> found = read(tasks);
    if (found.empty())
        return;
    QString name = stage;
    for (const Stage& each : workflowOf(found.front().project).stages) {
        if (each.id == stage)
            name = each.name;
    }
    const QString text = wordsFor(found, tr("Moved '%1' to %2"), tr("Moved %1 tasks to %2")).arg(name);
    restage(tasks, text, [&](const Task&, const Workflow& workflow) { return fieldsForStage(stage, workflow, now()); });
}

void Editing::setPriority(const Keys& tasks, Priority priority)
{
    setFields(tasks, { { u"priority"_s, priorityText(priority) } }, tr("Changed the priority of '%1'"),
        tr("Changed the priority of %1 tasks"));
}

void Editing::setDue(const Keys& tasks, QDate date, QTime time, const QString& timeZone)
{
    QJsonObject fields { { u"due_date"_s, dateValue(date) },
        { u"due_time"_s, date.isValid() ? timeValue(time) : QJsonValue() },
        { u"time_zone"_s, date.isValid() && time.isValid() ? textValue(timeZone) : QJsonValue() } };
    setFields(tasks, fields, date.isValid() ? tr("Changed the due date of '%1'") : tr("Cleared the due date of '%1'"),
        date.isValid() ? tr("Changed the due date of %1 tasks") : tr("Cleared the due date of %1 tasks"));
}

void Editing::shiftDue(const Keys& tasks, int days, QDate today)
{
    setEach(
        tasks,
        [&](const Task& task) {
            const QDate from = task.dueDate.isValid() ? task.dueDate : today;
            return QJsonObject { { u"due_date"_s, dateValue(from.addDays(days)) } };
        },
        tr("Changed the due date of '%1'"), tr("Changed the due date of %1 tasks"));
}

void Editing::setStart(const Keys& tasks, QDate date)
{
    setFields(tasks, { { u"start_date"_s, dateValue(date) } }, tr("Changed the start date of '%1'"),
        tr("Changed the start date of %1 tasks"));
}

void Editing::setLabels(const Keys& tasks, const QStringList& labels)
{
    setFields(tasks, { { u"labels"_s, setArray(labels) } }, tr("Changed the labels of '%1'"),
        tr("Changed the labels of %1 tasks"));
}

void Editing::addLabel(const Keys& tasks, const QString& label)
{
    const QString clean = cleanLine(label);
    setEach(
        tasks,
        [&clean](const Task& task) {
            return task.labels.contains(clean)
                ? QJsonObject()
                : QJsonObject { { u"labels"_s, setArray(task.labels + QStringList(clean)) } };
        },
        tr("Labelled '%1' as %2").arg(u"%1"_s, clean), tr("Labelled %1 tasks as %2").arg(u"%1"_s, clean));
}

void Editing::removeLabel(const Keys& tasks, const QString& label)
{
    setEach(
        tasks,
        [&label](const Task& task) {
            QStringList rest = task.labels;
            return rest.removeAll(label) == 0 ? QJsonObject() : QJsonObject { { u"labels"_s, setArray(rest) } };
        },
        tr("Took the label %2 from '%1'").arg(u"%1"_s, label),
        tr("Took the label %2 from %1 tasks").arg(u"%1"_s, label));
}

void Editing::setAssignee(const Keys& tasks, const QString& userId)
{
    setFields(tasks, { { u"assignee_id"_s, textValue(userId) } }, tr("Changed who does '%1'"),
        tr("Changed who does %1 tasks"));
}

void Editing::setRecurrence(RowKey task, const QString& rule, QDate due)
{
    QJsonObject fields { { u"recurrence"_s, textValue(rule) } };
    if (due.isValid())
        fields.insert(u"due_date"_s, dateValue(due));
    setFields({ task }, fields,
        rule.isEmpty() ? tr("'%1' does not repeat any more") : tr("'%1' now repeats"), QString());
}

void Editing::setReminder(RowKey task, const QString& localTime)
{
    setFields({ task }, { { u"reminder"_s, textValue(localTime) } }, tr("Changed the reminder of '%1'"), QString());
}

void Editing::trash(const Keys& tasks)
{
    const std::vector<Task> named = read(tasks);
    if (named.empty())
        return;
    Gesture gesture = tasksDeleted(read(withSubtasks(tasks)));
    gesture.text = tasksDeleted(named).text;
    post(std::move(gesture), notSaved(named));
}

void Editing::restore(const Keys& tasks)
{
    const std::vector<Task> found = read(tasks);
    post(tasksRestored(found), notSaved(found));
}

void Editing::addComment(RowKey task, const QString& markdown, Refused refused)
{
    const std::vector<Task> found = read({ task });
    const QString body = cleanText(markdown).trimmed();
    if (!found.empty() && !body.isEmpty())
        post(commentAdded(found.front(), body), tr("The comment could not be saved."), {}, std::move(refused));
}

void Editing::editComment(RowKey comment, const QString& markdown, const QString& started, Refused refused)
{
    const QString body = cleanText(markdown).trimmed();
    if (body.isEmpty()) {
        Q_EMIT failed(tr("A comment needs some text. The old one was kept."));
        return;
    }
    Change change { .entity = Entity::Activity, .row = comment, .fields = { { u"body"_s, body } }, .started = { { u"body"_s, started } } };
    post({ .text = tr("Changed a comment"), .changes = { change } }, tr("The comment could not be changed."), {}, std::move(refused));
}

void Editing::deleteComment(RowKey comment) { remove(Entity::Activity, comment, tr("Deleted a comment")); }

void Editing::addDependency(RowKey task, RowKey blockedBy)
{
    const std::vector<Task> found = read({ task, blockedBy });
    if (found.size() == 2)
        post(dependencyAdded(found[0], found[1]), notSaved({ found[0] }));
}

void Editing::addDependencies(const Keys& tasks, RowKey blockedBy)
{
    const auto other = read({ blockedBy });
    const auto found = read(tasks);
    if (other.empty() || found.empty())
        return;
    Gesture gesture = dependencyAdded(found.front(), other.front());
    for (auto task = found.begin() + 1; task != found.end(); ++task)
        append(gesture, dependencyAdded(*task, other.front()).changes);
    if (found.size() > 1)
        gesture.text = tr("%1 tasks now wait for '%2'").arg(found.size()).arg(other.front().title.left(60));
    post(std::move(gesture), notSaved(found));
}

void Editing::removeDependency(RowKey dependency)
{
    remove(Entity::TaskDependency, dependency, tr("Removed a dependency"));
}

} // namespace convoy::items
