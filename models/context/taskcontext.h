#pragma once

#include "domain/values.h"

#include <QMetaType>

#include <optional>

namespace convoy::context {

//! Where a block of the context came from, and how fresh it is.
enum class Origin : quint8 {
    ThisDevice,
    Server, //!< as of `serverTime`
    NotHere, //!< it exists, or may exist, but not on this device; loads when online
    None, //!< known not to exist: a task without a milestone, without subtasks
};

struct Provenance {
    Origin origin = Origin::NotHere;
    QString serverTime {}; //!< the server's text; with Origin::Server only
    bool operator==(const Provenance&) const = default;
};

template <class T> struct Block {
    T value {};
    Provenance from {};
    [[nodiscard]] bool isKnown() const { return from.origin == Origin::ThisDevice || from.origin == Origin::Server; }
    bool operator==(const Block&) const = default;
};

//! Everything around one task that helps to do it. A plain value; keys are 0 in blocks from the server.
struct TaskContext {
    Block<Task> task;
    Block<Workspace> workspace;
    Block<Project> project;
    Block<Milestone> milestone;
    Block<Task> parent;
    Block<std::vector<Task>> subtasks;
    Block<std::vector<Task>> blockedBy;
    Block<std::vector<Task>> blocks;
    Block<std::vector<Activity>> activity; //!< newest first
    Block<std::vector<Activity>> older; //!< activity behind it that the history window left out, as far as it was asked for
    bool olderActivity = false; //!< there is more than this
    bool olderOnServer = false; //!< and it is not on this device: loadOlderActivity() asks the server
    Block<Workflow> workflow;
    Block<std::vector<Advice>> patterns; //!< those that apply to this task
    Block<std::vector<Advice>> bestPractices;

    [[nodiscard]] bool isComplete() const; //!< no block is NotHere
    [[nodiscard]] bool isBlocked() const; //!< an open task stands in the way
    [[nodiscard]] QString taskNumber() const; //!< "CNV-142"; empty while the server has not given one
    bool operator==(const TaskContext&) const = default;
};

//! "this device", "from the server, 10:42", "not on this device, will load when online"; empty for None.
[[nodiscard]] QString provenanceText(const Provenance& from);

//! Whether a piece of reference text applies to a task of this workflow, at its stage, with its labels. What it names
//! has to match: one of its workflows, one of its stages and one of its labels, as far as it names any.
[[nodiscard]] bool applies(const Advice& advice, const Task& task, const Workflow& workflow);

} // namespace convoy::context

Q_DECLARE_METATYPE(convoy::context::TaskContext)
