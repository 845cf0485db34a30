#include "sync/merge/fitting.h"

#include <QSet>

#include <algorithm>

namespace convoy::merge {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonValue reference(const QString& uid) { return uid.isEmpty() ? QJsonValue() : QJsonValue(uid); }

const Surroundings::Neighbour* neighbour(const Surroundings& around, const QString& uid)
{
    const auto found = around.tasks.find(uid);
    return found == around.tasks.end() ? nullptr : &found->second;
}

//! The nearest ancestor that is not in the trash; a deleted row may point anywhere, so each is visited once.
QString livingAncestor(const QString& task, QString uid, const Surroundings& around)
{
    QSet<QString> visited;
    while (!uid.isEmpty() && !visited.contains(uid)) {
        visited.insert(uid);
        const auto* one = neighbour(around, uid);
        if (!one)
            return {};
        if (!one->inTrash)
            return uid == task ? QString() : uid;
        uid = one->parent;
    }
    return {};
}

bool closesCycle(const QString& task, QString uid, const Surroundings& around)
{
    QSet<QString> visited;
    while (!uid.isEmpty() && !visited.contains(uid)) {
        if (uid == task)
            return true;
        visited.insert(uid);
        const auto* one = neighbour(around, uid);
        uid = one ? one->parent : QString();
    }
    return false;
}

const Stage* find(const std::vector<Stage>& stages, auto matches)
{
    const auto found = std::find_if(stages.begin(), stages.end(), matches);
    return found == stages.end() ? nullptr : &*found;
}

void fitStage(Place& place, const std::vector<Stage>& stages, Leads leads)
{
    const Stage* stage = find(stages, [&](const Stage& each) { return each.id == place.stage; });
    if (stage && leads == Leads::Stage) {
        place.status = statusText(stage->category);
        return;
    }
    if (stage && statusText(stage->category) == place.status)
        return;
    const Stage* first = find(stages, [&](const Stage& each) { return statusText(each.category) == place.status; });
    if (first || !stage) // a workflow without a stage of that status: the task stays where it is, and what it is
        place.stage = first ? first->id : stages.front().id;
}

QString fittingParent(const QString& task, const Place& place, const Surroundings& around)
{
    QString parent = place.parent;
    const auto* above = neighbour(around, parent);
    if (above && above->inTrash && !place.inTrash) {
        parent = livingAncestor(task, parent, around);
        above = neighbour(around, parent);
    }
    return above && above->project == place.project ? parent : QString();
}

} // namespace

std::optional<QJsonObject> fitting(
    const QString& task, const Place& place, const Surroundings& around, Leads leads, const QString& stamp)
{
    Place fits = place;
    const auto milestone = around.milestones.find(place.milestone);
    if (milestone != around.milestones.end() && milestone->second != place.project)
        fits.milestone.clear();
    fits.parent = fittingParent(task, place, around);
    if (closesCycle(task, fits.parent, around))
        return std::nullopt;
    if (const auto stages = around.stages.find(place.project); stages != around.stages.end())
        fitStage(fits, stages->second, leads);
    const bool over = fits.status == "done"_L1 || fits.status == "cancelled"_L1;
    if (!over)
        fits.completion.clear();
    else if (fits.completion.isEmpty())
        fits.completion = stamp;

    QJsonObject patch;
    const auto put = [&](const QString& name, const QString& before, const QString& after, bool isText) {
        if (before != after)
            patch.insert(name, isText ? QJsonValue(after) : reference(after));
    };
    put(u"current_stage"_s, place.stage, fits.stage, true);
    put(u"status"_s, place.status, fits.status, true);
    put(u"parent_id"_s, place.parent, fits.parent, false);
    put(u"milestone_id"_s, place.milestone, fits.milestone, false);
    put(u"completion_date"_s, place.completion, fits.completion, false);
    return patch;
}

} // namespace convoy::merge
