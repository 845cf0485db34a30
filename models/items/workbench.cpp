#include "items/workbench.h"

#include "items/activitymodel.h"
#include "items/boardmodel.h"
#include "items/dependencymodel.h"
#include "items/outboxmodel.h"
#include "items/reviewmodel.h"
#include "items/searchmodel.h"
#include "items/sidebarmodel.h"
#include "items/tasklistmodel.h"
#include "store/exporting.h"
#include "store/reads.h"

namespace convoy::items {

Workbench::Workbench(const store::Reads& reads, EditPort& port, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_reads(reads)
    , m_thread(reads.path())
    , m_editing(port, reads, clock)
    , m_catalog(reads)
{
    connect(&m_editing, &Editing::failed, this, &Workbench::failed);
}

template <class Model> Model* Workbench::follow(Model* model)
{
    connect(this, &Workbench::changed, model, &Model::applyChanges);
    connect(model, &Model::failed, this, &Workbench::failed);
    return model;
}

void Workbench::count(QObject* asker, const TaskQuery& query, std::function<void(qint64)> counted)
{
    m_thread.ask<qint64>(
        asker, [query](const store::Reads& reads) { return reads.taskCount(query); },
        [counted = std::move(counted)](const Result<qint64>& count) {
            if (count)
                counted(*count);
        });
}

void Workbench::exportEverything(QObject* asker, const QString& path, std::function<void(const Result<qint64>&)> done)
{
    m_thread.ask<qint64>(
        asker, [path](const store::Reads& reads) { return store::exportEverything(reads, path); }, std::move(done));
}

TaskListModel* Workbench::makeTaskList(QObject* parent)
{
    return follow(new TaskListModel(m_reads, m_thread, m_editing, parent));
}
BoardModel* Workbench::makeBoard(QObject* parent)
{
    return follow(new BoardModel(m_reads, m_thread, m_editing, parent));
}
SearchModel* Workbench::makeSearch(QObject* parent) { return follow(new SearchModel(m_thread, parent)); }
SidebarModel* Workbench::makeSidebar(QObject* parent) { return follow(new SidebarModel(m_reads, m_thread, m_editing, parent)); }
ActivityModel* Workbench::makeActivity(QObject* parent) { return follow(new ActivityModel(m_reads, parent)); }
OutboxModel* Workbench::makeOutbox(QObject* parent) { return follow(new OutboxModel(m_reads, parent)); }
ReviewModel* Workbench::makeReview(QObject* parent) { return follow(new ReviewModel(m_reads, parent)); }

DependencyModel* Workbench::makeBlockers(QObject* parent)
{
    return follow(new DependencyModel(m_reads, DependencyModel::Direction::BlockedBy, parent));
}

DependencyModel* Workbench::makeBlocked(QObject* parent)
{
    return follow(new DependencyModel(m_reads, DependencyModel::Direction::Blocks, parent));
}

} // namespace convoy::items
