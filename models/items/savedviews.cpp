#include "items/savedviews.h"

#include "domain/ids.h"
#include "domain/jsonvalues.h"
#include "domain/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>
#include <QUuid>

#include <algorithm>
#include <array>

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto setting = "sidebar/views"_L1;
constexpr RowKey nowhere { -1 }; // a row that is not on this device

// Words of the stored form, in the order of the enumerators.
constexpr std::array viewWords { "inbox"_L1, "today"_L1, "upcoming"_L1, "ready"_L1, "all"_L1, "done"_L1, "trash"_L1, "project"_L1, "milestone"_L1 };
constexpr std::array orderWords { "position"_L1, "due"_L1, "priority"_L1, "title"_L1, "created"_L1, "updated"_L1, "number"_L1, "stage"_L1,
    "project"_L1, "milestone"_L1, "labels"_L1, "assignee"_L1 };
constexpr std::array groupWords { "none"_L1, "project"_L1, "stage"_L1, "priority"_L1, "due"_L1, "assignee"_L1, "status"_L1, "labels"_L1 };
constexpr std::array dueWords { "any"_L1, "overdue"_L1, "today"_L1, "week"_L1, "later"_L1, "none"_L1 };

template <class Enum, size_t n> Enum read(const std::array<QLatin1StringView, n>& words, const QJsonValue& value, Enum otherwise)
{
    const QString text = value.toString();
    const auto at = std::find(words.begin(), words.end(), text);
    return at == words.end() ? otherwise : Enum(at - words.begin());
}

template <class Values, class Fn> QJsonArray listOf(const Values& values, Fn fn)
{
    QJsonArray list;
    for (const auto& value : values)
        list.append(fn(value));
    return list;
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    for (const QJsonValue& each : value.toArray())
        texts.append(each.toString());
    return texts;
}

QString uidText(const Catalog& catalog, RowKey row)
{
    if (row == nowhere)
        return u"missing"_s;
    return row ? bareUid(catalog.uidOf(row)) : QString();
}

RowKey rowOf(const Catalog& catalog, const QString& uid)
{
    if (uid.isEmpty())
        return {};
    const RowKey row = catalog.keyOf(uid);
    return row ? row : nowhere;
}

} // namespace

QJsonObject filterToJson(const Catalog& catalog, const TaskFilter& filter)
{
    const TaskConditions& c = filter.conditions;
    const TaskQuery& query = filter.query;
    return {
        { u"view"_s, viewWords[size_t(query.view)] },
        { u"project"_s, uidText(catalog, query.project) },
        { u"milestone"_s, uidText(catalog, query.milestone) },
        { u"order"_s, orderWords[size_t(query.order)] },
        { u"descending"_s, query.descending },
        { u"group"_s, groupWords[size_t(filter.group)] },
        { u"text"_s, filter.text },
        { u"projects"_s, listOf(c.projects, [&](RowKey row) { return uidText(catalog, row); }) },
        { u"stages"_s, QJsonArray::fromStringList(c.stages) },
        { u"statuses"_s, listOf(c.statuses, [](TaskStatus status) { return statusText(status); }) },
        { u"labels"_s, QJsonArray::fromStringList(c.labels) },
        { u"priorities"_s, listOf(c.priorities, [](Priority priority) { return priorityText(priority); }) },
        { u"assignees"_s, QJsonArray::fromStringList(c.assignees) },
        { u"due"_s, dueWords[size_t(c.due)] },
    };
}

TaskFilter filterFromJson(const Catalog& catalog, const QJsonObject& json, QDate today)
{
    const auto view = read(viewWords, json.value("view"_L1), TaskView::All);
    TaskFilter filter = filterFor(view, today);
    filter.query.project = rowOf(catalog, json.value("project"_L1).toString());
    filter.query.milestone = rowOf(catalog, json.value("milestone"_L1).toString());
    filter.query.order = read(orderWords, json.value("order"_L1), ordersOf(view).front());
    filter.query.descending = json.value("descending"_L1).toBool();
    filter.group = read(groupWords, json.value("group"_L1), TaskGroup::None);
    filter.text = json.value("text"_L1).toString();
    TaskConditions& c = filter.conditions;
    for (const QString& uid : textsOf(json.value("projects"_L1)))
        c.projects.push_back(rowOf(catalog, uid));
    c.stages = textsOf(json.value("stages"_L1));
    for (const QString& status : textsOf(json.value("statuses"_L1)))
        c.statuses.push_back(statusFromText(status).value_or(TaskStatus::Todo));
    c.labels = textsOf(json.value("labels"_L1));
    for (const QString& priority : textsOf(json.value("priorities"_L1)))
        c.priorities.push_back(priorityFromText(priority).value_or(Priority::None));
    c.assignees = textsOf(json.value("assignees"_L1));
    c.due = read(dueWords, json.value("due"_L1), DueRange::Any);
    return filter;
}

SavedViews::SavedViews(const Catalog& catalog, QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_catalog(catalog)
    , m_settings(settings)
{
    for (const QJsonValue& value : arrayFromJson(settings.value(setting).toByteArray())) {
        const QJsonObject view = value.toObject();
        m_views.push_back({ view.value("id"_L1).toString(), view.value("name"_L1).toString(), view.value("list"_L1).toObject() });
    }
}

void SavedViews::write()
{
    const QJsonArray all = listOf(m_views, [](const View& view) {
        return QJsonObject { { u"id"_s, view.id }, { u"name"_s, view.name }, { u"list"_s, view.list } };
    });
    m_settings.setValue(setting, QJsonDocument(all).toJson(QJsonDocument::Compact));
    Q_EMIT changed();
}

std::vector<SavedViews::View>::iterator SavedViews::at(const QString& id)
{
    return std::find_if(m_views.begin(), m_views.end(), [&id](const View& view) { return view.id == id; });
}

const SavedViews::View* SavedViews::find(const QString& id) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [&id](const View& view) { return view.id == id; });
    return found == m_views.end() ? nullptr : &*found;
}

TaskFilter SavedViews::filterOf(const QString& id, QDate today) const
{
    const View* view = find(id);
    return view ? filterFromJson(m_catalog, view->list, today) : filterFor(TaskView::All, today);
}

QString SavedViews::add(const QString& name, const TaskFilter& filter)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    insert(int(m_views.size()), { id, cleanLine(name), filterToJson(m_catalog, filter) });
    return id;
}

void SavedViews::insert(int row, const View& view)
{
    m_views.insert(m_views.begin() + std::clamp(row, 0, int(m_views.size())), view);
    write();
}

std::optional<SavedViews::View> SavedViews::take(const QString& id)
{
    const auto found = at(id);
    if (found == m_views.end())
        return std::nullopt;
    View view = *found;
    m_views.erase(found);
    write();
    return view;
}

void SavedViews::rename(const QString& id, const QString& name)
{
    const QString line = cleanLine(name);
    if (const auto found = at(id); found != m_views.end() && !line.isEmpty() && found->name != line) {
        found->name = line;
        write();
    }
}

void SavedViews::replace(const QString& id, const TaskFilter& filter)
{
    if (const auto found = at(id); found != m_views.end()) {
        found->list = filterToJson(m_catalog, filter);
        write();
    }
}

bool SavedViews::move(const QString& id, int step)
{
    const auto from = at(id) - m_views.begin();
    const auto to = from + step;
    if (from >= qsizetype(m_views.size()) || to < 0 || to >= qsizetype(m_views.size()))
        return false;
    place(id, int(step > 0 ? to + 1 : to));
    return true;
}

void SavedViews::place(const QString& id, int row)
{
    const auto found = at(id);
    if (found == m_views.end())
        return;
    const int from = int(found - m_views.begin());
    const View view = *found;
    m_views.erase(found);
    m_views.insert(m_views.begin() + std::clamp(row > from ? row - 1 : row, 0, int(m_views.size())), view);
    write();
}

} // namespace convoy::items
