#pragma once

#include "items/activitymodel.h"
#include "items/dependencymodel.h"
#include "items/outboxmodel.h"
#include "items/sidebarmodel.h"
#include "items/tasklistmodel.h"
#include "items/workbench.h"
#include "store/changewatcher.h"
#include "tests/support/directport.h"
#include "tests/support/taskdata.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

namespace convoy::items::test {

//! A store, a window's read-only connection and a workbench on it, joined as the program joins them. Each model that is
//! made here is watched by QAbstractItemModelTester.
struct Window {
    QTemporaryDir folder;
    SystemClock clock;
    std::unique_ptr<store::Store> store
        = std::move(*store::Store::open(folder.filePath(QStringLiteral("convoy.sqlite")), clock));
    convoy::test::DirectPort port { *store };
    std::unique_ptr<store::Database> database
        = std::move(*store::Database::open(store->path(), store::Database::Mode::ReadOnly));
    store::Reads reads { *database };
    store::ChangeWatcher watcher { *database };
    Workbench workbench { reads, port, clock };
    QStringList failures;
    QStringList saved;

    Window()
    {
        EXPECT_TRUE(store->ensureDefaults(QStringLiteral("Home")));
        watcher.check();
        QObject::connect(&watcher, &store::ChangeWatcher::changed, &workbench, &Workbench::applyChanges);
        QObject::connect(&workbench, &Workbench::failed, &workbench, [this](const QString& text) { failures += text; });
        QObject::connect(&editing(), &Editing::done, &workbench, [this](const QString& text) { saved += text; });
    }
    Editing& editing() { return workbench.editing(); }
    void settle()
    {
        port.deliver();
        watcher.check();
    }
    RowKey workspace() { return workbench.catalog().workspaces().front().key; }

    RowKey add(const QString& title, NewTask task = {})
    {
        RowKey made;
        task.title = title;
        editing().addTask(task, [&made](const std::vector<RowKey>& keys) { made = keys.front(); });
        settle();
        return made;
    }
    RowKey addProject(const QString& name)
    {
        RowKey made;
        editing().addProject(workspace(), name, [&made](const std::vector<RowKey>& keys) { made = keys.front(); });
        settle();
        return made;
    }
    std::unique_ptr<TaskListModel> list(TaskFilter filter)
    {
        std::unique_ptr<TaskListModel> model(workbench.makeTaskList(nullptr));
        model->setFilter(filter);
        // Not before: on a reset the tester fetches subtasks before it has noted that the reset is over.
        new QAbstractItemModelTester(model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal, model.get());
        return model;
    }
    std::unique_ptr<TaskListModel> list(TaskView view, RowKey subject = {})
    {
        return list(filterFor(view, QDate::currentDate(), subject));
    }
};

inline QStringList titlesOf(const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    QStringList titles;
    for (int row = 0; row < model.rowCount(parent); ++row)
        titles += model.index(row, 0, parent).data().toString();
    return titles;
}

} // namespace convoy::items::test
