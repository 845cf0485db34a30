#include "context/contextreader.h"

#include "store/reads.h"

namespace convoy::context {

namespace {

const Provenance here { Origin::ThisDevice, {} };

template <class T> Block<T> none() { return { {}, { Origin::None, {} } }; }

//! Reads the blocks one after the other. What is unknown here is NotHere; the first failure of the database is kept.
class Reader {
public:
    Reader(const store::Reads& reads, const Task& task) : m_reads(reads) { m_context.task = { task, here }; }

    void readAll(int activityLimit);
    Result<TaskContext> take()
    {
        if (m_error)
            return *m_error;
        return std::move(m_context);
    }

private:
    template <class T> Block<T> one(RowKey key, const Result<T>& row)
    {
        if (!key)
            return none<T>();
        if (row)
            return { *row, here };
        return { {}, missing(row.error()) };
    }
    template <class T> Block<std::vector<T>> many(const Result<std::vector<T>>& rows)
    {
        if (!rows)
            return { {}, missing(rows.error()) };
        return rows->empty() ? none<std::vector<T>>() : Block<std::vector<T>> { *rows, here };
    }
    Provenance missing(const Error& error)
    {
        if (error.kind != Error::Kind::NotFound && !m_error)
            m_error = error;
        return {};
    }
    Block<std::vector<Task>> subtasks();
    Block<std::vector<Task>> others(const Result<std::vector<Dependency>>& dependencies, RowKey Dependency::*end);
    Block<std::vector<Advice>> advice(Entity entity);

    const store::Reads& m_reads;
    TaskContext m_context;
    std::optional<Error> m_error;
};

Block<std::vector<Task>> Reader::subtasks()
{
    const auto keys = m_reads.children(m_context.task.value.key);
    if (!keys)
        return { {}, missing(keys.error()) };
    std::vector<Task> tasks;
    for (const RowKey key : *keys) {
        const auto task = m_reads.task(key);
        if (task)
            tasks.push_back(*task);
        else
            missing(task.error());
    }
    return many(Result<std::vector<Task>>(std::move(tasks)));
}

//! The tasks at the other end; one that is not on this device makes the whole block a question for the server.
Block<std::vector<Task>> Reader::others(const Result<std::vector<Dependency>>& dependencies, RowKey Dependency::*end)
{
    if (!dependencies)
        return { {}, missing(dependencies.error()) };
    std::vector<Task> tasks;
    bool whole = true;
    for (const Dependency& dependency : *dependencies) {
        const auto task = m_reads.task(dependency.*end);
        if (!task)
            missing(task.error());
        else if (task->deletedAt.isEmpty())
            tasks.push_back(*task);
        whole = whole && task.has_value();
    }
    if (!whole)
        return { tasks, {} };
    return many(Result<std::vector<Task>>(std::move(tasks)));
}

Block<std::vector<Advice>> Reader::advice(Entity entity)
{
    const auto all = m_reads.advice(entity);
    if (!all)
        return { {}, missing(all.error()) };
    std::vector<Advice> fitting;
    for (const Advice& each : *all) {
        if (applies(each, m_context.task.value, m_context.workflow.value))
            fitting.push_back(each);
    }
    return many(Result<std::vector<Advice>>(std::move(fitting)));
}

void Reader::readAll(int activityLimit)
{
    const Task& task = m_context.task.value;
    m_context.workspace = one(task.workspace, m_reads.workspace(task.workspace));
    m_context.project = one(task.project, m_reads.project(task.project));
    m_context.milestone = one(task.milestone, m_reads.milestone(task.milestone));
    m_context.parent = one(task.parent, m_reads.task(task.parent));
    m_context.subtasks = subtasks();
    m_context.blockedBy = others(m_reads.blockersOf(task.key), &Dependency::blockedBy);
    m_context.blocks = others(m_reads.blockedBy(task.key), &Dependency::task);
    m_context.activity = many(m_reads.activity(task.key, activityLimit + 1));
    if (int(m_context.activity.value.size()) > activityLimit) {
        m_context.olderActivity = true;
        m_context.activity.value.pop_back();
    } else if (const auto window = m_reads.windowOf(task.workspace); !window) {
        missing(window.error());
    } else if (!window->isEmpty() && !task.createdAt.isEmpty() && task.createdAt < *window) {
        m_context.olderActivity = m_context.olderOnServer = true;
    }
    const auto workflow = m_reads.workflowOf(task.project);
    // Which workflow a project that is not here has is not known either.
    if (workflow && m_context.project.from.origin != Origin::NotHere)
        m_context.workflow = { *workflow, here };
    else if (!workflow)
        m_context.workflow.from = missing(workflow.error());
    m_context.patterns = advice(Entity::Pattern);
    m_context.bestPractices = advice(Entity::BestPractice);
}

} // namespace

Result<TaskContext> readContext(const store::Reads& reads, RowKey task, int activityLimit)
{
    const auto row = reads.task(task);
    if (!row)
        return row.error();
    Reader reader(reads, *row);
    reader.readAll(activityLimit);
    return reader.take();
}

} // namespace convoy::context
