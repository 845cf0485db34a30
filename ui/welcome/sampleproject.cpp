#include "ui/welcome/sampleproject.h"

#include "items/workbench.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>

#include <algorithm>

namespace convoy::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto setting = "welcome/sampleProject"_L1;

QJsonObject resource()
{
    QFile file(u":/convoy/samples/project.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

void take(const QJsonArray& entries, RowKey project, int parent, QDate today, std::vector<items::NewTask>& tasks)
{
    for (const QJsonValue& entry : entries) {
        const QJsonObject values = entry.toObject();
        items::NewTask task;
        task.title = values.value(u"title"_s).toString();
        task.description = values.value(u"description"_s).toString();
        task.project = project;
        task.parentInList = parent;
        if (values.value(u"priority"_s).toString() == "high"_L1)
            task.priority = Priority::High;
        for (const QJsonValue& label : values.value(u"labels"_s).toArray())
            task.labels.append(label.toString());
        if (values.contains(u"due"_s))
            task.dueDate = today.addDays(values.value(u"due"_s).toInt());
        tasks.push_back(std::move(task));
        take(values.value(u"tasks"_s).toArray(), project, int(tasks.size()) - 1, today, tasks);
    }
}

} // namespace

SampleProject::SampleProject(items::Workbench& workbench, QSettings& settings)
    : m_workbench(workbench)
    , m_settings(settings)
{
}

QString SampleProject::name() { return resource().value(u"name"_s).toString(); }

std::vector<items::NewTask> SampleProject::tasks(RowKey project, QDate today)
{
    std::vector<items::NewTask> tasks;
    take(resource().value(u"tasks"_s).toArray(), project, -1, today, tasks);
    return tasks;
}

void SampleProject::add(RowKey workspace, QDate today, std::function<void(RowKey)> added)
{
    m_workbench.editing().addProject(workspace, name(), [this, today, added = std::move(added)](const items::Editing::Keys& made) {
        if (made.empty())
            return;
        const RowKey project = made.front();
        m_settings.setValue(setting, m_workbench.catalog().uidOf(project));
        m_workbench.editing().addTasks(tasks(project, today), [added, project](const items::Editing::Keys&) { added(project); });
    });
}

RowKey SampleProject::project() const
{
    const QString uid = m_settings.value(setting).toString();
    const RowKey key = uid.isEmpty() ? RowKey {} : m_workbench.catalog().keyOf(uid);
    const auto projects = key ? m_workbench.catalog().projects() : std::vector<Project> {};
    const bool there = std::any_of(projects.begin(), projects.end(), [key](const Project& each) { return each.key == key; });
    return there ? key : RowKey {};
}

void SampleProject::remove()
{
    if (const RowKey there = project())
        m_workbench.editing().remove(Entity::Project, there, tr("Removed the sample project"));
}

} // namespace convoy::ui
