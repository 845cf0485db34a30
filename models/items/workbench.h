#pragma once

#include "items/catalog.h"
#include "items/editing.h"
#include "items/taskfilter.h"
#include "store/readthread.h"

#include <QObject>

namespace convoy::items {

class ActivityModel;
class BoardModel;
class DependencyModel;
class OutboxModel;
class ReviewModel;
class SearchModel;
class SidebarModel;
class TaskListModel;

//! What a window is given to work with: the verbs, the choices, and models that follow the database. The composition
//! feeds it the change sets; whoever makes a model owns it by its parent. Interface thread.
class Workbench final : public QObject {
    Q_OBJECT

public:
    Workbench(const store::Reads& reads, EditPort& port, const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] Editing& editing() { return m_editing; }
    [[nodiscard]] const Catalog& catalog() const { return m_catalog; }
    [[nodiscard]] store::ReadThread& readThread() { return m_thread; } //!< for whoever reads more than a screenful
    //! Counts where nobody waits for it; the asker's next question takes the place of this one.
    void count(QObject* asker, const TaskQuery& query, std::function<void(qint64)> counted);
    //! Everything that this device holds, as JSON in a file (store/exporting.h); answers how many tasks, or a sentence.
    void exportEverything(QObject* asker, const QString& path, std::function<void(const Result<qint64>&)> done);
    void applyChanges(const ChangeSet& changes) { Q_EMIT changed(changes); }

    [[nodiscard]] TaskListModel* makeTaskList(QObject* parent);
    [[nodiscard]] BoardModel* makeBoard(QObject* parent);
    [[nodiscard]] SearchModel* makeSearch(QObject* parent);
    [[nodiscard]] SidebarModel* makeSidebar(QObject* parent);
    [[nodiscard]] ActivityModel* makeActivity(QObject* parent);
    [[nodiscard]] OutboxModel* makeOutbox(QObject* parent);
    [[nodiscard]] ReviewModel* makeReview(QObject* parent);
    [[nodiscard]] DependencyModel* makeBlockers(QObject* parent);
    [[nodiscard]] DependencyModel* makeBlocked(QObject* parent);

Q_SIGNALS:
    void changed(const convoy::ChangeSet& changes);
    void failed(const QString& sentence); //!< of any edit or model, for the one place that shows it

private:
    template <class Model> Model* follow(Model* model);

    const store::Reads& m_reads;
    store::ReadThread m_thread; //!< shared by the models that read more than a screenful
    Editing m_editing;
    Catalog m_catalog;
};

} // namespace convoy::items
