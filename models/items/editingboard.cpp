#include "domain/gestures.h"
#include "domain/rank.h"
#include "items/editing.h"
#include "store/reads.h"

namespace convoy::items {

using namespace Qt::Literals::StringLiterals;

void Editing::moveOnBoard(const Keys& tasks, const QString& stage, TaskStatus status, RowKey before, RowKey after)
{
    Keys moved;
    QString name = stage;
    QString title;
    for (const Task& task : read(tasks)) {
        // Finished ones stand by the day on which they were finished: there is no place to choose among them.
        if (isOpen(status) || task.status != status || (!stage.isEmpty() && task.stage != stage))
            moved.push_back(task.key);
        title = task.title;
        for (const Stage& each : workflowOf(task.project).stages) {
            if (each.id == stage)
                name = each.name;
        }
    }
    if (moved.empty())
        return;
    QString rank = rankOf(before);
    const QString end = rankOf(after);
    const QString one = name.isEmpty() ? tr("Moved '%1'") : tr("Moved '%1' to %2").arg(u"%1"_s, name);
    const QString text = moved.size() == 1 ? one.arg(title.left(60)) : tr("Moved %1 tasks").arg(moved.size());
    restage(moved, text, [&](const Task& task, const Workflow& workflow) {
        QJsonObject fields;
        if (!stage.isEmpty() && task.stage != stage)
            fields = fieldsForStage(stage, workflow, now());
        else if (task.status != status)
            fields = fieldsForStatus(status, workflow, now());
        if (isOpen(status)) {
            rank = rankBetween(rank, rank < end ? end : QString());
            fields.insert(u"position"_s, rank);
        }
        return fields;
    });
}

} // namespace convoy::items
