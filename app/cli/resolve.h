#pragma once

#include "domain/result.h"
#include "domain/values.h"

#include <QStringList>

namespace convoy::store {
class Reads;
}

namespace convoy::cli {

//! What a person calls things, found in the replica: by uuid, name, or the beginning of either. Several that fit are an
//! error that lists them. `workspace` and `project` narrow the choice; none: among all.
[[nodiscard]] Result<Workspace> findWorkspace(const store::Reads& reads, const QString& name);
[[nodiscard]] Result<Project> findProject(const store::Reads& reads, const QString& name, RowKey workspace = {});
[[nodiscard]] Result<Milestone> findMilestone(const store::Reads& reads, const QString& name, RowKey project = {});
[[nodiscard]] Result<Member> findMember(const store::Reads& reads, const QString& name, RowKey workspace);
[[nodiscard]] Result<Stage> findStage(const Workflow& workflow, const QString& name);

//! By key, else by number (CNV-142; 142 where that is no key), else by part of the uuid; also from the trash.
[[nodiscard]] Result<Task> findTask(const store::Reads& reads, const QString& name);
[[nodiscard]] Result<std::vector<Task>> findTasks(const store::Reads& reads, const QStringList& names);

} // namespace convoy::cli
