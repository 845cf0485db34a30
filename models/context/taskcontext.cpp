#include "context/taskcontext.h"

#include "domain/clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace convoy::context {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TaskContext)
};

bool matches(const QStringList& wanted, const QStringList& have, Qt::CaseSensitivity sensitivity = Qt::CaseSensitive)
{
    return wanted.isEmpty()
        || std::any_of(have.begin(), have.end(), [&](const QString& each) { return wanted.contains(each, sensitivity); });
}

} // namespace

bool TaskContext::isComplete() const
{
    const Origin origins[] = { task.from.origin, workspace.from.origin, project.from.origin, milestone.from.origin,
        parent.from.origin, subtasks.from.origin, blockedBy.from.origin, blocks.from.origin, activity.from.origin,
        workflow.from.origin, patterns.from.origin, bestPractices.from.origin };
    return std::find(std::begin(origins), std::end(origins), Origin::NotHere) == std::end(origins);
}

bool TaskContext::isBlocked() const
{
    return std::any_of(
        blockedBy.value.begin(), blockedBy.value.end(), [](const Task& task) { return isOpen(task.status); });
}

QString TaskContext::taskNumber() const
{
    if (!task.value.number)
        return {};
    const QString number = QString::number(*task.value.number);
    return workspace.value.prefix.isEmpty() ? number : workspace.value.prefix + QLatin1Char('-') + number;
}

QString provenanceText(const Provenance& from)
{
    switch (from.origin) {
    case Origin::ThisDevice:
        return Words::tr("this device");
    case Origin::Server: {
        const auto micros = timestampMicros(from.serverTime);
        if (!micros)
            return Words::tr("from the server");
        const QDateTime when = QDateTime::fromMSecsSinceEpoch(*micros / 1000);
        const QLocale locale;
        const QString text = when.date() == QDate::currentDate() ? locale.toString(when.time(), QLocale::ShortFormat)
                                                                 : locale.toString(when, QLocale::ShortFormat);
        return Words::tr("from the server, %1").arg(text);
    }
    case Origin::NotHere:
        return Words::tr("not on this device, will load when online");
    case Origin::None:
        return {};
    }
    Q_UNREACHABLE();
}

bool applies(const Advice& advice, const Task& task, const Workflow& workflow)
{
    return matches(advice.workflows, { workflow.uid }) && matches(advice.stages, { task.stage })
        && matches(advice.labels, task.labels, Qt::CaseInsensitive); // as on the server
}

} // namespace convoy::context
