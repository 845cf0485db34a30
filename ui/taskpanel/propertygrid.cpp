#include "ui/taskpanel/propertygrid.h"

#include "items/workbench.h"
#include "schedule/recurrence.h"
#include "ui/widgets/datefield.h"
#include "ui/widgets/quietcombo.h"
#include "ui/widgets/repeatfield.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTimeZone>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;
using context::Origin;
using context::TaskContext;

QString statusWords(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Todo: return PropertyGrid::tr("To do");
    case TaskStatus::InProgress: return PropertyGrid::tr("In progress");
    case TaskStatus::Done: return PropertyGrid::tr("Done");
    case TaskStatus::Cancelled: return PropertyGrid::tr("Cancelled");
    }
    return {};
}

QString priorityWords(Priority priority)
{
    switch (priority) {
    case Priority::None: return PropertyGrid::tr("None");
    case Priority::Low: return PropertyGrid::tr("! Low");
    case Priority::Medium: return PropertyGrid::tr("!! Medium");
    case Priority::High: return PropertyGrid::tr("!!! High");
    }
    return {};
}

namespace {

using Choices = std::vector<std::pair<QString, QVariant>>;

//! A name, and behind it where it came from when that is not this device.
QString withOrigin(const QString& name, const context::Provenance& from)
{
    if (from.origin == Origin::NotHere)
        return context::provenanceText(from);
    return from.origin == Origin::Server ? PropertyGrid::tr("%1 (%2)", "a name, its source").arg(name, context::provenanceText(from)) : name;
}

} // namespace

PropertyGrid::PropertyGrid(const Collaborators& with, QWidget* parent)
    : QWidget(parent)
    , m_with(with)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(8, 0, 8, 0);
    m_form->setHorizontalSpacing(6);
    m_form->setVerticalSpacing(1);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    makeFields();
    connectFields();
}

void PropertyGrid::addRow(const QString& name, QWidget* field)
{
    auto* label = new QLabel(name, this);
    label->setProperty("tone", u"muted"_s);
    label->setMinimumWidth(86);
    label->setMinimumHeight(28);
    label->setBuddy(field);
    m_form->addRow(label, field);
}

void PropertyGrid::makeFields()
{
    const auto combo = [this](const QString& name) {
        auto* field = new QuietCombo(name, this);
        addRow(name, field);
        return field;
    };
    const auto date = [this](const QString& name, DateField::Times times) {
        auto* field = new DateField(name, times, [this] { return today(); }, m_with.theme, this);
        addRow(name, field);
        return field;
    };
    m_status = combo(tr("Status"));
    m_stage = combo(tr("Stage"));
    m_priority = combo(tr("Priority"));
    m_due = date(tr("Due"), DateField::Times::With);
    m_start = date(tr("Start"), DateField::Times::Without);
    m_repeats = new RepeatField(tr("Repeats"), m_with.theme, this);
    addRow(tr("Repeats"), m_repeats);
    m_reminder = date(tr("Remind me"), DateField::Times::With);
    m_labels = new QLineEdit(this);
    m_labels->setProperty("quiet", true);
    m_labels->setAccessibleName(tr("Labels"));
    m_labels->setPlaceholderText(tr("None"));
    m_labels->setToolTip(tr("Separated by commas"));
    addRow(tr("Labels"), m_labels);
    m_assignee = combo(tr("Assignee"));
    m_project = combo(tr("Project"));
    m_milestone = combo(tr("Milestone"));
    m_parent = new QPushButton(this);
    m_parent->setProperty("link", true);
    m_parent->setProperty("field", true);
    m_parent->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addRow(tr("Part of"), m_parent);
    m_workspace = new QLabel(this);
    m_workspace->setContentsMargins(11, 0, 0, 0);
    addRow(tr("Workspace"), m_workspace);
    m_provenance = new QLabel(this);
    m_provenance->setProperty("tone", u"muted"_s);
    m_provenance->setContentsMargins(11, 0, 0, 0);
    addRow(tr("From"), m_provenance);
}

void PropertyGrid::connectFields()
{
    auto& editing = m_with.workbench.editing();
    const auto keys = [this] { return items::Editing::Keys { m_task }; };
    const auto on = [this](QuietCombo* combo, auto fn) {
        connect(combo, &QComboBox::activated, this, [combo, fn](int) { fn(combo->currentData()); });
    };
    on(m_status, [&editing, keys](const QVariant& value) { editing.setStatus(keys(), TaskStatus(value.toInt())); });
    on(m_stage, [&editing, keys](const QVariant& value) { editing.setStage(keys(), value.toString()); });
    on(m_priority, [&editing, keys](const QVariant& value) { editing.setPriority(keys(), Priority(value.toInt())); });
    on(m_assignee, [&editing, keys](const QVariant& value) { editing.setAssignee(keys(), value.toString()); });
    on(m_project, [&editing, keys](const QVariant& value) { editing.setProject(keys(), RowKey { value.toLongLong() }); });
    on(m_milestone, [&editing, keys](const QVariant& value) { editing.setMilestone(keys(), RowKey { value.toLongLong() }); });
    connect(m_due, &DateField::chosen, this, [&editing, keys](QDate date, QTime time) {
        editing.setDue(keys(), date, time, time.isValid() ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : QString());
    });
    connect(m_start, &DateField::chosen, this, [&editing, keys](QDate date, QTime) { editing.setStart(keys(), date); });
    connect(m_reminder, &DateField::chosen, this, [this, &editing](QDate date, QTime time) {
        const QDateTime at(date, time.isValid() ? time : QTime(9, 0)); // the morning, when only a day was said
        editing.setReminder(m_task, date.isValid() ? at.toString(u"yyyy-MM-ddTHH:mm"_s) : QString());
    });
    connect(m_repeats, &RepeatField::chosen, this, [this, &editing](const QString& rule) {
        const bool begins = !rule.isEmpty() && !m_shown.dueDate.isValid();
        editing.setRecurrence(m_task, rule, begins ? schedule::firstDate(rule, today()) : QDate());
    });
    connect(m_labels, &QLineEdit::editingFinished, this, &PropertyGrid::commitLabels);
    connect(m_parent, &QPushButton::clicked, this, [this] { Q_EMIT taskRequested(m_shown.parent); });
}

QDate PropertyGrid::today() const { return QDateTime::fromMSecsSinceEpoch(m_with.clock.wallMicros() / 1000).date(); }

void PropertyGrid::show(const TaskContext& context, RowKey task, bool editable)
{
    m_task = task;
    m_shown = context.task.value;
    Choices statuses;
    for (const auto status : { TaskStatus::Todo, TaskStatus::InProgress, TaskStatus::Done, TaskStatus::Cancelled })
        statuses.emplace_back(statusWords(status), int(status));
    m_status->setChoices(statuses, int(m_shown.status));
    Choices priorities;
    for (const auto priority : { Priority::None, Priority::Low, Priority::Medium, Priority::High })
        priorities.emplace_back(priorityWords(priority), int(priority));
    m_priority->setChoices(priorities, int(m_shown.priority));
    m_due->show(m_shown.dueDate, m_shown.dueTime);
    m_start->show(m_shown.startDate, {});
    const auto reminder = QDateTime::fromString(m_shown.reminder, Qt::ISODate);
    m_reminder->show(reminder.date(), reminder.time());
    m_repeats->show(m_shown.recurrence, m_shown.dueDate.isValid() ? m_shown.dueDate : today());
    if (!m_labels->isModified() || !m_labels->hasFocus())
        m_labels->setText(m_shown.labels.join(u", "_s));
    showStages(context);
    showPlaces(context);
    showPeople(m_shown);
    showParent(context);
    m_workspace->setText(withOrigin(context.workspace.value.name, context.workspace.from));
    m_provenance->setText(context::provenanceText(context.task.from));
    for (QuietCombo* combo : { m_status, m_stage, m_priority, m_assignee })
        combo->setEnabled(editable);
    m_project->setEnabled(editable && context.project.from.origin != Origin::NotHere);
    m_milestone->setEnabled(editable && context.milestone.from.origin != Origin::NotHere);
    m_due->setReadOnly(!editable);
    m_start->setReadOnly(!editable);
    m_repeats->setReadOnly(!editable);
    m_reminder->setReadOnly(!editable);
    m_labels->setReadOnly(!editable);
}

void PropertyGrid::showStages(const TaskContext& context)
{
    const Workflow workflow = context.workflow.isKnown() ? context.workflow.value : m_with.workbench.catalog().workflowOf(m_shown.project);
    Choices stages;
    bool known = false;
    for (const Stage& stage : workflow.stages) {
        stages.emplace_back(stage.name, stage.id);
        known = known || stage.id == m_shown.stage;
    }
    if (!known && !m_shown.stage.isEmpty())
        stages.emplace_back(m_shown.stage, m_shown.stage); // of a newer workflow: shown as it is, never dropped
    m_stage->setChoices(stages, m_shown.stage);
}

void PropertyGrid::showPlaces(const TaskContext& context)
{
    const auto& catalog = m_with.workbench.catalog();
    if (context.project.from.origin == Origin::NotHere || context.project.from.origin == Origin::Server) {
        m_project->setOnlyText(withOrigin(context.project.value.name, context.project.from));
    } else {
        Choices projects { { tr("None (inbox)"), qint64(0) } };
        for (const Project& project : catalog.projects(m_shown.workspace))
            projects.emplace_back(project.name, project.key.value);
        m_project->setChoices(projects, m_shown.project.value);
    }
    if (context.milestone.from.origin == Origin::NotHere || context.milestone.from.origin == Origin::Server) {
        m_milestone->setOnlyText(withOrigin(context.milestone.value.name, context.milestone.from));
        return;
    }
    Choices milestones { { tr("None"), qint64(0) } };
    if (m_shown.project) {
        for (const Milestone& milestone : catalog.milestones(m_shown.project))
            milestones.emplace_back(milestone.name, milestone.key.value);
    }
    m_milestone->setChoices(milestones, m_shown.milestone.value);
}

void PropertyGrid::showPeople(const Task& task)
{
    const auto members = m_with.workbench.catalog().members(task.workspace);
    Choices people { { tr("Nobody"), QString() } };
    bool known = task.assigneeId.isEmpty();
    for (const Member& member : members) {
        people.emplace_back(member.displayName.isEmpty() ? member.email : member.displayName, member.userId);
        known = known || member.userId == task.assigneeId;
    }
    if (!known)
        people.emplace_back(tr("Somebody not on this device"), task.assigneeId);
    m_assignee->setChoices(people, task.assigneeId);
    m_form->setRowVisible(m_assignee, members.size() > 1 || !task.assigneeId.isEmpty());
}

void PropertyGrid::showParent(const TaskContext& context)
{
    const Origin origin = context.parent.from.origin;
    m_form->setRowVisible(m_parent, origin != Origin::None);
    const QString text = withOrigin(context.parent.value.title, context.parent.from);
    m_parent->setText(m_parent->fontMetrics().elidedText(text, Qt::ElideRight, 220));
    m_parent->setAccessibleName(tr("Part of %1").arg(text));
    m_parent->setToolTip(text);
    m_parent->setEnabled(origin == Origin::ThisDevice);
}

void PropertyGrid::commitLabels()
{
    if (!m_labels->isModified())
        return;
    m_labels->setModified(false);
    static const QRegularExpression separators(u"[,\\s@]+"_s);
    m_with.workbench.editing().setLabels({ m_task }, m_labels->text().split(separators, Qt::SkipEmptyParts));
}

} // namespace convoy::ui
