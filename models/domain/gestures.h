#pragma once

#include "domain/change.h"
#include "domain/values.h"

namespace convoy {

//! The builders of gestures: pure functions that window and command line share, so that "done" means the same in both.
//! `now` is a timestampText. Texts are in words, past tense, for the undo menu and the outbox.

//! Fields of the placement group for a status or a stage; setting one sets the other.
[[nodiscard]] QJsonObject fieldsForStatus(TaskStatus status, const Workflow& workflow, const QString& now);
[[nodiscard]] QJsonObject fieldsForStage(const QString& stage, const Workflow& workflow, const QString& now);

//! A new task: `fields` as in the schema; what is missing gets its default (to do, first stage of its category, no priority).
[[nodiscard]] Gesture taskCreated(RowKey workspace, QJsonObject fields, const Workflow& workflow);
[[nodiscard]] Gesture taskChanged(const Task& task, const QJsonObject& fields, const QString& text);
[[nodiscard]] Gesture statusSet(const std::vector<Task>& tasks, TaskStatus status, const Workflow& workflow, const QString& now);
[[nodiscard]] Gesture tasksDeleted(const std::vector<Task>& tasks);
[[nodiscard]] Gesture tasksRestored(const std::vector<Task>& tasks);
[[nodiscard]] Gesture dependencyAdded(const Task& task, const Task& blockedBy);
[[nodiscard]] Gesture commentAdded(const Task& task, const QString& body);
[[nodiscard]] Gesture projectCreated(RowKey workspace, const QString& name, RowKey workflow, const QString& position);
[[nodiscard]] Gesture milestoneCreated(const Project& project, const QString& name, const QString& position);
[[nodiscard]] Gesture workspaceCreated(const QString& name);

//! Puts changes behind those of a gesture; the rows that they make (-1, -2, ... among themselves) are counted on from its own.
void append(Gesture& gesture, std::vector<Change> more);

//! "CNV" from "Convoy Tasks": the first three letters, upper case, for task numbers.
[[nodiscard]] QString prefixFor(const QString& workspaceName);

//! What a project without a workflow of its own, or a device without reference data, works with.
[[nodiscard]] const Workflow& builtInWorkflow();

} // namespace convoy
